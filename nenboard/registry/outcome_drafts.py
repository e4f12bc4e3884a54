"""Outcomes being typed and where a meeting is: kept at every key, for recovery after a crash."""

from dataclasses import dataclass
from datetime import datetime

from nenboard.domain.outcome import Cursor, OutcomeDraft
from nenboard.registry import moments
from nenboard.registry.connection import Storage
from nenboard.registry.erasing import refuse_erased


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it was last kept."""

    draft: OutcomeDraft
    user: str
    at: datetime


class OutcomeDraftStore:
    """The outcome drafts of one registry, one for each meeting, case and user; and the cursors."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def put(self, draft: OutcomeDraft, *, user: str, at: datetime) -> None:
        """Keep this draft in the place of an older one. Raises ErasedCase."""
        outcome = draft.outcome
        with self._storage.transaction():
            refuse_erased(self._storage, outcome.case_id)
            self._storage.execute(
                "INSERT INTO outcome_draft (meeting_id, case_id, user, at, payload)"
                " VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (meeting_id, case_id, user) DO UPDATE SET at = excluded.at,"
                " payload = excluded.payload",
                (
                    outcome.meeting_id,
                    outcome.case_id,
                    user,
                    moments.stored(at),
                    draft.model_dump_json(exclude_defaults=True),
                ),
            )

    def get(self, meeting_id: str, case_id: str, *, user: str) -> KeptDraft | None:
        """The draft this user left behind for a case at a meeting."""
        row = self._storage.row(
            "SELECT payload, user, at FROM outcome_draft"
            " WHERE meeting_id = ? AND case_id = ? AND user = ?",
            (meeting_id, case_id, user),
        )
        return _kept(row) if row else None

    def of_meeting(self, meeting_id: str) -> tuple[KeptDraft, ...]:
        """The drafts of a meeting, of everybody, newest first."""
        rows = self._storage.rows(
            "SELECT payload, user, at FROM outcome_draft WHERE meeting_id = ?"
            " ORDER BY at DESC, case_id",
            (meeting_id,),
        )
        return tuple(_kept(row) for row in rows)

    def drop(self, meeting_id: str, case_id: str, *, user: str) -> None:
        """Forget a draft, once it is a version or given up."""
        with self._storage.transaction():
            self._storage.execute(
                "DELETE FROM outcome_draft WHERE meeting_id = ? AND case_id = ? AND user = ?",
                (meeting_id, case_id, user),
            )

    def place(self, cursor: Cursor, *, at: datetime) -> None:
        """Remember where the meeting is."""
        with self._storage.transaction():
            self._storage.execute(
                "INSERT INTO meeting_cursor (meeting_id, at, payload) VALUES (?, ?, ?)"
                " ON CONFLICT (meeting_id) DO UPDATE SET at = excluded.at,"
                " payload = excluded.payload",
                (cursor.meeting_id, moments.stored(at), cursor.model_dump_json()),
            )

    def cursor(self, meeting_id: str) -> Cursor | None:
        """Where the meeting was when it was last looked at."""
        row = self._storage.row(
            "SELECT payload FROM meeting_cursor WHERE meeting_id = ?", (meeting_id,)
        )
        return Cursor.model_validate_json(row[0]) if row else None


def _kept(row: tuple[str, str, str]) -> KeptDraft:
    payload, user, at = row
    return KeptDraft(OutcomeDraft.model_validate_json(payload), user, moments.read(at))
