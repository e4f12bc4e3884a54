"""Reading one value of a facts document: a code, number, range, candidates or list."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias, get_args

from nenboard.algorithm.document import Place
from nenboard.algorithm.fact_rules import Input, LineField
from nenboard.domain.knowledge import Comparator, FactValue, NumberRange, OneOf

Entry: TypeAlias = Input | LineField
Number: TypeAlias = int | Decimal

_COMPARATORS: Final[tuple[object, ...]] = get_args(Comparator)
_RANGE_KEYS: Final = frozenset({"low", "high", "comparator"})
_ONE_OF: Final = "one_of"
_LARGEST: Final = Decimal(10) ** 12


def read_value(entry: Entry, data: object, *, at: Place) -> FactValue | None:
    """The value, or None after noting what is wrong."""
    if entry.type == "bool":
        if isinstance(data, bool):
            return data
        at.refuse("not_a_boolean", "give true or false, or null if unknown.")
        return None
    if entry.type == "list":
        return _codes(entry, data, at=at)
    if entry.type == "enum":
        return _code(entry, data, at=at)
    if isinstance(data, dict):
        return _range(entry, data, at=at)
    return _allowed_number(entry, data, at=at)


def _code(entry: Entry, data: object, *, at: Place) -> str | OneOf | None:
    if isinstance(data, dict) and set(data) == {_ONE_OF}:
        return _candidates(entry, data[_ONE_OF], at=at)
    if isinstance(data, str) and data in (entry.allowed or ()):
        return data
    _refuse_code(entry, at)
    return None


def _refuse_code(entry: Entry, at: Place) -> None:
    choice = ", ".join(str(code) for code in entry.allowed or ())
    at.refuse("not_allowed", f"this is not an allowed value. Choose from {choice}.")


def _candidates(entry: Entry, data: object, *, at: Place) -> OneOf | None:
    if not isinstance(data, list):
        at.refuse("not_a_list", "give the candidates as a list.")
        return None
    if not data:
        at.refuse("not_allowed", "give at least one candidate, or null if unknown.")
        return None
    codes = _each_code(entry, data, at=at.below(_ONE_OF))
    return None if codes is None else OneOf(one_of=tuple(dict.fromkeys(codes)))


def _codes(entry: Entry, data: object, *, at: Place) -> tuple[str, ...] | None:
    if not isinstance(data, list):
        at.refuse("not_a_list", "give a list, empty if there are none.")
        return None
    return _each_code(entry, data, at=at)


def _each_code(entry: Entry, data: list[object], *, at: Place) -> tuple[str, ...] | None:
    codes = [item for item in data if isinstance(item, str) and item in (entry.allowed or ())]
    for place, item in enumerate(data):
        if item not in codes:
            _refuse_code(entry, at.below(place))
    return tuple(codes) if len(codes) == len(data) else None


def _allowed_number(entry: Entry, data: object, *, at: Place) -> Number | None:
    number = _number(entry, data, at=at)
    if number is None:
        return None
    low, high = ends(entry)
    if low <= number <= high:
        return number
    at.refuse("out_of_range", f"this lies outside {low} to {high}{_unit(entry)}. Check it.")
    return None


def _number(entry: Entry, data: object, *, at: Place) -> Number | None:
    number = Decimal(repr(data)) if isinstance(data, float) else data
    whole = entry.type == "int"
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        code, kind = ("not_an_integer", "whole number") if whole else ("not_a_number", "number")
        at.refuse(code, f"give a {kind}{_unit(entry)}, or null if unknown.")
        return None
    if isinstance(number, Decimal) and not number.is_finite():
        at.refuse("not_a_number", f"give a finite number{_unit(entry)}.")
        return None
    if isinstance(number, int) or not whole:
        return number
    if abs(number) < _LARGEST and number == number.to_integral_value():
        return int(number)
    at.refuse("not_an_integer", f"give a whole number{_unit(entry)}.")
    return None


def _unit(entry: Entry) -> str:
    return f" in {entry.unit}" if entry.unit else ""


def ends(entry: Entry) -> tuple[Number, Number]:
    """The lowest and highest allowed number of an input."""
    allowed = [one for one in entry.allowed or () if isinstance(one, int)]
    low = entry.low if entry.low is not None else min(allowed)
    high = entry.high if entry.high is not None else max(allowed)
    return low, high


def _range(entry: Entry, data: Mapping[object, object], *, at: Place) -> NumberRange | None:
    given = [end for end in ("low", "high") if data.get(end) is not None]
    if not given or set(data) - _RANGE_KEYS or "comparator" not in data:
        at.refuse("range_keys", "a range has a comparator and low, high or both, nothing else.")
        return None
    numbers = {end: _allowed_number(entry, data[end], at=at.below(end)) for end in given}
    comparator = data["comparator"]
    if comparator not in _COMPARATORS:
        choice = " ".join(str(sign) for sign in _COMPARATORS)
        at.below("comparator").refuse("comparator", f"choose one of {choice}.")
        return None
    read = {end: Decimal(number) for end, number in numbers.items() if number is not None}
    if len(read) < len(given):
        return None
    low, high = ends(entry)
    bottom, top = read.get("low", low), read.get("high", high)
    if bottom > top or (bottom == top and comparator in ("<", ">")):
        at.refuse("range_order", "no number lies in this range. Put the lower end first.")
        return None
    return NumberRange.model_validate({**read, "comparator": comparator})
