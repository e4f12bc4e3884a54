"""RECIST 1.1: target and overall response at each time point, nadir, and date of progression.

Source: Eisenhauer EA et al., Eur J Cancer 2009;45:228-247.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.response.best import BestOverall, best_overall
from nenboard.domain.response.course import (
    RECIST_1_1,
    Course,
    Criteria,
    Label,
    NewLesions,
    NonTarget,
    TimePoint,
    in_order,
    without_baseline,
)
from nenboard.domain.response.days import COMPUTED
from nenboard.domain.response.targets import Before, measured, target_response


class NoBaseline(ValueError):
    """A course without time points, or a target without a size at baseline."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One time point evaluated; at baseline only the sum is given. Sums and changes in mm."""

    day: date
    sum_mm: Decimal | None
    non_target: NonTarget
    new_lesions: NewLesions
    nadir_mm: Decimal | None = None
    change_from_baseline_pct: Decimal | None = None
    change_from_nadir_pct: Decimal | None = None
    change_from_nadir_mm: Decimal | None = None
    target: Label | None = None
    overall: Label | None = None


@dataclass(frozen=True, slots=True)
class CourseResult:
    """A course evaluated: its time points by date, the best overall response, the first PD."""

    timepoints: tuple[Evaluation, ...]
    best: BestOverall
    progression: date | None


def evaluate(
    course: Course, *, stable_minimum_days: int | None = None, criteria: Criteria = RECIST_1_1
) -> CourseResult:
    """Evaluate a course. Raises NoBaseline if there is nothing to compare with."""
    if not course.timepoints or without_baseline(course):
        raise NoBaseline("each target needs a size at the first time point")
    points = in_order(course)
    done = [_at_baseline(course, points[0])]
    is_new = _seen_anew(points)
    before = Before(done[0].sum_mm or Decimal(0), done[0].sum_mm or Decimal(0))
    for point in points[1:]:
        found = _evaluated(
            course, point, before=before, is_new=point.day in is_new, criteria=criteria
        )
        done.append(found)
        before = _after(before, found)
    labels = tuple((each.day, each.overall) for each in done[1:] if each.overall is not None)
    minimum = criteria.stable_minimum_days if stable_minimum_days is None else stable_minimum_days
    best = best_overall(
        labels,
        baseline=points[0].day,
        stable_minimum_days=minimum,
        has_targets=bool(course.targets),
        criteria=criteria,
    )
    progression = next((day for day, label in labels if label is Label.PD), None)
    return CourseResult(tuple(done), best, progression)


def _at_baseline(course: Course, point: TimePoint) -> Evaluation:
    total = measured(course, point).sum_mm if course.targets else None
    return Evaluation(point.day, total, point.non_target, point.new_lesions)


def _seen_anew(points: tuple[TimePoint, ...]) -> frozenset[date]:
    """Days that count as PD for new lesions: unequivocal, and the first equivocal sight of them.

    The sights must follow each other without a gap; at baseline no lesion is new.
    """
    found: set[date] = set()
    first: date | None = None
    for point in points[1:]:
        if point.new_lesions is NewLesions.UNEQUIVOCAL:
            found |= {point.day} if first is None else {point.day, first}
            first = None
        elif point.new_lesions is NewLesions.EQUIVOCAL:
            first = first or point.day
        else:
            first = None
    return frozenset(found)


def _evaluated(
    course: Course, point: TimePoint, *, before: Before, is_new: bool, criteria: Criteria
) -> Evaluation:
    """A time point after the baseline: its responses, and its changes from the sums before it."""
    seen = measured(course, point) if course.targets else None
    target = None if seen is None else target_response(seen, before, criteria=criteria)
    is_back = before.had_complete_response and point.non_target is NonTarget.NON_CR_NON_PD
    is_progression = is_new or is_back or point.non_target is NonTarget.PD
    total = None if seen is None else seen.sum_mm
    return Evaluation(
        point.day,
        total,
        point.non_target,
        point.new_lesions,
        nadir_mm=None if seen is None else before.nadir,
        change_from_baseline_pct=_percent(total, before.baseline),
        change_from_nadir_pct=_percent(total, before.nadir),
        change_from_nadir_mm=None if total is None else total - before.nadir,
        target=target,
        overall=Label.PD if is_progression else _overall(target, point.non_target),
    )


def _overall(target: Label | None, non_target: NonTarget) -> Label:
    """The overall response where nothing but the targets can be progression."""
    if target is None:
        return _WITHOUT_TARGETS[non_target]
    is_held_back = non_target in {NonTarget.NON_CR_NON_PD, NonTarget.NE}
    return Label.PR if target is Label.CR and is_held_back else target


_WITHOUT_TARGETS: Final = {
    NonTarget.CR: Label.CR,
    NonTarget.NON_CR_NON_PD: Label.NON_CR_NON_PD,
    NonTarget.PD: Label.PD,
    NonTarget.NE: Label.NE,
    NonTarget.NONE: Label.NE,
}


def _percent(total: Decimal | None, reference: Decimal) -> Decimal | None:
    """The change from a reference in percent; None without a sum or with a reference of 0 mm."""
    if total is None or not reference:
        return None
    return COMPUTED.divide((total - reference) * 100, reference)


def _after(before: Before, found: Evaluation) -> Before:
    nadir = before.nadir if found.sum_mm is None else min(before.nadir, found.sum_mm)
    had = before.had_complete_response or found.overall is Label.CR
    return Before(before.baseline, nadir, had)
