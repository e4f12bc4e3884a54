"""Reading the earlier lines of a facts document."""

import re
from collections.abc import Mapping
from typing import Final

from nenboard.algorithm.document import Place
from nenboard.algorithm.fact_rules import LineField
from nenboard.algorithm.fact_values import read_value
from nenboard.algorithm.release import Release
from nenboard.domain.knowledge import EarlierLine, FactValue

_REGIMEN: Final = "regimen"
_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")


class LineParts:
    """What an earlier line may hold: the regimens known, and its other parts."""

    def __init__(self, release: Release) -> None:
        """Take both from the release."""
        fields = release.facts.earlier_lines.fields
        self.fields: Mapping[str, LineField] = {field.name: field for field in fields}
        self.regimens = frozenset(option.id for option in release.options.options).union(
            entry.id for entry in release.options.prior_only
        )


def read_lines(data: object, release: Release, *, at: Place) -> tuple[EarlierLine, ...] | None:
    """The earlier lines, oldest first, or None after noting what is wrong."""
    if not isinstance(data, list):
        at.refuse("not_a_list", "give a list; empty if no treatment was given before.")
        return None
    parts = LineParts(release)
    lines = [_line(item, parts, at=at.below(place)) for place, item in enumerate(data)]
    read = tuple(line for line in lines if line is not None)
    return read if len(read) == len(lines) else None


def _line(data: object, parts: LineParts, *, at: Place) -> EarlierLine | None:
    if not isinstance(data, dict):
        at.refuse("not_an_object", "give an object with at least 'regimen'.")
        return None
    before = at.count()
    read: dict[str, FactValue | None] = {
        _REGIMEN: _regimen(data.get(_REGIMEN), parts, at=at.below(_REGIMEN))
    }
    for name, value in data.items():
        if name in parts.fields:
            if value is not None:
                read[name] = _part(parts.fields[name], value, at=at.below(name))
        elif name != _REGIMEN:
            at.below(name).refuse("unknown_field", "an earlier line has no such part. Remove it.")
    return None if at.count() > before else EarlierLine.model_validate(read)


def _part(field: LineField, data: object, *, at: Place) -> FactValue | None:
    if field.type != "date":
        return read_value(field, data, at=at)
    if isinstance(data, str) and _DATE.match(data):
        return data
    at.refuse("not_allowed", "give a date as 2026, 2026-03 or 2026-03-14.")
    return None


def _regimen(data: object, parts: LineParts, *, at: Place) -> str | tuple[str, ...] | None:
    if isinstance(data, str) and data in parts.regimens:
        return data
    if not isinstance(data, list) or not data:
        _refuse(at)
        return None
    known = [item for item in data if isinstance(item, str) and item in parts.regimens]
    for place, item in enumerate(data):
        if item not in known:
            _refuse(at.below(place))
    return tuple(dict.fromkeys(known)) if len(known) == len(data) else None


def _refuse(at: Place) -> None:
    at.refuse(
        "unknown_regimen",
        "this regimen is not in the list. Use unknown_systemic, unknown_chemo, "
        "platinum_unspecified or other_systemic if none fits.",
    )
