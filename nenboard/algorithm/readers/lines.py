"""Earlier lines: systemic antitumour treatments, oldest first, as the algorithm reads them."""

from dataclasses import dataclass, replace
from datetime import date

from nenboard.algorithm.readers import months
from nenboard.algorithm.readers.reading import Found, Source
from nenboard.algorithm.readers.regimens import Coded, coded, drugs_of
from nenboard.algorithm.readers.terms import ReadingTerms, Remark
from nenboard.algorithm.readers.view import View, found, recorded
from nenboard.domain.dates import PartialDate, could_be_by
from nenboard.domain.knowledge import EarlierLine, OneOf
from nenboard.domain.missing import Missing, is_recorded
from nenboard.domain.terms import GivenFor, Intent, Response, ResponseMethod, Role, StopReason
from nenboard.domain.treatment import Line, ResponseRecord

_ADJUVANT_ROLES = (Role.ADJUVANT, Role.NEOADJUVANT)
_BEST_FIRST = (Response.CR, Response.PR, Response.SD, Response.MIXED, Response.PD, Response.NE)
_ANY_DISEASE = OneOf(one_of=tuple(disease.value for disease in GivenFor))
_ASSESSED = (Response.CR, Response.PR, Response.SD)


@dataclass(frozen=True, slots=True)
class _Course:
    """A line as known on the day, with the records that belong to it."""

    line: Line
    index: int
    records: tuple[ResponseRecord, ...]


def prior_lines(view: View) -> Found:
    """The lines that count on the day; none only if that is stated, no lines is unknown.

    Lines beside the answer that there were none contradict it: then nothing is known.
    """
    courses = _merged([_course(view, index) for index in _counting(view)], view.terms)
    read: list[EarlierLine] = []
    sources: list[Source] = []
    remarks: list[Remark] = []
    for course in courses:
        regimen = coded(course.line, view.terms)
        if regimen is None:
            continue
        read.append(_earlier(course, regimen, terms=view.terms))
        what = course.line.regimen or course.line.regimen_text or ""
        when = course.line.stop or course.line.start
        sources.append(Source("line", f"lines.{course.index}", what, when))
        remarks += [*regimen.remarks, *_role_remarks(course.line)]
    if len(courses) < len(_counting(view)):
        remarks.append(Remark.MAINTENANCE)
    if view.case.has_had_systemic_treatment is False:
        stated = Source("line", "has_had_systemic_treatment")
        if not read:
            return found((), [stated])
        return found(None, [stated, *sources], remarks=[Remark.LINES_CONTRADICT_ANSWER])
    if not read:
        return Found(remarks=(Remark.LINES_NOT_ENTERED,))
    return found(tuple(read), sources, remarks=remarks)


def _counting(view: View) -> list[int]:
    return [i for i, line in enumerate(view.case.lines) if view.counts(line.start)]


def _course(view: View, index: int) -> _Course:
    line = view.case.lines[index]
    records = tuple(
        record
        for record in view.case.responses
        if record.line_id == line.id
        and record.method is ResponseMethod.RECIST
        and view.counts(record.date)
    )
    return _Course(_as_known_on(line, view.on), index, records)


def _as_known_on(line: Line, on: date) -> Line:
    """The line without what came after the day."""
    changes: dict[str, object] = {}
    if line.stop is not None and not could_be_by(line.stop, on):
        changes |= {"stop": None, "stop_reason": None, "is_ongoing": True}
    if isinstance(line.progressed, PartialDate) and not could_be_by(line.progressed, on):
        changes["progressed"] = None
    if not could_be_by(line.best_response_date, on):
        changes |= {"best_response": None, "best_response_date": None}
    return line.model_copy(update=changes) if changes else line


def _merged(courses: list[_Course], terms: ReadingTerms) -> list[_Course]:
    """Maintenance with part of the same drugs joined to the line before it."""
    kept: list[_Course] = []
    for course in courses:
        drugs = drugs_of(course.line, terms)
        before = kept[-1] if kept else None
        is_part = before is not None and bool(drugs) and drugs <= drugs_of(before.line, terms)
        if course.line.role is Role.MAINTENANCE and before is not None and is_part:
            kept[-1] = _joined(before, course)
        else:
            kept.append(course)
    return kept


def _joined(before: _Course, maintenance: _Course) -> _Course:
    later = maintenance.line
    changes: dict[str, object] = {
        "stop": later.stop,
        "stop_reason": later.stop_reason,
        "is_ongoing": later.is_ongoing,
        "progressed": later.progressed or before.line.progressed,
    }
    if not is_recorded(before.line.best_response):
        changes["best_response"] = later.best_response
    line = before.line.model_copy(update=changes)
    return replace(before, line=line, records=(*before.records, *maintenance.records))


def _earlier(course: _Course, regimen: Coded, *, terms: ReadingTerms) -> EarlierLine:
    line = course.line
    return EarlierLine(
        regimen=regimen.value,
        intent=_intent(line),
        best_response=_best_response(course),
        stop_reason=_stop_reason(line, terms),
        pfs_months=_pfs(course, terms),
        months_since_last_platinum=_platinum_free(course, regimen, terms=terms),
        given_for=_given_for(line),
        start=str(line.start) if line.start else None,
        stop=str(line.stop) if line.stop else None,
        cycles=recorded(line.cycles),
    )


def _role_remarks(line: Line) -> list[Remark]:
    return [Remark.NEOADJUVANT] if line.role is Role.NEOADJUVANT else []


def _intent(line: Line) -> str | None:
    """Adjuvant by role, otherwise palliative; unknown if neither role nor aim says so."""
    role, intent = recorded(line.role), recorded(line.intent)
    if role in _ADJUVANT_ROLES:
        return "adjuvant"
    if role is None and intent in (None, Intent.CURATIVE):
        return None
    return "palliative"


def _best_response(course: _Course) -> str | None:
    """Best overall RECIST response: as entered, else the best record up to the first PD."""
    entered = recorded(course.line.best_response)
    if entered is not None:
        return entered.value
    if isinstance(course.line.best_response, Missing):
        return None
    progressed = months.first_of(_progressions(course))
    seen = [
        record.response
        for record in course.records
        if isinstance(record.response, Response) and not _is_past(record.date, progressed)
    ]
    best = [response for response in _BEST_FIRST if response in seen]
    return best[0].value if best else None


def _is_past(when: PartialDate | None, progressed: PartialDate | None) -> bool:
    return when is not None and progressed is not None and when.earliest > progressed.latest


def _progressions(course: _Course) -> list[PartialDate]:
    stated = course.line.progressed
    if isinstance(stated, PartialDate):
        return [stated]
    return [r.date for r in course.records if r.response is Response.PD and r.date is not None]


def _stop_reason(line: Line, terms: ReadingTerms) -> str | None:
    reason = recorded(line.stop_reason)
    if isinstance(reason, StopReason):
        return terms.stop_reasons.get(reason.value, terms.other_stop_reason)
    is_running = line.is_ongoing is True and line.stop is None and line.stop_reason is None
    return "ongoing" if is_running else None


def _end(course: _Course) -> tuple[PartialDate | None, bool]:
    """The first progression, or the last assessment without one; whether it is progression."""
    progressed = months.first_of(_progressions(course))
    if progressed is not None:
        return progressed, True
    assessed = [r.date for r in course.records if r.response in _ASSESSED and r.date is not None]
    return months.last_of(assessed), False


def _pfs(course: _Course, terms: ReadingTerms) -> months.Months | None:
    start = course.line.start
    end, is_event = _end(course)
    if start is None or end is None or end.latest < start.earliest:
        return None
    return months.pfs(start, end, terms=terms, is_event=is_event)


def _platinum_free(course: _Course, regimen: Coded, *, terms: ReadingTerms) -> months.Months | None:
    """Months from the last platinum dose to the first progression after it."""
    last = course.line.stop
    end, is_event = _end(course)
    is_platinum = any(code in terms.platinum_codes for code in regimen.codes)
    if not is_platinum or last is None or end is None:
        return None
    return months.since_last_dose(last, end, terms=terms, is_event=is_event)


def _given_for(line: Line) -> str | OneOf | None:
    if isinstance(line.given_for, Missing):
        return _ANY_DISEASE
    return (line.given_for or GivenFor.THIS).value
