"""Cases: append-only revisions, each saved with its row, its words and its audit entry."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice

from nenboard.domain.case import Case
from nenboard.registry import marks, moments, payloads, rows
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.changes import FieldChange, changed_fields
from nenboard.registry.connection import Storage
from nenboard.registry.errors import ErasedCase, RevisionConflict, UnknownCase
from nenboard.registry.marks import ChangeMark, Marked, Reason, StoredMark
from nenboard.registry.query import CaseQuery, compiled
from nenboard.registry.records import Stamp
from nenboard.registry.rows import CaseRow, Near, RowSource, StoredIdentity

_AT_A_TIME = 2000
_INSERT = (
    "INSERT INTO case_revision (case_id, number, by, at, reason, payload_version, payload)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_CURRENT = (
    "SELECT c.case_id, c.number, c.at, c.payload FROM case_revision AS c"
    " JOIN (SELECT case_id, max(number) AS number FROM case_revision"
    "  WHERE case_id IN (SELECT value FROM json_each(?)) GROUP BY case_id) AS newest"
    " USING (case_id, number)"
)


@dataclass(frozen=True)
class SavedRevision:
    """What is on the disk: which revision of which case, saved when."""

    case_id: str
    number: int
    at: datetime


@dataclass(frozen=True)
class StoredCase:
    """A case as it stands at one revision."""

    case_id: str
    revision: int
    case: Case
    by: str
    at: datetime


@dataclass(frozen=True)
class Revision:
    """One step in the history of a case."""

    case_id: str
    number: int
    by: str
    at: datetime
    reason: str | None


@dataclass(frozen=True)
class Step:
    """A revision with the fields it changed."""

    revision: Revision
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class _Newest:
    number: int
    at: datetime
    payload: str


class CaseStore:
    """The cases of one registry."""

    def __init__(self, storage: Storage, audit: AuditTrail) -> None:
        self._storage = storage
        self._audit = audit

    def save(
        self,
        case: Case,
        *,
        by: str,
        at: datetime,
        reason: str | Reason | None = None,
        expected_revision: int | None = None,
    ) -> SavedRevision:
        """Append a revision; one that changes nothing is not written, and the newest is returned.

        ``expected_revision`` is the one the change began from, 0 for a case that must be new.
        Marks in the reason are stored with the revision and in its audit entry. Raises
        RevisionConflict if another is the newest, ErasedCase for an erased patient, ValueError for
        the mark of something that does not change.
        """
        with self._storage.transaction():
            newest = self._newest((case.id,)).get(case.id)
            number = newest.number if newest else 0
            if expected_revision is not None and expected_revision != number:
                raise RevisionConflict(case.id, expected=expected_revision, found=number)
            why = reason if isinstance(reason, Reason) else Reason(reason)
            if why.marks:
                _refuse_idle_marks(
                    why.marks, before=self.get(case.id).case if number else case, after=case
                )
            return self._append([case], by=by, at=at, reason=why)[0]

    def save_many(
        self, cases: Iterable[Case], *, by: str, at: datetime, reason: str | None = None
    ) -> tuple[SavedRevision, ...]:
        """Save many cases, all or none, each with its own audit entry. Raises ErasedCase."""
        remaining = iter(cases)
        saved: list[SavedRevision] = []
        why = Reason(reason)
        with self._storage.transaction():
            while batch := list(islice(remaining, _AT_A_TIME)):
                saved += self._append(batch, by=by, at=at, reason=why)
        return tuple(saved)

    def mark(
        self, case_id: str, number: int, *, marks_of: Mapping[Marked, ChangeMark], stamp: Stamp
    ) -> None:
        """Mark changes of a stored revision, or mark them otherwise than before.

        Raises UnknownCase, ValueError for the mark of something that revision did not change.
        """
        with self._storage.transaction():
            new = self.get(case_id, number).case
            before = self.get(case_id, number - 1).case if number > 1 else new
            _refuse_idle_marks(marks_of, before=before, after=new)
            made = [StoredMark(number, *one, stamp.by, stamp.at) for one in marks_of.items()]
            marks.put(self._storage, ((case_id, one) for one in made))
            content = {"marks": {what.value: mark.value for what, mark in marks_of.items()}}
            event = Event(Action.CHANGE_MARKED, "change_mark", case_id, number, content)
            self._audit.note(event, by=stamp.by, at=stamp.at)

    def marks(self, case_id: str) -> tuple[StoredMark, ...]:
        """All marks of a case in the order they were made; the last one of a change counts."""
        return marks.of_case(self._storage, case_id)

    def _append(
        self, cases: Sequence[Case], *, by: str, at: datetime, reason: Reason
    ) -> list[SavedRevision]:
        ids = [case.id for case in cases]
        if len(set(ids)) != len(ids):
            raise ValueError("a case can be saved once in one step")
        newest = self._newest(ids)
        self._refuse_erased(ids)
        saved, written, events = [], [], []
        for case in cases:
            before = newest.get(case.id)
            payload = payloads.written(case)
            if before is not None and before.payload == payload:
                saved.append(SavedRevision(case.id, before.number, before.at))
                continue
            number = before.number + 1 if before else 1
            written.append((RowSource(case, number, at), payload))
            saved.append(SavedRevision(case.id, number, at))
            events.append(_event(saved[-1], payload, before=before, marks_of=reason.marks))
        moment = moments.stored(at)
        self._storage.execute_many(
            _INSERT,
            (
                (new.case.id, new.revision, by, moment, reason.text, payloads.VERSION, payload)
                for new, payload in written
            ),
        )
        marks.put(
            self._storage,
            (
                (new.case.id, StoredMark(new.revision, what, mark, by, at))
                for new, _payload in written
                for what, mark in reason.marks.items()
            ),
        )
        rows.put(self._storage, (new for new, _payload in written))
        self._audit.note_many(events, by=by, at=at)
        return saved

    def _newest(self, ids: Sequence[str]) -> dict[str, _Newest]:
        found = self._storage.rows(_CURRENT, (json.dumps(list(ids)),))
        return {
            case_id: _Newest(number, moments.read(at), payload)
            for case_id, number, at, payload in found
        }

    def _refuse_erased(self, ids: Sequence[str]) -> None:
        erased = self._storage.value(
            "SELECT case_id FROM erasure WHERE case_id IN (SELECT value FROM json_each(?)) LIMIT 1",
            (json.dumps(list(ids)),),
        )
        if erased is not None:
            raise ErasedCase(erased)

    def get(self, case_id: str, revision: int | None = None) -> StoredCase:
        """A case at its newest or at an earlier revision. Raises UnknownCase."""
        row = self._storage.row(
            "SELECT number, by, at, payload, payload_version FROM case_revision"
            " WHERE case_id = :case_id AND (:number IS NULL OR number = :number)"
            " ORDER BY number DESC LIMIT 1",
            {"case_id": case_id, "number": revision},
        )
        if row is None:
            raise UnknownCase(case_id)
        number, by, at, payload, version = row
        case = payloads.read(payload, version=version)
        return StoredCase(case_id, number, case, by, moments.read(at))

    def history(self, case_id: str) -> tuple[Revision, ...]:
        """All revisions of a case, oldest first. Raises UnknownCase."""
        found = self._storage.rows(
            "SELECT case_id, number, by, at, reason FROM case_revision WHERE case_id = ?"
            " ORDER BY number",
            (case_id,),
        )
        if not found:
            raise UnknownCase(case_id)
        return tuple(
            Revision(name, number, by, moments.read(at), reason)
            for name, number, by, at, reason in found
        )

    def steps(self, case_id: str) -> tuple[Step, ...]:
        """All revisions of a case, oldest first, each with what it changed. Raises UnknownCase."""
        found = self._storage.rows(
            "SELECT number, by, at, reason, payload, payload_version FROM case_revision"
            " WHERE case_id = ? ORDER BY number",
            (case_id,),
        )
        if not found:
            raise UnknownCase(case_id)
        steps, before = [], "{}"
        for number, by, at, reason, payload, version in found:
            after = payload if version == payloads.VERSION else self._today(payload, version)
            revision = Revision(case_id, number, by, moments.read(at), reason)
            steps.append(Step(revision, changed_fields(before, after)))
            before = after
        return tuple(steps)

    def _today(self, payload: str, version: int) -> str:
        return payloads.written(payloads.read(payload, version=version))

    def changes(self, case_id: str, number: int) -> tuple[FieldChange, ...]:
        """What a revision changed against the one before it. Raises UnknownCase."""
        new = payloads.written(self.get(case_id, number).case)
        if number == 1:
            return changed_fields("{}", new)
        return changed_fields(payloads.written(self.get(case_id, number - 1).case), new)

    def find(self, query: CaseQuery) -> tuple[str, ...]:
        """The ids of the cases that fit, in order. Raises ValueError for an unknown field."""
        sql, parameters = compiled(query)
        return tuple([row[0] for row in self._storage.rows(sql, parameters)])

    def rows(self, ids: Sequence[str]) -> tuple[CaseRow, ...]:
        """The list rows of these cases, in this order; ids that are not there are left out."""
        return rows.get(self._storage, ids)

    def identities(self, near: Near | None = None) -> Iterator[StoredIdentity]:
        """Who every case is of, to look for the same person; see ``rows.identities``."""
        return rows.identities(self._storage, near)

    def count(self) -> int:
        """How many cases there are."""
        return int(self._storage.value("SELECT count(*) FROM case_row"))

    def next_key(self, prefix: str = "NEN") -> str:
        """The first free id after all used ones, erased ones included, e.g. ``NEN-00042``."""
        highest = self._storage.value(
            "SELECT max(CAST(substr(case_id, length(:start) + 1) AS INTEGER)) FROM ("
            " SELECT case_id FROM case_row UNION ALL SELECT case_id FROM erasure)"
            " WHERE substr(case_id, 1, length(:start)) = :start",
            {"start": f"{prefix}-"},
        )
        return f"{prefix}-{(highest or 0) + 1:05d}"

    def rebuild_rows(self) -> int:
        """Derive every row and its words anew from the newest revisions; how many there are."""
        ids = [row[0] for row in self._storage.rows("SELECT DISTINCT case_id FROM case_revision")]
        with self._storage.transaction():
            self._storage.execute("DELETE FROM case_text")
            self._storage.execute("DELETE FROM case_row")
            for case_id in ids:
                stored = self.get(case_id)
                rows.put(self._storage, [RowSource(stored.case, stored.revision, stored.at)])
        return len(ids)


def _refuse_idle_marks(given: Mapping[Marked, ChangeMark], *, before: Case, after: Case) -> None:
    changed = {change.what for change in marks.changes_to_mark(before, after)}
    if not changed >= {*given}:
        raise ValueError("only a class, grade or stage that changes can be marked")


def _event(
    new: SavedRevision,
    payload: str,
    *,
    before: _Newest | None,
    marks_of: Mapping[Marked, ChangeMark],
) -> Event:
    """The audit entry of a revision: it fixes the stored payload, and names old and new values."""
    content: dict[str, object] = {"sha256": hashlib.sha256(payload.encode()).hexdigest()}
    if before is not None:
        changes = changed_fields(before.payload, payload)
        content["changes"] = [asdict(change) for change in changes]
    if marks_of:
        content["marks"] = {what.value: mark.value for what, mark in marks_of.items()}
    action = Action.CASE_CHANGED if before else Action.CASE_CREATED
    return Event(action, "case", new.case_id, new.number, content)
