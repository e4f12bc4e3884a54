"""History of a case: who changed what when, what a change was, and the way back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from nenboard.domain.case import Case
from nenboard.host.language import _
from nenboard.registry import marks, payloads
from nenboard.registry.cases import SavedRevision
from nenboard.registry.changes import value_at, with_value
from nenboard.registry.errors import UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.marks import ChangeMark, Marked, MarkedChange
from nenboard.registry.records import Stamp
from nenboard.workflow import casework, clock, roles
from nenboard.workflow.errors import CannotRestoreValue

__all__ = ["ChangeMark", "Marked", "MarkedChange", "changes_to_mark"]


@dataclass(frozen=True)
class FieldStep:
    """One change of one field; values as stored, None where it was or became not recorded."""

    revision: int
    at: datetime
    by: str
    reason: str | None
    path: str
    old: Any
    new: Any


@dataclass(frozen=True)
class MarkedStep:
    """A change of class, grade or stage; ``mark`` is None until somebody says what it was."""

    revision: int
    at: datetime
    by: str
    change: MarkedChange
    mark: ChangeMark | None


def changes_to_mark(before: Case, after: Case) -> tuple[MarkedChange, ...]:
    """Which of class, grade and stage differ, so that the person is asked what the change is."""
    return marks.changes_to_mark(before, after)


def field_history(
    registry: Registry, case_id: str, *, path: str | None = None
) -> tuple[FieldStep, ...]:
    """Every change of every field, newest first; of one field and what is below it if named.

    Raises UnknownCase.
    """
    return tuple(
        FieldStep(
            step.revision.number,
            step.revision.at,
            step.revision.by,
            step.revision.reason,
            change.path,
            change.old,
            change.new,
        )
        for step in reversed(registry.cases.steps(case_id))
        for change in step.changes
        if path is None or f"{change.path}.".startswith(f"{path}.")
    )


def marked_changes(registry: Registry, case_id: str) -> tuple[MarkedStep, ...]:
    """Every change of class, grade or stage with its mark, newest first. Raises UnknownCase."""
    given = {(one.revision, one.what): one.mark for one in registry.cases.marks(case_id)}
    found = []
    before: Case | None = None
    for revision in registry.cases.history(case_id):
        after = registry.cases.get(case_id, revision.number).case
        for change in marks.changes_to_mark(before, after) if before else ():
            mark = given.get((revision.number, change.what))
            found.append(MarkedStep(revision.number, revision.at, revision.by, change, mark))
        before = after
    return tuple(reversed(found))


def mark(
    registry: Registry, case_id: str, *, revision: int, marks_of: Mapping[Marked, ChangeMark]
) -> None:
    """Say of a stored change what it was, or say otherwise than before. Raises NotAllowed."""
    roles.require(registry, roles.EDITORS)
    stamp = Stamp(registry.user, clock.now())
    registry.cases.mark(case_id, revision, marks_of=marks_of, stamp=stamp)


def restore_revision(
    registry: Registry, case_id: str, *, revision: int, expected_revision: int | None = None
) -> SavedRevision:
    """Make an earlier state the newest one; a new revision, so that nothing is lost.

    Raises UnknownCase, RevisionConflict, NotAllowed.
    """
    earlier = registry.cases.get(case_id, revision).case
    return casework.save_case(
        registry,
        earlier,
        reason=_("Restored from revision {number}").format(number=revision),
        expected_revision=expected_revision,
    )


def undo_last(registry: Registry, case_id: str, *, expected_revision: int) -> SavedRevision:
    """Make the state before the newest revision the newest one; done twice, it is redone.

    Raises UnknownCase if there is no earlier state, RevisionConflict, NotAllowed.
    """
    if expected_revision < 2:
        raise UnknownCase(case_id)
    return restore_revision(
        registry,
        case_id,
        revision=expected_revision - 1,
        expected_revision=expected_revision,
    )


def restore_value(
    registry: Registry, case_id: str, *, path: str, revision: int, expected_revision: int
) -> SavedRevision:
    """Give one field the value it had at an earlier revision; everything else stays.

    Raises CannotRestoreValue if the case of now has no place for it, RevisionConflict, NotAllowed.
    """
    earlier = json.loads(payloads.written(registry.cases.get(case_id, revision).case))
    now = json.loads(payloads.written(registry.cases.get(case_id, expected_revision).case))
    try:
        case = Case.model_validate(with_value(now, path, value=value_at(earlier, path)))
    except (LookupError, ValidationError):
        raise CannotRestoreValue from None
    reason = _("Value restored from revision {number}").format(number=revision)
    return casework.save_case(registry, case, reason=reason, expected_revision=expected_revision)
