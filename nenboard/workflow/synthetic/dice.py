"""Seeded chance: what is drawn depends on nothing but the seed."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from nenboard.domain.dates import PartialDate

T = TypeVar("T")
_MONTH_DAYS = 30.4375


@lru_cache(maxsize=16384)
def day_of(day: date) -> PartialDate:
    """A day that is fully known, as records hold it."""
    return PartialDate.of(day)


class Dice:
    """Draws for one case. Python promises the same draws of ``random`` for the same seed."""

    def __init__(self, seed: str) -> None:
        """Start from a seed."""
        self._random = random.Random(seed)  # noqa: S311 - invented data, no secret

    def chance(self, share: float) -> bool:
        """Yes in this share of draws."""
        return self._random.random() < share

    def pick(self, choices: Sequence[T]) -> T:
        """One of these, all alike."""
        return choices[int(self._random.random() * len(choices))]

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """One of these, by weight."""
        rest = self._random.random() * sum(weight for _value, weight in choices)
        for value, weight in choices:
            rest -= weight
            if rest < 0:
                return value
        return choices[-1][0]

    def maybe(self, value: T, share: float) -> T | None:
        """The value in this share of draws, otherwise not recorded."""
        return value if self.chance(share) else None

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def number(self, low: float, high: float, *, digits: int = 0) -> Decimal:
        """A number with so many decimals, low ones more often than high ones."""
        share = self._random.random() ** 1.6
        return Decimal(f"{low + (high - low) * share:.{digits}f}")

    def near(self, middle: float, spread: float, *, digits: int = 0) -> Decimal:
        """A number around the middle, never below zero."""
        return Decimal(f"{max(0.0, self._random.gauss(middle, spread)):.{digits}f}")

    def months_before(self, day: date, between: tuple[float, float]) -> date:
        """A day so many months before another, within these limits."""
        low, high = between
        months = low + (high - low) * self._random.random()
        return day - timedelta(days=round(months * _MONTH_DAYS))

    def dated(self, day: date) -> PartialDate:
        """The day as a record knows it: mostly whole, at times only the month or the year."""
        text = day.isoformat()
        return PartialDate(self.weighted(((text, 0.92), (text[:7], 0.06), (text[:4], 0.02))))
