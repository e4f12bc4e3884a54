"""Durations of a line in months, read from its time end points: exact, a range, or at least."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from nenboard.algorithm.readers import spans
from nenboard.algorithm.readers.spans import Ends
from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import NumberRange
from nenboard.domain.response.course import Label
from nenboard.domain.response.days import imputed_day
from nenboard.domain.response.endpoints import Censored, platinum_free, progression_free
from nenboard.domain.response.of_line import platinum_of, record_of
from nenboard.domain.response.records import Assessment, Conventions, NewLine
from nenboard.domain.treatment import Line

Months = Decimal | NumberRange
_CONVENTIONS: Final = Conventions(new_line=NewLine.IGNORE)
"""A progression recorded for a line belongs to it, also if the next line began before."""


def pfs(line: Line, seen: tuple[Assessment, ...]) -> Months | None:
    """Months of progression-free survival: at least so many without progression."""
    record = record_of(line, seen)
    if record is None:
        return None
    found = progression_free(record, _CONVENTIONS)
    if found.censored is Censored.NO_ASSESSMENT:
        return None
    low, high = found.length.months()
    return _months(low, high, is_event=found.event is not None)


def since_last_platinum(line: Line, seen: tuple[Assessment, ...]) -> Months | None:
    """Months from the last platinum dose to progression, 0 if it came on treatment.

    Without progression at least those to the last assessment.
    """
    adequate = [each.when for each in seen if each.is_adequate]
    last = max(adequate, key=imputed_day, default=None)
    found = platinum_free(platinum_of(line, seen), last_known_alive=last)
    if found is None:
        return None
    return _months(found.least, found.most, is_event=found.is_event)


def first_progression(seen: Iterable[Assessment]) -> PartialDate | None:
    """The date of the first progression among assessments by date."""
    return next((each.when for each in seen if each.overall is Label.PD), None)


def _months(low: Decimal, high: Decimal, *, is_event: bool) -> Months:
    least, most = spans.COMPUTED.plus(low), spans.COMPUTED.plus(high)
    if not is_event:
        return NumberRange(low=least, comparator=">=")
    return spans.as_value(Ends(least, most))
