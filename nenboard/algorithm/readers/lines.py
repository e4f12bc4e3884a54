"""Earlier lines: systemic antitumour treatments, oldest first, as the algorithm reads them."""

from dataclasses import dataclass, replace

from nenboard.algorithm.readers import months
from nenboard.algorithm.readers.reading import Found, Source
from nenboard.algorithm.readers.regimens import Coded, coded, drugs_of
from nenboard.algorithm.readers.terms import ReadingTerms, Remark
from nenboard.algorithm.readers.view import View, found, recorded
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import EarlierLine, OneOf
from nenboard.domain.missing import Missing, is_recorded
from nenboard.domain.response.course import Label
from nenboard.domain.response.days import imputed_day
from nenboard.domain.response.of_case import MeasuredCourse, with_measured
from nenboard.domain.response.of_line import as_known_on, assessments_of
from nenboard.domain.response.records import Assessment
from nenboard.domain.terms import GivenFor, Intent, Response, ResponseMethod, Role, StopReason
from nenboard.domain.treatment import Line, ResponseRecord

_ADJUVANT_ROLES = (Role.ADJUVANT, Role.NEOADJUVANT)
_BEST_FIRST = (Response.CR, Response.PR, Response.SD, Response.MIXED, Response.PD, Response.NE)
_ANY_DISEASE = OneOf(one_of=tuple(disease.value for disease in GivenFor))
_MEASURED = {
    Label.CR: "CR",
    Label.PR: "PR",
    Label.SD: "SD",
    Label.NON_CR_NON_PD: "SD",
    Label.PD: "PD",
    Label.NE: None,
}
"""Responses computed from measured lesions, best first; one that says nothing is unknown."""


@dataclass(frozen=True, slots=True)
class _Course:
    """A line as known on the day, with the records that belong to it."""

    line: Line
    index: int
    records: tuple[ResponseRecord, ...]
    measured: tuple[MeasuredCourse, ...] = ()

    def seen(self) -> tuple[Assessment, ...]:
        """The assessments of the line by date: entered, else computed from measured lesions."""
        seen = assessments_of(self.line, self.records)
        for course in self.measured:
            seen = with_measured(seen, course)
        return tuple(sorted(seen, key=lambda each: imputed_day(each.when)))


def prior_lines(view: View) -> Found:
    """The lines that count on the day; none only if that is stated, no lines is unknown.

    Lines beside the answer that there were none contradict it: then nothing is known.
    """
    counting = _counting(view)
    courses = _merged([_course(view, index) for index in counting], view.terms)
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
    if len(courses) < len(counting):
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
    measured = tuple(each for each in view.courses if each.line == index)
    return _Course(as_known_on(line, view.on), index, records, measured)


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
    return replace(
        before,
        line=line,
        records=(*before.records, *maintenance.records),
        measured=(*before.measured, *maintenance.measured),
    )


def _earlier(course: _Course, regimen: Coded, *, terms: ReadingTerms) -> EarlierLine:
    line, seen = course.line, course.seen()
    return EarlierLine(
        regimen=regimen.value,
        intent=_intent(line),
        best_response=_best_response(course, seen),
        stop_reason=_stop_reason(line, terms),
        pfs_months=months.pfs(line, seen),
        months_since_last_platinum=_platinum_free(line, regimen, seen=seen, terms=terms),
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


def _best_response(course: _Course, assessments: tuple[Assessment, ...]) -> str | None:
    """Best overall RECIST response: as entered, else the best record up to the first PD.

    Without a record it is the one computed from measured lesions.
    """
    entered = recorded(course.line.best_response)
    if entered is not None:
        return entered.value
    if isinstance(course.line.best_response, Missing):
        return None
    progressed = months.first_progression(assessments)
    seen = [
        record.response
        for record in course.records
        if isinstance(record.response, Response) and not _is_past(record.date, progressed)
    ]
    best = [response for response in _BEST_FIRST if response in seen]
    return best[0].value if best else _best_measured(course)


def _best_measured(course: _Course) -> str | None:
    """The best of measured lesions, if it holds for each part of the line."""
    measured = [each.certain_best() for each in course.measured]
    if None in measured:
        return None
    return next((code for label, code in _MEASURED.items() if label in measured), None)


def _is_past(when: PartialDate | None, progressed: PartialDate | None) -> bool:
    return when is not None and progressed is not None and when.earliest > progressed.latest


def _stop_reason(line: Line, terms: ReadingTerms) -> str | None:
    reason = recorded(line.stop_reason)
    if isinstance(reason, StopReason):
        return terms.stop_reasons.get(reason.value, terms.other_stop_reason)
    is_running = line.is_ongoing is True and line.stop is None and line.stop_reason is None
    return "ongoing" if is_running else None


def _platinum_free(
    line: Line, regimen: Coded, *, seen: tuple[Assessment, ...], terms: ReadingTerms
) -> months.Months | None:
    """Months from the last platinum dose to the first progression; None for other lines."""
    if any(code in terms.platinum_codes for code in regimen.codes):
        return months.since_last_platinum(line, seen)
    return None


def _given_for(line: Line) -> str | OneOf | None:
    if isinstance(line.given_for, Missing):
        return _ANY_DISEASE
    return (line.given_for or GivenFor.THIS).value
