"""The chase list: who is asked for what, by when; an answer that comes back re-checks its case."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from nenboard.domain.board import Meeting
from nenboard.domain.chase import (
    Asked,
    CameBack,
    ChaseEntry,
    ChaseLine,
    Dropped,
    Limits,
    Reminded,
    Step,
    by_department,
    chase_lines,
)
from nenboard.domain.readiness import Readiness
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, readiness, roles
from nenboard.workflow.board_errors import NotAsked, WordNeeded
from nenboard.workflow.board_rules import board_rules
from nenboard.workflow.releases import data_set


def of_case(
    registry: Registry, case_id: str, *, meeting: Meeting | None = None
) -> tuple[ChaseLine, ...]:
    """What one case lacks and what was asked for it. Raises UnknownCase, LocalFileFaulty."""
    return chase_lines(
        case_id,
        readiness.of_case(registry, case_id, meeting=meeting),
        entries=(stored.entry for stored in registry.chases.of_case(case_id)),
        due=due_by(meeting),
    )


def of_meeting(registry: Registry, meeting_id: str) -> tuple[ChaseLine, ...]:
    """What the cases of an agenda lack, in its order. Raises UnknownMeeting."""
    meeting = registry.meetings.get(meeting_id).meeting
    found = (of_case(registry, item.case_id, meeting=meeting) for item in meeting.agenda)
    return tuple(line for lines in found for line in lines)


def chase_list(registry: Registry, meeting_id: str) -> Mapping[str, tuple[ChaseLine, ...]]:
    """The open lines of a meeting by department, the earliest day first."""
    return by_department(of_meeting(registry, meeting_id))


def due_by(meeting: Meeting | None) -> date | None:
    """The day by which answers are wanted for a meeting."""
    if meeting is None:
        return None
    return meeting.date.earliest - timedelta(days=board_rules().chase.due_before_meeting)


def ask(registry: Registry, case_id: str, *, item: str, asked: Asked | None = None) -> ChaseLine:
    """Note that a department was asked; for an item of the minimum data set, the one that answers.

    Without ``asked``, by the day that the next meeting on whose agenda the case stands sets, or
    today. Raises WordNeeded for an unknown item, UnknownCase, NotAllowed.
    """
    step = asked or _usual(registry, case_id, item=item)
    _note(registry, case_id, item=item, step=step)
    return line_of(registry, case_id, item=item)


def _usual(registry: Registry, case_id: str, *, item: str) -> Asked:
    known = data_set().item(item)
    if known is None:
        raise WordNeeded
    today = clock.today()
    due = due_by(readiness.next_meeting_of(registry, case_id))
    return Asked(
        department=known.who,
        label=known.label,
        on=today,
        due=max(due, today) if due is not None else today,
    )


def remind(registry: Registry, case_id: str, *, item: str, note: str | None = None) -> ChaseLine:
    """Note that they were reminded. Raises NotAsked, NotAllowed."""
    _refuse_unasked(registry, case_id, item=item)
    _note(registry, case_id, item=item, step=Reminded(on=clock.today(), note=note))
    return line_of(registry, case_id, item=item)


def came_back(registry: Registry, case_id: str, *, item: str, note: str | None = None) -> Readiness:
    """Tick an answer that came back, asked for or not, and check the case again.

    If the case does not hold the answer yet, the line stays as *back, not entered*. Raises
    WordNeeded for an unknown item nobody was asked for, NotAllowed.
    """
    with registry.transaction():
        if item not in {stored.entry.item for stored in registry.chases.of_case(case_id)}:
            _note(registry, case_id, item=item, step=_usual(registry, case_id, item=item))
        _note(registry, case_id, item=item, step=CameBack(on=clock.today(), note=note))
    meeting = readiness.next_meeting_of(registry, case_id)
    return readiness.of_case(registry, case_id, meeting=meeting)


def drop(registry: Registry, case_id: str, *, item: str, reason: str) -> ChaseLine:
    """Note that an answer is not needed any more. Raises NotAsked, WordNeeded, NotAllowed."""
    if not reason.strip():
        raise WordNeeded
    _refuse_unasked(registry, case_id, item=item)
    _note(registry, case_id, item=item, step=Dropped(on=clock.today(), reason=reason))
    return line_of(registry, case_id, item=item)


def line_of(registry: Registry, case_id: str, *, item: str) -> ChaseLine:
    """The line of one item. Raises NotAsked if nothing is open and nobody was asked."""
    meeting = readiness.next_meeting_of(registry, case_id)
    for line in of_case(registry, case_id, meeting=meeting):
        if line.item == item:
            return line
    raise NotAsked


def reminders_due(
    registry: Registry, case_ids: Iterable[str] | None = None
) -> tuple[ChaseLine, ...]:
    """The lines for which a reminder should go out today, of all cases that were ever chased."""
    rules = board_rules().chase
    limits = Limits(rules.due_before_meeting, rules.remind_before_due, rules.remind_again)
    today = clock.today()
    wanted = registry.chases.cases() if case_ids is None else tuple(case_ids)
    lines = (line for case_id in wanted for line in of_case(registry, case_id))
    return tuple(line for line in lines if line.wants_reminder(today, limits))


def _refuse_unasked(registry: Registry, case_id: str, *, item: str) -> None:
    if item not in {stored.entry.item for stored in registry.chases.of_case(case_id)}:
        raise NotAsked


def _note(registry: Registry, case_id: str, *, item: str, step: Step) -> None:
    roles.require(registry, roles.EDITORS)
    entry = ChaseEntry(case_id=case_id, item=item, step=step)
    newest = registry.cases.history(case_id)[-1].number
    registry.chases.add(entry, revision=newest, by=registry.user, at=clock.now())
