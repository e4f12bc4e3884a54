"""What happens after a discussion: actions done, people told, plans followed, facts added.

Each is an entry of its own that nobody changes; the ledger is read off the entries in their order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Outcome, PlannedAction, Tell
from nenboard.domain.terms import Channel, Followed, NotFollowedReason, Recipient


class ActionDone(Value):
    """An action was carried out on a day."""

    kind: Literal["action_done"] = "action_done"
    action: Key
    on: PartialDate
    note: Prose | None = None


class ActionMoved(Value):
    """An action got another owner or date."""

    kind: Literal["action_moved"] = "action_moved"
    action: Key
    owner: Text
    due: PartialDate
    reason: Prose


class ActionWithdrawn(Value):
    """An action is not needed any more."""

    kind: Literal["action_withdrawn"] = "action_withdrawn"
    action: Key
    reason: Prose


class ActionReopened(Value):
    """An action that was closed by mistake is open again."""

    kind: Literal["action_reopened"] = "action_reopened"
    action: Key
    reason: Prose


class Told(Value):
    """Somebody was told of the outcome: by whom, how and when."""

    kind: Literal["told"] = "told"
    to: Recipient
    who: Text
    how: Channel
    on: PartialDate
    note: Prose | None = None


class PlanFollowed(Value):
    """The answer to the question asked so many days after the decision."""

    kind: Literal["plan_followed"] = "plan_followed"
    after_days: Annotated[int, Field(ge=1)]
    followed: Followed
    reason: NotFollowedReason | None = None
    words: Prose | None = None

    @model_validator(mode="after")
    def _says_why_not(self) -> "PlanFollowed":
        if self.followed is not Followed.FULLY and self.reason is None:
            raise ValueError("a plan that was not followed fully needs the reason")
        return self


class OutcomeAddendum(Value):
    """A later fact beside a signed outcome, which itself stays as it was signed."""

    kind: Literal["addendum"] = "addendum"
    text: Prose
    reason: Prose


Entry = Annotated[
    ActionDone
    | ActionMoved
    | ActionWithdrawn
    | ActionReopened
    | Told
    | PlanFollowed
    | OutcomeAddendum,
    Field(discriminator="kind"),
]


class FollowUp(Value):
    """An entry about the outcome of a case at a meeting."""

    case_id: Key
    meeting_id: Key
    entry: Entry


class ActionState(StrEnum):
    """Whether something to be done was done."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An action as it stands now, after what was entered about it."""

    case_id: str
    meeting_id: str
    action: PlannedAction
    state: ActionState
    closed_on: PartialDate | None = None
    moves: int = 0

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed while it is open; one without a day is not."""
        due = self.action.due
        return self.state is ActionState.OPEN and due is not None and due.latest < on


def ledger(outcome: Outcome, entries: Iterable[FollowUp]) -> tuple[LedgerLine, ...]:
    """The actions of an outcome as they stand after these entries, in the order of the outcome."""
    found = [follow_up.entry for follow_up in entries]
    return tuple(_line(outcome, action, entries=found) for action in outcome.actions)


def _line(outcome: Outcome, action: PlannedAction, *, entries: Sequence[Entry]) -> LedgerLine:
    state, closed, moves, now = ActionState.OPEN, None, 0, action
    for entry in entries:
        if getattr(entry, "action", None) != action.id:
            continue
        if isinstance(entry, ActionDone):
            state, closed = ActionState.DONE, entry.on
        elif isinstance(entry, ActionWithdrawn):
            state, closed = ActionState.WITHDRAWN, None
        elif isinstance(entry, ActionMoved):
            now = now.model_copy(update={"owner": entry.owner, "due": entry.due})
            moves += 1
        else:
            state, closed = ActionState.OPEN, None
    return LedgerLine(outcome.case_id, outcome.meeting_id, now, state, closed, moves)


@dataclass(frozen=True, slots=True)
class TellLine:
    """Who was to be told, and the entry that says they were; None while it is not recorded."""

    case_id: str
    meeting_id: str
    tell: Tell
    told: Told | None

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed and nothing says that they were told."""
        due = self.tell.due
        is_open = self.told is None and not self.tell.not_needed
        return is_open and due is not None and due.latest < on


def communication(outcome: Outcome, entries: Iterable[FollowUp]) -> tuple[TellLine, ...]:
    """For each recipient of an outcome: who tells, and whether it was done (the first record)."""
    told: dict[Recipient, Told] = {}
    for follow_up in entries:
        if isinstance(follow_up.entry, Told):
            told.setdefault(follow_up.entry.to, follow_up.entry)
    return tuple(
        TellLine(outcome.case_id, outcome.meeting_id, tell, told.get(tell.to))
        for tell in outcome.tell
    )


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """Was the plan followed? Asked on a day; the answer, if there is one (the newest counts)."""

    case_id: str
    meeting_id: str
    after_days: int
    asked_on: date
    answer: PlanFollowed | None


def questions(
    outcome: Outcome, entries: Iterable[FollowUp], *, after_days: Iterable[int]
) -> tuple[PlanQuestion, ...]:
    """The later questions about a plan; none for a case that was deferred or returned."""
    if not outcome.has_plan or outcome.decided is None:
        return ()
    answers = {
        follow_up.entry.after_days: follow_up.entry
        for follow_up in entries
        if isinstance(follow_up.entry, PlanFollowed)
    }
    start = outcome.decided.latest
    return tuple(
        PlanQuestion(
            outcome.case_id,
            outcome.meeting_id,
            days,
            start + timedelta(days=days),
            answers.get(days),
        )
        for days in after_days
    )
