"""Durations of a line in months, as ranges where dates are partial.

Rules: progression-free survival counts start and end, a month is 30.4375 days; the platinum-free
interval counts whole calendar months and the days left (interfaces of the end points).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from nenboard.algorithm.readers import spans
from nenboard.algorithm.readers.dated import add_months
from nenboard.algorithm.readers.spans import Ends
from nenboard.algorithm.readers.terms import ReadingTerms
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import NumberRange

Months = Decimal | NumberRange


def pfs(start: PartialDate, end: PartialDate, *, terms: ReadingTerms, is_event: bool) -> Months:
    """Months from the start of a line to progression, or at least to the last assessment."""
    least = max((end.earliest - start.latest).days + 1, 1)
    most = max((end.latest - start.earliest).days + 1, least)
    low, high = (spans.COMPUTED.divide(Decimal(n), terms.days_in_month) for n in (least, most))
    return _months(low, high, is_event=is_event)


def since_last_dose(
    last: PartialDate, end: PartialDate, *, terms: ReadingTerms, is_event: bool
) -> Months:
    """Months from the last platinum dose to progression, 0 if it came on treatment."""
    low = _calendar_months(last.latest, end.earliest, terms=terms)
    high = _calendar_months(last.earliest, end.latest, terms=terms)
    return _months(low, high, is_event=is_event)


def first_of(moments: Iterable[PartialDate]) -> PartialDate | None:
    """The earliest of several dates, by the first day each can be."""
    return min(moments, key=lambda when: (when.earliest, when.latest), default=None)


def last_of(moments: Iterable[PartialDate]) -> PartialDate | None:
    """The latest of several dates, by the first day each can be."""
    return max(moments, key=lambda when: (when.earliest, when.latest), default=None)


def _months(low: Decimal, high: Decimal, *, is_event: bool) -> Months:
    if not is_event:
        return NumberRange(low=low, comparator=">=")
    return spans.as_value(Ends(low, high))


def _calendar_months(start: date, end: date, *, terms: ReadingTerms) -> Decimal:
    """Whole months with the end of a month clipped, plus the days left; never under 0."""
    if end <= start:
        return Decimal(0)
    whole = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, whole) > end:
        whole -= 1
    left: timedelta = end - add_months(start, whole)
    return whole + spans.COMPUTED.divide(Decimal(left.days), terms.days_in_month)
