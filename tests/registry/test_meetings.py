"""Meetings: agenda in order, every state kept; drafts: kept only until they are saved."""

import pytest

from nenboard.domain.board import AgendaItem, Meeting
from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import Triage
from nenboard.registry.drafts import Draft
from nenboard.registry.errors import RevisionConflict, StorageFault, UnknownMeeting
from nenboard.registry.folder import Registry
from tests.registry.support import AT, USER, a_named_case, later, save


def a_meeting(key: str = "MDT-0001", day: str = "2026-03-19", cases: str = "231") -> Meeting:
    items = tuple(
        AgendaItem(
            case_id=f"NEN-0000{number}",
            triage=Triage.DISCUSS,
            minutes=5 + place,
            question="which line?",
        )
        for place, number in enumerate(cases)
    )
    return Meeting(id=key, date=PartialDate(day), place="Room 4", agenda=items)


def test_a_meeting_comes_back_with_its_agenda_in_order(registry: Registry) -> None:
    saved = registry.meetings.save(a_meeting(), by=USER, at=AT)
    stored = registry.meetings.get("MDT-0001")
    assert stored.meeting == a_meeting()
    assert (saved.number, stored.revision, stored.by, stored.at) == (1, 1, USER, AT)


def test_a_changed_agenda_is_a_new_revision_and_the_old_one_stays(registry: Registry) -> None:
    registry.meetings.save(a_meeting(), by=USER, at=AT)
    registry.meetings.save(a_meeting(cases="12"), by=USER, at=AT, expected_revision=1)
    assert registry.meetings.get("MDT-0001").meeting == a_meeting(cases="12")
    assert registry.meetings.get("MDT-0001", 1).meeting == a_meeting()


def test_a_change_from_an_outdated_revision_is_refused(registry: Registry) -> None:
    registry.meetings.save(a_meeting(), by=USER, at=AT, expected_revision=0)
    with pytest.raises(RevisionConflict):
        registry.meetings.save(a_meeting(cases="1"), by=USER, at=AT, expected_revision=0)
    assert registry.meetings.get("MDT-0001").meeting == a_meeting()


def test_an_unknown_meeting_is_said(registry: Registry) -> None:
    with pytest.raises(UnknownMeeting):
        registry.meetings.get("MDT-0001")


def test_meetings_come_newest_first(registry: Registry) -> None:
    for key, day in (
        ("MDT-0001", "2026-03-19"),
        ("MDT-0002", "2026-05"),
        ("MDT-0003", "2026-04-02"),
    ):
        registry.meetings.save(a_meeting(key, day), by=USER, at=AT)
    found = [stored.meeting_id for stored in registry.meetings.all()]
    assert found == ["MDT-0002", "MDT-0003", "MDT-0001"]
    assert registry.meetings.next_key() == "MDT-0004"


def test_a_case_knows_the_meetings_whose_agenda_holds_it_now(registry: Registry) -> None:
    registry.meetings.save(a_meeting(cases="12"), by=USER, at=AT)
    registry.meetings.save(a_meeting(cases="2"), by=USER, at=AT)
    registry.meetings.save(a_meeting("MDT-0002", cases="1"), by=USER, at=AT)
    assert registry.meetings.of_case("NEN-00001") == ("MDT-0002",)
    assert registry.meetings.of_case("NEN-00002") == ("MDT-0001",)


def test_the_audit_entry_holds_the_agenda_by_ids_only(registry: Registry) -> None:
    registry.meetings.save(a_meeting(), by=USER, at=AT)
    newest = registry.audit.entries(subject_id="MDT-0001")[-1]
    assert newest.action == "meeting_created"
    assert newest.content is not None
    assert newest.content["agenda"] == ["NEN-00002", "NEN-00003", "NEN-00001"]
    assert "which line?" not in str(newest.content)


@pytest.mark.parametrize("table", ["meeting_revision", "agenda_item"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET payload = 'x'", "DELETE FROM {}"])
def test_history_is_not_overwritten(registry: Registry, table: str, verb: str) -> None:
    registry.meetings.save(a_meeting(), by=USER, at=AT)
    with pytest.raises(StorageFault):
        registry._storage.execute(verb.format(table))


def test_the_newest_draft_of_a_case_replaces_the_older(registry: Registry) -> None:
    registry.drafts.put(Draft("NEN-00001", USER, AT, "first"))
    registry.drafts.put(Draft("NEN-00001", USER, later(seconds=2), "second"))
    registry.drafts.put(Draft("NEN-00002", USER, AT, "other case"))
    registry.drafts.put(Draft("NEN-00001", "Bea", AT, "other user"))
    assert [draft.payload for draft in registry.drafts.of_user(USER)] == ["second", "other case"]
    registry.drafts.drop("NEN-00001", user=USER)
    assert [draft.payload for draft in registry.drafts.of_user(USER)] == ["other case"]
    assert [draft.payload for draft in registry.drafts.of_user("Bea")] == ["other user"]


def test_a_draft_leaves_the_saved_case_alone(registry: Registry) -> None:
    save(registry, a_named_case(1))
    head = registry.audit.head()
    registry.drafts.put(Draft("NEN-00001", USER, AT, '{"note": "half typ"}'))
    assert registry.cases.get("NEN-00001").case == a_named_case(1)
    assert registry.audit.head() == head
