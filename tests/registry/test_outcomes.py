"""Outcomes: versions, signatures, follow-up and chase entries that nothing can change."""

from pathlib import Path

import pytest

from nenboard.domain.chase import Asked, ChaseEntry
from nenboard.domain.dates import PartialDate
from nenboard.domain.follow_up import ActionDone, FollowUp
from nenboard.domain.outcome import Correction, Cursor, OutcomeDraft, Typing
from nenboard.registry import verify
from nenboard.registry.errors import RevisionConflict, StorageFault, UnknownCase
from nenboard.registry.folder import Registry
from nenboard.registry.outcomes import Attested, Kind, StoredOutcome
from nenboard.registry.records import Stamp
from tests.domain.outcomes import an_outcome
from tests.registry.support import AT, USER, a_named_case, create, later, place_of, save, tamper
from tests.registry.test_erasing import MARK, everything_stored

STAMP = Stamp(USER, AT)
ASKED = Asked(department="nurse", label=MARK, on=AT.date(), due=AT.date())


def put(registry: Registry, **changes: object) -> StoredOutcome:
    return registry.outcomes.add(an_outcome(**changes), by=USER, at=AT)


def signed(registry: Registry, stored: StoredOutcome) -> StoredOutcome:
    attested = Attested(name="Dr S", sha256=stored.sha256)
    return registry.outcomes.attest(stored, Kind.SIGNED, attested=attested, stamp=STAMP)


def everything(registry: Registry) -> StoredOutcome:
    """One row in each of the tables of this file."""
    save(registry, a_named_case(1))
    stored = signed(registry, put(registry, chair=MARK))
    done = ActionDone(action="a1", on=PartialDate("2026-12"), note=MARK)
    follow_up = FollowUp(case_id="NEN-00001", meeting_id="MDT-0001", entry=done)
    registry.follow_ups.add(follow_up, revision=1, by=USER, at=AT)
    entry = ChaseEntry(case_id="NEN-00001", item="7", step=ASKED)
    registry.chases.add(entry, revision=1, by=USER, at=AT)
    draft = OutcomeDraft(outcome=an_outcome(), typing=Typing(field="plan", text=MARK))
    registry.outcome_drafts.put(draft, user=USER, at=AT)
    return stored


def test_a_later_version_stands_beside_the_earlier_one(registry: Registry) -> None:
    save(registry, a_named_case(1))
    first = put(registry)
    second = put(registry, chair="Dr B")
    assert (first.version, second.version) == (1, 2)
    assert registry.outcomes.get("NEN-00001", "MDT-0001") == second
    assert registry.outcomes.get("NEN-00001", "MDT-0001", version=1) == first
    assert registry.outcomes.versions("NEN-00001", "MDT-0001") == (first, second)
    assert registry.outcomes.of_case("NEN-00001") == (second,)
    assert registry.outcomes.of_meeting("MDT-0001") == registry.outcomes.all() == (second,)


def test_two_people_do_not_overwrite_each_other(registry: Registry) -> None:
    save(registry, a_named_case(1))
    put(registry)
    with pytest.raises(RevisionConflict):
        registry.outcomes.add(an_outcome(), by=USER, at=AT, expected_version=0)


def test_an_outcome_is_about_a_revision_that_is_there(registry: Registry) -> None:
    with pytest.raises(UnknownCase):
        put(registry)


def test_a_signature_belongs_to_its_version_alone(registry: Registry) -> None:
    save(registry, a_named_case(1))
    first = signed(registry, put(registry))
    assert first.is_signed
    second = put(registry, correction=Correction(of_version=1, reason="dose"))
    assert not second.is_signed
    assert registry.outcomes.versions("NEN-00001", "MDT-0001")[0] == first
    with pytest.raises(RevisionConflict):
        signed(registry, first)


def test_a_version_is_signed_once(registry: Registry) -> None:
    save(registry, a_named_case(1))
    stored = signed(registry, put(registry))
    with pytest.raises(StorageFault):
        signed(registry, stored)


@pytest.mark.parametrize("correction", [None, Correction(of_version=7, reason="dose")])
def test_after_a_signature_only_a_correction_of_it_is_stored(
    registry: Registry, correction: Correction | None
) -> None:
    save(registry, a_named_case(1))
    signed(registry, put(registry))
    with pytest.raises(StorageFault):
        put(registry, correction=correction)
    assert len(registry.outcomes.versions("NEN-00001", "MDT-0001")) == 1


@pytest.mark.parametrize("table", ["outcome", "attestation", "follow_up", "chase_entry"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET payload = 'x'", "DELETE FROM {}"])
def test_what_was_stored_is_never_changed(registry: Registry, table: str, verb: str) -> None:
    everything(registry)
    with pytest.raises(StorageFault):
        registry._storage.execute(verb.format(table))


@pytest.mark.parametrize("table", ["outcome", "attestation", "follow_up", "chase_entry"])
def test_a_change_by_hand_is_found_at_the_next_opening(folder: Path, table: str) -> None:
    with create(folder).registry as registry:
        everything(registry)
    assert verify.check_file(place_of(folder)).is_good
    tamper(folder, f"UPDATE {table} SET payload = replace(payload, '{MARK}', 'x')")  # noqa: S608
    if table == "attestation":
        tamper(folder, "UPDATE attestation SET payload = replace(payload, 'Dr S', 'Dr T')")
    found = verify.check_file(place_of(folder)).findings
    assert [finding.check for finding in found] == ["payloads"]


def test_a_record_taken_away_by_hand_is_found(folder: Path) -> None:
    with create(folder).registry as registry:
        everything(registry)
    tamper(folder, "DELETE FROM follow_up")
    checks = {finding.check for finding in verify.check_file(place_of(folder)).findings}
    assert {"record counts", "audit trail"} <= checks


def test_each_entry_has_its_place_in_the_audit_trail(registry: Registry) -> None:
    everything(registry)
    actions = [entry.action for entry in registry.audit.entries(subject_id="NEN-00001")]
    assert actions == [
        "case_created",
        "outcome_stored",
        "outcome_signed",
        "follow_up_stored",
        "chase_noted",
    ]


def test_nothing_of_an_erased_patient_is_left(folder: Path) -> None:
    with create(folder).registry as registry:
        everything(registry)
        registry.erase("NEN-00001", by=USER, at=later(days=1))
    assert MARK not in everything_stored(folder)
    assert verify.check_file(place_of(folder)).findings == ()


def test_a_draft_takes_the_place_of_the_one_before_and_is_its_users_own(
    registry: Registry,
) -> None:
    for text in ("C", "CA", "CAP"):
        draft = OutcomeDraft(
            outcome=an_outcome(), typing=Typing(field="plan", text=text, caret=len(text))
        )
        registry.outcome_drafts.put(draft, user=USER, at=AT)
    kept = registry.outcome_drafts.get("MDT-0001", "NEN-00001", user=USER)
    assert kept is not None
    assert kept.draft == draft
    assert registry.outcome_drafts.get("MDT-0001", "NEN-00001", user="Bea") is None
    registry.outcome_drafts.drop("MDT-0001", "NEN-00001", user=USER)
    assert registry.outcome_drafts.of_meeting("MDT-0001") == ()


def test_the_place_of_a_meeting_is_remembered(registry: Registry) -> None:
    assert registry.outcome_drafts.cursor("MDT-0001") is None
    cursor = Cursor(
        meeting_id="MDT-0001", case_id="NEN-00001", since=AT, seconds=(("NEN-00002", 61),)
    )
    registry.outcome_drafts.place(cursor, at=AT)
    assert registry.outcome_drafts.cursor("MDT-0001") == cursor
