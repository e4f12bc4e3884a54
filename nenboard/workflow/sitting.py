"""The life of a meeting: frozen editions of its agenda, start, who is there, break, close."""

from dataclasses import dataclass

from nenboard.domain.attendance import Quorum, quorum
from nenboard.domain.board import Attendee, Freeze, Pause
from nenboard.domain.outcome import Deferral, Outcome, OutcomeDraft
from nenboard.domain.terms import BoardRole, DeferralCause, Presence, Result, Triage
from nenboard.registry.audit import Action
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.workflow import clock, outcomes, readiness, returns, roles
from nenboard.workflow.board_errors import (
    AlreadyStarted,
    BlockedCases,
    NotOnAgenda,
    NotRunning,
    UnfinishedCases,
)
from nenboard.workflow.board_rules import board_rules
from nenboard.workflow.meeting import change_meeting, save_meeting


def freeze(registry: Registry, meeting_id: str) -> StoredMeeting:
    """Fix the agenda as its next edition; later changes are dated addenda of it.

    Before the day of the meeting, a case for discussion that is blocked keeps the agenda from being
    frozen; on the day nothing does. Raises BlockedCases, NotAllowed.
    """
    roles.require(registry, roles.EDITORS)
    stored = registry.meetings.get(meeting_id)
    blocked = readiness.not_to_be_listed(registry, stored.meeting)
    if blocked:
        raise BlockedCases(blocked)
    edition = Freeze(
        version=len(stored.meeting.editions) + 1,
        revision=stored.revision + 1,
        by=registry.user,
        at=clock.now(),
    )
    meeting = stored.meeting.model_copy(update={"editions": (*stored.meeting.editions, edition)})
    return save_meeting(
        registry, meeting, expected_revision=stored.revision, action=Action.MEETING_FROZEN
    )


def edition(registry: Registry, meeting_id: str, *, version: int) -> StoredMeeting:
    """The meeting as an edition of its agenda fixed it. Raises UnknownMeeting."""
    editions = registry.meetings.get(meeting_id).meeting.editions
    wanted = next((one.revision for one in editions if one.version == version), 0)
    return registry.meetings.get(meeting_id, wanted)


def start(registry: Registry, meeting_id: str) -> StoredMeeting:
    """The meeting begins; nothing keeps it from beginning. Raises AlreadyStarted, NotAllowed."""
    stored = registry.meetings.get(meeting_id)
    if stored.meeting.started is not None:
        raise AlreadyStarted
    meeting = stored.meeting.model_copy(update={"started": clock.now()})
    return save_meeting(
        registry, meeting, expected_revision=stored.revision, action=Action.MEETING_STARTED
    )


def expect(registry: Registry, meeting_id: str, *people: tuple[str, BoardRole]) -> StoredMeeting:
    """Put people on the attendance list, in the roles they sit in; those listed stay.

    Raises NotAllowed.
    """
    stored = registry.meetings.get(meeting_id)
    listed = {(one.name, one.role) for one in stored.meeting.attendance}
    new = tuple(
        Attendee(name=name, role=role)
        for name, role in dict.fromkeys(people)
        if (name, role) not in listed
    )
    return change_meeting(registry, stored, attendance=(*stored.meeting.attendance, *new))


def mark(registry: Registry, meeting_id: str, *, name: str, presence: Presence) -> StoredMeeting:
    """Say whether somebody is there, in all their roles; in a running meeting, from now on.

    A name that is not listed changes nothing. Raises NotAllowed.
    """
    stored = registry.meetings.get(meeting_id)
    is_running = stored.meeting.started is not None
    came = clock.now() if is_running and presence is Presence.PRESENT else None
    people = tuple(
        one.model_copy(update={"presence": presence, "came": came, "left": None})
        if one.name == name
        else one
        for one in stored.meeting.attendance
    )
    return change_meeting(registry, stored, attendance=people)


def leave(registry: Registry, meeting_id: str, *, name: str) -> StoredMeeting:
    """Somebody leaves now. Raises NotAllowed."""
    stored = registry.meetings.get(meeting_id)
    people = tuple(
        one.model_copy(update={"left": clock.now()}) if one.name == name else one
        for one in stored.meeting.attendance
    )
    return change_meeting(registry, stored, attendance=people)


def quorum_of(registry: Registry, meeting_id: str) -> Quorum:
    """The quorum now in a running meeting; before, of those expected. Raises LocalFileFaulty."""
    meeting = registry.meetings.get(meeting_id).meeting
    at = clock.now() if meeting.started is not None else None
    if meeting.finished is not None:
        at = meeting.finished
    return quorum(meeting.attendance, board_rules().quorum, at=at)


def set_break(
    registry: Registry, meeting_id: str, *, after: str, minutes: int | None = None
) -> StoredMeeting:
    """Put a break after a case, as long as usual, or take away the one that is there.

    Raises NotOnAgenda, NotAllowed.
    """
    stored = registry.meetings.get(meeting_id)
    if stored.meeting.item(after) is None:
        raise NotOnAgenda(after, meeting_id)
    others = tuple(pause for pause in stored.meeting.pauses if pause.after != after)
    if len(others) < len(stored.meeting.pauses):
        return change_meeting(registry, stored, pauses=others)
    length = minutes or board_rules().order.break_minutes
    return change_meeting(registry, stored, pauses=(*others, Pause(after=after, minutes=length)))


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Cases of the agenda by what they lack."""

    without_outcome: tuple[str, ...]
    with_draft: tuple[str, ...]
    unsigned: tuple[str, ...]


def unfinished(registry: Registry, meeting_id: str) -> Unfinished:
    """Cases without an outcome, with something typed that is not recorded, and unsigned ones."""
    ids = [item.case_id for item in registry.meetings.get(meeting_id).meeting.agenda]
    found = {stored.case_id: stored for stored in registry.outcomes.of_meeting(meeting_id)}
    decided = {case_id for case_id, s in found.items() if s.outcome.result is not None}
    drafts = {k.draft.outcome.case_id for k in registry.outcome_drafts.of_meeting(meeting_id)}
    return Unfinished(
        tuple(case_id for case_id in ids if case_id not in decided),
        tuple(case_id for case_id in ids if case_id in drafts),
        tuple(case_id for case_id in ids if case_id in found and not found[case_id].is_signed),
    )


def finish(registry: Registry, meeting_id: str, *, rest: Deferral | None = None) -> StoredMeeting:
    """Close the meeting: every case of its agenda has an outcome, or is deferred now.

    Cases that were not ready are deferred with what the agenda says; others without an outcome with
    ``rest``. All deferred cases come back by themselves. Raises UnfinishedCases without ``rest``,
    NotRunning, NotAllowed.
    """
    roles.require(registry, roles.EDITORS)
    stored = registry.meetings.get(meeting_id)
    if stored.meeting.started is None or stored.meeting.finished is not None:
        raise NotRunning
    with registry.transaction():
        open_cases = unfinished(registry, meeting_id).without_outcome
        deferrals = {case_id: _deferral(stored, case_id) or rest for case_id in open_cases}
        bare = [case_id for case_id, deferral in deferrals.items() if deferral is None]
        if bare:
            raise UnfinishedCases(bare)
        for case_id, deferral in deferrals.items():
            _defer(registry, stored, case_id=case_id, deferral=deferral)
        for one in registry.outcomes.of_meeting(meeting_id):
            returns.bring_back(registry, one)
        stored = registry.meetings.get(meeting_id)
        meeting = stored.meeting.model_copy(update={"finished": clock.now()})
        return save_meeting(
            registry, meeting, expected_revision=stored.revision, action=Action.MEETING_FINISHED
        )


def _deferral(stored: StoredMeeting, case_id: str) -> Deferral | None:
    """What the agenda says of a case that was not ready."""
    item = stored.meeting.item(case_id)
    if item is None or item.triage is not Triage.NOT_READY or item.not_ready is None:
        return None
    why = item.not_ready
    return Deferral(
        cause=DeferralCause.OTHER,
        words=why.cause,
        owner=why.owner,
        returns_on=why.due or stored.meeting.date,
    )


def _defer(
    registry: Registry, stored: StoredMeeting, *, case_id: str, deferral: Deferral | None
) -> None:
    """Record that a case was deferred; what was typed about it stays in the outcome."""
    draft = outcomes.begin(registry, stored.meeting_id, case_id=case_id)
    changes = {"result": Result.DEFERRED, "deferral": deferral}
    outcome = Outcome.model_validate({**dict(draft.outcome), **changes})
    outcomes.record(registry, OutcomeDraft(outcome=outcome, base_version=draft.base_version))
