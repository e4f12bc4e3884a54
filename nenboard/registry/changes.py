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


def value_at(document: Any, path: str) -> Any:
    """The value at a path as ``FieldChange`` has it; None if nothing is there."""
    while path:
        name, path = _step(document, path)
        document = (_members(document) or {}).get(name)
    return document


def with_value(document: Any, path: str, *, value: Any) -> Any:
    """A copy of a JSON document with this value at a path; None takes the field away.

    Raises LookupError if there is no place for it: what should hold it is not there.
    """
    name, rest = _step(document, path)
    members = _members(document)
    if members is None or (rest and name not in members):
        raise LookupError("there is nothing here that could hold the value")
    new = with_value(members[name], rest, value=value) if rest else value
    kept = {**members, name: new}
    if new is None:
        del kept[name]
    if isinstance(document, dict):
        return kept
    is_next = name.isdigit() and int(name) == len(members)
    if name not in members and _name(new) != name and not is_next:
        raise LookupError("an element goes by another name")
    return list(kept.values())


def by_place(document: Any, path: str) -> str:
    """The same path with elements of lists by their place, as long as something is there."""
    parts = []
    while path:
        name, path = _step(document, path)
        members = _members(document) or {}
        is_element = isinstance(document, list) and name in members
        parts.append(str([*members].index(name)) if is_element else name)
        document = members.get(name)
    return ".".join(parts)


def _step(container: Any, path: str) -> tuple[str, str]:
    """The first part of a path and the rest; keys of elements may hold dots themselves."""
    names = [name for name in _members(container) or () if f"{path}.".startswith(f"{name}.")]
    if names:
        name = max(names, key=len)
        return name, path[len(name) + 1 :]
    if isinstance(container, list):
        return path, ""
    name, _dot, rest = path.partition(".")
    return name, rest


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
