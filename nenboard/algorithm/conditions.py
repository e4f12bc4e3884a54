"""Conditions as data: what a rule asks of the facts, and the same in words."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import (
    Discriminator,
    Field,
    Strict,
    StrictBool,
    StrictInt,
    StrictStr,
    Tag,
    model_validator,
)

from nenboard.domain.base import Value

StrictDecimal: TypeAlias = Annotated[Decimal, Strict()]
Scalar: TypeAlias = StrictBool | StrictInt | StrictDecimal | StrictStr
Number: TypeAlias = StrictInt | StrictDecimal

OPERATORS: Final = (
    "is_",
    "is_not",
    "one_of",
    "includes",
    "at_least",
    "above",
    "at_most",
    "below",
    "known",
)
_SIGNS: Final = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}


class Test(Value):
    """One fact compared in exactly one way."""

    __test__ = False  # not a test case of pytest

    fact: str
    is_: Annotated[Scalar | None, Field(alias="is")] = None
    is_not: Scalar | None = None
    one_of: tuple[Scalar, ...] | None = None
    includes: StrictStr | None = None
    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    known: StrictBool | None = None

    @model_validator(mode="after")
    def _compares_in_one_way(self) -> "Test":
        given = [name for name in OPERATORS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(
                "a condition compares its fact in exactly one way: write one of is, is_not, "
                "one_of, includes, at_least, above, at_most, below and known"
            )
        return self

    @property
    def operator(self) -> str:
        """Name of the comparison."""
        return next(name for name in OPERATORS if getattr(self, name) is not None)

    @property
    def operand(self) -> Scalar | tuple[Scalar, ...]:
        """What the fact is compared with."""
        value: Scalar | tuple[Scalar, ...] = getattr(self, self.operator)
        return value


class All(Value):
    """True if every part is."""

    all: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnyOf(Value):
    """True if at least one part is."""

    any: Annotated[tuple["Condition", ...], Field(min_length=1)]


class Not(Value):
    """True if its part is false."""

    not_: Annotated["Condition", Field(alias="not")]


class Contraindicated(Value):
    """True if a patient factor contraindicates treatments with this tag."""

    contraindicated: str


Always: TypeAlias = Literal["always"]
ALWAYS: Final = "always"


def _kind(data: object) -> str:
    if isinstance(data, dict):
        for key in ("all", "any", "not", "contraindicated"):
            if key in data:
                return key
        return "test"
    return _KINDS.get(type(data), "always")


_KINDS: Final[dict[type, str]] = {
    All: "all",
    AnyOf: "any",
    Not: "not",
    Contraindicated: "contraindicated",
    Test: "test",
}

Condition: TypeAlias = Annotated[
    Annotated[Test, Tag("test")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Contraindicated, Tag("contraindicated")]
    | Annotated[Always, Tag("always")],
    Discriminator(_kind),
]

for _model in (All, AnyOf, Not):
    _model.model_rebuild()


def comparisons_in(condition: Condition) -> Iterator[Test]:
    """Every comparison inside a condition, from left to right."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Not):
        yield from comparisons_in(condition.not_)
    elif isinstance(condition, All | AnyOf):
        for part in parts_of(condition):
            yield from comparisons_in(part)


def numbers_in(test: Test) -> Iterator[Number]:
    """The numbers a fact is compared with."""
    operand = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    for one in operand:
        if isinstance(one, int | Decimal) and not isinstance(one, bool):
            yield one


def parts_of(condition: All | AnyOf) -> tuple[Condition, ...]:
    """The parts that are joined."""
    return condition.all if isinstance(condition, All) else condition.any


def tags_in(condition: Condition) -> Iterator[str]:
    """Every tag whose contraindication a condition asks for."""
    if isinstance(condition, Contraindicated):
        yield condition.contraindicated
    elif isinstance(condition, Not):
        yield from tags_in(condition.not_)
    elif isinstance(condition, All | AnyOf):
        for part in parts_of(condition):
            yield from tags_in(part)


def in_words(condition: Condition) -> str:
    """The condition as one line, for example ``grade in ['G1','G2'] and ki67 > 10``."""
    if isinstance(condition, Test):
        return _test_in_words(condition)
    if isinstance(condition, Contraindicated):
        return f"{condition.contraindicated} contraindicated"
    if isinstance(condition, Not):
        return _negated(condition.not_)
    if isinstance(condition, All | AnyOf):
        joint = " and " if isinstance(condition, All) else " or "
        return joint.join(_grouped(part) for part in parts_of(condition))
    return condition


def _grouped(part: Condition) -> str:
    words = in_words(part)
    return f"({words})" if isinstance(part, All | AnyOf) else words


def _negated(part: Condition) -> str:
    if isinstance(part, Test) and part.one_of is not None:
        return f"{part.fact} not in {_listed(part.one_of)}"
    return f"not ({in_words(part)})"


def _test_in_words(test: Test) -> str:
    operator, operand = test.operator, test.operand
    if operator == "known":
        return f"{test.fact} is not None" if operand else f"{test.fact} is None"
    if isinstance(operand, tuple):
        return f"{test.fact} in {_listed(operand)}"
    if operator == "is_" and isinstance(operand, bool):
        return test.fact if operand else f"not {test.fact}"
    if operator == "includes":
        return f"{_quoted(operand)} in {test.fact}"
    sign = {"is_": "==", "is_not": "!="}.get(operator) or _SIGNS[operator]
    return f"{test.fact} {sign} {_quoted(operand)}"


def _listed(values: tuple[Scalar, ...]) -> str:
    return "[" + ",".join(_quoted(value) for value in values) + "]"


def _quoted(value: Scalar) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
