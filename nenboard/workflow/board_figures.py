"""Figures of the board over a span of days: meetings, outcomes, concordance, follow-through."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nenboard.domain.board import Meeting
from nenboard.domain.concordance import Comparison, Tally, tally
from nenboard.domain.follow_up import ActionState
from nenboard.domain.terms import DeferralCause, DepartureReason, Followed, Result
from nenboard.registry.folder import Registry
from nenboard.registry.outcomes import StoredOutcome
from nenboard.workflow import advice, clock, follow_up


@dataclass(frozen=True, slots=True)
class Compared:
    """One signed outcome beside the answer of the algorithm: a line behind the figures."""

    case_id: str
    meeting_id: str
    comparison: Comparison
    departure: DepartureReason | None


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """What became of it: answers to the questions about plans, open and late actions and telling.

    `unanswered` counts questions whose day has come.
    """

    followed: Mapping[Followed, int]
    unanswered: int
    actions_open: int
    actions_overdue: int
    not_told: int


@dataclass(frozen=True, slots=True)
class BoardFigures:
    """Counts over the meetings of a span. Each can be followed down to its cases by the lists.

    `outcomes` and what follows count the newest version of each discussion; `compared` and
    `concordance` only those signed.
    """

    first: date
    last: date
    meetings: tuple[str, ...]
    listed: int
    late: int
    overridden: int
    outcomes: Mapping[Result, int]
    deferrals: Mapping[DeferralCause, int]
    unsigned: tuple[tuple[str, str], ...]
    corrected: int
    compared: tuple[Compared, ...]
    departures: Mapping[DepartureReason, int]
    after: FollowThrough

    @property
    def concordance(self) -> Tally:
        """How decisions stand to the algorithm."""
        return tally(one.comparison for one in self.compared)


def concordance_of(registry: Registry, meeting_ids: Sequence[str]) -> tuple[Compared, ...]:
    """Every signed outcome of these meetings beside the answer of the algorithm."""
    signed = (s for key in meeting_ids for s in registry.outcomes.of_meeting(key) if s.is_signed)
    return tuple(_compared(registry, stored) for stored in signed)


def figures(registry: Registry, first: date, *, last: date) -> BoardFigures:
    """The figures of the meetings held from one day to another, both included."""
    meetings = _held(registry, first, last=last)
    keys = tuple(meeting.id for meeting in meetings)
    found = tuple(stored for key in keys for stored in registry.outcomes.of_meeting(key))
    items = [item for meeting in meetings for item in meeting.agenda]
    compared = concordance_of(registry, keys)
    reasons = Counter(one.departure for one in compared if one.departure is not None)
    return BoardFigures(
        first=first,
        last=last,
        meetings=keys,
        listed=len(items),
        late=sum(item.late is not None for item in items),
        overridden=sum(item.override is not None for item in items),
        outcomes=Counter(s.outcome.result for s in found if s.outcome.result is not None),
        deferrals=Counter(_causes(found)),
        unsigned=tuple((s.meeting_id, s.case_id) for s in found if not s.is_signed),
        corrected=sum(s.outcome.correction is not None for s in found),
        compared=compared,
        departures=reasons,
        after=_follow_through(registry, keys),
    )


def _held(registry: Registry, first: date, *, last: date) -> tuple[Meeting, ...]:
    found = (stored.meeting for stored in registry.meetings.all())
    held = [m for m in found if first <= m.date.earliest <= last and m.started is not None]
    return tuple(sorted(held, key=lambda meeting: (meeting.date.earliest, meeting.id)))


def _causes(found: Sequence[StoredOutcome]) -> list[DeferralCause]:
    deferrals = (s.outcome.deferral for s in found if s.outcome.result is Result.DEFERRED)
    return [one.cause for one in deferrals if one is not None and one.cause is not None]


def _compared(registry: Registry, stored: StoredOutcome) -> Compared:
    departure = stored.outcome.departure
    return Compared(
        stored.case_id,
        stored.meeting_id,
        advice.comparison(registry, stored.outcome),
        departure.reason if departure is not None else None,
    )


def _follow_through(registry: Registry, keys: Sequence[str]) -> FollowThrough:
    today = clock.today()
    wanted = set(keys)
    questions = [q for q in follow_up.plan_questions(registry) if q.meeting_id in wanted]
    actions = [a for key in keys for a in follow_up.action_ledger(registry, meeting_id=key)]
    tells = [t for key in keys for t in follow_up.communications(registry, meeting_id=key)]
    return FollowThrough(
        followed=Counter(q.answer.followed for q in questions if q.answer is not None),
        unanswered=sum(q.answer is None and q.asked_on <= today for q in questions),
        actions_open=sum(a.state is ActionState.OPEN for a in actions),
        actions_overdue=sum(a.is_overdue(today) for a in actions),
        not_told=sum(t.is_overdue(today) for t in tells),
    )
