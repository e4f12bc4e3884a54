"""Meetings: plan one, put cases on its agenda, take them off, triage, bring them into order."""

from collections.abc import Callable, Iterable
from typing import Final

from nenboard.domain.agenda_changes import agenda_changes
from nenboard.domain.board import Addendum, AgendaItem, LateAddition, Meeting, NotReady, Override
from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import Triage
from nenboard.registry.audit import Action
from nenboard.registry.errors import RevisionConflict, UnknownMeeting
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.workflow import clock, roles
from nenboard.workflow.board_errors import LateNeedsClinician, NotOnAgenda, WordNeeded
from nenboard.workflow.board_rules import board_rules


def new_meeting(registry: Registry, date: PartialDate) -> Meeting:
    """A meeting on that day with an empty agenda, under the next free key; it is not saved yet."""
    return Meeting(id=registry.meetings.next_key(), date=date)


def usual_meeting(registry: Registry, date: PartialDate) -> Meeting:
    """The same with the time, cut-off and length this board usually has. Raises LocalFileFaulty."""
    return board_rules().planned(registry.meetings.next_key(), date)


def save_meeting(
    registry: Registry,
    meeting: Meeting,
    *,
    expected_revision: int | None = None,
    action: Action | None = None,
) -> StoredMeeting:
    """Append a revision of a meeting with its whole agenda.

    Once an edition of the agenda was frozen, what differs is noted as a dated addendum.
    ``expected_revision`` is the one the change began from, 0 for a new meeting. Raises
    RevisionConflict if somebody saved since, ErasedCase, NotAllowed.
    """
    roles.require(registry, roles.EDITORS)
    at = clock.now()
    with registry.transaction():
        if action is None:
            meeting = _with_addendum(registry, meeting)
        saved = registry.meetings.save(
            meeting, by=registry.user, at=at, expected_revision=expected_revision, action=action
        )
    return StoredMeeting(saved.meeting_id, saved.number, meeting, by=registry.user, at=at)


def _with_addendum(registry: Registry, meeting: Meeting) -> Meeting:
    """The meeting with what was frozen before, and an addendum if its agenda differs now."""
    try:
        before = registry.meetings.get(meeting.id).meeting
    except UnknownMeeting:
        return meeting
    if before.edition is None:
        return meeting
    kept = {"editions": before.editions, "addenda": before.addenda}
    changes = agenda_changes(before, meeting)
    if changes:
        of_edition = [a for a in before.addenda if a.version == before.edition.version]
        addendum = Addendum(
            number=len(of_edition) + 1,
            version=before.edition.version,
            by=registry.user,
            at=clock.now(),
            changes=changes,
        )
        kept["addenda"] = (*before.addenda, addendum)
    return meeting.model_copy(update=kept)


def load_meeting(registry: Registry, meeting_id: str) -> StoredMeeting:
    """A meeting as it stands now. Raises UnknownMeeting."""
    return registry.meetings.get(meeting_id)


def all_meetings(registry: Registry) -> tuple[StoredMeeting, ...]:
    """Every meeting, newest first."""
    return registry.meetings.all()


def next_meeting(registry: Registry) -> StoredMeeting | None:
    """The earliest meeting from today on that is not finished."""
    today = clock.today()
    ahead = [
        stored
        for stored in registry.meetings.all()
        if stored.meeting.date.latest >= today and stored.meeting.finished is None
    ]
    return ahead[-1] if ahead else None


def is_late(meeting: Meeting) -> bool:
    """Whether a case that is added now comes after the cut-off."""
    if meeting.cut_off is None:
        return False
    now = clock.now().astimezone()
    last = meeting.cut_off.latest
    if meeting.cut_off_time is None or now.date() != last:
        return now.date() > last
    return now.time() > meeting.cut_off_time


def add_cases(
    registry: Registry,
    meeting_id: str,
    *,
    case_ids: Iterable[str],
    clinician: str | None = None,
    reason: str | None = None,
) -> StoredMeeting:
    """Put cases at the end of the agenda; one that stands there already stays in its place.

    After the cut-off each is marked as late, with the clinician who wants it and why. A case that
    was discussed before is linked to its last discussion. Raises LateNeedsClinician,
    UnknownMeeting, UnknownCase, ErasedCase, NotAllowed.
    """
    wanted = tuple(dict.fromkeys(case_ids))
    for case_id in wanted:
        registry.cases.history(case_id)
    meeting = registry.meetings.get(meeting_id).meeting
    there = {item.case_id for item in meeting.agenda}
    added = tuple(case_id for case_id in wanted if case_id not in there)
    late = _late(meeting, clinician, reason=reason) if added else None
    items = [
        AgendaItem(case_id=case_id, late=late, earlier=last_discussion(registry, case_id))
        for case_id in added
    ]
    return _changed(registry, meeting_id, change=lambda agenda: (*agenda, *items))


def _late(meeting: Meeting, clinician: str | None, *, reason: str | None) -> LateAddition | None:
    if not is_late(meeting):
        return None
    if not (clinician or "").strip() or not (reason or "").strip():
        raise LateNeedsClinician
    return LateAddition(by=clinician or "", reason=reason or "", at=clock.now())


def last_discussion(registry: Registry, case_id: str, *, before: str | None = None) -> str | None:
    """The meeting at which the case was last discussed, that of ``before`` aside."""
    found = [s.meeting_id for s in registry.outcomes.of_case(case_id) if s.meeting_id != before]
    return found[-1] if found else None


def remove_case(registry: Registry, meeting_id: str, *, case_id: str) -> StoredMeeting:
    """Take a case off the agenda, and breaks after it. Raises UnknownMeeting, NotAllowed."""
    stored = registry.meetings.get(meeting_id)
    pauses = tuple(pause for pause in stored.meeting.pauses if pause.after != case_id)
    agenda = tuple(item for item in stored.meeting.agenda if item.case_id != case_id)
    return change_meeting(registry, stored, agenda=agenda, pauses=pauses)


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


def move(registry: Registry, meeting_id: str, *, case_id: str, by: int) -> StoredMeeting:
    """Move a case up (negative) or down by so many places, as far as the list goes.

    Raises NotOnAgenda, UnknownMeeting, NotAllowed.
    """
    ids = [item.case_id for item in registry.meetings.get(meeting_id).meeting.agenda]
    if case_id not in ids:
        raise NotOnAgenda(case_id, meeting_id)
    place = ids.index(case_id)
    ids.pop(place)
    ids.insert(min(max(place + by, 0), len(ids)), case_id)
    return reorder(registry, meeting_id, case_ids=ids)


def change_item(registry: Registry, meeting_id: str, *, item: AgendaItem) -> StoredMeeting:
    """Replace what the agenda says of a case: minutes, presenter, question, guest, what is new.

    Raises UnknownMeeting, NotAllowed.
    """
    return _changed(
        registry,
        meeting_id,
        change=lambda agenda: tuple(item if old.case_id == item.case_id else old for old in agenda),
    )


def triage(
    registry: Registry,
    meeting_id: str,
    *,
    case_id: str,
    to: Triage,
    not_ready: NotReady | None = None,
) -> StoredMeeting:
    """Say how a case is dealt with; one that is not ready says why, who acts, and by when.

    Raises WordNeeded for a case that is not ready without a cause, NotOnAgenda, NotAllowed.
    """
    if to is Triage.NOT_READY and (not_ready is None or not not_ready.cause.strip()):
        raise WordNeeded
    kept = not_ready if to is Triage.NOT_READY else None
    return update_item(registry, meeting_id, case_id=case_id, triage=to, not_ready=kept)


def override(
    registry: Registry, meeting_id: str, *, case_id: str, clinician: str, reason: str
) -> StoredMeeting:
    """List a case although something needed is missing: a named clinician says so, with a reason.

    Raises WordNeeded, NotOnAgenda, NotAllowed.
    """
    if not clinician.strip() or not reason.strip():
        raise WordNeeded
    word = Override(by=clinician, reason=reason, at=clock.now())
    return update_item(registry, meeting_id, case_id=case_id, override=word)


def update_item(
    registry: Registry, meeting_id: str, *, case_id: str, **changes: object
) -> StoredMeeting:
    """Change single fields of what the agenda says of a case. Raises NotOnAgenda, NotAllowed."""
    item = item_of(registry.meetings.get(meeting_id).meeting, case_id)
    changed = AgendaItem.model_validate({**dict(item), **changes})
    return change_item(registry, meeting_id, item=changed)


def item_of(meeting: Meeting, case_id: str) -> AgendaItem:
    """What the agenda says of a case. Raises NotOnAgenda."""
    item = meeting.item(case_id)
    if item is None:
        raise NotOnAgenda(case_id, meeting.id)
    return item


def change_meeting(registry: Registry, stored: StoredMeeting, **changes: object) -> StoredMeeting:
    """Save a meeting with some fields changed; nothing is saved if nothing differs.

    Raises RevisionConflict, NotAllowed.
    """
    meeting = Meeting.model_validate({**dict(stored.meeting), **changes})
    if meeting == stored.meeting:
        return stored
    return save_meeting(registry, meeting, expected_revision=stored.revision)


_PLANNED: Final = (
    *("date", "starts", "minutes", "place", "chair", "coordinator", "cut_off", "cut_off_time"),
    *("attendance", "pauses", "agenda"),
)
"""What people set in a meeting; what the program notes of it (editions, start, end) is not."""


def put_back(registry: Registry, meeting_id: str, *, made: Meeting, to: Meeting) -> StoredMeeting:
    """Take back a change that ``made`` this meeting of ``to``, as a change of its own.

    Raises RevisionConflict if the meeting does not stand as it was made, NotAllowed.
    """
    stored = registry.meetings.get(meeting_id)
    if _planned(stored.meeting) != _planned(made):
        raise RevisionConflict(meeting_id, expected=stored.revision - 1, found=stored.revision)
    return change_meeting(registry, stored, **_planned(to))


def _planned(meeting: Meeting) -> dict[str, object]:
    return {name: getattr(meeting, name) for name in _PLANNED}


_Agenda = tuple[AgendaItem, ...]


def _changed(
    registry: Registry, meeting_id: str, *, change: Callable[[_Agenda], _Agenda]
) -> StoredMeeting:
    stored = registry.meetings.get(meeting_id)
    return change_meeting(registry, stored, agenda=change(stored.meeting.agenda))
