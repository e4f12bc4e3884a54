"""Drafts: what was typed and is not yet a revision, kept only for recovery after a crash."""

from dataclasses import dataclass
from datetime import datetime

from nenboard.registry import moments
from nenboard.registry.connection import Storage
from nenboard.registry.erasing import refuse_erased


@dataclass(frozen=True)
class Draft:
    """The unsaved state of a case form, in whatever JSON the form writes.

    ``base_revision`` is the revision that it began from, 0 for a case that was never saved.
    """

    case_id: str
    user: str
    at: datetime
    payload: str
    base_revision: int = 0


class DraftStore:
    """The drafts of one registry, one for each case and user."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def put(self, draft: Draft) -> None:
        """Keep this draft in the place of an older one of the same case and user.

        Raises ErasedCase for an erased patient.
        """
        with self._storage.transaction():
            refuse_erased(self._storage, draft.case_id)
            self._storage.execute(
                "INSERT INTO draft (case_id, user, at, payload, base_revision)"
                " VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (case_id, user) DO UPDATE SET at = excluded.at,"
                " payload = excluded.payload, base_revision = excluded.base_revision",
                (
                    draft.case_id,
                    draft.user,
                    moments.stored(draft.at),
                    draft.payload,
                    draft.base_revision,
                ),
            )

    def of_user(self, user: str) -> tuple[Draft, ...]:
        """The drafts this user left behind, newest first."""
        rows = self._storage.rows(
            "SELECT case_id, user, at, payload, base_revision FROM draft WHERE user = ?"
            " ORDER BY at DESC, case_id",
            (user,),
        )
        return tuple(
            Draft(case_id, owner, moments.read(at), payload, base)
            for case_id, owner, at, payload, base in rows
        )

    def drop(self, case_id: str, *, user: str) -> None:
        """Forget a draft, once it is saved or given up."""
        with self._storage.transaction():
            self._storage.execute(
                "DELETE FROM draft WHERE case_id = ? AND user = ?", (case_id, user)
            )
