"""Follow-through: the action ledger, who was told, whether plans were followed, later facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nenboard.domain.follow_up import (
    Entry,
    FollowUp,
    LedgerLine,
    OutcomeAddendum,
    PlanQuestion,
    TellLine,
    communication,
    ledger,
    questions,
)
from nenboard.registry.folder import Registry
from nenboard.registry.follow_ups import StoredFollowUp
from nenboard.registry.outcomes import StoredOutcome
from nenboard.workflow import clock, outcomes, roles
from nenboard.workflow.board_errors import NotSigned, UnknownAction
from nenboard.workflow.board_rules import board_rules


def enter(registry: Registry, meeting_id: str, *, case_id: str, entry: Entry) -> StoredFollowUp:
    """Note that an action was done, moved, withdrawn or reopened, that somebody was told, whether
    the plan was followed, or a later fact beside a signed outcome.

    Raises NoOutcome, UnknownAction, NotSigned for an addendum to an unsigned outcome, NotAllowed.
    """
    roles.require(registry, roles.EDITORS)
    stored = outcomes.newest(registry, meeting_id, case_id=case_id)
    action = getattr(entry, "action", None)
    if action is not None and stored.outcome.action(action) is None:
        raise UnknownAction(action)
    if isinstance(entry, OutcomeAddendum) and not stored.is_signed:
        raise NotSigned
    follow_up = FollowUp(case_id=case_id, meeting_id=meeting_id, entry=entry)
    newest = registry.cases.history(case_id)[-1].number
    return registry.follow_ups.add(follow_up, revision=newest, by=registry.user, at=clock.now())


def entries(registry: Registry, stored: StoredOutcome) -> tuple[FollowUp, ...]:
    """What was entered about an outcome, oldest first."""
    found = registry.follow_ups.of(stored.case_id, stored.meeting_id)
    return tuple(one.follow_up for one in found)


def addenda(registry: Registry, meeting_id: str, *, case_id: str) -> tuple[StoredFollowUp, ...]:
    """The dated addenda beside a signed outcome, oldest first."""
    found = registry.follow_ups.of(case_id, meeting_id)
    return tuple(one for one in found if isinstance(one.follow_up.entry, OutcomeAddendum))


def action_ledger(
    registry: Registry, *, meeting_id: str | None = None, case_id: str | None = None
) -> tuple[LedgerLine, ...]:
    """Every action as it stands now: of a meeting, of a case, or of all; the earliest day first."""
    lines = [
        line
        for stored, found in _discussions(registry, meeting_id=meeting_id, case_id=case_id)
        for line in ledger(stored.outcome, found)
    ]
    return tuple(sorted(lines, key=_by_day))


def _by_day(line: LedgerLine) -> tuple[date, str, str]:
    due = line.action.due
    return due.latest if due is not None else date.max, line.case_id, line.action.id


def communications(
    registry: Registry, *, meeting_id: str | None = None, case_id: str | None = None
) -> tuple[TellLine, ...]:
    """Who was to be told, and who was."""
    return tuple(
        line
        for stored, found in _discussions(registry, meeting_id=meeting_id, case_id=case_id)
        for line in communication(stored.outcome, found)
    )


def plan_questions(registry: Registry, *, case_id: str | None = None) -> tuple[PlanQuestion, ...]:
    """Every later question about a plan, asked or still to come, the earliest first.

    Only signed outcomes are asked after. Raises LocalFileFaulty.
    """
    days = board_rules().follow_up_days
    asked = [
        question
        for stored, found in _discussions(registry, case_id=case_id)
        if stored.is_signed
        for question in questions(stored.outcome, found, after_days=days)
    ]
    return tuple(sorted(asked, key=lambda one: (one.asked_on, one.case_id)))


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """A question that is due; a recorded death is said with it, since it may be the answer."""

    question: PlanQuestion
    has_died: bool


def due_questions(registry: Registry) -> tuple[DueQuestion, ...]:
    """The questions whose day has come and that nobody answered."""
    today = clock.today()
    return tuple(
        DueQuestion(one, _has_died(registry, one.case_id))
        for one in plan_questions(registry)
        if one.answer is None and one.asked_on <= today
    )


def _has_died(registry: Registry, case_id: str) -> bool:
    return registry.cases.get(case_id).case.patient.vital.died is not None


def _discussions(
    registry: Registry, *, meeting_id: str | None = None, case_id: str | None = None
) -> Iterator[tuple[StoredOutcome, tuple[FollowUp, ...]]]:
    """The newest version of each discussion, with what was entered about it."""
    if meeting_id is None and case_id is None:
        entered = registry.follow_ups.by_discussion()
        for one in registry.outcomes.all():
            found = entered.get((one.case_id, one.meeting_id), ())
            yield one, tuple(entry.follow_up for entry in found)
        return
    if meeting_id is not None:
        wanted = registry.outcomes.of_meeting(meeting_id)
    else:
        wanted = registry.outcomes.of_case(case_id or "")
    for one in wanted:
        if case_id in {None, one.case_id}:
            yield one, entries(registry, one)
