"""Drafts: what was typed and not yet saved, kept inside the registry for after a crash."""

import json
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from nenboard.domain.case import Case
from nenboard.registry import payloads
from nenboard.registry.changes import FieldChange, by_place, changed_fields, value_at, with_value
from nenboard.registry.drafts import Draft
from nenboard.registry.errors import UnknownCase
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, roles


@dataclass(frozen=True)
class WaitingDraft:
    """A draft that its owner left behind; ``is_behind`` if somebody saved the case since.

    ``newest_revision`` is 0 for a case that was never saved.
    """

    case_id: str
    at: datetime
    payload: str
    base_revision: int
    newest_revision: int

    @property
    def is_behind(self) -> bool:
        """Whether the case was saved since, so that the two have to be compared."""
        return self.newest_revision != self.base_revision


def keep(registry: Registry, case_id: str, *, payload: str, base_revision: int) -> None:
    """Keep what the form holds now, in whatever JSON it writes. Raises NotAllowed."""
    roles.require(registry, roles.EDITORS)
    registry.drafts.put(Draft(case_id, registry.user, clock.now(), payload, base_revision))


def waiting(registry: Registry) -> tuple[WaitingDraft, ...]:
    """The drafts that the person who is signed in left behind, newest first."""
    return tuple(
        WaitingDraft(
            draft.case_id,
            draft.at,
            draft.payload,
            draft.base_revision,
            _newest(registry, draft.case_id),
        )
        for draft in registry.drafts.of_user(registry.user)
    )


@dataclass(frozen=True)
class Joined:
    """An unsaved case put into the newest revision.

    ``clashes`` are what could not be put there, because somebody else changed the same field: the
    places are those of ``case``, with elements of lists counted from 0, and the values are those
    of the unsaved case.
    """

    case: Case
    clashes: tuple[FieldChange, ...]


def joined(registry: Registry, unsaved: Case, *, base_revision: int) -> Joined:
    """Put what an unsaved case changed since its revision into the newest one.

    Where somebody else has changed the same field their value stays. Raises UnknownCase.
    """
    newest = payloads.written(registry.cases.get(unsaved.id).case)
    base = "{}"
    if base_revision:
        base = payloads.written(registry.cases.get(unsaved.id, base_revision).case)
    theirs = [change.path for change in changed_fields(base, newest)]
    case, document, clashes = Case.model_validate_json(newest), json.loads(newest), []
    for change in changed_fields(base, payloads.written(unsaved)):
        if value_at(document, change.path) == change.new:
            continue
        if any(_meet(change.path, path) for path in theirs):
            clashes.append(change)
            continue
        try:
            changed = with_value(document, change.path, value=change.new)
            case, document = Case.model_validate(changed), changed
        except (LookupError, ValidationError):
            clashes.append(change)
    return Joined(
        case,
        tuple(
            FieldChange(by_place(document, each.path), value_at(document, each.path), each.new)
            for each in clashes
        ),
    )


def _meet(one: str, other: str) -> bool:
    """Whether two paths name the same field, or one what the other stands in."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def drop(registry: Registry, case_id: str) -> None:
    """Forget the draft of a case, once it is saved or given up."""
    roles.require(registry, roles.EDITORS)
    registry.drafts.drop(case_id, user=registry.user)


def _newest(registry: Registry, case_id: str) -> int:
    try:
        return registry.cases.get(case_id).revision
    except UnknownCase:
        return 0
