"""Decisions: what the board decided about one revision of a case, apart from the algorithm."""

from dataclasses import dataclass
from datetime import datetime

from nenboard.domain.board import Decision
from nenboard.registry import moments
from nenboard.registry.audit import Action, AuditTrail
from nenboard.registry.connection import Storage
from nenboard.registry.records import NewRecord, Stamp, add


@dataclass(frozen=True)
class StoredDecision:
    """A stored decision; ``number`` counts the decisions for one case from 1."""

    number: int
    decision: Decision
    by: str
    at: datetime


class DecisionStore:
    """The decisions of one registry. None is ever changed; a later one is a new one."""

    def __init__(self, storage: Storage, audit: AuditTrail) -> None:
        self._storage = storage
        self._audit = audit

    def add(self, decision: Decision, *, by: str, at: datetime) -> StoredDecision:
        """Append a decision. Raises UnknownCase if that revision of the case is not there."""
        record = NewRecord(
            "decision",
            Action.DECISION_STORED,
            decision.case_id,
            decision.revision,
            {"meeting_id": decision.meeting_id, "payload": decision.model_dump_json()},
        )
        number = add(self._storage, self._audit, record=record, stamp=Stamp(by, at))
        return StoredDecision(number, decision, by, at)

    def history(self, case_id: str) -> tuple[StoredDecision, ...]:
        """All decisions about a case, oldest first."""
        rows = self._storage.rows(
            "SELECT number, payload, by, at FROM decision WHERE case_id = ? ORDER BY number",
            (case_id,),
        )
        return tuple(
            StoredDecision(number, Decision.model_validate_json(payload), by, moments.read(at))
            for number, payload, by, at in rows
        )

    def latest(self, case_id: str) -> StoredDecision | None:
        """The newest decision about a case, or None."""
        found = self.history(case_id)
        return found[-1] if found else None
