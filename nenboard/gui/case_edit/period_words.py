"""Time end points of each line in words, with how they were derived and by which convention."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nenboard.domain.case import Case
from nenboard.domain.line_numbers import line_numbers
from nenboard.domain.response.days import in_months
from nenboard.domain.response.endpoints import Endpoint, Endpoints, PlatinumFree
from nenboard.domain.response.records import Conventions
from nenboard.domain.response.therapy import LineCourse, line_courses
from nenboard.gui.case_edit.field_values import regimens
from nenboard.host.labels import label
from nenboard.host.language import _, counted
from nenboard.workflow.board_rules import board_rules
from nenboard.workflow.errors import WorkflowError
from nenboard.workflow.platinum import holds_platinum


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """The end points of a line: PFS first, with how it was derived; then the others.

    `best` is the best response, `remark` what has to be looked at.
    """

    line: str
    pfs: str
    derived: str = ""
    others: str = ""
    best: str = ""
    remark: str = ""


def periods(case: Case, on: date) -> tuple[PeriodLine, ...]:
    """PFS, TTP, duration of response, TTF and OS of each line, partial dates as intervals."""
    applied, _fault = _conventions()
    return tuple(_line(case, course) for course in line_courses(case, on, conventions=applied))


def convention() -> str:
    """The conventions behind the figures, and why they are the usual ones if they had to be."""
    applied, fault = _conventions()
    confirmed, any_one = _("DoR from a confirmed response"), _("DoR from the first response")
    said = (
        _("OS from: {start}").format(start=label(applied.survival_from).lower()),
        label(applied.new_line),
        confirmed if applied.confirmation else any_one,
        fault,
    )
    return ". ".join(filter(None, said))


def _conventions() -> tuple[Conventions, str]:
    """Those of the board's local file; the usual ones, with what is wrong, if it is faulty."""
    try:
        return board_rules().end_points.conventions(), ""
    except WorkflowError as fault:
        return Conventions(), str(fault)


def _line(case: Case, course: LineCourse) -> PeriodLine:
    line = case.lines[course.line]
    number = line_numbers(case)[course.line].number
    name = regimens().get(line.regimen or "", line.regimen_text or _("not named"))
    title = f"{number if number is not None else '–'}  {name}"
    if course.endpoints is None:
        return PeriodLine(title, _("PFS: start not recorded"), best=_best(course))
    pfs = course.endpoints.pfs
    platinum = course.platinum_free if holds_platinum(line) else None
    return PeriodLine(
        title,
        _endpoint(_("PFS"), pfs),
        _derived(pfs),
        "; ".join(_others(course.endpoints, platinum)),
        _best(course),
        _remark(course),
    )


def _others(found: Endpoints, platinum: PlatinumFree | None) -> Iterator[str]:
    yield _endpoint(_("TTP"), found.ttp)
    yield _endpoint(_("DoR"), found.dor) if found.dor is not None else _("DoR: no response")
    unknown = _("{name}: dates not recorded")
    for name, each in ((_("TTF"), found.ttf), (_("OS"), found.os)):
        yield _endpoint(name, each) if each is not None else unknown.format(name=name)
    if platinum is not None:
        months = f"{round(platinum.months, 1)}"
        if platinum.length.imputed:
            months = f"{months} ({round(platinum.least, 1)}–{round(platinum.most, 1)})"
        words = _("platinum-free {months} months")
        if not platinum.is_event:
            words = _("platinum-free {months} months or more")
        yield words.format(months=months)


def _endpoint(name: str, found: Endpoint) -> str:
    """The length in months, and the event, or why follow-up ended without one."""
    least, most = found.length.months()
    months = f"{round(in_months(found.length.days), 1)}"
    if found.length.imputed:
        months = f"{months} ({round(least, 1)}–{round(most, 1)})"
    if found.event is not None:
        return _("{name} {months} months: {event}").format(
            name=name, months=months, event=label(found.event).lower()
        )
    why = label(found.censored).lower() if found.censored is not None else ""
    return _("{name} {months} months or more, censored: {why}").format(
        name=name, months=months, why=why
    )


def _derived(pfs: Endpoint) -> str:
    words = _("{start} to {end}, {days} days").format(
        start=pfs.start.text, end=pfs.end.text, days=pfs.length.days
    )
    return words + (", " + _("from partial dates") if pfs.length.imputed else "")


def _best(course: LineCourse) -> str:
    """The best response: entered, which counts, and as it follows, with and without proof."""
    entered = computed = ""
    if course.entered is not None:
        entered = _("Best response {code}, entered").format(code=course.entered.value)
    if course.best is not None:
        words = _("computed {code}, confirmed {confirmed}")
        if not entered:
            words = _("Best response {code}, confirmed {confirmed}")
        computed = words.format(
            code=course.best.unconfirmed.value, confirmed=course.best.confirmed.value
        )
    return "; ".join(filter(None, (entered, computed)))


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
