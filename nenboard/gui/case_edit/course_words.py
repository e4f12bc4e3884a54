"""The course of a case in words for the treatment tab: time end points, totals, methods."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate, newest_first
from nenboard.domain.figures.cumulative import activity, doxorubicin
from nenboard.domain.figures.figure import Figure
from nenboard.domain.figures.limits import Limit, TotalLimits
from nenboard.domain.line_numbers import line_numbers
from nenboard.domain.missing import Missing
from nenboard.domain.response.days import elapsed, in_months
from nenboard.domain.response.endpoints import Endpoint
from nenboard.domain.response.of_case import courses_of
from nenboard.domain.response.therapy import LineCourse, line_courses
from nenboard.domain.terms import ProcedureKind, ResponseMethod, TherapyClass
from nenboard.domain.treatment import Line
from nenboard.gui.case_edit.field_values import regimens
from nenboard.host.labels import label, missing_label, number_text
from nenboard.host.language import _, counted
from nenboard.workflow.errors import WorkflowError
from nenboard.workflow.total_limits import total_limits

_RADIONUCLIDE: Final = "LUTATE"


@dataclass(frozen=True, slots=True)
class Total:
    """A running total: its words, its limit, what part of the limit it is, where the limit is from.

    `share` is None without a limit or without a value.
    """

    name: str
    words: str
    share: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MethodLine:
    """The newest response by one method; `code` is empty where there is none."""

    method: str
    when: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A time end point of a line with how it was derived, and what has to be looked at."""

    line: str
    words: str
    derived: str
    remark: str = ""


def totals(case: Case, on: date) -> tuple[Total, ...]:
    """PRRT, doxorubicin, months on an analogue and embolisations, against their limits."""
    limits, fault = _limits()
    most = limits.activity_gbq if limits is not None else None
    lifetime = limits.doxorubicin_mg_m2 if limits is not None else None
    found = (
        _cycles(case),
        _figure(_("PRRT activity"), activity(case, most), limit=most),
        _figure(_("Doxorubicin"), doxorubicin(case, lifetime), limit=lifetime),
        Total(_("Months on analogue"), _analogue(case, on), note=_("no limit")),
        Total(_("Embolisations"), str(_embolisations(case)), note=_("no limit set here")),
    )
    return (*found, Total(_("Limits"), _("not known"), note=fault)) if fault else found


def _limits() -> tuple[TotalLimits | None, str]:
    """The limits in force, or why they are not known."""
    try:
        return total_limits(), ""
    except WorkflowError as fault:
        return None, str(fault)


def _cycles(case: Case) -> Total:
    """Cycles as recorded; a line without its count makes the total a least one."""
    lines = [line for line in case.lines if _is_radionuclide(line)]
    known = [line.cycles for line in lines if isinstance(line.cycles, int)]
    least = _("at least {count}") if len(known) < len(lines) else "{count}"
    words = least.format(count=sum(known))
    if not case.lines and case.has_had_systemic_treatment is not False:
        words = missing_label(None)
    return Total(_("PRRT cycles"), words)


def _is_radionuclide(line: Line) -> bool:
    return line.therapy_class is TherapyClass.PRRT or line.regimen == _RADIONUCLIDE


def _figure(name: str, figure: Figure, *, limit: Limit | None) -> Total:
    unit = figure.unit.replace("m2", "m²")
    remarks = [label(each) for each in figure.remarks]
    note = ". ".join([*([_limit_words(limit, unit)] if limit is not None else []), *remarks])
    if figure.value is None:
        return Total(name, missing_label(None), note=note)
    words = f"{number_text(figure.value)} {unit}"
    if figure.is_at_least:
        words = _("at least {amount}").format(amount=words)
    share = float(figure.value / limit.limit) if limit is not None else None
    return Total(name, words, share, note)


def _limit_words(limit: Limit, unit: str) -> str:
    """A limit with its source, and whether that was seen."""
    words = (
        _("limit {limit} {unit}: {source}")
        if limit.is_verified
        else _("limit {limit} {unit}: {source} (recalled, not verified)")
    )
    return words.format(limit=number_text(limit.limit), unit=unit, source=limit.source)


def _analogue(case: Case, on: date) -> str:
    """Months with an analogue, lines added up; a line without its dates is said."""
    days, unknown = 0, 0
    for line in case.lines:
        if line.therapy_class is not TherapyClass.SSA and not _is_analogue(line):
            continue
        stop = line.stop or (PartialDate.of(on) if line.is_ongoing is True else None)
        if line.start is None or stop is None:
            unknown += 1
        else:
            days += elapsed(line.start, stop).days
    months = number_text(round(in_months(days), 0))
    if not unknown:
        return months
    return _("at least {months}, {count} without dates").format(months=months, count=unknown)


def _is_analogue(line: Line) -> bool:
    name = regimens().get(line.regimen or "", line.regimen_text or "").casefold()
    return any(drug in name for drug in ("octreotide", "lanreotide", "pasireotide"))


def _embolisations(case: Case) -> int:
    return sum(each.kind is ProcedureKind.EMBOLISATION for each in case.procedures)


def methods(case: Case, on: date) -> tuple[MethodLine, ...]:
    """The newest response by each method, never mixed; RECIST also as the diameters give it."""
    found = tuple(_method(case, method) for method in ResponseMethod)
    measured = _measured(case, on)
    return found if measured is None else (measured, *found)


def _measured(case: Case, on: date) -> MethodLine | None:
    """The overall response of the newest day of measurement."""
    dated = [each for course in courses_of(case, on) for each in course.certain_labels()]
    if not dated:
        return None
    when, code = min(dated, key=lambda each: newest_first(each[0]))
    words = _("{code}, computed").format(code=label(code) if "_" in code.value else code.value)
    return MethodLine(_("RECIST 1.1, diameters"), when.text, code.value, words)


def _method(case: Case, method: ResponseMethod) -> MethodLine:
    found = [each for each in case.responses if each.method is method]
    newest = min(found, key=lambda each: newest_first(each.date), default=None)
    if newest is None:
        return MethodLine(label(method), "", "", missing_label(None))
    when = newest.date.text if newest.date is not None else _("date not recorded")
    if isinstance(newest.response, Missing):
        return MethodLine(label(method), when, "", missing_label(newest.response))
    words = f"{newest.response.value} {newest.note or ''}".strip()
    return MethodLine(label(method), when, newest.response.value, words)


def periods(case: Case, on: date) -> tuple[PeriodLine, ...]:
    """Progression-free survival of each line, with derivation, censoring and best response."""
    numbers = line_numbers(case)
    found = []
    for course in line_courses(case, on):
        line = case.lines[course.line]
        number = numbers[course.line].number
        name = regimens().get(line.regimen or "", line.regimen_text or _("not named"))
        title = f"{number if number is not None else '–'}  {name}"
        if course.endpoints is None:
            found.append(PeriodLine(title, _("PFS: start not recorded"), _best(course)))
            continue
        pfs = course.endpoints.pfs
        derived = f"{_derived(pfs)}. {_best(course)}".strip()
        found.append(PeriodLine(title, _pfs(pfs), derived, _remark(course)))
    return tuple(found)


def _pfs(pfs: Endpoint) -> str:
    """The length in months, and the event, or why follow-up ended without one."""
    least, most = pfs.length.months()
    months = f"{round(in_months(pfs.length.days), 1)}"
    if pfs.length.imputed:
        months = f"{months} ({round(least, 1)}–{round(most, 1)})"
    if pfs.event is not None:
        return _("PFS {months} months: {event}").format(
            months=months, event=label(pfs.event).lower()
        )
    why = label(pfs.censored).lower() if pfs.censored is not None else ""
    return _("PFS {months} months or more, censored: {why}").format(months=months, why=why)


def _derived(pfs: Endpoint) -> str:
    words = _("{start} to {end}, {days} days").format(
        start=pfs.start.text, end=pfs.end.text, days=pfs.length.days
    )
    return words + (", " + _("from partial dates") if pfs.length.imputed else "")


def _best(course: LineCourse) -> str:
    """The best response: entered, which counts, or as it follows, with and without proof."""
    if course.entered is not None:
        return _("Best response {code}, entered").format(code=course.entered.value)
    if course.best is None:
        return ""
    return _("Best response {code}, confirmed {confirmed}").format(
        code=course.best.unconfirmed.value, confirmed=course.best.confirmed.value
    )


def _remark(course: LineCourse) -> str:
    if not course.hidden:
        return ""
    count = len(course.hidden)
    words = counted(
        "Stable by RECIST in {count} interval whose growth reaches its mark",
        "Stable by RECIST in {count} intervals whose growth reaches its mark",
        count=count,
    )
    return words.format(count=count)


def lines_of(found: "tuple[PeriodLine, ...]") -> Iterator[str]:
    """Each end point in one sentence, for screen readers."""
    for each in found:
        yield ". ".join(part for part in (each.line, each.words, each.derived, each.remark) if part)
