"""Cumulative doxorubicin and receptor-radionuclide activity over all lines, with their limits."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.figures.figure import Figure, FigureRemark, Input
from nenboard.domain.figures.limits import Limit
from nenboard.domain.terms import TherapyClass
from nenboard.domain.treatment import Line

_DOXORUBICIN: Final = ("doxorubicin", "adriamycin")
_OTHERS: Final = ("epirubicin", "daunorubicin", "idarubicin", "mitoxantrone")
_WITH_DOXORUBICIN: Final = ("STZDOXO", "FAS")
_RADIONUCLIDE: Final = ("LUTATE",)


def doxorubicin(case: Case, limit: Limit | None) -> Figure:
    """Doxorubicin in mg/m2 over all lines, for any disease; at least that if a dose is missing.

    Without a limit nothing is said of it.
    """
    given = [p for p in enumerate(case.lines) if _is_doxorubicin(p[1])]
    doses = tuple(_dose(place, line, value=line.doxorubicin_mg_m2) for place, line in given)
    remarks = [FigureRemark.DOSE_MISSING] if any(each.value is None for each in doses) else []
    if any(_names(line, _OTHERS) for line in case.lines):
        remarks.append(FigureRemark.OTHER_ANTHRACYCLINE)
    return _sum(
        case,
        doses,
        blank=Figure(
            "doxorubicin",
            None,
            "mg/m2",
            (),
            formula="sum of recorded doses",
            source=limit.source if limit is not None else "",
            is_verified=limit is not None and limit.is_verified,
            remarks=tuple(remarks),
        ),
        limit=limit,
    )


def activity(case: Case, limit: Limit | None) -> Figure:
    """Activity of receptor-radionuclide therapy in GBq over all lines, against its limit."""
    given = [p for p in enumerate(case.lines) if _is_radionuclide(p[1])]
    doses = tuple(_dose(place, line, value=line.activity_gbq, unit="GBq") for place, line in given)
    remarks = (FigureRemark.DOSE_MISSING,) if any(each.value is None for each in doses) else ()
    return _sum(
        case,
        doses,
        blank=Figure(
            "activity",
            None,
            "GBq",
            (),
            formula="sum of recorded activities",
            source=limit.source if limit is not None else "",
            is_verified=limit is not None and limit.is_verified,
            remarks=remarks,
        ),
        limit=limit,
    )


def _sum(case: Case, doses: tuple[Input, ...], *, blank: Figure, limit: Limit | None) -> Figure:
    """The sum of known doses; without any line it is 0 only if that was stated."""
    known = [each.value for each in doses if isinstance(each.value, Decimal)]
    is_open = bool(blank.remarks)
    is_unstated = not case.lines and case.has_had_systemic_treatment is not False
    total = None if is_unstated or (not known and is_open) else sum(known, Decimal(0))
    remarks = (*blank.remarks, *_against(limit, total))
    return Figure(
        blank.name,
        total,
        blank.unit,
        doses,
        formula=blank.formula,
        source=blank.source,
        is_verified=blank.is_verified,
        remarks=remarks,
        lacking=("lines",) if is_unstated else (),
        is_at_least=total is not None and is_open,
    )


def _against(limit: Limit | None, total: Decimal | None) -> tuple[FigureRemark, ...]:
    """What a total is in the light of its limit."""
    if limit is None or total is None or total < limit.warning:
        return ()
    return (FigureRemark.ABOVE_LIMIT if total > limit.limit else FigureRemark.AT_WARNING,)


def _dose(place: int, line: Line, *, value: object, unit: str = "mg/m2") -> Input:
    known = value if isinstance(value, Decimal) else None
    what = line.regimen or line.regimen_text or ""
    return Input(what, known, unit, line.start, place=f"lines.{place}")


def _is_doxorubicin(line: Line) -> bool:
    is_named = line.regimen in _WITH_DOXORUBICIN or _names(line, _DOXORUBICIN)
    return is_named or isinstance(line.doxorubicin_mg_m2, Decimal)


def _is_radionuclide(line: Line) -> bool:
    is_class = line.therapy_class is TherapyClass.PRRT or line.regimen in _RADIONUCLIDE
    return is_class or isinstance(line.activity_gbq, Decimal)


def _names(line: Line, drugs: tuple[str, ...]) -> bool:
    """Whether a drug is named; epirubicin does not count as doxorubicin."""
    return any(word.startswith(drugs) for text in _texts(line) for word in _words(text))


def _texts(line: Line) -> Iterator[str]:
    yield line.regimen_text or ""
    for component in line.components:
        yield component.name


def _words(text: str) -> list[str]:
    return "".join(each if each.isalpha() else " " for each in text.casefold()).split()
