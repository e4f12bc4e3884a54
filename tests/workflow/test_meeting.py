"""Meetings: the agenda keeps its order, each case stands once, every change is a revision."""

import pytest

from nenboard.domain.board import AgendaItem
from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import Triage
from nenboard.registry.errors import RevisionConflict, UnknownCase, UnknownMeeting
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.workflow import casework, meeting
from tests.workflow.support import numbered

DAY = PartialDate("2026-11-26")


@pytest.fixture
def planned(registry: Registry) -> StoredMeeting:
    casework.save_case(registry, numbered(3))
    stored = meeting.save_meeting(registry, meeting.new_meeting(registry, DAY), expected_revision=0)
    ids = ("NEN-00001", "NEN-00002", "NEN-00003")
    return meeting.add_cases(registry, stored.meeting_id, case_ids=ids)


def agenda(stored: StoredMeeting) -> list[int]:
    return [int(item.case_id[-1]) for item in stored.meeting.agenda]


def test_a_planned_meeting_is_there_with_its_agenda(
    registry: Registry, planned: StoredMeeting
) -> None:
    assert meeting.load_meeting(registry, "MDT-0001") == planned
    assert agenda(planned) == [1, 2, 3]
    assert meeting.all_meetings(registry) == (planned,)
    assert meeting.new_meeting(registry, DAY).id == "MDT-0002"


def test_a_case_added_again_stays_in_its_place(registry: Registry, planned: StoredMeeting) -> None:
    again = meeting.add_cases(registry, planned.meeting_id, case_ids=("NEN-00002", "NEN-00001"))
    assert again == planned


def test_a_case_that_is_not_there_is_not_put_on_the_agenda(
    registry: Registry, planned: StoredMeeting
) -> None:
    with pytest.raises(UnknownCase):
        meeting.add_cases(registry, planned.meeting_id, case_ids=("NEN-00001", "NEN-00099"))
    assert meeting.load_meeting(registry, planned.meeting_id) == planned


def test_cases_are_taken_off_and_brought_into_order(
    registry: Registry, planned: StoredMeeting
) -> None:
    ordered = meeting.reorder(registry, planned.meeting_id, case_ids=("NEN-00003", "NEN-00001"))
    assert agenda(ordered) == [3, 1, 2]
    assert agenda(meeting.remove_case(registry, planned.meeting_id, case_id="NEN-00001")) == [3, 2]
    assert registry.meetings.get(planned.meeting_id, revision=2) == planned


def test_what_the_agenda_says_of_a_case_can_be_changed(
    registry: Registry, planned: StoredMeeting
) -> None:
    item = AgendaItem(case_id="NEN-00002", triage=Triage.NOT_READY, minutes=3)
    changed = meeting.change_item(registry, planned.meeting_id, item=item)
    assert changed.meeting.agenda[1] == item


def test_two_people_do_not_overwrite_each_other(registry: Registry, planned: StoredMeeting) -> None:
    mine = planned.meeting.model_copy(update={"place": "Room 1"})
    theirs = planned.meeting.model_copy(update={"place": "Room 2"})
    meeting.save_meeting(registry, mine, expected_revision=planned.revision)
    with pytest.raises(RevisionConflict):
        meeting.save_meeting(registry, theirs, expected_revision=planned.revision)


def test_an_unknown_meeting_is_refused(registry: Registry) -> None:
    with pytest.raises(UnknownMeeting):
        meeting.add_cases(registry, "MDT-0099", case_ids=("NEN-00001",))


def test_a_change_is_taken_back_as_a_change_of_its_own(
    registry: Registry, planned: StoredMeeting
) -> None:
    moved = meeting.move(registry, planned.meeting_id, case_id="NEN-00003", by=-2)
    back = meeting.put_back(registry, planned.meeting_id, made=moved.meeting, to=planned.meeting)
    assert agenda(back) == [1, 2, 3]
    assert back.revision == moved.revision + 1


def test_a_change_is_not_taken_back_over_one_that_followed(
    registry: Registry, planned: StoredMeeting
) -> None:
    moved = meeting.move(registry, planned.meeting_id, case_id="NEN-00003", by=-2)
    later = meeting.remove_case(registry, planned.meeting_id, case_id="NEN-00001")
    with pytest.raises(RevisionConflict):
        meeting.put_back(registry, planned.meeting_id, made=moved.meeting, to=planned.meeting)
    assert meeting.load_meeting(registry, planned.meeting_id) == later
