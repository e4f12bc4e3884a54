"""What changed between two states of a record, field by field."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FieldChange:
    """One field with its value before and after; None where it was or became not recorded.

    ``path`` is dotted; elements of lists go by their own ``id`` or ``fact`` where they have one,
    else by their place counted from 0.
    """

    path: str
    old: Any
    new: Any


def changed_fields(old: str, new: str) -> tuple[FieldChange, ...]:
    """The changes between two JSON documents, in the order of the fields."""
    return tuple(_differences(json.loads(old), json.loads(new), path=""))


def _differences(old: Any, new: Any, *, path: str) -> Iterator[FieldChange]:
    before, after = _members(old), _members(new)
    if before is None or after is None or type(old) is not type(new):
        if type(old) is not type(new) or old != new:
            yield FieldChange(path, old, new)
        return
    for name in dict.fromkeys((*before, *after)):
        below = f"{path}.{name}" if path else name
        yield from _differences(before.get(name), after.get(name), path=below)
    if [*before] != [*after] and {*before} == {*after} and isinstance(old, list):
        yield FieldChange(path, [*before], [*after])


def _members(value: Any) -> dict[str, Any] | None:
    """The parts of an object or list by name; None for a plain value."""
    if isinstance(value, dict):
        return {str(name): part for name, part in value.items()}
    if not isinstance(value, list):
        return None
    names = [_name(part) for part in value]
    if None in names or len(set(names)) != len(names):
        names = [str(place) for place in range(len(value))]
    return {str(name): part for name, part in zip(names, value, strict=True)}


def _name(part: Any) -> str | None:
    if not isinstance(part, dict):
        return None
    name = part.get("id", part.get("fact"))
    return name if isinstance(name, str) else None
