"""The shape of facts.yaml: inputs, earlier lines, and values derived from them."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, StrictBool, StrictInt, StrictStr, Tag

from nenboard.algorithm.conditions import Condition, Number, Scalar
from nenboard.domain.base import Value

Texts: TypeAlias = tuple[StrictStr, ...]


class Input(Value):
    """One fact the algorithm asks for.

    `low` and `high` are the ends of the allowed interval in `unit`; `asked` is its step in the
    question order; `tried` are numbers on each side of each limit.
    """

    name: str
    label: str
    type: Literal["enum", "bool", "int", "number", "list", "lines"]
    unit: str | None = None
    allowed: tuple[Scalar, ...] | None = None
    low: Number | None = None
    high: Number | None = None
    need: str
    used_by: Texts
    definition: str
    asked: StrictInt | None = None
    tried: tuple[Number, ...] | None = None


class LineField(Value):
    """One part of an earlier line."""

    name: str
    type: Literal["enum", "int", "number", "date"]
    label: str | None = None
    unit: str | None = None
    allowed: Texts | None = None
    low: Number | None = None
    high: Number | None = None
    when_absent: str | None = None
    tried: tuple[Scalar, ...] | None = None


class EarlierLines(Value):
    """How an earlier line of treatment is written."""

    form: str
    fields: tuple[LineField, ...]


class Progression(Value):
    """What an earlier line must show to count as progression on it."""

    stop_reason: Texts
    best_response: Texts


class Platinum(Value):
    """Which earlier lines count as platinum, and where their interval stands."""

    groups: Texts
    regimens: Texts
    progression: Progression
    months: str


class Definition(Value):
    """A derived value in words, with its source."""

    name: str
    rule: str
    source: str


class DerivedWhen(Value):
    """A derived yes or no, said as a condition."""

    name: str
    when: Condition
    definition: str
    hidden: StrictBool = False


class FirstTrueValue(Value):
    """One value of a derived class and when it holds."""

    value: str
    when: Condition


class FirstTrue(Value):
    """The value entered, otherwise the first whose condition holds."""

    name: str
    method: Literal["first_true"]
    entered: str
    only_if: Condition
    values: tuple[FirstTrueValue, ...]
    definition: str
    hidden: StrictBool = False


class MappedValue(Value):
    """A group and its members."""

    value: str
    of: Texts


class Mapping(Value):
    """A coarser vocabulary of another fact."""

    name: str
    method: Literal["mapping"]
    source: Annotated[str, Field(alias="from")]
    values: tuple[MappedValue, ...]
    definition: str
    hidden: StrictBool = False


class Scale(Value):
    """A count and the condition from which each grade above the first begins."""

    fact: str
    starts: Annotated[tuple[Condition, ...], Field(alias="from")]


class Reading(Value):
    """How a missing count is read under a reported grade."""

    reported: str
    low: Number
    high: Number
    comparator: Literal["range", "<", "<=", ">", ">="]


class Readings(Value):
    """When and how a missing count is read from the reported grade."""

    fact: str
    only_if: Annotated[Condition, Field(alias="if")]
    ranges: Annotated[tuple[Reading, ...], Field(alias="as")]


class Grade(Value):
    """The grade: the higher of two scales, the reported one picks among what is left."""

    name: str
    method: Literal["grade"]
    values: Texts
    scales: tuple[Scale, ...]
    reported: str
    not_for: Condition
    reads: Readings
    definition: str
    hidden: StrictBool = False


class RangeCrosses(Value):
    """Whether a range of a fact crosses one of the limits."""

    name: str
    method: Literal["range_crosses"]
    fact: str
    limits: tuple[Condition, ...]
    definition: str
    hidden: StrictBool = False


class LineNumber(Value):
    """The number of the line of treatment now discussed."""

    name: str
    method: Literal["line"]
    counted_intent: str
    conditional_intent: str
    relapse: Condition
    definition: str
    hidden: StrictBool = False


class Used(Value):
    """Whether a group or regimen was given for this tumour."""

    name: str
    method: Literal["used", "started_on"]
    group: str | None = None
    regimen: str | None = None
    definition: str
    hidden: StrictBool = False


class StoppedFor(Value):
    """Whether a group was stopped for one reason."""

    name: str
    method: Literal["stopped_for"]
    group: str
    stop_reason: str
    definition: str
    hidden: StrictBool = False


class PlatinumResponse(Value):
    """Whether the last platinum line brought a response."""

    name: str
    method: Literal["platinum_responded"]
    responses: Texts
    undecided: Texts
    definition: str
    hidden: StrictBool = False


class SomeResponse(Value):
    """Whether some line had this best response."""

    name: str
    method: Literal["some_response"]
    response: str
    definition: str
    hidden: StrictBool = False


class FromLines(Value):
    """A derived value without limits of its own."""

    name: str
    method: Literal[
        "grade_conflict", "used_platinum", "platinum_free_interval", "other_diagnosis", "unrecorded"
    ]
    definition: str
    hidden: StrictBool = False


MethodDerived: TypeAlias = Annotated[
    FirstTrue
    | Mapping
    | Grade
    | RangeCrosses
    | LineNumber
    | Used
    | StoppedFor
    | PlatinumResponse
    | SomeResponse
    | FromLines,
    Field(discriminator="method"),
]


def _kind(data: object) -> str:
    by_method = "method" in data if isinstance(data, dict) else hasattr(data, "method")
    return "by_method" if by_method else "by_condition"


Derived: TypeAlias = Annotated[
    Annotated[DerivedWhen, Tag("by_condition")] | Annotated[MethodDerived, Tag("by_method")],
    Discriminator(_kind),
]


class FactsFile(Value):
    """facts.yaml: inputs, earlier lines and derived values."""

    inputs: tuple[Input, ...]
    earlier_lines: EarlierLines
    platinum: Platinum
    definitions: tuple[Definition, ...]
    derived: tuple[Derived, ...]
