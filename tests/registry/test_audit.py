"""The audit trail: one chain from the first entry, verifiable by hand, broken by any edit."""

import hashlib
import json
from pathlib import Path

import pytest

from nenboard.registry import verify
from nenboard.registry.audit import Action, Event
from nenboard.registry.connection import Mode
from nenboard.registry.errors import DamagedRegistry
from nenboard.registry.folder import Registry
from tests.registry.support import (
    AT,
    USER,
    a_named_case,
    create,
    later,
    place_of,
    reopen,
    save,
    seeded,
    tamper,
)

CASE = a_named_case(1)
ENTRIES = (
    "SELECT seq, at, by, action, subject, subject_id, revision, digest, hash FROM audit"
    " WHERE seq >= ? ORDER BY seq"
)


def test_every_save_has_its_entry_with_old_and_new_value(registry: Registry) -> None:
    save(registry, CASE, CASE.model_copy(update={"note": "new text"}))
    created, changed = registry.audit.entries(subject_id=CASE.id)
    assert (created.action, created.revision) == ("case_created", 1)
    assert (changed.action, changed.revision, changed.by, changed.at) == (
        "case_changed",
        2,
        USER,
        AT,
    )
    assert changed.content is not None
    assert changed.content["changes"] == [{"path": "note", "old": CASE.note, "new": "new text"}]


def test_the_chain_can_be_followed_by_hand(registry: Registry) -> None:
    save(registry, CASE)
    link = hashlib.sha256(f"nenboard-audit/1 {registry.registry_id}".encode()).digest()
    for row in registry._storage.rows(ENTRIES, (1,)):
        *covered, digest, hashed = row
        text = json.dumps([*covered, digest.hex()], separators=(",", ":"))
        link = hashlib.sha256(link + text.encode()).digest()
        assert link == hashed
    assert registry.audit.head().hash == link


def test_the_head_moves_with_every_entry(registry: Registry) -> None:
    before = registry.audit.head()
    after = registry.audit.note(Event(Action.EXPORTED, "case", CASE.id), by=USER, at=AT)
    assert after.seq == before.seq + 1
    assert after.hash != before.hash
    assert registry.audit.head() == after
    assert str(after) == f"{after.seq}-{after.hash.hex()[:16]}"


def test_an_entry_outside_a_finished_transaction_does_not_stay(registry: Registry) -> None:
    before = registry.audit.head()

    def broken() -> None:
        with registry.transaction():
            registry.audit.note(Event(Action.PRINTED, "case", CASE.id), by=USER, at=AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert registry.audit.head() == before


def test_opening_is_noted_with_the_role(folder: Path) -> None:
    create(folder).registry.close()
    with reopen(folder, at=later(hours=2)) as registry:
        newest = registry.audit.entries()[-1]
    assert (newest.action, newest.by, newest.at) == ("registry_opened", USER, later(hours=2))
    assert newest.content == {"role": "admin"}


def test_entries_come_in_pages(registry: Registry) -> None:
    save(registry, *(a_named_case(number) for number in range(1, 8)))
    first = registry.audit.entries(limit=3)
    second = registry.audit.entries(after=first[-1].seq, limit=100)
    assert [entry.seq for entry in (*first, *second)] == list(range(1, 9))


def test_the_same_content_twice_has_two_digests(registry: Registry) -> None:
    event = Event(Action.PRINTED, "case", CASE.id, content={"pages": 1})
    registry.audit.note_many([event, event], by=USER, at=AT)
    digests = registry._storage.rows("SELECT digest FROM audit ORDER BY seq DESC LIMIT 2")
    assert digests[0] != digests[1]


EDITS = (
    "UPDATE audit SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = {seq}",
    "UPDATE audit SET by = 'Mallory' WHERE seq = {seq}",
    "UPDATE audit SET action = 'printed' WHERE seq = {seq}",
    "UPDATE audit SET subject = 'meeting' WHERE seq = {seq}",
    "UPDATE audit SET subject_id = 'NEN-77777' WHERE seq = {seq}",
    "UPDATE audit SET revision = 77 WHERE seq = {seq}",
    "UPDATE audit SET content = '{{}} ' WHERE seq = {seq}",
    "UPDATE audit SET content = NULL, salt = NULL WHERE seq = {seq}",
    "UPDATE audit SET salt = randomblob(16) WHERE seq = {seq}",
    "UPDATE audit SET digest = randomblob(32) WHERE seq = {seq}",
    "UPDATE audit SET hash = randomblob(32) WHERE seq = {seq}",
    "DELETE FROM audit WHERE seq = {seq}",
    "DELETE FROM audit WHERE seq >= {seq}; UPDATE tally SET audit_entries = {seq} - 1",
    "UPDATE audit SET seq = seq + 1000 WHERE seq >= {seq}",
)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_by_hand_is_found_at_the_next_opening(folder: Path, edit: str) -> None:
    with create(folder).registry as registry:
        save(registry, *(a_named_case(number) for number in range(1, 6)))
    seq = seeded(len(edit)).randint(2, 6)
    tamper(folder, *edit.format(seq=seq).split("; "))
    with pytest.raises(DamagedRegistry) as caught:
        reopen(folder)
    checks = {finding.check for finding in caught.value.findings}
    assert checks & {"audit chain", "anchor", "audit trail"}


def test_an_entry_swapped_in_with_a_recomputed_chain_is_found_by_the_anchor(folder: Path) -> None:
    with create(folder).registry as registry:
        save(registry, CASE)
        genuine = registry._storage.rows(ENTRIES, (2,))[0]
    with place_of(folder).connect(Mode.READ) as storage:
        link = storage.value("SELECT hash FROM audit WHERE seq = 1")
    covered = [*genuine[:2], "Mallory", *genuine[3:7], genuine[7].hex()]
    forged = hashlib.sha256(link + json.dumps(covered, separators=(",", ":")).encode()).hexdigest()
    edit = f"UPDATE audit SET by = 'Mallory', hash = x'{forged}' WHERE seq = 2"  # noqa: S608
    tamper(folder, edit)
    place = place_of(folder)
    with place.connect(Mode.READ) as storage:
        assert verify.check(storage, registry_id=place.registry_id).findings == ()
    with pytest.raises(DamagedRegistry) as caught:
        reopen(folder)
    assert [finding.check for finding in caught.value.findings] == ["anchor"]
