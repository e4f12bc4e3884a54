"""The base of all values: frozen, unknown keys refused, input kept out of error texts."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

SHORT_TEXT: Final = 200
LONG_TEXT: Final = 20_000

Text = Annotated[str, StringConstraints(max_length=SHORT_TEXT)]
Prose = Annotated[str, StringConstraints(max_length=LONG_TEXT)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]

_OUR_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Value(BaseModel):
    """A frozen value; equal content is equal, and nothing is added to it by accident."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, allow_inf_nan=False
    )


class Problem(Value):
    """One thing wrong with an input: where (dotted path), a stable code, and a sentence."""

    path: str
    code: str
    message: str


_CODES: Final = {
    "extra_forbidden": ("unknown_field", "is not a field of this document"),
    "missing": ("missing_field", "is needed and absent"),
    "enum": ("not_allowed", "is not one of the allowed values"),
    "literal_error": ("not_allowed", "is not one of the allowed values"),
    "decimal_parsing": ("not_a_number", "is not a number"),
    "decimal_type": ("not_a_number", "is not a number"),
    "int_parsing": ("not_an_integer", "is not a whole number"),
    "int_type": ("not_an_integer", "is not a whole number"),
    "int_from_float": ("not_an_integer", "is not a whole number"),
    "bool_type": ("not_a_boolean", "is neither true nor false"),
    "tuple_type": ("not_a_list", "is not a list"),
    "model_type": ("not_an_object", "is not an object"),
    "string_too_long": ("too_long", "is longer than this field holds"),
    "greater_than": ("out_of_range", "is below the lowest allowed value"),
    "greater_than_equal": ("out_of_range", "is below the lowest allowed value"),
    "less_than": ("out_of_range", "is above the highest allowed value"),
    "less_than_equal": ("out_of_range", "is above the highest allowed value"),
}


def problems_of(error: ValidationError, *, under: str = "") -> tuple[Problem, ...]:
    """Every fault pydantic found, once for each place, without repeating any input.

    A name in the path that does not look like one of ours is shown as ``?``, since it may
    be patient text.
    """
    found: dict[str, Problem] = {}
    for item in error.errors(include_url=False, include_context=True, include_input=False):
        is_unknown_name = item["type"] == "extra_forbidden"
        path = ".".join(filter(None, (under, _path(item["loc"], is_unknown_name))))
        code, words = _CODES.get(item["type"], ("not_allowed", _own_words(item)))
        found.setdefault(path, Problem(path=path, code=code, message=f"{path}: {words}"))
    return tuple(problem for path, problem in found.items() if not _is_explained(path, found))


def _is_explained(path: str, found: Mapping[str, Problem]) -> bool:
    """Whether a place was refused only because what stands inside it was."""
    return any(other.startswith(f"{path}.") for other in found)


def _own_words(item: object) -> str:
    """The sentence of a validator of ours, or a general one for pydantic's own faults."""
    context = item.get("ctx", {}) if isinstance(item, dict) else {}
    cause = context.get("error")
    return str(cause) if isinstance(cause, ValueError) else "has a value this field cannot hold"


def _path(location: tuple[int | str, ...], is_unknown_name: bool) -> str:
    """The place as a dotted path, without the names pydantic gives to the members of a union.

    If the fault is an unknown name, the last part is that name, whatever it looks like.
    """
    shown: list[str] = []
    for place, part in enumerate(location, start=1):
        is_name = is_unknown_name and place == len(location)
        if isinstance(part, int):
            shown.append(str(part))
        elif is_name or not _is_union_tag(part):
            shown.append(part if _OUR_NAME.fullmatch(part) else "?")
    return ".".join(shown)


def _is_union_tag(part: str) -> bool:
    """Whether a part of a location is a member of a union: a type, or one of our values."""
    is_type = part in _UNION_TAGS or _UNION_TAG.match(part) is not None
    return is_type or part in _names_of_values()


@cache
def _names_of_values() -> frozenset[str]:
    found: list[type[BaseModel]] = [Value]
    for model in found:
        found += model.__subclasses__()
    return frozenset(model.__name__ for model in found)


_UNION_TAG: Final = re.compile(r"(str-enum|tuple|literal|constrained|function|lax-or-strict)[\[-]")
_UNION_TAGS: Final = frozenset(
    {"decimal", "int", "bool", "str", "PartialDate", "NumberRange", "OneOf", "EarlierLine"}
)
