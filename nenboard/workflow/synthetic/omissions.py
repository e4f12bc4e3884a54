"""Gaps of synthetic cases: what referrals leave out, some of it blocking, most of it not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from nenboard.domain.case import Case
from nenboard.domain.missing import Missing
from nenboard.domain.patient import Comorbidities, Wishes
from nenboard.domain.terms import ImagingKind, LabTest
from nenboard.workflow.synthetic.dice import Dice, day_of

_Change = Callable[[Case, date], dict[str, Any]]
_KINDS = (("none", 0.42), ("small", 0.4), ("blocking", 0.18))


def with_gaps(dice: Dice, case: Case, *, on: date) -> Case:
    """The case as a referral has it: complete, with a small gap or two, or with one that blocks."""
    shape = dice.weighted(_KINDS)
    if shape == "none":
        return case
    chosen = [dice.pick(_SMALL)]
    if shape == "blocking":
        chosen.append(dice.pick(_BLOCKING))
    elif dice.chance(0.4):
        chosen.append(dice.pick(_SMALL))
    for change in chosen:
        case = case.model_copy(update=change(case, on))
    return case


def _referral(case: Case, **change: object) -> dict[str, Any]:
    return {"referral": case.referral.model_copy(update=change)}


def _fitness(case: Case, **change: object) -> dict[str, Any]:
    return {"fitness": case.fitness.model_copy(update=change)}


def _newest(case: Case, **change: object) -> dict[str, Any]:
    return {"samples": (*case.samples[:-1], case.samples[-1].model_copy(update=change))}


def _no_labs(case: Case, *tests: LabTest) -> dict[str, Any]:
    return {"labs": tuple(result for result in case.labs if result.test not in tests)}


def _old_labs(case: Case, on: date) -> dict[str, Any]:
    day = day_of(on - timedelta(days=47))
    tests = {LabTest.EGFR, LabTest.BILIRUBIN, LabTest.NEUTROPHILS, LabTest.PLATELETS}
    return {
        "labs": tuple(
            result.model_copy(update={"date": day}) if result.test in tests else result
            for result in case.labs
        )
    }


def _old_ecog(case: Case, on: date) -> dict[str, Any]:
    day = day_of(on - timedelta(days=54))
    readings = tuple(reading.model_copy(update={"date": day}) for reading in case.fitness.ecog)
    return _fitness(case, ecog=readings)


def _no_receptors(case: Case, state: Missing) -> dict[str, Any]:
    return {
        "imaging": tuple(
            study.model_copy(
                update={
                    "state": state,
                    "date": None,
                    "tracer": None,
                    "lesions_above_liver": None,
                    "krenning_highest": None,
                    "krenning_lowest": None,
                }
            )
            if study.kind is ImagingKind.SSTR_PET
            else study
            for study in case.imaging
        )
    }


_SMALL: tuple[_Change, ...] = (
    lambda case, _on: _referral(case, key_worker=None),
    lambda case, _on: _no_labs(case, LabTest.CHROMOGRANIN_A, LabTest.NSE),
    lambda case, _on: _no_labs(case, LabTest.EGFR),
    lambda case, _on: _no_labs(case, LabTest.AST, LabTest.ALT, LabTest.BILIRUBIN),
    lambda case, _on: _fitness(case, is_frail=None, relevant_drugs=None),
    lambda case, _on: _newest(case, review=None),
    lambda case, _on: _newest(case, mitoses=Missing.UNKNOWN),
    lambda case, _on: _newest(case, ki67=Missing.PENDING) if len(case.samples) > 1 else {},
    lambda case, _on: _no_receptors(case, Missing.PENDING),
    lambda case, _on: _no_receptors(case, Missing.NOT_DONE),
    lambda case, _on: {"extent": case.extent.model_copy(update={"burden": None})},
    _old_labs,
    _old_ecog,
)
_BLOCKING: tuple[_Change, ...] = (
    lambda case, _on: _fitness(case, ecog=()),
    lambda case, _on: _fitness(case, wishes=Wishes()),
    lambda case, _on: _fitness(case, comorbidities=Comorbidities()),
    lambda case, _on: _referral(case, slides_to_show=None),
    lambda case, _on: _referral(case, what_is_new=None),
    lambda case, _on: {"samples": (_bare(case),)},
    lambda case, _on: {"function": case.function.model_copy(update={"status": None})},
    lambda case, _on: {"extent": case.extent.model_copy(update={"status": None, "pace": None})},
    lambda case, _on: {
        "imaging": tuple(s for s in case.imaging if s.kind is not ImagingKind.SSTR_PET)
    },
)


def _bare(case: Case) -> Any:
    """The only sample, of which the report is not at hand yet."""
    gone = {"ki67": None, "mitoses": None, "grade": None, "lung_class": None, "review": None}
    return case.samples[0].model_copy(update=gone)
