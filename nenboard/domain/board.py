"""The board's side of a case: referral and question, the meeting, and how it decided."""

from datetime import datetime, time
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, model_validator

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import YesNo
from nenboard.domain.terms import (
    AgendaChangeKind,
    BoardRole,
    DiscussionType,
    MeetingState,
    Presence,
    QuestionTopic,
    Triage,
    Urgency,
)


class Referral(Value):
    """Who asks the board what, and what has to be shown (minimum data set, items 6-18)."""

    referrer: Text | None = None
    hospital: Text | None = None
    contact: Text | None = None
    key_worker: Text | None = None
    referred: PartialDate | None = None
    target_meeting: PartialDate | None = None
    discussion: DiscussionType | None = None
    topics: tuple[QuestionTopic, ...] = ()
    question: Prose | None = None
    what_is_new: Prose | None = None
    images_to_show: Prose | None = None
    slides_to_show: Prose | None = None
    urgency: Urgency | None = None
    presenter: Text | None = None
    knows_patient_attends: YesNo = None


class LateAddition(Value):
    """A case put on the agenda after the cut-off: which clinician wanted it, and why."""

    by: Text
    reason: Prose
    at: AwareDatetime


class Override(Value):
    """A clinician lists a case although an answer that it needs is missing or too old."""

    by: Text
    reason: Prose
    at: AwareDatetime


class NotReady(Value):
    """Why a case cannot be discussed yet, who puts it right, and by when."""

    cause: Prose
    owner: Text | None = None
    due: PartialDate | None = None


class GuestSlot(Value):
    """Somebody who comes for one case only, between two times of the day; a hard limit."""

    name: Text
    role: BoardRole = BoardRole.GUEST
    starts: time | None = None
    ends: time | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "GuestSlot":
        if self.starts is not None and self.ends is not None and self.ends <= self.starts:
            raise ValueError("the time of a guest ends after it starts")
        return self


class AgendaItem(Value):
    """A case on the agenda, in the order it will be discussed.

    `experts` are the roles needed; None derives them from the question. `is_pinned` keeps the item
    in its place when an order is suggested. `protocol` and `confirmed_by` belong to the standard of
    care. `earlier` is the meeting whose decision is taken up again, `returns_from` the one that
    deferred the case.
    """

    case_id: Key
    triage: Triage = Triage.DISCUSS
    minutes: Annotated[int, Field(ge=0, le=120)] | None = None
    presenter: Text | None = None
    question: Prose | None = None
    what_is_new: Prose | None = None
    experts: tuple[BoardRole, ...] | None = None
    guest: GuestSlot | None = None
    is_pinned: bool = False
    protocol: Text | None = None
    confirmed_by: Text | None = None
    not_ready: NotReady | None = None
    late: LateAddition | None = None
    override: Override | None = None
    earlier: Key | None = None
    returns_from: Key | None = None


class Attendee(Value):
    """Somebody who sits at a meeting, in one role; when they came and left, if not all the time."""

    name: Text
    role: BoardRole
    presence: Presence = Presence.EXPECTED
    came: AwareDatetime | None = None
    left: AwareDatetime | None = None

    def is_there(self, at: datetime) -> bool:
        """Whether they were in the room at a moment."""
        has_come = self.came is None or self.came <= at
        return self.presence is Presence.PRESENT and has_come and not self.has_left(at)

    def has_left(self, at: datetime) -> bool:
        """Whether they had gone by then."""
        return self.left is not None and self.left <= at


class Pause(Value):
    """A break after a case of the agenda."""

    after: Key
    minutes: Annotated[int, Field(ge=1, le=60)]


class Freeze(Value):
    """An edition of the agenda that was sent out: its number, and the revision that holds it."""

    version: Annotated[int, Field(ge=1)]
    revision: Annotated[int, Field(ge=1)]
    by: Text
    at: AwareDatetime


class AgendaChange(Value):
    """One thing that differs between two states of an agenda; it holds no patient text."""

    kind: AgendaChangeKind
    case_id: Key | None = None


class Addendum(Value):
    """A dated change of a frozen agenda; numbers count from 1 within the edition it changes."""

    number: Annotated[int, Field(ge=1)]
    version: Annotated[int, Field(ge=1)]
    by: Text
    at: AwareDatetime
    changes: tuple[AgendaChange, ...]


class Meeting(Value):
    """One meeting of the board with its agenda.

    `minutes` is the time there is, breaks included. A meeting runs from `started` to `finished`.
    """

    id: Key
    date: PartialDate
    starts: time | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    place: Text | None = None
    chair: Text | None = None
    coordinator: Text | None = None
    cut_off: PartialDate | None = None
    cut_off_time: time | None = None
    attendance: tuple[Attendee, ...] = ()
    pauses: tuple[Pause, ...] = ()
    editions: tuple[Freeze, ...] = ()
    addenda: tuple[Addendum, ...] = ()
    started: AwareDatetime | None = None
    finished: AwareDatetime | None = None
    agenda: tuple[AgendaItem, ...] = ()

    @model_validator(mode="after")
    def _each_case_once(self) -> "Meeting":
        ids = [item.case_id for item in self.agenda]
        if len(set(ids)) != len(ids):
            raise ValueError("a case stands on the agenda once")
        return self

    @property
    def is_frozen(self) -> bool:
        """Whether an edition was sent out, so that changes are dated addenda."""
        return bool(self.editions)

    @property
    def edition(self) -> Freeze | None:
        """The newest edition that was sent out."""
        return self.editions[-1] if self.editions else None

    @property
    def state(self) -> MeetingState:
        """How far it is."""
        if self.finished is not None:
            return MeetingState.FINISHED
        if self.started is not None:
            return MeetingState.RUNNING
        return MeetingState.FROZEN if self.is_frozen else MeetingState.PLANNED

    def item(self, case_id: str) -> AgendaItem | None:
        """What the agenda says of a case, if it stands there."""
        return next((item for item in self.agenda if item.case_id == case_id), None)


class Verdict(StrEnum):
    """How the board's decision stands to what the algorithm lists."""

    FOLLOW = "follow"
    DIFFER = "differ"
    POSTPONE = "postpone"
