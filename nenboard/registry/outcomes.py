"""Outcomes of discussions: append-only versions, what was read back, and signatures."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nenboard.domain.base import Text, Value
from nenboard.domain.outcome import Outcome
from nenboard.registry import moments
from nenboard.registry.audit import Action, AuditTrail
from nenboard.registry.connection import Row, SqlValue, Storage
from nenboard.registry.errors import RevisionConflict
from nenboard.registry.records import NewRecord, Stamp, add, digest

_COLUMNS = "case_id, meeting_id, version, number, case_revision, by, at, payload"
_NEWEST = (
    "SELECT {columns} FROM outcome JOIN (SELECT case_id, meeting_id, max(version) AS version"
    " FROM outcome GROUP BY case_id, meeting_id) AS newest USING (case_id, meeting_id, version)"
    " WHERE {where} ORDER BY number"
)


class Kind(StrEnum):
    """What somebody attests of a version."""

    READ_BACK = "read_back"
    SIGNED = "signed"


class Attested(Value):
    """Who attests, in which capacity, and the SHA-256 of the version that they saw."""

    name: Text
    capacity: Text | None = None
    sha256: Text
    audit_head: Text | None = None


@dataclass(frozen=True)
class Attestation:
    """That a version was read back or signed; ``by`` is who was signed in."""

    kind: Kind
    attested: Attested
    by: str
    at: datetime


@dataclass(frozen=True)
class StoredOutcome:
    """A version of the outcome of a case at a meeting, with what was attested of it."""

    case_id: str
    meeting_id: str
    version: int
    number: int
    outcome: Outcome
    by: str
    at: datetime
    sha256: str
    attestations: tuple[Attestation, ...] = field(default=())

    @property
    def read_back(self) -> Attestation | None:
        """The newest reading back of this version."""
        found = [one for one in self.attestations if one.kind is Kind.READ_BACK]
        return found[-1] if found else None

    @property
    def signature(self) -> Attestation | None:
        """The signature under this version."""
        return next((one for one in self.attestations if one.kind is Kind.SIGNED), None)

    @property
    def is_signed(self) -> bool:
        """Whether this version is final."""
        return self.signature is not None


class OutcomeStore:
    """The outcomes of one registry. No version is ever changed; a later one is a new one."""

    def __init__(self, storage: Storage, audit: AuditTrail) -> None:
        self._storage = storage
        self._audit = audit

    def add(
        self, outcome: Outcome, *, by: str, at: datetime, expected_version: int | None = None
    ) -> StoredOutcome:
        """Append a version. ``expected_version`` is the one the change began from, 0 for none.

        Raises RevisionConflict, UnknownCase if that revision of the case is not there.
        """
        with self._storage.transaction():
            before = self._newest_version(outcome.case_id, outcome.meeting_id)
            if expected_version is not None and expected_version != before:
                raise RevisionConflict(outcome.case_id, expected=expected_version, found=before)
            payload = outcome.model_dump_json()
            values: dict[str, SqlValue] = {
                "meeting_id": outcome.meeting_id,
                "version": before + 1,
                "payload": payload,
            }
            record = NewRecord(
                "outcome", Action.OUTCOME_STORED, outcome.case_id, outcome.revision, values
            )
            number = add(self._storage, self._audit, record=record, stamp=Stamp(by, at))
        return StoredOutcome(
            case_id=outcome.case_id,
            meeting_id=outcome.meeting_id,
            version=before + 1,
            number=number,
            outcome=outcome,
            by=by,
            at=at,
            sha256=digest(payload),
        )

    def attest(
        self, stored: StoredOutcome, kind: Kind, *, attested: Attested, stamp: Stamp
    ) -> StoredOutcome:
        """Note that this version was read back or signed; only the newest can be.

        Raises RevisionConflict if there is a later version.
        """
        with self._storage.transaction():
            newest = self._newest_version(stored.case_id, stored.meeting_id)
            if newest != stored.version:
                raise RevisionConflict(stored.case_id, expected=stored.version, found=newest)
            action = Action.OUTCOME_SIGNED if kind is Kind.SIGNED else Action.OUTCOME_READ_BACK
            values: dict[str, SqlValue] = {
                "outcome_number": stored.number,
                "kind": kind.value,
                "payload": attested.model_dump_json(),
            }
            record = NewRecord(
                "attestation", action, stored.case_id, stored.outcome.revision, values
            )
            add(self._storage, self._audit, record=record, stamp=stamp)
            found = self.get(stored.case_id, stored.meeting_id)
        if found is None:  # pragma: no cover - it was written in this transaction
            raise RevisionConflict(stored.case_id, expected=stored.version, found=0)
        return found

    def get(
        self, case_id: str, meeting_id: str, *, version: int | None = None
    ) -> StoredOutcome | None:
        """The newest or an earlier version of an outcome; None if there is none."""
        row = self._storage.row(
            f"SELECT {_COLUMNS} FROM outcome WHERE case_id = :case_id"  # noqa: S608 - our names
            " AND meeting_id = :meeting_id AND (:version IS NULL OR version = :version)"
            " ORDER BY version DESC LIMIT 1",
            {"case_id": case_id, "meeting_id": meeting_id, "version": version},
        )
        return self._stored([row])[0] if row else None

    def versions(self, case_id: str, meeting_id: str) -> tuple[StoredOutcome, ...]:
        """Every version of an outcome, oldest first."""
        rows = self._storage.rows(
            f"SELECT {_COLUMNS} FROM outcome WHERE case_id = ? AND meeting_id = ?"  # noqa: S608
            " ORDER BY version",
            (case_id, meeting_id),
        )
        return self._stored(rows)

    def of_case(self, case_id: str) -> tuple[StoredOutcome, ...]:
        """The newest version of each discussion of a case, oldest first."""
        return self._newest("case_id = ?", (case_id,))

    def of_meeting(self, meeting_id: str) -> tuple[StoredOutcome, ...]:
        """The newest version for each case of a meeting, in the order they were written."""
        return self._newest("meeting_id = ?", (meeting_id,))

    def all(self) -> tuple[StoredOutcome, ...]:
        """The newest version of every discussion."""
        return self._newest("true", ())

    def _newest(self, where: str, parameters: tuple[SqlValue, ...]) -> tuple[StoredOutcome, ...]:
        sql = _NEWEST.format(columns=_COLUMNS, where=where)
        return self._stored(self._storage.rows(sql, parameters))

    def _newest_version(self, case_id: str, meeting_id: str) -> int:
        return int(
            self._storage.value(
                "SELECT coalesce(max(version), 0) FROM outcome"
                " WHERE case_id = ? AND meeting_id = ?",
                (case_id, meeting_id),
            )
        )

    def _stored(self, rows: Sequence[Row]) -> tuple[StoredOutcome, ...]:
        attested = self._attested({row[0] for row in rows})
        return tuple(
            StoredOutcome(
                case_id=case_id,
                meeting_id=meeting_id,
                version=version,
                number=number,
                outcome=Outcome.model_validate_json(payload),
                by=by,
                at=moments.read(at),
                sha256=digest(payload),
                attestations=tuple(attested.get((case_id, number), ())),
            )
            for case_id, meeting_id, version, number, _revision, by, at, payload in rows
        )

    def _attested(self, case_ids: set[str]) -> dict[tuple[str, int], list[Attestation]]:
        """What was attested of the outcomes of these cases, by case and number of the outcome."""
        found: dict[tuple[str, int], list[Attestation]] = {}
        for case_id, number, kind, payload, by, at in self._storage.rows(
            "SELECT case_id, outcome_number, kind, payload, by, at FROM attestation"
            " WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY case_id, number",
            (json.dumps(sorted(case_ids)),),
        ):
            attested = Attested.model_validate_json(payload)
            one = Attestation(Kind(kind), attested, by, moments.read(at))
            found.setdefault((case_id, number), []).append(one)
        return found
