"""Partially known values: what may be known of a fact of the treatment algorithm.

A fact may be known exactly, as a range of numbers, as candidates of a vocabulary, as a list of
codes or as the list of earlier lines of treatment. Unknown is the absence of a value, never "no".
Definitions: rule release, inputs.
"""

import re
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    model_validator,
)

Comparator: TypeAlias = Literal["range", "~", "<", "<=", ">", ">="]

_DECIMAL = re.compile(r"-?\d+(\.\d+)?\Z")


class _Value(BaseModel):
    """A frozen value that refuses unknown keys and never repeats its input in an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueError("a number must be finite")
    return number


Exact: TypeAlias = Annotated[
    Decimal,
    AfterValidator(_finite),
    PlainSerializer(lambda number: f"{number:f}", return_type=str, when_used="json"),
]
"""A decimal number kept as typed; written to JSON as text so that no digit is lost."""


class NumberRange(_Value):
    """The numbers a value may still be: from `low` to `high`, in the unit of the fact.

    `range` and `~` include both ends; `<` excludes the upper end, `>` the lower end; `<=` and `>=`
    include both. A missing end (None) is the end of the interval allowed for the fact.
    """

    low: Exact | None = None
    high: Exact | None = None
    comparator: Comparator = "range"

    @model_validator(mode="after")
    def _ends_are_in_order(self) -> "NumberRange":
        if self.low is None and self.high is None:
            raise ValueError("a range needs a lower or an upper end")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the lower end lies above the upper end")
        return self


class OneOf(_Value):
    """Candidates of a vocabulary: the value is known to be one of these codes."""

    one_of: tuple[str, ...]

    @model_validator(mode="after")
    def _has_candidates(self) -> "OneOf":
        if not self.one_of:
            raise ValueError("at least one candidate is needed")
        return self


class EarlierLine(_Value):
    """One systemic antitumour treatment given before, as the algorithm sees it.

    `regimen` is one code or the codes of drugs given together; months are counted in months;
    `start` and `stop` are partial dates as text. None is not recorded.
    """

    regimen: str | tuple[str, ...]
    intent: str | OneOf | None = None
    best_response: str | OneOf | None = None
    stop_reason: str | OneOf | None = None
    pfs_months: Exact | NumberRange | None = None
    months_since_last_platinum: Exact | NumberRange | None = None
    given_for: str | OneOf | None = None
    start: str | None = None
    stop: str | None = None
    cycles: int | NumberRange | None = None


def _json_form(value: object) -> object:
    """Give the JSON form of a fact value: decimal numbers as text, values as objects."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, tuple):
        return [_json_form(item) for item in value]
    return value


def _number_from_text(value: object) -> object:
    """Give the decimal number that a JSON text stands for, or the value unchanged."""
    if isinstance(value, str) and _DECIMAL.match(value):
        return Decimal(value)
    return value


FactValue: TypeAlias = Annotated[
    bool | int | Decimal | str | NumberRange | OneOf | tuple[str, ...] | tuple[EarlierLine, ...],
    BeforeValidator(_number_from_text),
    PlainSerializer(_json_form, when_used="json"),
]
"""What is known of one fact; the JSON form reads back as the same value."""
