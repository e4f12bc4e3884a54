"""Whole synthetic cases, one by one or as many as wanted."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from nenboard.domain.case import Case
from nenboard.workflow.synthetic import courses, people, tumours, workup
from nenboard.workflow.synthetic.dice import Dice
from nenboard.workflow.synthetic.kinds import WEIGHTED

PREFIX: Final = "SYN"
_MEETING_WEEKDAY: Final = 3


def synthetic_cases(count: int, *, seed: int, on: date, first: int = 1) -> Iterator[Case]:
    """So many cases under the keys SYN-00001 and on, as they stand on a day."""
    for number in range(first, first + count):
        yield synthetic_case(number, seed=seed, on=on)


def synthetic_case(number: int, *, seed: int, on: date) -> Case:
    """The case of this number: it depends on seed, number and day alone."""
    dice = Dice(f"{seed}:{number}")
    kind = dice.weighted(WEIGHTED)
    is_metastatic = dice.chance(kind.metastatic)
    found = dice.months_before(on, (1.0, 84.0 if is_metastatic else 6.0))
    done = courses.course(dice, kind, found=found, on=on, is_metastatic=is_metastatic)
    return Case(
        id=f"{PREFIX}-{number:05d}",
        patient=people.person(dice, number, on=on),
        referral=people.referral(dice, meeting=meeting_day(on), has_lines=bool(done.lines)),
        primaries=(tumours.primary(dice, kind, found=found),),
        samples=tumours.samples(dice, kind, found=found, on=on),
        molecular=tumours.molecular(dice, found=found),
        stages=(tumours.stage(dice, kind, found=found, is_metastatic=is_metastatic),),
        extent=tumours.extent(dice, kind, on=on, is_metastatic=is_metastatic),
        imaging=workup.imaging(dice, kind, on=on),
        lesions=workup.lesions(dice, found=found, on=on) if is_metastatic else (),
        labs=workup.labs(dice, found=found, on=on),
        function=tumours.function(dice, kind, on=on),
        fitness=people.fitness(dice, on=on),
        has_had_systemic_treatment=_answer(dice, is_untreated=done.is_untreated),
        lines=done.lines,
        procedures=done.procedures,
        responses=done.responses,
    )


def meeting_day(on: date) -> date:
    """The Thursday of the next meeting, never the day itself."""
    return on + timedelta(days=(_MEETING_WEEKDAY - on.weekday() - 1) % 7 + 1)


def _answer(dice: Dice, *, is_untreated: bool) -> bool | None:
    """Whether there was systemic treatment; at times nobody has said that there was none."""
    return dice.maybe(False, 0.9) if is_untreated else True
