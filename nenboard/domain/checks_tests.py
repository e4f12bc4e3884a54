"""Checks of imaging and laboratory values."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import newest_first
from nenboard.domain.imaging import ImagingStudy
from nenboard.domain.issues import Check, Issue, invalid, missing, query, rare
from nenboard.domain.missing import Missing, is_recorded
from nenboard.domain.terms import (
    Differentiation,
    FdgResult,
    Grade,
    ImagingKind,
    LabTest,
    QuestionTopic,
    Uptake,
)

_ABOVE_LIVER: Final = 3
_RECEPTOR: Final = (ImagingKind.SSTR_PET, ImagingKind.SSTR_SCINTIGRAPHY)
_KIDNEY: Final = (LabTest.EGFR, LabTest.CREATININE_CLEARANCE, LabTest.CREATININE)
_NEED_LIMIT: Final = (
    LabTest.BILIRUBIN,
    LabTest.AST,
    LabTest.ALT,
    LabTest.CHROMOGRANIN_A,
    LabTest.HIAA_5,
)


def _krenning(case: Case, _on: date) -> Iterator[Issue]:
    for i, study in enumerate(case.imaging):
        highest, lowest = _score(study.krenning_highest), _score(study.krenning_lowest)
        if highest is not None and lowest is not None and lowest > highest:
            yield invalid(
                f"imaging.{i}.krenning_lowest",
                "krenning_order",
                message="The lowest Krenning score is above the highest. Exchange or correct them.",
            )
        elif _contradicts_count(study, highest, lowest=lowest):
            yield query(
                f"imaging.{i}.lesions_above_liver",
                "krenning_and_count",
                message="The Krenning scores contradict the count of lesions above liver. "
                "Ask nuclear medicine.",
            )
        if (highest is not None or lowest is not None) and study.kind not in _RECEPTOR:
            yield query(
                f"imaging.{i}.kind",
                "krenning_of_other_study",
                message="A Krenning score belongs to receptor imaging. Correct the kind of study.",
            )


def _score(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _contradicts_count(study: ImagingStudy, highest: int | None, *, lowest: int | None) -> bool:
    some = study.lesions_above_liver in (Uptake.ALL, Uptake.SOME)
    none_high = highest is not None and highest < _ABOVE_LIVER
    is_all = study.lesions_above_liver is Uptake.ALL
    none = study.lesions_above_liver is Uptake.NONE
    return (
        (some and none_high)
        or (none and highest is not None and highest >= _ABOVE_LIVER)
        or (is_all and lowest is not None and lowest < _ABOVE_LIVER)
        or (study.lesions_above_liver is Uptake.SOME and (lowest or 0) >= _ABOVE_LIVER)
    )


def _carcinoma_with_receptors(case: Case, _on: date) -> Iterator[Issue]:
    if _class(case) is not Differentiation.POOR:
        return
    for i, study in enumerate(case.imaging):
        if (_score(study.krenning_lowest) or 0) >= _ABOVE_LIVER:
            yield rare(
                f"imaging.{i}.krenning_lowest",
                "carcinoma_with_receptors",
                message="A carcinoma with receptors above liver everywhere is rare. "
                "Confirm with a reason, or ask the pathologist about the class.",
            )


def _g1_with_fdg(case: Case, _on: date) -> Iterator[Issue]:
    grades = {sample.grade for sample in case.samples}
    for i, study in enumerate(case.imaging):
        if study.fdg is FdgResult.GREATER and grades == {Grade.G1}:
            yield query(
                f"imaging.{i}.fdg",
                "g1_with_fdg",
                message="FDG uptake above receptor uptake does not fit a NET G1. "
                "Ask whether a new sample is planned.",
            )


def _prrt_asked(case: Case, _on: date) -> Iterator[Issue]:
    if QuestionTopic.PRRT not in case.referral.topics:
        return
    if not any(study.kind in _RECEPTOR and _has_result(study) for study in case.imaging):
        yield missing(
            "imaging",
            "prrt_without_receptor_scan",
            message="Receptor imaging is needed because PRRT is asked. Ask nuclear medicine.",
        )
    if not any(result.test in _KIDNEY and is_recorded(result.value) for result in case.labs):
        yield missing(
            "labs",
            "prrt_without_kidney_function",
            message="eGFR is needed because PRRT is asked. Ask the laboratory.",
        )


def _has_result(study: ImagingStudy) -> bool:
    told = (study.krenning_highest, study.krenning_lowest, study.lesions_above_liver)
    return any(is_recorded(value) for value in told)


def _units(case: Case, _on: date) -> Iterator[Issue]:
    for i, result in enumerate(case.labs):
        if not is_recorded(result.value):
            continue
        if not (result.unit or "").strip():
            yield query(
                f"labs.{i}.unit",
                "unit_missing",
                message="A unit is never assumed, so this value is not read. "
                "Copy the unit from the report.",
            )
        if result.upper_limit is None and result.test in _NEED_LIMIT:
            yield query(
                f"labs.{i}.upper_limit",
                "limit_missing",
                message="This value is read as a multiple of its upper limit. "
                "Copy the limit from the same report.",
            )


def _limits(case: Case, _on: date) -> Iterator[Issue]:
    for i, result in enumerate(case.labs):
        low, high = result.lower_limit, result.upper_limit
        if low is not None and high is not None and low > high:
            yield invalid(
                f"labs.{i}.lower_limit",
                "limits_order",
                message="The lower limit is above the upper one. Exchange or correct them.",
            )


def _white_cells(case: Case, _on: date) -> Iterator[Issue]:
    """Neutrophils are part of the white cells of the same day and unit."""
    totals = {
        (result.date, result.unit): result.value
        for result in case.labs
        if result.test is LabTest.WHITE_CELLS and isinstance(result.value, Decimal)
    }
    for i, result in enumerate(case.labs):
        total = totals.get((result.date, result.unit))
        if result.test is not LabTest.NEUTROPHILS or total is None:
            continue
        if isinstance(result.value, Decimal) and result.value > total:
            yield invalid(
                f"labs.{i}.value",
                "more_than_all_white_cells",
                message="There are more neutrophils than white cells on that day. "
                "Check both values and their units.",
            )


def _chromogranin(case: Case, _on: date) -> Iterator[Issue]:
    for i, result in enumerate(case.labs):
        if result.test is LabTest.CHROMOGRANIN_A and result.on_ppi is True:
            yield query(
                f"labs.{i}.on_ppi",
                "chromogranin_on_ppi",
                message="Chromogranin A rises under a proton pump inhibitor. "
                "Ask whether it can be repeated without one.",
            )


def _class(case: Case) -> Differentiation | Missing | None:
    primary = case.discussed_primary
    own = [s for s in case.samples if primary is not None and s.primary_id == primary.id]
    newest = min(own, key=lambda sample: newest_first(sample.date), default=None)
    return newest.differentiation if newest is not None else None


CHECKS: Final[tuple[Check, ...]] = (
    _krenning,
    _carcinoma_with_receptors,
    _g1_with_fdg,
    _prrt_asked,
    _units,
    _limits,
    _white_cells,
    _chromogranin,
)
