"""How fast measured disease grows: rate per month, doubling time and specific growth rate.

Volume is taken as the cube of the sum of diameters. Sources: tumour growth rate after Ferte, with
the marks of the GREPONET studies; doubling time Cancer Res 2007;67:3970; specific growth rate
Theor Biol Med Model 2014;11:21.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from nenboard.domain.dates import PartialDate
from nenboard.domain.response.course import Label
from nenboard.domain.response.days import (
    COMPUTED,
    Days,
    elapsed,
    imputed_day,
    in_months,
)

MARK_ON_TREATMENT: Final = Decimal("0.8")
"""Percent per month, three months into treatment (GREPONET)."""
MARK_BEFORE_TREATMENT: Final = Decimal(4)
"""Percent per month, before treatment (GREPONET)."""
STABLE: Final = frozenset({Label.SD, Label.NON_CR_NON_PD})
"""Responses that may hide growth."""
_DIMENSIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of the target lesions on a day, in mm."""

    when: PartialDate
    mm: Decimal


@dataclass(frozen=True, slots=True)
class Growth:
    """From one sum to the next: percent per month, doubling time in days, percent per day.

    All three are None where one sum is 0 or no day lies between; the doubling time is None at no
    change and negative when disease shrinks. `mark` is the limit that applies to this interval.
    """

    first: Sum
    last: Sum
    days: Days
    percent_per_month: Decimal | None
    doubling_days: Decimal | None
    percent_per_day: Decimal | None
    mark: Decimal = MARK_ON_TREATMENT

    @property
    def is_at_mark(self) -> bool:
        """Whether the growth rate reaches the mark."""
        return self.percent_per_month is not None and self.percent_per_month >= self.mark

    def is_hidden_by(self, label: Label | None) -> bool:
        """Whether a response of stable disease at the end hides this growth."""
        return self.is_at_mark and label in STABLE


def growth_between(sums: Iterable[Sum], *, treated_from: PartialDate | None) -> tuple[Growth, ...]:
    """The growth between neighbouring sums, by date.

    An interval that ends on or before the start of treatment is measured against the mark for
    untreated disease.
    """
    ordered = sorted(sums, key=lambda each: imputed_day(each.when))
    return tuple(
        _growth(first, last, mark=_mark(last, treated_from)) for first, last in pairwise(ordered)
    )


def hidden_growth(
    growths: Sequence[Growth], labels: Iterable[tuple[PartialDate, Label]]
) -> tuple[Growth, ...]:
    """The intervals whose growth reaches its mark while RECIST calls the disease stable."""
    said = dict(labels)
    return tuple(each for each in growths if each.is_hidden_by(said.get(each.last.when)))


def _mark(last: Sum, treated_from: PartialDate | None) -> Decimal:
    if treated_from is None or imputed_day(last.when) <= imputed_day(treated_from):
        return MARK_BEFORE_TREATMENT
    return MARK_ON_TREATMENT


def _growth(first: Sum, last: Sum, *, mark: Decimal) -> Growth:
    days = elapsed(first.when, last.when)
    if not (first.mm and last.mm and days.days):
        return Growth(first, last, days, None, None, None, mark)
    log = COMPUTED.multiply(Decimal(_DIMENSIONS), COMPUTED.ln(COMPUTED.divide(last.mm, first.mm)))
    span = Decimal(days.days)
    monthly = COMPUTED.exp(COMPUTED.divide(log, in_months(days.days)))
    doubling = COMPUTED.divide(span * COMPUTED.ln(Decimal(2)), log) if log else None
    daily = COMPUTED.divide(100 * log, span)
    return Growth(first, last, days, 100 * (monthly - 1), doubling, daily, mark)
