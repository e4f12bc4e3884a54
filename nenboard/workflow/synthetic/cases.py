"""Whole synthetic cases, one by one or as many as wanted."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.terms import Response, SampleKind, Syndrome
from nenboard.domain.treatment import Procedure
from nenboard.domain.tumour import Sample
from nenboard.workflow.synthetic import (
    courses,
    omissions,
    people,
    procedures,
    questions,
    tumours,
    workup,
)
from nenboard.workflow.synthetic.courses import Course
from nenboard.workflow.synthetic.dice import Dice
from nenboard.workflow.synthetic.kinds import WEIGHTED, Kind, is_carcinoma

PREFIX: Final = "SYN"
_MEETING_WEEKDAY: Final = 3
_NEW: Final = 0.22
"""Share of metastatic disease that is found in these weeks."""


def synthetic_cases(count: int, *, seed: int, on: date, first: int = 1) -> Iterator[Case]:
    """So many cases under the keys SYN-00001 and on, as they stand on a day."""
    for number in range(first, first + count):
        yield synthetic_case(number, seed=seed, on=on)


def synthetic_case(number: int, *, seed: int, on: date) -> Case:
    """The case of this number: it depends on seed, number and day alone."""
    dice = Dice(f"{seed}:{number}")
    kind = dice.weighted(WEIGHTED)
    is_metastatic = dice.chance(kind.metastatic)
    found = dice.months_before(on, _months(dice, kind, is_metastatic=is_metastatic))
    done = courses.course(dice, kind, found=found, on=on) if is_metastatic else Course(dice)
    operation = procedures.operation(dice, kind, found=found, is_metastatic=is_metastatic)
    tissue = tumours.samples(
        dice,
        kind,
        found=found,
        operated=procedures.performed(operation),
        biopsied=_biopsied(dice, done, found=found),
    )
    function = tumours.function(dice, kind, on=on, is_metastatic=is_metastatic)
    has_carcinoid = function.syndrome is Syndrome.CARCINOID
    asked = questions.asked(dice, done, operated=procedures.performed(operation), on=on)
    now = questions.now(dice, done, is_fast=is_carcinoma(kind), on=on)
    case = Case(
        id=f"{PREFIX}-{number:05d}",
        patient=people.person(dice, number, on=on),
        referral=people.referral(dice, asked, on=on, meeting=meeting_day(on)),
        primaries=(tumours.primary(dice, kind, found=found),),
        samples=tissue,
        molecular=tumours.molecular(dice, found=found),
        stages=(tumours.stage(dice, kind, found=found, is_metastatic=is_metastatic),),
        extent=tumours.extent(dice, kind, now=now, is_metastatic=is_metastatic),
        imaging=workup.imaging(dice, kind, on=on, scans=done.scans, has_carcinoid=has_carcinoid),
        lesions=courses.lesions(done, "liver") if is_metastatic else (),
        labs=workup.labs(dice, kind, on=on, scans=done.scans, has_carcinoid=has_carcinoid),
        function=function,
        fitness=people.fitness(dice, on=on),
        has_had_systemic_treatment=bool(done.lines),
        lines=tuple(done.lines),
        procedures=_procedures(dice, done, operation=operation),
        assessments=courses.assessments(done),
        responses=courses.responses(done),
    )
    return omissions.with_gaps(dice, _to_show(case, tissue), on=on)


def _months(dice: Dice, kind: Kind, *, is_metastatic: bool) -> tuple[float, float]:
    """How long ago the disease may have been found."""
    if not is_metastatic:
        return 2.0, 9.0
    if dice.chance(_NEW):
        return 0.4, 1.6
    return (1.0, 20.0) if is_carcinoma(kind) else (1.0, 84.0)


def _biopsied(dice: Dice, done: Course, *, found: date) -> date | None:
    """The day of a biopsy some time after the last progression."""
    progressed = [scan.day for scan in done.scans if scan.response is Response.PD]
    if not progressed or not dice.chance(0.35):
        return None
    day = min(progressed[-1] + timedelta(days=dice.whole(2, 5)), done.scans[-1].day)
    return day if (day - found).days > 200 else None


def _procedures(dice: Dice, done: Course, *, operation: Procedure | None) -> tuple[Procedure, ...]:
    local = procedures.liver_directed(dice, done)
    return tuple(item for item in (operation, local) if item is not None)


def _to_show(case: Case, tissue: tuple[Sample, ...]) -> Case:
    """The newest slides and images, as a referral lists them."""
    newest = tissue[-1]
    kind = "resection" if newest.kind is SampleKind.RESECTION else "biopsy"
    studies = [study for study in case.imaging if study.id.startswith(("ct", "sstr"))][-2:]
    names = {"c": "CT", "s": "SSTR PET"}
    images = [f"{names[study.id[0]]} {study.date.text}" for study in studies if study.date]
    referral = case.referral.model_copy(
        update={
            "slides_to_show": f"{newest.specimen} ({newest.organ}, {kind})",
            "images_to_show": "; ".join(images),
        }
    )
    return case.model_copy(update={"referral": referral})


def meeting_day(on: date) -> date:
    """The Thursday of the next meeting, never the day itself."""
    return on + timedelta(days=(_MEETING_WEEKDAY - on.weekday() - 1) % 7 + 1)
