"""Stored cases as JSON: written in today's form, read in any earlier one."""

import json
from collections.abc import Callable
from typing import Any

from nenboard.domain.case import Case
from nenboard.registry.errors import NewerPayload

VERSION = 1

# From each version to the next: pure functions from dict to dict. Payloads stay on disk as written.
_STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def written(case: Case) -> str:
    """The case as it is stored. What is not recorded is left out: None is every field's default."""
    return case.model_dump_json(exclude_none=True)


def read(payload: str, *, version: int) -> Case:
    """The case of a stored payload of that version. Raises NewerPayload."""
    if version > VERSION:
        raise NewerPayload
    if version == VERSION:
        return Case.model_validate_json(payload)
    return Case.model_validate(current(json.loads(payload), version=version))


def current(payload: dict[str, Any], *, version: int) -> dict[str, Any]:
    """The payload in today's form; the given one is not changed."""
    for step in range(version, VERSION):
        payload = _STEPS[step](payload)
    return payload
