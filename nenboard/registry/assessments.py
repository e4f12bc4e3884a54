"""Assessments: what the algorithm said about one revision of a case, kept as it was said."""

from dataclasses import dataclass
from datetime import date, datetime

from nenboard.registry import moments
from nenboard.registry.audit import Action, AuditTrail
from nenboard.registry.connection import Row, SqlValue, Storage
from nenboard.registry.records import NewRecord, Stamp, add

_COLUMNS = (
    "case_id, number, case_revision, release_id, release_version, release_sha256,"
    " on_date, by, at, payload"
)


@dataclass(frozen=True)
class NewAssessment:
    """An answer to be stored: for which revision, by which release, for which day, as JSON."""

    case_id: str
    case_revision: int
    release_id: str
    release_version: str
    release_sha256: str
    on: date
    payload: str


@dataclass(frozen=True)
class StoredAssessment:
    """A stored answer; ``number`` counts the answers for one case from 1."""

    case_id: str
    number: int
    case_revision: int
    release_id: str
    release_version: str
    release_sha256: str
    on: date
    by: str
    at: datetime
    payload: str


class AssessmentStore:
    """The assessments of one registry. None is ever changed; a later run is a new one."""

    def __init__(self, storage: Storage, audit: AuditTrail) -> None:
        self._storage = storage
        self._audit = audit

    def add(self, new: NewAssessment, *, by: str, at: datetime) -> StoredAssessment:
        """Append an assessment. Raises UnknownCase if that revision is not there."""
        values: dict[str, SqlValue] = {
            "release_id": new.release_id,
            "release_version": new.release_version,
            "release_sha256": new.release_sha256,
            "on_date": new.on.isoformat(),
            "payload": new.payload,
        }
        record = NewRecord(
            "assessment", Action.ASSESSMENT_STORED, new.case_id, new.case_revision, values
        )
        number = add(self._storage, self._audit, record=record, stamp=Stamp(by, at))
        return StoredAssessment(
            case_id=new.case_id,
            number=number,
            case_revision=new.case_revision,
            release_id=new.release_id,
            release_version=new.release_version,
            release_sha256=new.release_sha256,
            on=new.on,
            by=by,
            at=at,
            payload=new.payload,
        )

    def latest(self, case_id: str) -> StoredAssessment | None:
        """The newest assessment of a case, or None."""
        row = self._storage.row(
            f"SELECT {_COLUMNS} FROM assessment WHERE case_id = ?"  # noqa: S608 - names of ours
            " ORDER BY number DESC LIMIT 1",
            (case_id,),
        )
        return _stored(row) if row else None

    def history(self, case_id: str) -> tuple[StoredAssessment, ...]:
        """All assessments of a case, oldest first."""
        rows = self._storage.rows(
            f"SELECT {_COLUMNS} FROM assessment WHERE case_id = ? ORDER BY number",  # noqa: S608
            (case_id,),
        )
        return tuple(_stored(row) for row in rows)

    def count(self) -> int:
        """How many assessments there are."""
        return int(self._storage.value("SELECT count(*) FROM assessment"))


def _stored(row: Row) -> StoredAssessment:
    case_id, number, revision, release_id, version, sha256, on, by, at, payload = row
    return StoredAssessment(
        case_id=case_id,
        number=number,
        case_revision=revision,
        release_id=release_id,
        release_version=version,
        release_sha256=sha256,
        on=date.fromisoformat(on),
        by=by,
        at=moments.read(at),
        payload=payload,
    )
