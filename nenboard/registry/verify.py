"""Checks of a registry file that trust nothing the program remembers: own SQL, own hashing.

At each opening they run before any record is shown; ``nenboard verify`` and every backup run
them on a connection of their own. No check alone is enough: page authentication does not see a
page that is missing or was put back, and an empty file looks healthy.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from nenboard.registry import schema, watching, word_index
from nenboard.registry.connection import PAGE_BYTES, Mode, Storage, size_findings
from nenboard.registry.errors import (
    DamagedRegistry,
    Finding,
    MissingDatabase,
    NoAccess,
    RegistryError,
)
from nenboard.registry.place import Place

CHECKS = (
    "pages",
    "structure",
    "schema",
    "identity",
    "counts",
    "audit chain",
    "traces",
    "list rows",
    "word index",
    "payloads",
    "marks",
    "agenda",
)
"""The checks in the order they run."""
_MOST_LINES = 5
# What reading raises where a damaged record holds another kind of value than its column.
_NOT_OF_ITS_KIND = (ValueError, TypeError, AttributeError, LookupError)
_COUNTED = {
    "cases": "case_row",
    "case_revisions": "case_revision",
    "assessments": "assessment",
    "decisions": "decision",
    "meeting_revisions": "meeting_revision",
    "agenda_items": "agenda_item",
    "change_marks": "change_mark",
    "outcomes": "outcome",
    "attestations": "attestation",
    "follow_ups": "follow_up",
    "chase_entries": "chase_entry",
    "erasures": "erasure",
    "audit_entries": "audit",
}
# Each yields the records of one kind that nobody noted, and the notes whose record is not there.
_TRACED = {
    "case": ("case_revision", "case_id"),
    "assessment": ("assessment", "case_id"),
    "decision": ("decision", "case_id"),
    "outcome": ("outcome", "case_id"),
    "attestation": ("attestation", "case_id"),
    "follow_up": ("follow_up", "case_id"),
    "chase_entry": ("chase_entry", "case_id"),
    "meeting": ("meeting_revision", "meeting_id"),
}
# The marks that the audit trail tells of, against those stored.
_MARKS_NOTED = (
    "SELECT a.subject_id, a.revision, m.key, m.value FROM audit AS a,"
    " json_each(a.content, '$.marks') AS m"
    " WHERE a.subject IN ('case', 'change_mark') AND a.content IS NOT NULL"
)
_MARKS_STORED = "SELECT case_id, revision, what, mark FROM change_mark"
_ROWS_BEHIND = (
    "SELECT count(*) FROM (SELECT case_id, max(number) AS number FROM case_revision"
    " GROUP BY case_id) AS newest LEFT JOIN case_row AS r USING (case_id)"
    " LEFT JOIN case_text AS t ON t.id = r.id"
    " WHERE r.revision IS NOT newest.number OR t.revision IS NOT newest.number"
)


@dataclass(frozen=True)
class Report:
    """What the checks found; no findings means the registry passed all of them."""

    findings: tuple[Finding, ...]
    counts: dict[str, int]
    head_seq: int
    head_hash: str

    @property
    def is_good(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check_file(place: Place) -> Report:
    """All checks over a connection of its own, read-only.

    Raises what opening raises if the file cannot be opened at all, except for damage.
    """
    try:
        found = size_findings(place.file)
    except FileNotFoundError:
        raise MissingDatabase from None
    except OSError:
        raise NoAccess from None
    if found:
        return Report(found, {}, 0, "")
    try:
        with place.connect(Mode.READ) as storage:
            if schema.state(storage).pending:
                older = check_older(storage, registry_id=place.registry_id)
                return _report(storage, list(older))
            return check(storage, registry_id=place.registry_id)
    except DamagedRegistry as error:
        return Report(error.findings, {}, 0, "")


def check(storage: Storage, *, registry_id: str) -> Report:
    """Run the checks over an open file, each for itself, over one state of it.

    Long ones can be watched and stopped (``watching``); page authentication runs to its end.
    """
    checks: dict[str, Callable[[], Iterator[Finding]]] = {
        "pages": lambda: _pages(storage),
        "structure": lambda: _structure(storage),
        "schema": lambda: _schema(storage),
        "identity": lambda: _identity(storage, registry_id),
        "counts": lambda: _counts(storage),
        "audit chain": lambda: _chain(storage, registry_id),
        "traces": lambda: _traces(storage),
        "list rows": lambda: _derived(storage),
        "word index": lambda: word_index.findings(storage),
        "payloads": lambda: _payloads(storage),
        "marks": lambda: _marks(storage),
        "agenda": lambda: _agenda(storage),
    }
    findings: list[Finding] = []
    with storage.snapshot(), storage.interruptible():
        for number, run in enumerate(checks.values()):
            watching.step(number, len(checks))
            findings += _collected(run)
        watching.step(len(checks), len(checks))
        return _report(storage, findings)


def _report(storage: Storage, findings: list[Finding]) -> Report:
    head = _readable(lambda: _head(storage)) or (0, "")
    found = _readable(lambda: counts(storage)) or {}
    return Report(tuple(findings), found, *head)


def _head(storage: Storage) -> tuple[int, str] | None:
    row = storage.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
    return (int(row[0]), bytes(row[1]).hex()) if row else None


def check_older(storage: Storage, *, registry_id: str) -> tuple[Finding, ...]:
    """The checks that hold for a file of an earlier schema, before it is upgraded."""
    checks: list[Callable[[], Iterator[Finding]]] = [
        lambda: _pages(storage),
        lambda: _structure(storage),
        lambda: _identity(storage, registry_id),
        lambda: _chain(storage, registry_id),
    ]
    with storage.snapshot():
        return tuple(finding for run in checks for finding in _collected(run))


def _collected(run: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """The findings of one check; one that cannot run on this file is a finding itself."""
    try:
        return list(run())
    except DamagedRegistry as error:
        return list(error.findings)
    except RegistryError as error:
        return [Finding("unreadable", type(error).__name__)]
    except _NOT_OF_ITS_KIND:
        return [Finding("unreadable", "a stored value is not of its kind")]


def _readable(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except (RegistryError, *_NOT_OF_ITS_KIND):
        return None


def _pages(storage: Storage) -> Iterator[Finding]:
    for line in storage.problems("cipher_integrity_check")[:_MOST_LINES]:
        yield Finding("page authentication", line)


def _structure(storage: Storage) -> Iterator[Finding]:
    for line in storage.problems("integrity_check")[:_MOST_LINES]:
        yield Finding("database integrity", line)
    if storage.problems("foreign_key_check"):
        yield Finding("database integrity", "a record refers to one that is not there")
    size = storage.file.stat().st_size
    pages = int(storage.value("PRAGMA page_count"))
    if size != pages * PAGE_BYTES:
        yield Finding("file size", "the file has another length than its first page says")


def _schema(storage: Storage) -> Iterator[Finding]:
    found, wanted = schema.described(storage), schema.expected()
    for kind, name, _table, _sql in sorted(wanted - found):
        yield Finding("schema", f"{kind} {name} is missing or different")
    for kind, _name, _table, _sql in sorted(found - wanted)[:_MOST_LINES]:
        yield Finding("schema", f"a {kind} that is not ours")


def _identity(storage: Storage, registry_id: str) -> Iterator[Finding]:
    if storage.value("SELECT registry_id FROM registry WHERE id = 1") != registry_id:
        yield Finding("identity", "keys.json belongs to another registry")


def counts(storage: Storage) -> dict[str, int]:
    """How many records of each kind there are."""
    return {
        name: int(storage.value(f"SELECT count(*) FROM {table}"))  # noqa: S608 - names of ours
        for name, table in _COUNTED.items()
    }


def _counts(storage: Storage) -> Iterator[Finding]:
    for name, actual in counts(storage).items():
        kept = storage.value(f"SELECT {name} FROM tally WHERE id = 1")  # noqa: S608
        if kept != actual:
            yield Finding("record counts", f"{name}: {actual} there, {kept} counted")


def _chain(storage: Storage, registry_id: str) -> Iterator[Finding]:
    """Every link from the first entry to the last, and the digest of every content still there."""
    previous = hashlib.sha256(f"nenboard-audit/1 {registry_id}".encode()).digest()
    emptied: dict[str | None, int] = {}
    expected_seq = 0
    for entry in storage.each(
        "SELECT seq, at, by, action, subject, subject_id, revision, content, salt, digest, hash"
        " FROM audit ORDER BY seq"
    ):
        *covered, content, salt, digest, hashed = entry
        expected_seq += 1
        text = json.dumps([*covered, digest.hex()], separators=(",", ":"))
        if (
            covered[0] != expected_seq
            or hashlib.sha256(previous + text.encode()).digest() != hashed
        ):
            yield Finding("audit chain", f"broken at entry {expected_seq}")
            return
        if covered[3] == "case_erased":
            emptied.pop(covered[5], None)
        if content is None and salt is None:
            # Only erasing the patient empties an entry, and the entry about that comes later.
            emptied[covered[5]] = expected_seq
        elif content is None or salt is None:
            yield Finding("audit chain", f"entry {expected_seq} has lost its content")
        elif hashlib.sha256(salt + content.encode()).digest() != digest:
            yield Finding("audit chain", f"content of entry {expected_seq} was changed")
        previous = hashed
    for seq in emptied.values():
        yield Finding("audit chain", f"entry {seq} has lost its content")
    if expected_seq == 0:
        yield Finding("audit chain", "there is no entry")


def _traces(storage: Storage) -> Iterator[Finding]:
    """No record without its audit entry, and no entry without its record, erased ones aside."""
    for subject, (table, column) in _TRACED.items():
        records = f"SELECT {column}, number FROM {table}"  # noqa: S608 - names of ours
        notes = (
            "SELECT subject_id, revision FROM audit WHERE subject = :subject"
            " AND revision IS NOT NULL AND subject_id NOT IN (SELECT case_id FROM erasure)"
        )
        for one, other, what in ((records, notes, "unrecorded"), (notes, records, "missing")):
            sql = f"SELECT count(*) FROM ({one} EXCEPT {other})"  # noqa: S608
            count = storage.value(sql, {"subject": subject})
            if count:
                yield Finding("audit trail", f"{count} {what} in {table}")


def _derived(storage: Storage) -> Iterator[Finding]:
    behind = storage.value(_ROWS_BEHIND)
    if behind:
        yield Finding("list rows", f"{behind} rows are not of the newest revision")


def _payloads(storage: Storage) -> Iterator[Finding]:
    """Every stored payload is the one its audit entry fixed when it was written.

    Nothing else sees a page put back inside a long payload, whose structure stays in order.
    """
    for subject, (table, column) in _TRACED.items():
        fixed = {
            (record, number): digest
            for record, number, digest in storage.each(
                "SELECT subject_id, revision, json_extract(content, '$.sha256') FROM audit"
                " WHERE subject = ? AND revision IS NOT NULL AND content IS NOT NULL",
                (subject,),
            )
        }
        sql = f"SELECT {column}, number, payload FROM {table}"  # noqa: S608 - names of ours
        for record, number, payload in storage.each(sql):
            if hashlib.sha256(payload.encode()).hexdigest() != fixed.get((record, number)):
                yield Finding("payloads", f"{record} revision {number} was changed")


def _marks(storage: Storage) -> Iterator[Finding]:
    """The marks of changes are those that the audit trail tells of, no more and no fewer."""
    for one, other in ((_MARKS_NOTED, _MARKS_STORED), (_MARKS_STORED, _MARKS_NOTED)):
        count = storage.value(f"SELECT count(*) FROM ({one} EXCEPT {other})")  # noqa: S608
        if count:
            yield Finding("audit trail", f"{count} marks of changes differ")


def _agenda(storage: Storage) -> Iterator[Finding]:
    """Every agenda item is the one its meeting's audit entry fixed, those of the erased aside."""
    erased = {row[0] for row in storage.rows("SELECT case_id FROM erasure")}
    noted = {}
    for meeting, number, content in storage.each(
        "SELECT subject_id, revision, content FROM audit"
        " WHERE subject = 'meeting' AND revision IS NOT NULL AND content IS NOT NULL"
    ):
        about = json.loads(content)
        # Entries of the first schema name the cases only.
        agenda = about["agenda"]
        digests = about.get("items", [None] * len(agenda))
        for position, found in enumerate(zip(agenda, digests, strict=True)):
            noted[meeting, number, position] = found
    stored = "SELECT meeting_id, number, position, case_id, payload FROM agenda_item"
    for *where, case_id, payload in storage.each(stored):
        wanted, digest = noted.pop(tuple(where), (None, None))
        is_same = digest in {None, hashlib.sha256(payload.encode()).hexdigest()}
        if case_id != wanted or not is_same:
            yield Finding("agenda", f"an item of {where[0]} was changed")
    for (meeting, _number, _position), (case_id, _digest) in noted.items():
        if case_id not in erased:
            yield Finding("agenda", f"an item of {meeting} is missing")
