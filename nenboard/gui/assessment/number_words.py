"""Intervals of a number in words, exact at the limits of the rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from nenboard.algorithm.alternatives import is_number, pieces
from nenboard.algorithm.known import Span
from nenboard.algorithm.program import Program
from nenboard.host.labels import fact_unit, number_text
from nenboard.host.language import _


@dataclass(frozen=True, slots=True)
class Interval:
    """A run of numbers; an open end is not among them."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False


_GRADES: Final = frozenset({"CTCAE"})
"""Units that are scales: their numbers stand alone."""


def unit_words(fact: str) -> str:
    """The unit as it follows a number, with its space; nothing for scales."""
    unit = fact_unit(fact)
    return f"\N{NO-BREAK SPACE}{unit}" if unit and unit not in _GRADES else ""


def interval_words(interval: Interval, ends: tuple[Decimal, Decimal], unit: str = "") -> str:
    """*up to 10 %*, *above 10 to 20 %*, *30 % or more*; `ends`: the least and largest possible."""
    low, high = number_text(interval.low), number_text(interval.high) + unit
    at_start = interval.low <= ends[0] and not interval.low_open
    at_end = interval.high >= ends[1] and not interval.high_open
    if interval.low == interval.high:
        return low + unit
    if at_start and at_end:
        return _("any value")
    if at_start:
        words = _("below {high}") if interval.high_open else _("up to {high}")
    elif at_end:
        low += unit
        words = _("above {low}") if interval.low_open else _("{low} or more")
    elif interval.low_open:
        words = (
            _("above {low} to below {high}") if interval.high_open else _("above {low} to {high}")
        )
    else:
        words = _("{low} to below {high}") if interval.high_open else _("{low} to {high}")
    return words.format(low=low, high=high)


def ends_of(cut: Sequence[Span]) -> tuple[Decimal, Decimal]:
    """The least and the largest number that a fact can be."""
    return Decimal(cut[0].low), Decimal(cut[-1].high)


def numbers_words(program: Program, fact: str, values: Iterable[object]) -> str:
    """The values tried as the runs of numbers they stand for, with the unit."""
    wanted = [Decimal(str(value)) for value in values if isinstance(value, int | float | Decimal)]
    cut = pieces(program, fact)
    unit = unit_words(fact)
    runs = (interval_words(run, ends_of(cut), unit) for run in _runs(cut, wanted))
    return _(" or ").join(runs)


def is_numeric(program: Program, fact: str) -> bool:
    """Whether a fact, or a part of earlier lines, is a number."""
    return is_number(program, fact)


def _runs(cut: Sequence[Span], wanted: Sequence[Decimal]) -> Iterator[Interval]:
    """Neighbouring pieces that hold a value, put together."""
    held = [any(piece.holds(value) for value in wanted) for piece in cut]
    for is_held, group in groupby(zip(cut, held, strict=True), key=lambda pair: pair[1]):
        run = [piece for piece, _held in group]
        if is_held:
            yield Interval(
                Decimal(run[0].low), Decimal(run[-1].high), run[0].low_open, run[-1].high_open
            )
