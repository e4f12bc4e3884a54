"""Erasing a patient: the records go, the audit trail stays verifiable without their content."""

from datetime import datetime

from nenboard.registry import moments
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.connection import Storage
from nenboard.registry.errors import ErasedCase, UnknownCase

# In this order, so that nothing refers to a row that is gone.
_REMOVED = (
    "DELETE FROM attestation WHERE case_id = ?",
    "DELETE FROM outcome WHERE case_id = ?",
    "DELETE FROM follow_up WHERE case_id = ?",
    "DELETE FROM chase_entry WHERE case_id = ?",
    "DELETE FROM outcome_draft WHERE case_id = ?",
    "DELETE FROM decision WHERE case_id = ?",
    "DELETE FROM assessment WHERE case_id = ?",
    "DELETE FROM agenda_item WHERE case_id = ?",
    "DELETE FROM draft WHERE case_id = ?",
    "DELETE FROM change_mark WHERE case_id = ?",
    "DELETE FROM case_text WHERE id IN (SELECT id FROM case_row WHERE case_id = ?)",
    "DELETE FROM case_row WHERE case_id = ?",
    "DELETE FROM case_revision WHERE case_id = ?",
)
# The word index keeps deleted words until it merges its parts; this merges all of them now.
_FORGOTTEN = "INSERT INTO case_words (case_words) VALUES ('optimize')"
_EMPTIED = (
    "UPDATE audit SET content = NULL, salt = NULL WHERE subject_id = ?"
    " AND subject IN ('case', 'assessment', 'decision', 'change_mark', 'outcome', 'attestation',"
    " 'follow_up', 'chase_entry')"
)


def refuse_erased(storage: Storage, case_id: str) -> None:
    """Nothing may come back under the identifier of an erased patient. Raises ErasedCase."""
    if storage.row("SELECT 1 FROM erasure WHERE case_id = ?", (case_id,)) is not None:
        raise ErasedCase(case_id)


def erase(storage: Storage, audit: AuditTrail, *, case_id: str, by: str, at: datetime) -> None:
    """Remove everything that was stored about this patient, and remember only that it was done.

    Backups made before still hold the patient. Raises UnknownCase.
    """
    with storage.transaction():
        if storage.row("SELECT 1 FROM case_revision WHERE case_id = ?", (case_id,)) is None:
            raise UnknownCase(case_id)
        storage.execute(
            "INSERT INTO erasure (case_id, by, at) VALUES (?, ?, ?)",
            (case_id, by, moments.stored(at)),
        )
        for statement in (*_REMOVED, _EMPTIED):
            storage.execute(statement, (case_id,))
        storage.execute(_FORGOTTEN)
        audit.note(Event(Action.CASE_ERASED, "case", case_id), by=by, at=at)
