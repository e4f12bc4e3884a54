"""What follows from outcomes: append-only entries about one case at one meeting."""

from dataclasses import dataclass
from datetime import datetime

from nenboard.domain.follow_up import FollowUp
from nenboard.registry import moments
from nenboard.registry.audit import Action, AuditTrail
from nenboard.registry.connection import Row, SqlValue, Storage
from nenboard.registry.records import NewRecord, Stamp, add


@dataclass(frozen=True)
class StoredFollowUp:
    """An entry as it stands; ``number`` counts the entries about one case from 1."""

    number: int
    follow_up: FollowUp
    by: str
    at: datetime


class FollowUpStore:
    """The entries of one registry, none of which is ever changed."""

    def __init__(self, storage: Storage, audit: AuditTrail) -> None:
        self._storage = storage
        self._audit = audit

    def add(self, follow_up: FollowUp, *, revision: int, by: str, at: datetime) -> StoredFollowUp:
        """Append an entry, made while the case stood at this revision. Raises UnknownCase."""
        values: dict[str, SqlValue] = {
            "meeting_id": follow_up.meeting_id,
            "kind": follow_up.entry.kind,
            "payload": follow_up.model_dump_json(),
        }
        record = NewRecord(
            "follow_up", Action.FOLLOW_UP_STORED, follow_up.case_id, revision, values
        )
        number = add(self._storage, self._audit, record=record, stamp=Stamp(by, at))
        return StoredFollowUp(number, follow_up, by, at)

    def of(self, case_id: str, meeting_id: str) -> tuple[StoredFollowUp, ...]:
        """The entries about a case at a meeting, oldest first."""
        rows = self._storage.rows(
            "SELECT number, payload, by, at FROM follow_up WHERE case_id = ? AND meeting_id = ?"
            " ORDER BY number",
            (case_id, meeting_id),
        )
        return tuple(_stored(row) for row in rows)

    def by_discussion(self) -> dict[tuple[str, str], tuple[StoredFollowUp, ...]]:
        """Every entry, oldest first, by case and meeting."""
        found: dict[tuple[str, str], list[StoredFollowUp]] = {}
        for case_id, meeting_id, *row in self._storage.rows(
            "SELECT case_id, meeting_id, number, payload, by, at FROM follow_up"
            " ORDER BY case_id, number"
        ):
            found.setdefault((case_id, meeting_id), []).append(_stored(tuple(row)))
        return {key: tuple(entries) for key, entries in found.items()}


def _stored(row: Row) -> StoredFollowUp:
    number, payload, by, at = row
    return StoredFollowUp(number, FollowUp.model_validate_json(payload), by, moments.read(at))
