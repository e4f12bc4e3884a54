"""What the board shows at a glance: will the meeting work? Each figure names its rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from nenboard.domain.attendance import Quorum
from nenboard.domain.chase import ChaseLine
from nenboard.domain.follow_up import ActionState, LedgerLine
from nenboard.domain.readiness import Readiness, Status
from nenboard.domain.terms import Triage
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.registry.outcomes import StoredOutcome
from nenboard.workflow import agenda_order, chase, clock, follow_up, readiness, returns, sitting
from nenboard.workflow.agenda_order import Plan


@dataclass(frozen=True, slots=True)
class Board:
    """A meeting with everything its page shows, read in one go.

    `actions` are all open ones of earlier meetings too; `waiting` the deferred cases on no agenda.
    """

    stored: StoredMeeting
    readiness: Mapping[str, Readiness]
    plan: Plan
    quorum: Quorum
    chase: tuple[ChaseLine, ...]
    actions: tuple[LedgerLine, ...]
    overdue: tuple[LedgerLine, ...]
    waiting: tuple[StoredOutcome, ...]
    unfinished: sitting.Unfinished

    @property
    def triage(self) -> Mapping[Triage, int]:
        """How many cases are dealt with how."""
        return Counter(item.triage for item in self.stored.meeting.agenda)

    @property
    def to_discuss(self) -> Mapping[Status, int]:
        """How many of the cases for discussion are ready, to be looked at, blocked, overridden."""
        discussed = (i for i in self.stored.meeting.agenda if i.triage is Triage.DISCUSS)
        return Counter(self.readiness[item.case_id].status for item in discussed)

    @property
    def late(self) -> tuple[str, ...]:
        """Cases added after the cut-off."""
        return tuple(i.case_id for i in self.stored.meeting.agenda if i.late is not None)


def board(registry: Registry, meeting_id: str) -> Board:
    """Everything the page of a meeting shows. Raises UnknownMeeting, LocalFileFaulty."""
    today = clock.today()
    open_actions = tuple(
        line for line in follow_up.action_ledger(registry) if line.state is ActionState.OPEN
    )
    return Board(
        stored=registry.meetings.get(meeting_id),
        readiness=readiness.of_meeting(registry, meeting_id),
        plan=agenda_order.time_plan(registry, meeting_id),
        quorum=sitting.quorum_of(registry, meeting_id),
        chase=chase.of_meeting(registry, meeting_id),
        actions=open_actions,
        overdue=tuple(line for line in open_actions if line.is_overdue(today)),
        waiting=returns.waiting(registry),
        unfinished=sitting.unfinished(registry, meeting_id),
    )
