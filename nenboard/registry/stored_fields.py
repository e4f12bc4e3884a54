"""Every field of a stored case that can be filtered by, read off the Case itself."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing


class Kind(StrEnum):
    """How values of a field are compared."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class StoredField:
    """A field by its dotted path; below a list it stands for the field of any element.

    ``steps`` are the parts of the path between lists, ``choices`` the codes it can hold besides
    the kinds of missing.
    """

    path: str
    kind: Kind
    steps: tuple[str, ...]
    choices: tuple[str, ...] = ()


@cache
def stored_fields() -> Mapping[str, StoredField]:
    """The fields by path, e.g. ``samples.ki67.value``, in the order of the Case."""
    return {found.path: found for found in _below(Case, ("",))}


def _below(model: type[BaseModel], steps: tuple[str, ...]) -> Iterator[StoredField]:
    for name, info in model.model_fields.items():
        yield from _field(info.annotation, (*steps[:-1], f"{steps[-1]}.{name}".strip(".")))


def _field(annotation: Any, steps: tuple[str, ...]) -> Iterator[StoredField]:
    plain = [one for one in _members(annotation) if one not in {type(None), Missing}]
    models = [one for one in plain if isinstance(one, type) and issubclass(one, BaseModel)]
    models = [one for one in models if one is not PartialDate]
    lists = [one for one in plain if get_origin(one) is tuple]
    if len(plain) == 1 and lists:
        yield from _field(get_args(lists[0])[0], (*steps, ""))
        return
    if Missing in _members(annotation) or len(models) != len(plain):
        yield _leaf(plain, steps)
    if len(models) == 1:
        yield from _below(models[0], steps)


def _leaf(plain: list[Any], steps: tuple[str, ...]) -> StoredField:
    path = ".".join(filter(None, steps))
    kinds = {_kind(one) for one in plain}
    kind = kinds.pop() if len(kinds) == 1 else Kind.TEXT
    choices = tuple(
        str(member.value)
        for one in plain
        if isinstance(one, type) and issubclass(one, Enum)
        for member in one
    )
    return StoredField(path, kind, steps, choices)


def _kind(kept: Any) -> Kind:
    if not isinstance(kept, type):
        return Kind.TEXT
    known = ((Enum, Kind.CODE), (bool, Kind.YES_NO), (PartialDate, Kind.DATE), (date, Kind.DATE))
    for base, kind in known:
        if issubclass(kept, base):
            return kind
    return Kind.NUMBER if issubclass(kept, int | float | Decimal) else Kind.TEXT


def _members(annotation: Any) -> list[Any]:
    """The types a field can hold, without their constraints."""
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return [one for part in get_args(annotation) for one in _members(part)]
    return [annotation]
