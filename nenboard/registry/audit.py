"""The audit trail: append-only, hash-chained, written in the transaction of the change itself."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from nenboard.registry import moments
from nenboard.registry.connection import Row, Storage

CHAIN = "nenboard-audit/1"
_SALT_BYTES = 16
_ENTRIES = (
    "SELECT seq, at, by, action, subject, subject_id, revision, content, salt FROM audit"
    " WHERE seq > :after ORDER BY seq LIMIT :limit"
)
_ENTRIES_OF_SUBJECT = _ENTRIES.replace("WHERE", "WHERE subject_id = :subject_id AND")


class Action(StrEnum):
    """What was done. The codes are stored and never change their meaning."""

    REGISTRY_CREATED = "registry_created"
    REGISTRY_OPENED = "registry_opened"
    REGISTRY_UPGRADED = "registry_upgraded"
    REGISTRY_RESTORED = "registry_restored"
    SIGN_IN_FAILED = "sign_in_failed"
    CASE_CREATED = "case_created"
    CASE_CHANGED = "case_changed"
    CASE_ERASED = "case_erased"
    CHANGE_MARKED = "change_marked"
    ASSESSMENT_STORED = "assessment_stored"
    DECISION_STORED = "decision_stored"  # only in registries of before outcomes
    MEETING_CREATED = "meeting_created"
    MEETING_CHANGED = "meeting_changed"
    MEETING_FROZEN = "meeting_frozen"
    MEETING_STARTED = "meeting_started"
    MEETING_FINISHED = "meeting_finished"
    OUTCOME_STORED = "outcome_stored"
    OUTCOME_READ_BACK = "outcome_read_back"
    OUTCOME_SIGNED = "outcome_signed"
    FOLLOW_UP_STORED = "follow_up_stored"
    CHASE_NOTED = "chase_noted"
    EXPORTED = "exported"
    PRINTED = "printed"
    IMPORTED = "imported"
    BACKUP_MADE = "backup_made"
    BACKUP_REMOVED = "backup_removed"
    PATIENT_TAKEN_OUT_OF_BACKUP = "patient_taken_out_of_backup"
    LOCK_TAKEN_OVER = "lock_taken_over"
    VIEW_SAVED = "view_saved"
    VIEW_REMOVED = "view_removed"
    DATABASE_KEY_CHANGED = "database_key_changed"
    USER_ADDED = "user_added"
    USER_REMOVED = "user_removed"
    ROLE_CHANGED = "role_changed"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - the name of an event
    RECOVERY_KEY_USED = "recovery_key_used"
    RECOVERY_KEY_CHANGED = "recovery_key_changed"


@dataclass(frozen=True)
class Event:
    """What is to be noted. Values of records belong into ``content`` only, which can be erased."""

    action: Action
    subject: str = "registry"
    subject_id: str | None = None
    revision: int | None = None
    content: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class AuditEntry:
    """One entry as it stands; ``content`` is None if there was none, or its patient was erased."""

    seq: int
    at: datetime
    by: str
    action: str
    subject: str
    subject_id: str | None
    revision: int | None
    content: dict[str, Any] | None
    is_erased: bool


@dataclass(frozen=True)
class Head:
    """The newest link of the chain: how many entries, and the hash that fixes all of them."""

    seq: int
    hash: bytes

    def __str__(self) -> str:
        """The head as printed in documents, e.g. ``128-9f86d081884c7d65``."""
        return f"{self.seq}-{self.hash.hex()[:16]}"


def genesis(registry_id: str) -> bytes:
    """What the first entry is chained to: another registry's entries do not fit."""
    return hashlib.sha256(f"{CHAIN} {registry_id}".encode()).digest()


def content_digest(salt: bytes, content: str) -> bytes:
    """The salted digest of an entry's content; it says nothing once the salt is gone."""
    return hashlib.sha256(salt + content.encode()).digest()


def link(previous: bytes, covered: tuple[Any, ...]) -> bytes:
    """The hash of an entry: over the hash before it and (seq, at, by, action, subject, subject_id,
    revision, digest in hexadecimal), written as compact JSON.
    """
    text = json.dumps(covered, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()


class AuditTrail:
    """The trail of one registry. It has no way to change or remove an entry."""

    def __init__(self, storage: Storage, *, registry_id: str) -> None:
        self._storage = storage
        self._genesis = genesis(registry_id)

    def head(self) -> Head:
        """The newest link; sequence 0 before the first entry."""
        row = self._storage.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        return Head(int(row[0]), bytes(row[1])) if row else Head(0, self._genesis)

    def note(self, event: Event, *, by: str, at: datetime) -> Head:
        """Add one entry, inside the transaction of the change it tells of if there is one."""
        return self.note_many((event,), by=by, at=at)

    def note_many(self, events: Iterable[Event], *, by: str, at: datetime) -> Head:
        """Add entries in this order, in one transaction; the new head."""
        moment = moments.stored(at)
        with self._storage.transaction():
            head = self.head()
            rows = []
            for event in events:
                row, head = _row(event, head, by=by, moment=moment)
                rows.append(row)
            self._storage.execute_many(
                "INSERT INTO audit (seq, at, by, action, subject, subject_id, revision,"
                " content, salt, digest, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
        return head

    def entries(
        self, *, subject_id: str | None = None, after: int = 0, limit: int = 1000
    ) -> tuple[AuditEntry, ...]:
        """Entries after a sequence number, oldest first; of one case, meeting or user if named."""
        rows = self._storage.rows(
            _ENTRIES if subject_id is None else _ENTRIES_OF_SUBJECT,
            {"after": after, "subject_id": subject_id, "limit": limit},
        )
        return tuple(_entry(row) for row in rows)

    def count(self) -> int:
        """How many entries there are."""
        return self.head().seq


def _row(event: Event, head: Head, *, by: str, moment: str) -> tuple[Row, Head]:
    salt = secrets.token_bytes(_SALT_BYTES)
    content = json.dumps(event.content or {}, separators=(",", ":"))
    digest = content_digest(salt, content)
    covered = (
        head.seq + 1,
        moment,
        by,
        event.action.value,
        event.subject,
        event.subject_id,
        event.revision,
    )
    hashed = link(head.hash, (*covered, digest.hex()))
    return (*covered, content, salt, digest, hashed), Head(head.seq + 1, hashed)


def _entry(row: Row) -> AuditEntry:
    seq, at, by, action, subject, subject_id, revision, content, salt = row
    return AuditEntry(
        seq=seq,
        at=moments.read(at),
        by=by,
        action=action,
        subject=subject,
        subject_id=subject_id,
        revision=revision,
        content=json.loads(content) if content else None,
        is_erased=salt is None,
    )
