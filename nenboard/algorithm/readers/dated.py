"""Order in time when dates are partial: what counts, what may be the latest, months between."""

from datetime import date

from nenboard.domain.dates import PartialDate, could_be_by
from nenboard.domain.order import counted, latest

__all__ = ["counted", "days_old", "is_after", "latest", "whole_years"]


def is_after(when: PartialDate | None, on: date) -> bool:
    """Whether something is certainly dated after the day."""
    return not could_be_by(when, on)


def days_old(when: PartialDate, on: date) -> tuple[int, int]:
    """The least and the greatest age in days on a day not before it."""
    return (on - min(when.latest, on)).days, (on - when.earliest).days


def whole_years(born: date, on: date) -> int:
    """Completed years of life on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
