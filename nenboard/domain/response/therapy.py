"""A line of therapy with its responses, end points and growth, as screens and reports show it."""

from dataclasses import dataclass, replace
from datetime import date

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate, could_be_by
from nenboard.domain.response.best import BestOverall, best_overall
from nenboard.domain.response.course import RECIST_1_1
from nenboard.domain.response.days import imputed_day
from nenboard.domain.response.endpoints import (
    Endpoints,
    PlatinumFree,
    endpoints,
    platinum_free,
)
from nenboard.domain.response.growth import Growth, hidden_growth
from nenboard.domain.response.of_case import MeasuredCourse, courses_of, with_measured
from nenboard.domain.response.of_line import (
    as_known_on,
    assessments_of,
    platinum_of,
    record_of,
)
from nenboard.domain.response.records import Assessment, Conventions, Record
from nenboard.domain.terms import GivenFor, Response, ResponseMethod
from nenboard.domain.treatment import Line, ResponseRecord


@dataclass(frozen=True, slots=True)
class LineCourse:
    """What a line achieved. `entered` is the best response a clinician recorded: it wins.

    `best` is computed from the assessments, `mixed` are dates of a mixed response, which stands
    apart. Without a start there is no record and no end point.
    """

    line: int
    entered: Response | None
    best: BestOverall | None
    assessments: tuple[Assessment, ...]
    mixed: tuple[PartialDate, ...]
    measured: MeasuredCourse | None
    record: Record | None
    endpoints: Endpoints | None
    platinum_free: PlatinumFree | None
    growth: tuple[Growth, ...]
    hidden: tuple[Growth, ...]


def line_courses(
    case: Case, on: date, *, conventions: Conventions | None = None
) -> tuple[LineCourse, ...]:
    """Every line of a case as of a day, in the order of the case; by the usual conventions."""
    applied = conventions or Conventions()
    measured = {course.line: course for course in courses_of(case, on)}
    return tuple(
        _line_course(case, place, on=on, measured=measured.get(place), conventions=applied)
        for place in range(len(case.lines))
    )


def _line_course(
    case: Case,
    place: int,
    *,
    on: date,
    measured: MeasuredCourse | None,
    conventions: Conventions,
) -> LineCourse:
    line = as_known_on(case.lines[place], on)
    records = _records(case, line, on=on)
    seen = with_measured(assessments_of(line, records), measured)
    record = _completed(record_of(line, seen), case, place=place)
    growth = measured.growth(line.start) if measured is not None else ()
    labels = [(each.when, each.overall) for each in seen]
    alive = case.patient.vital.last_known_alive
    platinum = platinum_of(line, seen)
    entered = line.best_response if isinstance(line.best_response, Response) else None
    return LineCourse(
        line=place,
        entered=entered,
        best=_best(line, seen),
        assessments=seen,
        mixed=tuple(
            each.date
            for each in records
            if each.response is Response.MIXED and each.date is not None
        ),
        measured=measured,
        record=record,
        endpoints=endpoints(record, conventions) if record is not None else None,
        platinum_free=platinum_free(platinum, last_known_alive=alive),
        growth=growth,
        hidden=hidden_growth(growth, labels),
    )


def _best(line: Line, seen: tuple[Assessment, ...]) -> BestOverall | None:
    """The best of the assessments; days count from the start of the line."""
    if line.start is None or not seen:
        return None
    labels = [(imputed_day(each.when), each.overall) for each in seen]
    minimum = RECIST_1_1.stable_minimum_days
    return best_overall(labels, baseline=imputed_day(line.start), stable_minimum_days=minimum)


def _records(case: Case, line: Line, *, on: date) -> tuple[ResponseRecord, ...]:
    return tuple(
        record
        for record in case.responses
        if record.line_id == line.id
        and record.method is ResponseMethod.RECIST
        and could_be_by(record.date, on)
    )


def _completed(record: Record | None, case: Case, *, place: int) -> Record | None:
    """The record with what belongs to the patient and to the lines after it."""
    if record is None:
        return None
    later = [
        line.start
        for line in case.lines[place + 1 :]
        if line.start is not None
        and line.given_for in {None, GivenFor.THIS}
        and imputed_day(line.start) >= imputed_day(record.line_start)
    ]
    primary = case.discussed_primary
    vital = case.patient.vital
    return replace(
        record,
        diagnosis=primary.diagnosed if primary is not None else None,
        next_line_start=later[0] if later else None,
        death=vital.died,
        last_known_alive=vital.last_known_alive,
    )
