"""Pace of growth: a clinician's word; until then candidates from RECIST records."""

from collections.abc import Iterable
from datetime import date

from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.view import View, found, newest, recorded
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import OneOf
from nenboard.domain.missing import Missing
from nenboard.domain.response.course import Label
from nenboard.domain.response.days import add_months, imputed_day
from nenboard.domain.terms import DiseaseStatus, ImagingKind, Response, ResponseMethod

FAST = OneOf(one_of=("progressive", "rapid"))
SLOW = OneOf(one_of=("indolent", "stable"))
_SECTIONAL = (ImagingKind.CT, ImagingKind.MRI)
_MEASURED_QUIET = (Label.CR, Label.PR, Label.SD, Label.NON_CR_NON_PD)
_NOT_PROGRESSED = (Response.CR, Response.PR, Response.SD)


def growth(view: View) -> Found:
    """Pace as a clinician confirmed it; else candidates by RECIST progression and time."""
    pace = recorded(view.case.extent.pace)
    if pace is not None and view.counts(view.case.extent.status_date):
        when = view.case.extent.status_date
        return found(pace.value, [Source("extent", "extent.pace", "", when)])
    progressions = _progressions(view)
    since = add_months(view.on, -view.terms.progression_window_months)
    recent = [s for s in progressions if s.date is not None and s.date.earliest >= since]
    if recent:
        return found(FAST, recent, remarks=[Remark.RECIST_PROGRESSION])
    may_be_recent = any(s.date is None or s.date.latest >= since for s in progressions)
    quiet = _quiet_assessments(view, since)
    if quiet and not may_be_recent and not _is_progressing(view):
        return found(SLOW, quiet, remarks=[Remark.NO_RECIST_PROGRESSION])
    return _suggested_by_status(view)


def _suggested_by_status(view: View) -> Found:
    if not _is_progressing(view):
        return NOTHING
    source = Source("extent", "extent.status", "", view.case.extent.status_date)
    return Found(None, (source,), (Remark.STATUS_PROGRESSING,), source.date, FAST)


def _is_progressing(view: View) -> bool:
    extent = view.case.extent
    return extent.status is DiseaseStatus.PROGRESSING and view.counts(extent.status_date)


def _progressions(view: View) -> list[Source]:
    """RECIST progressions that count on the day: records, and progression dates of lines."""
    shown = [
        Source("response", f"responses.{index}", record.response.value, record.date)
        for index, record in enumerate(view.case.responses)
        if record.method is ResponseMethod.RECIST and record.response is Response.PD
    ]
    for index, line in enumerate(view.case.lines):
        if line.progressed is not None and not isinstance(line.progressed, Missing):
            what = line.regimen or line.regimen_text or ""
            shown.append(Source("line", f"lines.{index}.progressed", what, line.progressed))
    shown += [source for source, label in _measured(view) if label is Label.PD]
    return [source for source in shown if view.counts(source.date)]


def _quiet_assessments(view: View, since: date) -> list[Source]:
    """RECIST records without progression, if the latest is recent and imaging is serial."""
    records = [
        Source("response", f"responses.{index}", record.response.value, record.date)
        for index, record in enumerate(view.case.responses)
        if record.method is ResponseMethod.RECIST
        and record.response in _NOT_PROGRESSED
        and record.date is not None
        and view.counts(record.date)
    ]
    records += [source for source, label in _measured(view) if label in _MEASURED_QUIET]
    last = newest(records)
    if last is None or last.earliest < since or not _is_serial(view, last):
        return []
    return records


def _measured(view: View) -> list[tuple[Source, Label]]:
    """RECIST responses computed from measured lesions, on days without a record."""
    days = {
        imputed_day(record.date)
        for record in view.case.responses
        if record.method is ResponseMethod.RECIST and record.date is not None
    }
    return [
        (Source("lesion", "lesions", label.value, when), label)
        for course in view.courses
        for when, label in course.certain_labels()
        if imputed_day(when) not in days
    ]


def _is_serial(view: View, last: PartialDate) -> bool:
    """Whether an earlier examination lies certainly so many months before the last record."""
    limit = add_months(last.earliest, -view.terms.serial_imaging_months)
    return any(when.latest <= limit for when in _examined(view))


def _examined(view: View) -> Iterable[PartialDate]:
    for study in view.case.imaging:
        if study.kind in _SECTIONAL and study.state is None and study.date is not None:
            yield study.date
    for lesion in view.case.lesions:
        yield from (measured.date for measured in lesion.measurements)
    for record in view.case.responses:
        if record.method is ResponseMethod.RECIST and record.date is not None:
            yield record.date
