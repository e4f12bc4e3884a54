"""Courses of measured disease in a case: one for each line of therapy, and before treatment.

Baseline of a line is the last day of measurement on or before its start; the course ends with the
last day on or before the start of the next line. Partial dates count as the data dictionary says
(section 7.4), and a time point keeps the date as it was entered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate, could_be_by
from nenboard.domain.imaging import Lesion, Measurement, TumourAssessment
from nenboard.domain.response.course import (
    RECIST_1_1,
    Course,
    Label,
    MergedInto,
    NewLesions,
    NonTarget,
    Size,
    Target,
    TimePoint,
)
from nenboard.domain.response.days import imputed_day
from nenboard.domain.response.growth import Growth, Sum, growth_between
from nenboard.domain.response.recist import CourseResult, evaluate
from nenboard.domain.response.records import Assessment
from nenboard.domain.terms import GivenFor


@dataclass(frozen=True, slots=True)
class MeasuredCourse:
    """A course with its result. `line` is its place in the case, None before any treatment.

    `dates` gives the date as entered for each day; `left_out` are targets without a size at this
    baseline; `unsaid` are days of which nobody said whether there were new lesions, so that only
    progression is certain on them.
    """

    line: int | None
    course: Course
    result: CourseResult
    dates: Mapping[date, PartialDate]
    left_out: tuple[str, ...] = ()
    unsaid: frozenset[date] = frozenset()

    def labels(self) -> tuple[tuple[PartialDate, Label], ...]:
        """The overall response of each time point after baseline, by date."""
        return tuple(
            (self.dates[each.day], each.overall)
            for each in self.result.timepoints
            if each.overall is not None
        )

    def certain_labels(self) -> tuple[tuple[PartialDate, Label], ...]:
        """Responses that hold: progression, and what was seen with new lesions answered."""
        return tuple(
            (self.dates[each.day], each.overall)
            for each in self.result.timepoints
            if each.overall is not None
            and (each.overall is Label.PD or each.day not in self.unsaid)
        )

    def certain_best(self) -> Label | None:
        """The best overall response, if each time point up to progression holds."""
        labels = self.labels()
        certain = self.certain_labels()
        for at, (when, label) in enumerate(labels):
            if at >= len(certain) or certain[at][0] != when:
                return None
            if label is Label.PD:
                break
        return self.result.best.unconfirmed

    def sums(self) -> tuple[Sum, ...]:
        """The complete sums of the course, by date."""
        return tuple(
            Sum(self.dates[each.day], each.sum_mm)
            for each in self.result.timepoints
            if each.sum_mm is not None
        )

    def growth(self, started: PartialDate | None) -> tuple[Growth, ...]:
        """The growth between neighbouring sums; untreated without a start of treatment."""
        return growth_between(self.sums(), treated_from=started)


def courses_of(case: Case, on: date) -> tuple[MeasuredCourse, ...]:
    """The courses of a case as of a day: before treatment, then by line, where measured."""
    days = _days(case, on)
    starts = _starts(case)
    if not days:
        return ()
    seen = _seen(case)
    found = [_course(seen, days, span=span) for span in _spans(starts, days)]
    return tuple(course for course in found if course is not None)


def with_measured(
    entered: tuple[Assessment, ...], measured: MeasuredCourse | None
) -> tuple[Assessment, ...]:
    """Entered assessments with those that follow from sizes on days that have none, by date.

    Where a progression was entered, it is the only one.
    """
    found = {imputed_day(each.when): each for each in entered}
    is_settled = any(each.overall is Label.PD for each in entered)
    for when, label in measured.certain_labels() if measured is not None else ():
        if not (is_settled and label is Label.PD):
            found.setdefault(imputed_day(when), Assessment(when, label))
    return tuple(found[day] for day in sorted(found))


@dataclass(frozen=True, slots=True)
class _Span:
    line: int | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was measured and said of a case, by lesion and by day."""

    lesions: tuple[Lesion, ...]
    sizes: Mapping[str, Mapping[date, Size]]
    said: Mapping[date, TumourAssessment]


def _seen(case: Case) -> _Seen:
    lesions = tuple(lesion for lesion in case.lesions if lesion.is_target)
    return _Seen(
        lesions,
        {lesion.id: _sizes(lesion) for lesion in lesions},
        {imputed_day(each.date): each for each in case.assessments},
    )


def _days(case: Case, on: date) -> dict[date, PartialDate]:
    """Every day of measurement or assessment that counts, with its date as entered."""
    measured = [
        each.date for lesion in case.lesions if lesion.is_target for each in lesion.measurements
    ]
    dates = [*measured, *(each.date for each in case.assessments)]
    kept = {imputed_day(when): when for when in dates if could_be_by(when, on)}
    return dict(sorted(kept.items()))


def _starts(case: Case) -> list[tuple[int, date]]:
    """The starts of lines for this tumour, in order of time."""
    found = [
        (place, imputed_day(line.start))
        for place, line in enumerate(case.lines)
        if line.start is not None and line.given_for in {None, GivenFor.THIS}
    ]
    return sorted(found, key=lambda pair: pair[1])


def _spans(starts: list[tuple[int, date]], days: Mapping[date, PartialDate]) -> Iterator[_Span]:
    ends = [start for _, start in starts[1:]] + [date.max]
    yield _Span(None, min(days), starts[0][1] if starts else date.max)
    for (line, start), end in zip(starts, ends, strict=False):
        before = [day for day in days if day <= start]
        if before:
            yield _Span(line, max(before), end)


def _course(seen: _Seen, days: Mapping[date, PartialDate], *, span: _Span) -> MeasuredCourse | None:
    """The course of a span, if it holds a baseline and something later."""
    inside = [day for day in days if span.first <= day <= span.last]
    if len(inside) < _LEAST:
        return None
    sizes, said = seen.sizes, seen.said
    usable = [each for each in seen.lesions if _is_size(sizes[each.id].get(inside[0]))]
    if not (usable or said):
        return None
    targets = tuple(Target(each.id, each.organ, each.is_node) for each in usable)
    ids = {target.id for target in targets}
    points = [
        TimePoint(
            day,
            {id_: _inside(sizes[id_].get(day), ids) for id_ in ids},
            _non_target(said.get(day)),
            _news(said.get(day)) or NewLesions.NONE,
        )
        for day in inside
    ]
    course = Course(targets, tuple(points))
    left_out = tuple(each.id for each in seen.lesions if each.id not in ids)
    dates = {day: days[day] for day in inside}
    unsaid = frozenset(day for day in inside if _news(said.get(day)) is None)
    return MeasuredCourse(span.line, course, evaluate(course), dates, left_out, unsaid)


_LEAST: Final = 2


def _news(said: TumourAssessment | None) -> NewLesions | None:
    new = said.new_lesions if said is not None else None
    return new if isinstance(new, NewLesions) else None


def _non_target(said: TumourAssessment | None) -> NonTarget:
    """Non-target disease as stated; what nobody stated is not evaluated."""
    seen = said.non_target if said is not None else None
    return seen if isinstance(seen, NonTarget) else NonTarget.NE


def _sizes(lesion: Lesion) -> dict[date, Size]:
    """The size on each day; of two measurements of a day the first that says something."""
    found: dict[date, Size] = {}
    for each in lesion.measurements:
        day = imputed_day(each.date)
        if found.get(day) is None:
            found[day] = size_of(each)
    return found


def size_of(measurement: Measurement) -> Size:
    """The size a measurement stands for: merged, split, too small, in mm, or not evaluable."""
    if measurement.merged_into is not None:
        return MergedInto(measurement.merged_into)
    if measurement.parts:
        return sum(measurement.parts, Decimal(0))
    if measurement.is_too_small:
        return RECIST_1_1.too_small_mm
    return measurement.mm if isinstance(measurement.mm, Decimal) else None


def _is_size(size: Size) -> bool:
    return isinstance(size, Decimal) and size > 0


def _inside(size: Size, ids: set[str]) -> Size:
    """The size, if what it merged with is itself a target of the course."""
    return None if isinstance(size, MergedInto) and size.lesion not in ids else size
