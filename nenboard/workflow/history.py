"""History of a case: who changed what when, what a change was, and the way back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from nenboard.domain.case import Case
from nenboard.domain.missing import Missing
from nenboard.host.language import _
from nenboard.registry import marks, payloads
from nenboard.registry.audit import Action, AuditEntry
from nenboard.registry.cases import Revision, SavedRevision
from nenboard.registry.changes import FieldChange, by_place, value_at, with_value
from nenboard.registry.errors import UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.marks import ChangeMark, Marked, MarkedChange
from nenboard.registry.records import Stamp
from nenboard.workflow import casework, clock, roles
from nenboard.workflow.errors import CannotRestoreValue

__all__ = ["ChangeMark", "Marked", "MarkedChange", "changes_to_mark"]

_TOLD_BY_REVISIONS = frozenset({Action.CASE_CREATED, Action.CASE_CHANGED, Action.CHANGE_MARKED})
_ENTRIES_AT_ONCE = 1000
_NO_VALUE: frozenset[str | None] = frozenset({None, *Missing})


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
    marked_by: str | None = None


@dataclass(frozen=True)
class CaseStep:
    """A revision: the case before it (None for the first) and after it, and what differs."""

    revision: Revision
    before: Case | None
    after: Case
    changes: tuple[FieldChange, ...]


def steps(registry: Registry, case_id: str) -> tuple[CaseStep, ...]:
    """Every revision with the case before and after it, newest first. Raises UnknownCase."""
    found: list[CaseStep] = []
    before: Case | None = None
    for step in registry.cases.steps(case_id):
        after = registry.cases.get(case_id, step.revision.number).case
        found.append(CaseStep(step.revision, before, after, step.changes))
        before = after
    return tuple(reversed(found))


class Placed:
    """A case in which what changes name is looked up."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._document = json.loads(payloads.written(case))

    def place_of(self, path: str) -> str:
        """The place of what a change names; elements of lists by number, counted from 0.

        Elements that the case does not have keep the name they go by.
        """
        return by_place(self._document, path)


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
    given = {(one.revision, one.what): one for one in registry.cases.marks(case_id)}
    found = []
    before: Case | None = None
    for revision in registry.cases.history(case_id):
        after = registry.cases.get(case_id, revision.number).case
        for change in marks.changes_to_mark(before, after) if before else ():
            said = given.get((revision.number, change.what))
            mark, by = (said.mark, said.by) if said else (None, None)
            found.append(MarkedStep(revision.number, revision.at, revision.by, change, mark, by))
        before = after
    return tuple(reversed(found))


def open_marks(
    registry: Registry, case_id: str, *, among: tuple[MarkedStep, ...] | None = None
) -> tuple[MarkedStep, ...]:
    """The changes of which nobody has said what they are, newest first. Raises UnknownCase.

    A change that the next one took back needs no answer, nor does one from or to no value.
    """
    waiting: dict[Marked, list[MarkedStep]] = {what: [] for what in Marked}
    for step in reversed(marked_changes(registry, case_id) if among is None else among):
        change, before = step.change, waiting[step.change.what]
        if step.mark is not None or {change.old, change.new} & _NO_VALUE:
            continue
        if before and (before[-1].change.old, before[-1].change.new) == (change.new, change.old):
            before.pop()
        else:
            before.append(step)
    found = [step for each in waiting.values() for step in each]
    return tuple(sorted(found, key=lambda step: step.revision, reverse=True))


def other_entries(registry: Registry, case_id: str) -> tuple[AuditEntry, ...]:
    """What else was done with a case, newest first: answers, exports, prints, outcomes.

    Board leads and admins see what everybody did, others what they did themselves.
    """
    found: list[AuditEntry] = []
    after = 0
    while page := registry.audit.entries(subject_id=case_id, after=after, limit=_ENTRIES_AT_ONCE):
        after = page[-1].seq
        found += [entry for entry in page if entry.action not in _TOLD_BY_REVISIONS]
    sees_all = registry.role in roles.LEADS
    return tuple(entry for entry in reversed(found) if sees_all or entry.by == registry.user)


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
    earlier = registry.cases.get(case_id, revision).case
    now = registry.cases.get(case_id, expected_revision).case
    case = value_restored(now, earlier, path=path)
    reason = _("Value restored from revision {number}").format(number=revision)
    return casework.save_case(registry, case, reason=reason, expected_revision=expected_revision)


def value_restored(now: Case, earlier: Case, *, path: str) -> Case:
    """The case of now with one value as it was in an earlier state.

    Raises CannotRestoreValue if the case of now has no place for it.
    """
    document, then = (json.loads(payloads.written(case)) for case in (now, earlier))
    try:
        return Case.model_validate(with_value(document, path, value=value_at(then, path)))
    except (LookupError, ValidationError):
        raise CannotRestoreValue from None
