"""What is chased: append-only entries about one item of one case."""

from dataclasses import dataclass
from datetime import datetime

from nenboard.domain.chase import ChaseEntry
from nenboard.registry import moments
from nenboard.registry.audit import Action, AuditTrail
from nenboard.registry.connection import SqlValue, Storage
from nenboard.registry.records import NewRecord, Stamp, add


@dataclass(frozen=True)
class StoredChase:
    """An entry as it stands; ``number`` counts the entries about one case from 1."""

    number: int
    entry: ChaseEntry
    by: str
    at: datetime


class ChaseStore:
    """The chase entries of one registry, none of which is ever changed."""

    def __init__(self, storage: Storage, audit: AuditTrail) -> None:
        self._storage = storage
        self._audit = audit

    def add(self, entry: ChaseEntry, *, revision: int, by: str, at: datetime) -> StoredChase:
        """Append an entry, made while the case stood at this revision. Raises UnknownCase."""
        values: dict[str, SqlValue] = {
            "item": entry.item,
            "kind": entry.step.kind,
            "payload": entry.model_dump_json(),
        }
        record = NewRecord("chase_entry", Action.CHASE_NOTED, entry.case_id, revision, values)
        number = add(self._storage, self._audit, record=record, stamp=Stamp(by, at))
        return StoredChase(number, entry, by, at)

    def of_case(self, case_id: str) -> tuple[StoredChase, ...]:
        """Every entry about a case, oldest first."""
        rows = self._storage.rows(
            "SELECT number, payload, by, at FROM chase_entry WHERE case_id = ? ORDER BY number",
            (case_id,),
        )
        return tuple(
            StoredChase(number, ChaseEntry.model_validate_json(payload), by, moments.read(at))
            for number, payload, by, at in rows
        )

    def cases(self) -> tuple[str, ...]:
        """The cases about which anything was ever chased."""
        rows = self._storage.rows("SELECT DISTINCT case_id FROM chase_entry ORDER BY case_id")
        return tuple(row[0] for row in rows)
