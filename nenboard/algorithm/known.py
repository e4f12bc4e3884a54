"""What is known of a value, and comparisons that answer yes, no or unknown.

Inside the engine a value is one of: None (unknown), a bool, a code, a number, a frozenset of
codes or whole numbers still possible, a Span of numbers still possible, or a tuple of codes.
"""

import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from nenboard.domain.knowledge import EarlierLine, FactValue, NumberRange, OneOf

Number: TypeAlias = int | Decimal
Answer: TypeAlias = bool | None


class Span(NamedTuple):
    """The numbers from `low` to `high`; an open end is not among them."""

    low: Number
    high: Number
    low_open: bool = False
    high_open: bool = False

    def holds(self, number: Number) -> bool:
        """Whether the number is among them."""
        above = number > self.low or (number == self.low and not self.low_open)
        below = number < self.high or (number == self.high and not self.high_open)
        return above and below

    def overlap(self, other: "Span") -> "Span | None":
        """The numbers that are among both; None if there are none."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, shut = min((self.high, not self.high_open), (other.high, not other.high_open))
        if low > high or (low == high and (low_open or not shut)):
            return None
        return Span(low, high, low_open, not shut)


_LINE_PARTS: Final = tuple(EarlierLine.model_fields)


Known: TypeAlias = (
    bool | int | Decimal | str | frozenset[str] | frozenset[int] | Span | tuple[object, ...] | None
)


CERTAIN: Final = frozenset({str, bool, int, Decimal})
"""The types of values that stand for themselves; conditions meet them more often than others."""


def span(known: NumberRange, *, low: Number, high: Number) -> Number | Span:
    """The span a range stands for; a missing end is the end of the allowed interval."""
    bottom = low if known.low is None else known.low
    top = high if known.high is None else known.high
    if bottom == top:
        return bottom
    return Span(bottom, top, known.comparator == ">", known.comparator == "<")


def whole_numbers(numbers: Number | Span, allowed: tuple[int, ...]) -> int | frozenset[int] | None:
    """The allowed whole numbers inside a span; None if there are none."""
    if not isinstance(numbers, Span):
        return int(numbers)
    left = frozenset(number for number in allowed if numbers.holds(number))
    return next(iter(left)) if len(left) == 1 else left or None


def whole_span(numbers: Number | Span) -> int | Span | None:
    """The whole numbers inside a span, both ends among them; None if there are none."""
    if not isinstance(numbers, Span):
        return int(numbers)
    low, high = math.ceil(numbers.low), math.floor(numbers.high)
    low += numbers.low_open and low == numbers.low
    high -= numbers.high_open and high == numbers.high
    if low > high:
        return None
    return low if low == high else Span(low, high)


def narrowed(left: frozenset[str]) -> str | frozenset[str] | None:
    """One code if only one is left, else the codes; None if there are none."""
    return next(iter(left)) if len(left) == 1 else left or None


def equals(value: Known, wanted: object) -> Answer:
    """Whether a value is the wanted one."""
    if value is None:
        return None
    if isinstance(value, frozenset):
        return None if wanted in value else False
    if isinstance(value, Span):
        return None if isinstance(wanted, int | Decimal) and value.holds(wanted) else False
    return value == wanted


def is_among(value: Known, wanted: frozenset[object]) -> Answer:
    """Whether a value is one of the wanted ones."""
    if value is None:
        return None
    if isinstance(value, frozenset):
        return True if value <= wanted else None if value & wanted else False
    if isinstance(value, Span):
        inside = any(isinstance(one, int | Decimal) and value.holds(one) for one in wanted)
        return None if inside else False
    return value in wanted


def at_least(value: Known, limit: Number) -> Answer:
    """Whether a number is the limit or more."""
    if value is None:
        return None
    if isinstance(value, Span):
        if value.low >= limit:
            return True
        return False if value.high < limit or (value.high == limit and value.high_open) else None
    if isinstance(value, frozenset):
        return _all_or_none(value, lambda number: number >= limit)
    return value >= limit  # type: ignore[operator]  # the loader compares numbers only


def above(value: Known, limit: Number) -> Answer:
    """Whether a number is more than the limit."""
    if value is None:
        return None
    if isinstance(value, Span):
        if value.low > limit or (value.low == limit and value.low_open):
            return True
        return False if value.high <= limit else None
    if isinstance(value, frozenset):
        return _all_or_none(value, lambda number: number > limit)
    return value > limit  # type: ignore[operator]  # the loader compares numbers only


def _all_or_none(values: frozenset[str] | frozenset[int], holds: Callable[[int], bool]) -> Answer:
    answers = {holds(number) for number in values if isinstance(number, int)}
    return answers.pop() if len(answers) == 1 else None


def some(answers: Iterable[Answer]) -> Answer:
    """Yes if one answer is yes, no if all are no, else unknown."""
    found: Answer = False
    for answer in answers:
        if answer is True:
            return True
        found = None if answer is None else found
    return found


def both(one: Answer, other: Answer) -> Answer:
    """No if one answer is no, yes if both are yes, else unknown."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def as_json(value: Known) -> object:
    """The JSON form of a value: ranges and candidates as in a facts document."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, frozenset):
        return {"one_of": sorted(value)}
    if isinstance(value, Span):
        comparator = "<" if value.high_open else ">" if value.low_open else "range"
        low, high = json_number(value.low), json_number(value.high)
        return {"low": low, "high": high, "comparator": comparator}
    if isinstance(value, Decimal):
        return json_number(value)
    return value


def json_number(number: Number) -> int | float:
    """The number for JSON: a whole number without a point, others with their digits."""
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else float(number)
    return number


def fact_as_json(value: FactValue | EarlierLine) -> object:
    """The JSON form of a fact as it was stated."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, OneOf):
        return {"one_of": list(value.one_of)}
    if isinstance(value, NumberRange):
        return _range_as_json(value)
    if isinstance(value, EarlierLine):
        return {
            name: fact_as_json(part)
            for name in _LINE_PARTS
            if (part := getattr(value, name)) is not None
        }
    return [fact_as_json(part) for part in value]


def _range_as_json(value: NumberRange) -> dict[str, object]:
    shown: dict[str, object] = {}
    if value.low is not None:
        shown["low"] = json_number(value.low)
    if value.high is not None:
        shown["high"] = json_number(value.high)
    return {**shown, "comparator": value.comparator}
