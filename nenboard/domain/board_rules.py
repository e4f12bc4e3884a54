"""How a board works, as its local file says: time, quorum, complexity, experts, chasing."""

from datetime import date, time, timedelta
from typing import Annotated

from pydantic import Field

from nenboard.domain.agenda import Costs
from nenboard.domain.attendance import QuorumNeed
from nenboard.domain.base import Text, Value
from nenboard.domain.board import AgendaItem, Meeting
from nenboard.domain.case import Case
from nenboard.domain.case_conditions import Condition
from nenboard.domain.dates import PartialDate
from nenboard.domain.response.records import Conventions, NewLine, SurvivalFrom
from nenboard.domain.terms import BoardRole, QuestionTopic, Triage

Days = Annotated[int, Field(ge=0, le=3650)]


class MeetingDefaults(Value):
    """What a newly planned meeting begins with."""

    starts: time
    minutes: Annotated[int, Field(ge=1, le=600)]
    cut_off_days_before: Days
    cut_off_time: time


class ComplexityPoint(Value):
    """Points that a case gets if a condition holds."""

    points: Annotated[int, Field(ge=1)]
    label: Text
    when: Condition


class ChaseDays(Value):
    """When answers are wanted and reminders go out, in days."""

    due_before_meeting: Days
    remind_before_due: Days
    remind_again: Annotated[int, Field(ge=1)]


class EndPoints(Value):
    """The conventions of time end points; the usual ones where the file says nothing."""

    survival_from: SurvivalFrom = SurvivalFrom.LINE
    confirmation: bool = True
    new_line_before_progression: NewLine = NewLine.CENSOR

    def conventions(self) -> Conventions:
        """The same for the figures of a line."""
        return Conventions(
            survival_from=self.survival_from,
            confirmation=self.confirmation,
            new_line=self.new_line_before_progression,
        )


class BoardRules(Value):
    """The local file of the board with its version."""

    version: str
    meeting: MeetingDefaults
    minutes: dict[Triage, Annotated[int, Field(ge=0, le=120)]]
    order: Costs
    complexity: tuple[ComplexityPoint, ...]
    experts: dict[QuestionTopic, tuple[BoardRole, ...]]
    quorum: tuple[QuorumNeed, ...]
    chase: ChaseDays
    follow_up_days: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)]
    end_points: EndPoints = EndPoints()

    def minutes_of(self, item: AgendaItem) -> int:
        """The minutes planned for a case: those of the agenda, else those of its triage."""
        return self.minutes.get(item.triage, 0) if item.minutes is None else item.minutes

    def points_of(self, case: Case, on: date) -> tuple[ComplexityPoint, ...]:
        """What makes the case complex on that day."""
        return tuple(one for one in self.complexity if one.when.holds(case, on))

    def experts_of(self, item: AgendaItem, case: Case) -> frozenset[BoardRole]:
        """The roles that the case needs: as the agenda says, else after the question."""
        if item.experts is not None:
            return frozenset(item.experts)
        topics = case.referral.topics
        return frozenset(role for topic in topics for role in self.experts.get(topic, ()))

    def planned(self, key: str, day: PartialDate) -> Meeting:
        """A meeting on that day as this board usually holds it, with an empty agenda."""
        usual = self.meeting
        last = day.earliest - timedelta(days=usual.cut_off_days_before)
        return Meeting(
            id=key,
            date=day,
            starts=usual.starts,
            minutes=usual.minutes,
            cut_off=PartialDate.of(last),
            cut_off_time=usual.cut_off_time,
        )
