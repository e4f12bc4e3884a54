"""What assessments and outcomes share: records about one revision of a case, numbered per case."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from nenboard.registry import moments
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.connection import SqlValue, Storage
from nenboard.registry.errors import UnknownCase


@dataclass(frozen=True)
class Stamp:
    """Who stored something, and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class NewRecord:
    """A record to be added: its table, which is also its subject in the audit trail, and values."""

    table: str
    action: Action
    case_id: str
    case_revision: int
    values: dict[str, SqlValue]


def add(storage: Storage, audit: AuditTrail, *, record: NewRecord, stamp: Stamp) -> int:
    """Append the record with its audit entry; its number within the case. Raises UnknownCase."""
    known = "SELECT 1 FROM case_revision WHERE case_id = ? AND number = ?"
    newest = f"SELECT coalesce(max(number), 0) FROM {record.table} WHERE case_id = ?"  # noqa: S608
    with storage.transaction():
        if storage.row(known, (record.case_id, record.case_revision)) is None:
            raise UnknownCase(record.case_id)
        number = int(storage.value(newest, (record.case_id,))) + 1
        columns: dict[str, SqlValue] = {
            "case_id": record.case_id,
            "number": number,
            "case_revision": record.case_revision,
            "by": stamp.by,
            "at": moments.stored(stamp.at),
            **record.values,
        }
        places = ", ".join(f":{name}" for name in columns)
        storage.execute(
            f"INSERT INTO {record.table} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608
            columns,
        )
        event = Event(record.action, record.table, record.case_id, number, _content(record))
        audit.note(event, by=stamp.by, at=stamp.at)
    return number


def digest(payload: str) -> str:
    """What the audit trail keeps of a payload, so that a later change of it is noticed."""
    return hashlib.sha256(payload.encode()).hexdigest()


def _content(record: NewRecord) -> dict[str, SqlValue]:
    others = {name: value for name, value in record.values.items() if name != "payload"}
    payload = str(record.values["payload"])
    return {"sha256": digest(payload), "case_revision": record.case_revision, **others}
