"""The record of a line of therapy, from what the case holds: for its time end points."""

from collections.abc import Iterable
from datetime import date

from nenboard.domain.dates import PartialDate, could_be_by
from nenboard.domain.response.course import Label
from nenboard.domain.response.days import imputed_day
from nenboard.domain.response.records import Assessment, Platinum, Record
from nenboard.domain.terms import Response, ResponseMethod
from nenboard.domain.treatment import Line, ResponseRecord

_PLATINUM_WORD = "platin"
_LABELS = {
    Response.CR: Label.CR,
    Response.PR: Label.PR,
    Response.SD: Label.SD,
    Response.PD: Label.PD,
}


def as_known_on(line: Line, on: date) -> Line:
    """The line without what came after a day."""
    changes: dict[str, object] = {}
    if line.stop is not None and not could_be_by(line.stop, on):
        changes |= {"stop": None, "stop_reason": None, "is_ongoing": True}
    if isinstance(line.progressed, PartialDate) and not could_be_by(line.progressed, on):
        changes["progressed"] = None
    if not could_be_by(line.best_response_date, on):
        changes |= {"best_response": None, "best_response_date": None}
    return line.model_copy(update=changes) if changes else line


def label_of(response: object) -> Label:
    """The RECIST label of a recorded response; a mixed one stands apart and is no label."""
    return _LABELS.get(response, Label.NE) if isinstance(response, Response) else Label.NE


def assessments_of(line: Line, records: Iterable[ResponseRecord]) -> tuple[Assessment, ...]:
    """The dated RECIST assessments of a line; its own date of progression wins over records."""
    stated = line.progressed if isinstance(line.progressed, PartialDate) else None
    found = [
        Assessment(record.date, label_of(record.response))
        for record in records
        if record.method is ResponseMethod.RECIST and record.date is not None
    ]
    if stated is not None:
        found = [each for each in found if each.overall is not Label.PD]
        found.append(Assessment(stated, Label.PD))
    start = line.start
    return tuple(each for each in found if start is None or each.when.latest >= start.earliest)


def record_of(line: Line, assessments: tuple[Assessment, ...]) -> Record | None:
    """The record of a line without what belongs to the patient; None without a start."""
    if line.start is None:
        return None
    stop = line.stop if line.stop is not None and line.stop.latest >= line.start.earliest else None
    return Record(line.start, assessments, stop=stop)


def last_platinum(line: Line) -> PartialDate | None:
    """The last dose of platinum: where the drug ended on its own date, else where the line did."""
    stops = [
        drug.stop
        for drug in line.components
        if _PLATINUM_WORD in drug.name.casefold() and drug.stop is not None
    ]
    return max(stops, key=imputed_day, default=line.stop)


def platinum_of(line: Line, assessments: Iterable[Assessment]) -> Platinum:
    """The last dose of platinum and the first progression of the line."""
    seen = sorted(assessments, key=lambda each: imputed_day(each.when))
    first = next((each.when for each in seen if each.overall is Label.PD), None)
    return Platinum(last_platinum(line), first)
