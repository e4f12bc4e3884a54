"""A computed figure with everything it rests on; for display and cross-checking, never a dose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from nenboard.domain.dates import PartialDate

FRESH_DAYS: Final = 28
"""Age in days from which a weight or a creatinine is flagged (minimum data set, item 23)."""


class FigureRemark(StrEnum):
    """What has to be said beside a figure."""

    OLD_INPUT = "old_input"
    UNDATED_INPUT = "undated_input"
    OUTSIDE_FORMULA = "outside_formula"
    CAPPED = "capped"
    INFORMATION_ONLY = "information_only"
    OTHER_ANTHRACYCLINE = "other_anthracycline"
    DOSE_MISSING = "dose_missing"
    AT_WARNING = "at_warning"
    ABOVE_LIMIT = "above_limit"


@dataclass(frozen=True, slots=True)
class Input:
    """One value a figure was computed from, with its unit, its date and its age in days."""

    name: str
    value: Decimal | str | None
    unit: str = ""
    when: PartialDate | None = None
    place: str = ""
    ages: bool = False

    def is_old(self, on: date, *, limit: int = FRESH_DAYS) -> bool:
        """Whether the value is certainly older than the limit on a day."""
        return self.ages and self.when is not None and (on - self.when.latest).days > limit


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, inputs and source; without a value `lacking` says what is missing.

    `is_verified` says whether the source was seen when the formula was compiled, `is_at_least`
    that the true value may be higher.
    """

    name: str
    value: Decimal | None
    unit: str
    inputs: tuple[Input, ...]
    formula: str
    source: str
    is_verified: bool
    remarks: tuple[FigureRemark, ...] = ()
    lacking: tuple[str, ...] = ()
    is_at_least: bool = False


def age_remarks(
    inputs: Iterable[Input], on: date | None, *, limit: int
) -> tuple[FigureRemark, ...]:
    """Old and undated inputs among those that age; nothing is said without a day."""
    listed = [each for each in inputs if each.ages and each.value is not None]
    if on is None:
        return ()
    found = []
    if any(each.is_old(on, limit=limit) for each in listed):
        found.append(FigureRemark.OLD_INPUT)
    if any(each.when is None for each in listed):
        found.append(FigureRemark.UNDATED_INPUT)
    return tuple(found)
