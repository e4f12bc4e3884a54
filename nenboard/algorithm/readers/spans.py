"""Numbers partly known: the interval a printed number stands for, the higher, the hull."""

from collections.abc import Iterable
from decimal import Context, Decimal
from typing import NamedTuple

from nenboard.algorithm.readers.terms import Band, Limits
from nenboard.domain.knowledge import NumberRange
from nenboard.domain.terms import Comparator

COMPUTED = Context(prec=12)
"""Precision of computed figures; recorded figures are kept as typed."""


class Ends(NamedTuple):
    """The interval a number lies in. An open end is not part of it; `about` keeps a "~"."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False
    about: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the number is known exactly."""
        return self.low == self.high and not self.about


def exactly(number: Decimal) -> Ends:
    """A number that is known."""
    return Ends(number, number)


def of_band(band: Band) -> Ends:
    """The numbers of a printed band."""
    return Ends(band.low, band.high, band.comparator == ">", band.comparator == "<")


def bounded(number: Decimal, comparator: Comparator | None, *, limits: Limits) -> Ends | None:
    """What a number with its comparator says; None if it leaves nothing inside the limits."""
    if comparator is None:
        return exactly(number)
    if comparator is Comparator.ABOUT:
        return Ends(number, number, about=True)
    if comparator in (Comparator.LESS, Comparator.AT_MOST):
        open_end = comparator is Comparator.LESS
        ends = Ends(limits.low, number, high_open=open_end)
    else:
        open_end = comparator is Comparator.MORE
        ends = Ends(number, limits.high, low_open=open_end)
    is_empty = ends.low > ends.high or (ends.low == ends.high and open_end)
    return None if is_empty else ends


def is_inside(ends: Ends, limits: Limits) -> bool:
    """Whether the whole interval lies inside what the fact may be."""
    return limits.low <= ends.low and ends.high <= limits.high


def higher(several: Iterable[Ends]) -> Ends:
    """The interval of the highest of several numbers, each known as an interval."""
    found = list(several)
    low = max(ends.low for ends in found)
    high, high_closed = max((ends.high, not ends.high_open) for ends in found)
    low_open = any(ends.low == low and ends.low_open for ends in found)
    about = any(ends.about for ends in found if ends.high == high)
    return Ends(low, high, low_open and low != high, not high_closed, about)


def hull(several: Iterable[Ends]) -> Ends:
    """The smallest interval that holds each of several candidates."""
    found = list(several)
    low, low_open = min((ends.low, ends.low_open) for ends in found)
    high, high_closed = max((ends.high, not ends.high_open) for ends in found)
    return Ends(low, high, low_open, not high_closed, any(ends.about for ends in found))


def as_value(ends: Ends) -> Decimal | NumberRange:
    """The fact value of an interval; with both ends open it includes them, which loses nothing."""
    if ends.is_exact:
        return ends.low
    if ends.about and not (ends.low_open or ends.high_open):
        return NumberRange(low=ends.low, high=ends.high, comparator="~")
    if ends.high_open and not ends.low_open:
        return NumberRange(low=ends.low, high=ends.high, comparator="<")
    if ends.low_open and not ends.high_open:
        return NumberRange(low=ends.low, high=ends.high, comparator=">")
    return NumberRange(low=ends.low, high=ends.high, comparator="range")
