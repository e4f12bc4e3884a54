"""Meetings: append-only revisions with their agenda in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nenboard.domain.board import AgendaItem, Meeting
from nenboard.registry import moments
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.connection import Storage
from nenboard.registry.errors import ErasedCase, RevisionConflict, UnknownMeeting
from nenboard.registry.records import digest


@dataclass(frozen=True)
class SavedMeeting:
    """What is on the disk: which revision of which meeting, saved when."""

    meeting_id: str
    number: int
    at: datetime


@dataclass(frozen=True)
class StoredMeeting:
    """A meeting as it stands at one revision."""

    meeting_id: str
    revision: int
    meeting: Meeting
    by: str
    at: datetime


class MeetingStore:
    """The meetings of one registry."""

    def __init__(self, storage: Storage, audit: AuditTrail) -> None:
        self._storage = storage
        self._audit = audit

    def save(
        self,
        meeting: Meeting,
        *,
        by: str,
        at: datetime,
        expected_revision: int | None = None,
        action: Action | None = None,
    ) -> SavedMeeting:
        """Append a revision of a meeting with its whole agenda.

        ``expected_revision`` is the one the change began from, 0 for a meeting that must be new.
        ``action`` says in the audit trail what was done, if more than a change.
        Raises RevisionConflict if another is the newest, ErasedCase for an erased patient.
        """
        with self._storage.transaction():
            before = int(
                self._storage.value(
                    "SELECT coalesce(max(number), 0) FROM meeting_revision WHERE meeting_id = ?",
                    (meeting.id,),
                )
            )
            if expected_revision is not None and expected_revision != before:
                raise RevisionConflict(meeting.id, expected=expected_revision, found=before)
            self._refuse_erased(meeting.agenda)
            number = before + 1
            payload = meeting.model_dump_json(exclude={"agenda"})
            self._storage.execute(
                "INSERT INTO meeting_revision (meeting_id, number, by, at, payload)"
                " VALUES (?, ?, ?, ?, ?)",
                (meeting.id, number, by, moments.stored(at), payload),
            )
            items = [(item.case_id, item.model_dump_json()) for item in meeting.agenda]
            self._storage.execute_many(
                "INSERT INTO agenda_item (meeting_id, number, position, case_id, payload)"
                " VALUES (?, ?, ?, ?, ?)",
                ((meeting.id, number, place, *item) for place, item in enumerate(items)),
            )
            what = action or (Action.MEETING_CHANGED if before else Action.MEETING_CREATED)
            event = Event(what, "meeting", meeting.id, number, _content(payload, items))
            self._audit.note(event, by=by, at=at)
        return SavedMeeting(meeting.id, number, at)

    def _refuse_erased(self, agenda: Iterable[AgendaItem]) -> None:
        for item in agenda:
            erased = "SELECT 1 FROM erasure WHERE case_id = ?"
            if self._storage.row(erased, (item.case_id,)) is not None:
                raise ErasedCase(item.case_id)

    def get(self, meeting_id: str, revision: int | None = None) -> StoredMeeting:
        """A meeting at its newest or at an earlier revision. Raises UnknownMeeting."""
        row = self._storage.row(
            "SELECT number, by, at, payload FROM meeting_revision WHERE meeting_id = :meeting_id"
            " AND (:number IS NULL OR number = :number) ORDER BY number DESC LIMIT 1",
            {"meeting_id": meeting_id, "number": revision},
        )
        if row is None:
            raise UnknownMeeting(meeting_id)
        number, by, at, payload = row
        items = self._storage.rows(
            "SELECT payload FROM agenda_item WHERE meeting_id = ? AND number = ? ORDER BY position",
            (meeting_id, number),
        )
        agenda = tuple(AgendaItem.model_validate_json(item[0]) for item in items)
        meeting = Meeting.model_validate_json(payload).model_copy(update={"agenda": agenda})
        return StoredMeeting(meeting_id, number, meeting, by, moments.read(at))

    def all(self) -> tuple[StoredMeeting, ...]:
        """Every meeting at its newest revision, by the date held, newest first."""
        rows = self._storage.rows("SELECT DISTINCT meeting_id FROM meeting_revision")
        found = [self.get(row[0]) for row in rows]
        return tuple(sorted(found, key=_when, reverse=True))

    def of_case(self, case_id: str) -> tuple[str, ...]:
        """The meetings whose newest agenda holds this case."""
        rows = self._storage.rows(
            "SELECT meeting_id FROM agenda_item JOIN (SELECT meeting_id, max(number) AS number"
            " FROM meeting_revision GROUP BY meeting_id) AS newest USING (meeting_id, number)"
            " WHERE case_id = ? ORDER BY meeting_id",
            (case_id,),
        )
        return tuple(row[0] for row in rows)

    def history(self, meeting_id: str) -> tuple[StoredMeeting, ...]:
        """Every revision of a meeting, oldest first. Raises UnknownMeeting."""
        newest = self.get(meeting_id).revision
        return tuple(self.get(meeting_id, number) for number in range(1, newest + 1))

    def next_key(self, prefix: str = "MDT") -> str:
        """The first free meeting id after all used ones, e.g. ``MDT-0042``."""
        highest = self._storage.value(
            "SELECT max(CAST(substr(meeting_id, length(:start) + 1) AS INTEGER))"
            " FROM meeting_revision WHERE substr(meeting_id, 1, length(:start)) = :start",
            {"start": f"{prefix}-"},
        )
        return f"{prefix}-{(highest or 0) + 1:04d}"


def _content(payload: str, items: Iterable[tuple[str, str]]) -> dict[str, object]:
    """What the audit trail keeps: digests, and the cases by their ids in order."""
    kept = tuple(items)
    return {
        "sha256": digest(payload),
        "agenda": [case_id for case_id, _item in kept],
        "items": [digest(item) for _case_id, item in kept],
    }


def _when(stored: StoredMeeting) -> tuple[str, str]:
    return str(stored.meeting.date), stored.meeting_id
