"""Order in time when dates are partial: what counts on a day, and what may be the latest."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from nenboard.domain.dates import PartialDate, could_be_by

T = TypeVar("T")
When = Callable[[T], PartialDate | None]


def counted(items: Iterable[T], when: When[T], *, on: date) -> list[T]:
    """Those not certainly dated after the day; what has no date counts."""
    return [item for item in items if could_be_by(when(item), on)]


def latest(items: Iterable[T], when: When[T], *, on: date) -> list[T]:
    """Those that may be the most recent on the day: one, unless dates leave the order open.

    What has no date counts as the oldest. A partial date that reaches beyond the day ends with it,
    since nothing is recorded before it happens.
    """
    candidates = counted(items, when, on=on)
    if len(candidates) <= 1:
        return candidates
    dated = [(item, moment) for item in candidates if (moment := when(item)) is not None]
    if not dated:
        return candidates
    floor = max(moment.earliest for _, moment in dated)
    return [item for item, moment in dated if min(moment.latest, on) >= floor]
