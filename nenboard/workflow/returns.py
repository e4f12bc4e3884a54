"""Deferred cases come back by themselves, linked to the meeting that deferred them."""

from datetime import date

from nenboard.domain.board import AgendaItem, LateAddition, Meeting
from nenboard.domain.terms import Result
from nenboard.host.language import _
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.registry.outcomes import StoredOutcome
from nenboard.workflow import clock
from nenboard.workflow.meeting import change_meeting, is_late, save_meeting


def waiting(registry: Registry) -> tuple[StoredOutcome, ...]:
    """Deferred cases that stand on no later agenda and were not discussed since, oldest first.

    The case list and the board show them, so that none is forgotten.
    """
    return tuple(s for s in registry.outcomes.all() if _is_waiting(registry, s))


def _is_waiting(registry: Registry, stored: StoredOutcome) -> bool:
    if stored.outcome.result is not Result.DEFERRED:
        return False
    later = [s for s in registry.outcomes.of_case(stored.case_id) if s.number > stored.number]
    listed = set(registry.meetings.of_case(stored.case_id)) - {stored.meeting_id}
    is_listed = any(_is_ahead(registry.meetings.get(key).meeting) for key in listed)
    return not is_listed and all(s.meeting_id == stored.meeting_id for s in later)


def _is_ahead(meeting: Meeting) -> bool:
    return meeting.finished is None and meeting.date.latest >= clock.today()


def bring_back(
    registry: Registry, stored: StoredOutcome, *, to: str | None = None
) -> StoredMeeting | None:
    """Put a deferred case on the agenda it returns to, if that meeting is planned; or on that of
    the meeting ``to``.

    None if nothing was to be done: not deferred, listed already, or no such meeting yet; then it
    comes back when one is planned (``take_returning``).
    """
    deferral = stored.outcome.deferral
    if deferral is None or not _is_waiting(registry, stored):
        return None
    wanted = _planned(registry, to or deferral.returns_to)
    if wanted is not None:
        return _listed(registry, wanted, stored=stored)
    day = deferral.returns_on.earliest if deferral.returns_on is not None else clock.today()
    first = _first_from(registry, day, other_than=stored.meeting_id)
    return _listed(registry, first, stored=stored) if first is not None else None


def _planned(registry: Registry, meeting_id: str | None) -> StoredMeeting | None:
    """The meeting of that key, if it is still ahead."""
    ahead = (one for one in registry.meetings.all() if _is_ahead(one.meeting))
    return next((one for one in ahead if one.meeting_id == meeting_id), None)


def _first_from(registry: Registry, day: date, *, other_than: str) -> StoredMeeting | None:
    ahead = [
        one
        for one in registry.meetings.all()
        if one.meeting_id != other_than
        and one.meeting.date.latest >= day
        and _is_ahead(one.meeting)
    ]
    return ahead[-1] if ahead else None


def _listed(registry: Registry, target: StoredMeeting, *, stored: StoredOutcome) -> StoredMeeting:
    why = LateAddition(by=registry.user, reason=_("A deferred case comes back"), at=clock.now())
    item = AgendaItem(
        case_id=stored.case_id,
        late=why if is_late(target.meeting) else None,
        question=stored.outcome.question,
        earlier=stored.meeting_id,
        returns_from=stored.meeting_id,
    )
    return change_meeting(registry, target, agenda=(*target.meeting.agenda, item))


def plan(registry: Registry, meeting: Meeting) -> StoredMeeting:
    """Save a new meeting, with every deferred case that waits for a meeting of that day or later.

    Raises RevisionConflict if its key is taken, NotAllowed.
    """
    with registry.transaction():
        stored = save_meeting(registry, meeting, expected_revision=0)
        return take_returning(registry, stored.meeting_id)


def take_returning(registry: Registry, meeting_id: str) -> StoredMeeting:
    """Put every deferred case on this agenda that is due by its day. Raises UnknownMeeting."""
    with registry.transaction():
        for outcome in waiting(registry):
            target = registry.meetings.get(meeting_id)
            if outcome.meeting_id != meeting_id and _is_due(outcome, target.meeting):
                _listed(registry, target, stored=outcome)
        return registry.meetings.get(meeting_id)


def _is_due(stored: StoredOutcome, meeting: Meeting) -> bool:
    """Whether the case comes back by the day of the meeting; without a day, to the next one."""
    deferral = stored.outcome.deferral
    if deferral is None or deferral.returns_on is None:
        return True
    return deferral.returns_on.earliest <= meeting.date.latest
