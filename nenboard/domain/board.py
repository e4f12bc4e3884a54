"""The board's side of a case: referral and question, the meeting, and its decision."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import YesNo
from nenboard.domain.terms import DiscussionType, QuestionTopic, Triage, Urgency


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


class AgendaItem(Value):
    """A case on the agenda, in the order it will be discussed."""

    case_id: Key
    triage: Triage = Triage.DISCUSS
    minutes: Annotated[int, Field(ge=0, le=120)] | None = None
    presenter: Text | None = None
    question: Prose | None = None


class Meeting(Value):
    """One meeting of the board with its agenda."""

    id: Key
    date: PartialDate
    place: Text | None = None
    chair: Text | None = None
    coordinator: Text | None = None
    cut_off: PartialDate | None = None
    agenda: tuple[AgendaItem, ...] = ()

    @model_validator(mode="after")
    def _each_case_once(self) -> "Meeting":
        ids = [item.case_id for item in self.agenda]
        if len(set(ids)) != len(ids):
            raise ValueError("a case stands on the agenda once")
        return self


class Verdict(StrEnum):
    """How the board's decision stands to what the algorithm lists."""

    FOLLOW = "follow"
    DIFFER = "differ"
    POSTPONE = "postpone"


class Decision(Value):
    """What the board decided about a revision of a case; the algorithm's answer stays apart."""

    case_id: Key
    revision: Annotated[int, Field(ge=1)]
    meeting_id: Key | None = None
    verdict: Verdict
    plan: Prose
    reason: Prose | None = None
    decided: PartialDate

    @model_validator(mode="after")
    def _departure_has_a_reason(self) -> "Decision":
        if self.verdict is not Verdict.FOLLOW and not (self.reason or "").strip():
            raise ValueError("a decision that differs or postpones needs its reason")
        return self
