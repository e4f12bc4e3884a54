"""Meeting mode: which case is shown, the timer of each case, breaks; a crash finds it all again."""

from datetime import datetime, timedelta
from typing import Final

from nenboard.domain.outcome import Cursor
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, roles
from nenboard.workflow.board_errors import NotRunning
from nenboard.workflow.meeting import item_of

_A_DAY: Final = timedelta(days=1)


def resume(registry: Registry, meeting_id: str) -> Cursor:
    """Where the meeting is: as it was left, or before its first case. Raises UnknownMeeting."""
    registry.meetings.get(meeting_id)
    return registry.outcome_drafts.cursor(meeting_id) or Cursor(meeting_id=meeting_id)


def show(registry: Registry, meeting_id: str, *, case_id: str) -> Cursor:
    """Show a case of the agenda; the timer of the one before stops, that of this one runs.

    Raises NotRunning, NotOnAgenda, NotAllowed.
    """
    meeting = registry.meetings.get(meeting_id).meeting
    if meeting.started is None or meeting.finished is not None:
        raise NotRunning
    item_of(meeting, case_id)
    now = clock.now()
    halted = _halted(resume(registry, meeting_id), now)
    changes = {"case_id": case_id, "since": now, "is_on_break": False, "field": None, "caret": 0}
    if halted.case_id == case_id:
        changes = {"since": now, "is_on_break": False}
    return _placed(registry, halted.model_copy(update=changes))


def step(registry: Registry, meeting_id: str, *, by: int) -> Cursor:
    """Show the next case (1) or the one before (-1); at an end of the list the shown one stays.

    Before the first case was shown, any step shows the first. Raises what ``show`` raises.
    """
    ids = [item.case_id for item in registry.meetings.get(meeting_id).meeting.agenda]
    shown = resume(registry, meeting_id).case_id
    if not ids:
        raise NotRunning
    place = ids.index(shown) + by if shown in ids else 0
    return show(registry, meeting_id, case_id=ids[min(max(place, 0), len(ids) - 1)])


def take_break(registry: Registry, meeting_id: str) -> Cursor:
    """Stop the timer and show no patient. Raises NotAllowed."""
    halted = _halted(resume(registry, meeting_id), clock.now())
    return _placed(registry, halted.model_copy(update={"is_on_break": True}))


def leave(registry: Registry, meeting_id: str) -> Cursor:
    """Stop the timer and leave meeting mode; the meeting goes on running. Raises NotAllowed."""
    halted = _halted(resume(registry, meeting_id), clock.now())
    return _placed(registry, halted.model_copy(update={"is_on_break": False}))


def interrupted(registry: Registry) -> str | None:
    """A meeting begun within a day that was being shown when the program ended; None without."""
    for stored in registry.meetings.all():
        begun, is_over = stored.meeting.started, stored.meeting.finished is not None
        if begun is not None and not is_over and clock.now() - begun < _A_DAY:
            cursor = resume(registry, stored.meeting_id)
            return stored.meeting_id if cursor.since or cursor.is_on_break else None
    return None


def place_caret(registry: Registry, meeting_id: str, *, field: str, caret: int) -> Cursor:
    """Remember in which field the caret stands. Raises NotAllowed."""
    cursor = resume(registry, meeting_id)
    return _placed(registry, cursor.model_copy(update={"field": field, "caret": caret}))


def seconds_spent(cursor: Cursor, case_id: str, *, at: datetime | None = None) -> int:
    """How long a case was shown so far, in whole seconds."""
    before = dict(cursor.seconds).get(case_id, 0)
    if cursor.case_id != case_id or cursor.since is None:
        return before
    return before + max(int(((at or clock.now()) - cursor.since).total_seconds()), 0)


def _halted(cursor: Cursor, at: datetime) -> Cursor:
    """The cursor with the time of the shown case added up and the timer standing."""
    if cursor.case_id is None or cursor.since is None:
        return cursor
    seconds = {**dict(cursor.seconds), cursor.case_id: seconds_spent(cursor, cursor.case_id, at=at)}
    return cursor.model_copy(update={"seconds": tuple(seconds.items()), "since": None})


def _placed(registry: Registry, cursor: Cursor) -> Cursor:
    roles.require(registry, roles.EDITORS)
    registry.outcome_drafts.place(cursor, at=clock.now())
    return cursor
