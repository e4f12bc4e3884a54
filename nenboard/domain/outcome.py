"""The outcome of a discussion: result, plan, basis, actions and who is told (items 91-96).

An outcome is typed live, so every part may still be open; `sign_off.open_points` says what a
signature needs. The answer of the algorithm stays apart: lines of the plan only point to it.
"""

from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, Field, model_validator

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.board import Attendee
from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import (
    NO_TREATMENT,
    Basis,
    Channel,
    DeferralCause,
    DepartureReason,
    PlanKind,
    Recipient,
    Result,
)


class AdviceRef(Value):
    """Which answer of the algorithm lay before the board."""

    number: Annotated[int, Field(ge=1)]
    case_revision: Annotated[int, Field(ge=1)]
    release_id: Text
    release_version: Text
    release_sha256: Text


class OptionRef(Value):
    """An option of that answer, and its strength as it was shown; None while it is conditional."""

    node: Text
    option: Text
    strength: Text | None = None


class DiscussionRef(Value):
    """The discussion whose outcome is taken up again, at the version that was known."""

    meeting_id: Key
    version: Annotated[int, Field(ge=1)]


class PlanLine(Value):
    """A line of the plan, in the order of preference.

    `alternative_to` names the line that this one was offered beside. `if_condition` says when it
    holds. `trial` is the registry number or name of a trial.
    """

    id: Key
    text: Prose
    kind: PlanKind | None = None
    alternative_to: Key | None = None
    if_condition: Prose | None = None
    basis: Basis | None = None
    option: OptionRef | None = None
    trial: Text | None = None

    @property
    def is_treatment(self) -> bool:
        """Whether it answers a question about treatment; a line without a kind counts as one."""
        return self.kind not in NO_TREATMENT

    @property
    def has_basis(self) -> bool:
        """Whether it says what it rests on: which option, which trial, or a consensus."""
        if self.basis is Basis.ALGORITHM:
            return self.option is not None
        return self.basis is Basis.CONSENSUS or (self.basis is Basis.TRIAL and bool(self.trial))


class Condition(Value):
    """On what an agreed plan depends, and by when it is known."""

    text: Prose
    due: PartialDate | None = None


class Deferral(Value):
    """Why a case was deferred, who brings what is lacking, and when the case comes back.

    It returns to a meeting that is planned, or to the first one on or after a day.
    """

    cause: DeferralCause | None = None
    words: Prose | None = None
    owner: Text | None = None
    returns_to: Key | None = None
    returns_on: PartialDate | None = None


class Departure(Value):
    """Why the board decided otherwise than the rule set lists."""

    reason: DepartureReason
    words: Prose | None = None


class PlannedAction(Value):
    """Something to be done: what, by whom, by when. Its state stands in the action ledger."""

    id: Key
    what: Prose
    owner: Text | None = None
    due: PartialDate | None = None


class Tell(Value):
    """Who tells whom of the outcome, how and by when; `not_needed` says why nobody has to."""

    to: Recipient
    who: Text | None = None
    how: Channel | None = None
    due: PartialDate | None = None
    not_needed: Prose | None = None

    @property
    def is_settled(self) -> bool:
        """Whether somebody tells them by a day, or nobody has to, for a reason."""
        return bool(self.not_needed) or (bool(self.who) and self.due is not None)


class Correction(Value):
    """Which version this one puts right, and why."""

    of_version: Annotated[int, Field(ge=1)]
    reason: Prose


class Outcome(Value):
    """What the board made of a case at a meeting, about one revision of the case.

    `chair` and `present` are as they were while the case was discussed. `minutes_spent` is in
    minutes. `has_no_actions` is the explicit answer that makes an empty list mean "none needed".
    """

    case_id: Key
    meeting_id: Key
    revision: Annotated[int, Field(ge=1)]
    question: Prose | None = None
    result: Result | None = None
    condition: Condition | None = None
    deferral: Deferral | None = None
    protocol: Text | None = None
    returned_because: Prose | None = None
    plan: tuple[PlanLine, ...] = ()
    departure: Departure | None = None
    actions: tuple[PlannedAction, ...] = ()
    has_no_actions: bool = False
    tell: tuple[Tell, ...] = ()
    advice: AdviceRef | None = None
    earlier: DiscussionRef | None = None
    chair: Text | None = None
    present: tuple[Attendee, ...] = ()
    minutes_spent: Annotated[Decimal, Field(ge=0, le=600)] | None = None
    decided: PartialDate | None = None
    correction: Correction | None = None

    @model_validator(mode="after")
    def _joints_hold(self) -> "Outcome":
        lines = [line.id for line in self.plan]
        if len(set(lines)) != len(lines):
            raise ValueError("two lines of the plan carry the same key")
        known = set(lines)
        if any(line.alternative_to not in {None, *known - {line.id}} for line in self.plan):
            raise ValueError("an alternative names a line that is not in the plan")
        actions = [action.id for action in self.actions]
        if len(set(actions)) != len(actions):
            raise ValueError("two actions carry the same key")
        told = [tell.to for tell in self.tell]
        if len(set(told)) != len(told):
            raise ValueError("a recipient is told once")
        return self

    @property
    def has_plan(self) -> bool:
        """Whether its result is a plan, which is asked after later."""
        return self.result in {Result.AGREED, Result.CONDITIONAL, Result.STANDARD_OF_CARE}

    @property
    def leading_line(self) -> PlanLine | None:
        """The first line about treatment that is no alternative."""
        lines = (line for line in self.plan if line.is_treatment and line.alternative_to is None)
        return next(lines, None)

    def action(self, key: str) -> PlannedAction | None:
        """The action of that key."""
        return next((action for action in self.actions if action.id == key), None)


class Typing(Value):
    """The field being typed in: its name, its text, which may be no value yet, and the caret."""

    field: Text
    text: Prose = ""
    caret: Annotated[int, Field(ge=0)] = 0


class OutcomeDraft(Value):
    """What stands in the outcome bar and is not yet a version, with the text being typed.

    `rough` are texts of fields that were left and are no values yet.
    """

    outcome: Outcome
    base_version: Annotated[int, Field(ge=0)] = 0
    typing: Typing | None = None
    rough: tuple[Typing, ...] = ()


class Cursor(Value):
    """Where a running meeting is: the case shown, since when, and minutes spent on each case.

    `is_on_break` shows no patient. `since` is None while the timer stands still.
    """

    meeting_id: Key
    case_id: Key | None = None
    since: AwareDatetime | None = None
    seconds: tuple[tuple[Key, Annotated[int, Field(ge=0)]], ...] = ()
    is_on_break: bool = False
    field: Text | None = None
    caret: Annotated[int, Field(ge=0)] = 0
