"""Meetings: plan one, put cases on its agenda, take them off, bring them into order."""

from collections.abc import Callable, Iterable

from nenboard.domain.board import AgendaItem, Meeting
from nenboard.domain.dates import PartialDate
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.workflow import clock, roles


def new_meeting(registry: Registry, date: PartialDate) -> Meeting:
    """A meeting on that day with an empty agenda, under the next free key; it is not saved yet."""
    return Meeting(id=registry.meetings.next_key(), date=date)


def save_meeting(
    registry: Registry, meeting: Meeting, *, expected_revision: int | None = None
) -> StoredMeeting:
    """Append a revision of a meeting with its whole agenda.

    ``expected_revision`` is the one the change began from, 0 for a new meeting. Raises
    RevisionConflict if somebody saved since, ErasedCase, NotAllowed.
    """
    roles.require(registry, roles.EDITORS)
    at = clock.now()
    saved = registry.meetings.save(
        meeting, by=registry.user, at=at, expected_revision=expected_revision
    )
    return StoredMeeting(saved.meeting_id, saved.number, meeting, by=registry.user, at=at)


def load_meeting(registry: Registry, meeting_id: str) -> StoredMeeting:
    """A meeting as it stands now. Raises UnknownMeeting."""
    return registry.meetings.get(meeting_id)


def all_meetings(registry: Registry) -> tuple[StoredMeeting, ...]:
    """Every meeting, newest first."""
    return registry.meetings.all()


def add_cases(registry: Registry, meeting_id: str, *, case_ids: Iterable[str]) -> StoredMeeting:
    """Put cases at the end of the agenda; one that stands there already stays in its place.

    Raises UnknownMeeting, UnknownCase, ErasedCase, NotAllowed.
    """
    wanted = tuple(dict.fromkeys(case_ids))
    for case_id in wanted:
        registry.cases.history(case_id)
    return _changed(
        registry,
        meeting_id,
        change=lambda agenda: (
            *agenda,
            *(
                AgendaItem(case_id=case_id)
                for case_id in wanted
                if case_id not in {item.case_id for item in agenda}
            ),
        ),
    )


def remove_case(registry: Registry, meeting_id: str, *, case_id: str) -> StoredMeeting:
    """Take a case off the agenda. Raises UnknownMeeting, NotAllowed."""
    return _changed(
        registry,
        meeting_id,
        change=lambda agenda: tuple(item for item in agenda if item.case_id != case_id),
    )


def reorder(registry: Registry, meeting_id: str, *, case_ids: Iterable[str]) -> StoredMeeting:
    """Bring the agenda into this order; cases that are not named follow as they stood.

    Raises UnknownMeeting, NotAllowed.
    """
    place = {case_id: number for number, case_id in enumerate(dict.fromkeys(case_ids))}
    return _changed(
        registry,
        meeting_id,
        change=lambda agenda: tuple(
            sorted(agenda, key=lambda item: place.get(item.case_id, len(place)))
        ),
    )


def change_item(registry: Registry, meeting_id: str, *, item: AgendaItem) -> StoredMeeting:
    """Replace what the agenda says of a case: triage, minutes, presenter, question.

    Raises UnknownMeeting, NotAllowed.
    """
    return _changed(
        registry,
        meeting_id,
        change=lambda agenda: tuple(item if old.case_id == item.case_id else old for old in agenda),
    )


_Agenda = tuple[AgendaItem, ...]


def _changed(
    registry: Registry, meeting_id: str, *, change: Callable[[_Agenda], _Agenda]
) -> StoredMeeting:
    stored = registry.meetings.get(meeting_id)
    agenda = change(stored.meeting.agenda)
    if agenda == stored.meeting.agenda:
        return stored
    meeting = stored.meeting.model_copy(update={"agenda": agenda})
    return save_meeting(registry, meeting, expected_revision=stored.revision)
