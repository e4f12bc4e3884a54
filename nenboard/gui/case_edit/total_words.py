"""Running totals of treatment in words, each against its limit and with the source of that."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.figures.cumulative import activity, doxorubicin
from nenboard.domain.figures.figure import Figure
from nenboard.domain.figures.limits import Limit, TotalLimits
from nenboard.domain.response.days import elapsed, in_months
from nenboard.domain.terms import ProcedureKind, TherapyClass
from nenboard.domain.treatment import Line
from nenboard.gui.case_edit.field_values import regimens
from nenboard.host.labels import label, missing_label, number_text
from nenboard.host.language import _
from nenboard.workflow.errors import WorkflowError
from nenboard.workflow.total_limits import total_limits

_RADIONUCLIDE: Final = "LUTATE"
Count = tuple[Decimal | None, str]
"""How many, None if not known, and the same in words."""


@dataclass(frozen=True, slots=True)
class Total:
    """A running total: its words, its limit, what part of the limit it is, where the limit is from.

    `share` is None without a limit or without a value.
    """

    name: str
    words: str
    share: float | None = None
    note: str = ""


def totals(case: Case, on: date) -> tuple[Total, ...]:
    """PRRT, doxorubicin, months on an analogue and embolisations, against their limits."""
    limits, fault = _limits()
    most = limits.activity_gbq if limits else None
    lifetime = limits.doxorubicin_mg_m2 if limits else None
    cycles = limits.prrt_cycles if limits else None
    months = limits.analogue_months if limits else None
    embolised = limits.embolisations if limits else None
    found = (
        _counted(_("PRRT cycles"), _cycles(case), limit=cycles),
        _figure(_("PRRT activity"), activity(case, most), limit=most),
        _figure(_("Doxorubicin"), doxorubicin(case, lifetime), limit=lifetime),
        _counted(_("Months on analogue"), _analogue(case, on), limit=months),
        _counted(_("Embolisations"), _embolisations(case), limit=embolised),
    )
    return (*found, Total(_("Limits"), _("not known"), note=fault)) if fault else found


def _limits() -> tuple[TotalLimits | None, str]:
    """The limits in force, or why they are not known."""
    try:
        return total_limits(), ""
    except WorkflowError as fault:
        return None, str(fault)


def _counted(name: str, count: Count, *, limit: Limit | None) -> Total:
    """A count with its limit; without one it says so."""
    amount, words = count
    if limit is None:
        return Total(name, words, note=_("no limit set"))
    share = float(amount / limit.limit) if amount is not None else None
    return Total(name, words, share, _limit_words(limit))


def _cycles(case: Case) -> Count:
    """Cycles as recorded; a line without its count makes the total a least one."""
    lines = [line for line in case.lines if _is_radionuclide(line)]
    known = [line.cycles for line in lines if isinstance(line.cycles, int)]
    if _is_unstated(case):
        return None, missing_label(None)
    least = _("at least {count}") if len(known) < len(lines) else "{count}"
    return Decimal(sum(known)), least.format(count=sum(known))


def _is_unstated(case: Case) -> bool:
    """Whether nobody has said what systemic treatment there was."""
    return not case.lines and case.has_had_systemic_treatment is not False


def _is_radionuclide(line: Line) -> bool:
    return line.therapy_class is TherapyClass.PRRT or line.regimen == _RADIONUCLIDE


def _figure(name: str, figure: Figure, *, limit: Limit | None) -> Total:
    unit = figure.unit.replace("m2", "m²")
    remarks = [label(each) for each in figure.remarks]
    note = ". ".join([*([_limit_words(limit, unit=unit)] if limit is not None else []), *remarks])
    if figure.value is None:
        return Total(name, missing_label(None), note=note)
    words = f"{number_text(figure.value)} {unit}"
    if figure.is_at_least:
        words = _("at least {amount}").format(amount=words)
    share = float(figure.value / limit.limit) if limit is not None else None
    return Total(name, words, share, note)


def _limit_words(limit: Limit, *, unit: str = "") -> str:
    """A limit with its source, and whether that was seen."""
    words = (
        _("limit {limit}: {source}")
        if limit.is_verified
        else _("limit {limit}: {source} (recalled, not verified)")
    )
    return words.format(limit=f"{number_text(limit.limit)} {unit}".strip(), source=limit.source)


def _analogue(case: Case, on: date) -> Count:
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
    if _is_unstated(case):
        return None, missing_label(None)
    months = round(in_months(days), 0)
    if not unknown:
        return months, number_text(months)
    words = _("at least {months}, {count} without dates")
    return months, words.format(months=number_text(months), count=unknown)


def _is_analogue(line: Line) -> bool:
    name = regimens().get(line.regimen or "", line.regimen_text or "").casefold()
    return any(drug in name for drug in ("octreotide", "lanreotide", "pasireotide"))


def _embolisations(case: Case) -> Count:
    """How many are recorded; an empty record says nothing."""
    count = sum(each.kind is ProcedureKind.EMBOLISATION for each in case.procedures)
    return Decimal(count), str(count) if count else _("none recorded")
