"""Partial dates: a year, a month or a day, kept as they are known."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final

from pydantic import ConfigDict, RootModel, field_validator

_SHAPE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_FIRST_YEAR: Final = 1880
_LAST_YEAR: Final = 2200


class PartialDate(RootModel[str]):
    """An ISO date of which the day, or month and day, may be unknown: an interval of days."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    @field_validator("root")
    @classmethod
    def _is_a_date(cls, text: str) -> str:
        match = _SHAPE.fullmatch(text)
        if match is None or not text.isascii():
            raise ValueError("write a date as 2026, 2026-03 or 2026-03-14")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValueError(f"the year lies outside {_FIRST_YEAR} to {_LAST_YEAR}")
        try:
            date(year, month, day)
        except ValueError:
            raise ValueError("there is no such day in the calendar") from None
        return text

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The partial date of a day that is fully known."""
        return cls(day.isoformat())

    @property
    def earliest(self) -> date:
        """The first day it can be."""
        return _days(self.root)[0]

    @property
    def latest(self) -> date:
        """The last day it can be."""
        return _days(self.root)[1]

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return len(self.root) == len("2026-03-14")

    @property
    def text(self) -> str:
        """As people read it: 14-Mar-2026, Mar-2026 or 2026."""
        parts = self.root.split("-")
        if len(parts) > 1:
            parts[1] = _MONTHS[int(parts[1]) - 1]
        return "-".join(reversed(parts))

    def __str__(self) -> str:
        return self.root


@lru_cache(maxsize=32_768)  # the days of a lifetime: a whole registry asks for most of them
def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a partial date."""
    parts = [int(part) for part in text.split("-")]
    year, month, day = [*parts, 0, 0][:3]
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def newest_first(when: PartialDate | None) -> tuple[int, int]:
    """A sort key for the latest first; what has no date counts as the oldest."""
    if when is None:
        return (0, 0)
    return (-when.latest.toordinal(), -when.earliest.toordinal())


def could_be_by(when: PartialDate | None, on: date) -> bool:
    """Whether something dated so can have happened on or before a day; undated counts."""
    return when is None or when.earliest <= on
