"""What is left possible of a value, and comparisons over it: for the reference evaluator only.

A value is None (nothing known), a frozenset of everything it may be, or an interval of numbers.
Written for clearness and without a look at the engine's own.
"""

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Answer = bool | None


@dataclass(frozen=True)
class Interval:
    """Numbers from low to high, each end in or out."""

    low: Decimal
    high: Decimal
    has_low: bool = True
    has_high: bool = True


Left = frozenset[Any] | Interval | None
EMPTY: frozenset[Any] = frozenset()


def read(entry: dict[str, Any], stated: Any) -> Left:
    """What a stated fact leaves possible."""
    if stated is None:
        return None
    if isinstance(stated, dict) and "one_of" in stated:
        return frozenset(stated["one_of"])
    if isinstance(stated, dict):
        return _range(entry, stated)
    if isinstance(stated, list):
        return frozenset(map(str, stated)) if entry["type"] == "list" else EMPTY
    number = isinstance(stated, int | float) and not isinstance(stated, bool)
    return frozenset({Decimal(str(stated)) if number else stated})


def _range(entry: dict[str, Any], stated: dict[str, Any]) -> Left:
    allowed = [Decimal(str(one)) for one in entry["allowed"]]
    low = Decimal(str(stated.get("low", min(allowed))))
    high = Decimal(str(stated.get("high", max(allowed))))
    sign = stated["comparator"]
    left = Interval(low, high, has_low=sign != ">", has_high=sign != "<")
    if entry["type"] != "int":
        return left
    whole = range(int(min(allowed)), int(max(allowed)) + 1)
    return frozenset(Decimal(one) for one in whole if is_equal(left, Decimal(one)) is not False)


def all_or_none(answers: Iterable[bool]) -> Answer:
    """The answer that everything possible gives, or unknown."""
    found = set(answers)
    return found.pop() if len(found) == 1 else None


def is_equal(left: Left, wanted: Any) -> Answer:
    if left is None:
        return None
    if isinstance(left, Interval):
        below = wanted < left.low or (wanted == left.low and not left.has_low)
        over = wanted > left.high or (wanted == left.high and not left.has_high)
        return False if below or over else None if left.low < left.high else True
    return all_or_none(one == wanted for one in left)


def is_in(left: Left, wanted: list[Any]) -> Answer:
    if isinstance(left, Interval):
        answers = [is_equal(left, one) for one in wanted]
        return False if all(answer is False for answer in answers) else None
    return None if left is None else all_or_none(one in wanted for one in left)


_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "Lt": operator.lt,
    "LtE": operator.le,
    "Gt": operator.gt,
    "GtE": operator.ge,
}


def in_order(left: Left, sign: str, limit: Decimal) -> Answer:
    """Whether every possible number stands in this order to the limit, or none does."""
    holds = _ORDERS[sign]
    if left is None:
        return None
    if isinstance(left, frozenset):
        return all_or_none(holds(one, limit) for one in left)
    answers = {holds(limit, limit)} if _contains(left, limit) else set()
    if left.low < limit:
        answers.add(holds(limit - 1, limit))
    if left.high > limit:
        answers.add(holds(limit + 1, limit))
    return answers.pop() if len(answers) == 1 else None


def _contains(left: Interval, number: Decimal) -> bool:
    return is_equal(left, number) is not False


def negated(answer: Answer) -> Answer:
    return None if answer is None else not answer


def every(answers: Iterable[Answer]) -> Answer:
    found = list(answers)
    return False if False in found else None if None in found else True


def some(answers: Iterable[Answer]) -> Answer:
    found = list(answers)
    return True if True in found else None if None in found else False


def yes_or_no(answer: Answer) -> Left:
    return None if answer is None else frozenset({answer})
