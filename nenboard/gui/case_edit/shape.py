"""The shape of a Case: what stands at a dotted path, and which paths there are.

Rows of a list are written as their index (``samples.0.grade``), as ``*`` in a pattern, or by a
code that names them (``extent.metastases.site=liver.involved``).
"""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from nenboard.domain.base import Value
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a field can hold."""

    allows_none: bool = False
    allows_missing: bool = False
    is_date: bool = False
    is_flag: bool = False
    is_whole: bool = False
    is_number: bool = False
    is_list: bool = False
    vocabulary: type[Enum] | None = None
    model: type[Value] | None = None


@cache
def leaf(pattern: str) -> Leaf:
    """The leaf at a pattern of the case; KeyError if there is no such field."""
    annotation: object = Case
    for part in pattern.split("."):
        annotation = _step(annotation, part, pattern)
    return _leaf_of(annotation)


def pattern_of(path: str) -> str:
    """The pattern of a path: indexes become stars; rows named by a code keep it."""
    return ".".join("*" if part.isdigit() else part for part in path.split("."))


def leaf_patterns() -> tuple[str, ...]:
    """Every leaf that a Case has, as patterns."""
    return tuple(_walk(Case, ""))


def model_at(model: type[Value], name: str) -> type[Value] | None:
    """The value class that a field of another one can hold."""
    return _leaf_of(_annotation(model, name)).model


def row_model(model: type[Value], name: str) -> type[Value]:
    """The class of the rows of a list; KeyError if the field holds no rows."""
    found = _model_in(_item_type(_annotation(model, name)))
    if found is None:
        raise KeyError(name)
    return found


def _step(annotation: object, part: str, pattern: str) -> object:
    if part == "*" or "=" in part:
        return _item_type(annotation)
    model = _model_in(annotation)
    if model is None or part not in model.model_fields:
        raise KeyError(pattern)
    return _annotation(model, part)


def _annotation(model: type[Value], name: str) -> object:
    return model.model_fields[name].annotation


def _walk(model: type[Value], prefix: str) -> Iterator[str]:
    for name in model.model_fields:
        path = f"{prefix}{name}"
        annotation = _annotation(model, name)
        item = _item_type(annotation)
        inner = _model_in(item) if item is not None else _model_in(annotation)
        if inner is None:
            yield path
        else:
            yield from _walk(inner, f"{path}.*." if item is not None else f"{path}.")


def _members(annotation: object) -> tuple[object, ...]:
    """The types of a union, with what pydantic wraps around them taken off."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return tuple(kind for part in get_args(annotation) for kind in _members(part))
    return (annotation,)


def _item_type(annotation: object) -> object | None:
    """The type of the rows of a list, or None for anything else."""
    kinds = [kind for kind in _members(annotation) if get_origin(kind) is tuple]
    if len(kinds) != 1:
        return None
    item: object = get_args(kinds[0])[0]
    return item


def _model_in(annotation: object) -> type[Value] | None:
    for kind in _members(annotation):
        if isinstance(kind, type) and issubclass(kind, Value):
            return kind
    return None


def _leaf_of(annotation: object) -> Leaf:
    kinds = _members(annotation)
    item = _item_type(annotation)
    names: dict[str, Any] = {
        "allows_none": type(None) in kinds,
        "allows_missing": Missing in kinds,
        "is_date": PartialDate in kinds,
        "is_flag": bool in kinds,
        "is_whole": int in kinds,
        "is_number": Decimal in kinds,
        "is_list": item is not None,
        "vocabulary": _vocabulary(item if item is not None else annotation),
        "model": None if item is not None else _model_in(annotation),
    }
    return Leaf(**names)


def _vocabulary(annotation: object) -> type[Enum] | None:
    for kind in _members(annotation):
        if isinstance(kind, type) and issubclass(kind, Enum) and kind is not Missing:
            return kind
    return None
