"""Days between partial dates: bounds, one figure by a stated imputation, calendar months.

A date known as a month counts as its 15th day, one known as a year as 15 July (data dictionary,
section 7.4); whoever shows such a figure shows that it was imputed.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from nenboard.domain.dates import PartialDate

DAYS_IN_MONTH: Final = Decimal("30.4375")
COMPUTED: Final = Context(prec=20)
"""Precision of computed figures; what was typed is compared as typed."""
_MIDDLE_DAY: Final = 15
_MIDDLE_MONTH: Final = 7
_YEAR_OF_MONTHS: Final = 12


class Certainty(StrEnum):
    """What is certain about a statement on partial dates."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days with its bounds; `imputed` if one of the two dates was partial."""

    days: int
    least: int
    most: int
    imputed: bool

    def months(self) -> tuple[Decimal, Decimal]:
        """The bounds in months of 30.4375 days."""
        return in_months(self.least), in_months(self.most)


def in_months(days: int) -> Decimal:
    """Months of 30.4375 days."""
    return COMPUTED.divide(Decimal(days), DAYS_IN_MONTH)


def imputed_day(when: PartialDate, *, floor: date | None = None) -> date:
    """The one day a date stands for, moved towards a day it cannot lie before if it may."""
    day = _middle(when.root)
    return day if floor is None or when.is_exact else max(day, min(floor, when.latest))


@lru_cache(maxsize=32_768)  # a course asks for the same few days again and again
def _middle(text: str) -> date:
    year, month, day = [*(int(part) for part in text.split("-")), 0, 0][:3]
    return date(year, month or _MIDDLE_MONTH, day or _MIDDLE_DAY)


def counted(start: PartialDate, end: PartialDate) -> Days:
    """Days from start to end, both counted: the start is day 1; never under 1."""
    return _between(start, end, first=1)


def elapsed(start: PartialDate, end: PartialDate) -> Days:
    """Days from start to end without the start; 0 if the end came on or before it."""
    return _between(start, end, first=0)


def _between(start: PartialDate, end: PartialDate, *, first: int) -> Days:
    begins = imputed_day(start)
    days = (imputed_day(end, floor=begins) - begins).days + first
    least = (end.earliest - start.latest).days + first
    most = (end.latest - start.earliest).days + first
    is_imputed = not (start.is_exact and end.is_exact)
    return Days(max(days, first), max(least, first), max(most, first), is_imputed)


def is_before(first: PartialDate, second: PartialDate) -> Certainty:
    """Whether the first is before the second, as far as the dates tell."""
    if first.latest < second.earliest:
        return Certainty.YES
    return Certainty.NO if first.earliest >= second.latest else Certainty.UNKNOWN


def add_months(day: date, months: int) -> date:
    """The day so many months later; at the end of a month the last day there is."""
    whole = day.year * _YEAR_OF_MONTHS + day.month - 1 + months
    year, month = divmod(whole, _YEAR_OF_MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def calendar_months(start: date, end: date) -> Decimal:
    """Whole calendar months plus the days left in months of 30.4375 days; never under 0."""
    if end <= start:
        return Decimal(0)
    whole = (end.year - start.year) * _YEAR_OF_MONTHS + end.month - start.month
    if add_months(start, whole) > end:
        whole -= 1
    return whole + in_months((end - add_months(start, whole)).days)
