"""The course of a case in words for the treatment tab: time end points, newest responses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nenboard.domain.case import Case
from nenboard.domain.dates import newest_first
from nenboard.domain.line_numbers import line_numbers
from nenboard.domain.missing import Missing
from nenboard.domain.response.course import Label
from nenboard.domain.response.days import in_months
from nenboard.domain.response.endpoints import Endpoint
from nenboard.domain.response.newest import newest_measured
from nenboard.domain.response.therapy import LineCourse, line_courses
from nenboard.domain.terms import ResponseMethod
from nenboard.gui.case_edit.field_values import regimens
from nenboard.host.labels import label, missing_label
from nenboard.host.language import _, counted


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


def methods(case: Case, on: date) -> tuple[MethodLine, ...]:
    """The newest response by each method, never mixed; RECIST also as the diameters give it."""
    found = tuple(_method(case, method) for method in ResponseMethod)
    measured = _measured(case, on)
    return found if measured is None else (measured, *found)


def _measured(case: Case, on: date) -> MethodLine | None:
    """The overall response of the newest day of measurement."""
    newest = newest_measured(case, on)
    if newest is None or newest.found.overall is None:
        return None
    said = newest.found.overall
    code = label(said) if said is Label.NON_CR_NON_PD else said.value
    words = _("{code}, computed") if newest.is_certain else _("{code}, if nothing new")
    return MethodLine(
        _("RECIST 1.1, diameters"), newest.when.text, said.value, words.format(code=code)
    )


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
