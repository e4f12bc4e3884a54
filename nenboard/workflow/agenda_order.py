"""A suggested order of an agenda with its reasons and times; applied only when it is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from nenboard.domain.agenda import (
    END_OF_TIME,
    Costs,
    Slot,
    Stop,
    cost,
    expert_waits,
    schedule,
)
from nenboard.domain.agenda_order import suggest
from nenboard.domain.board import AgendaItem, GuestSlot, Meeting, Pause
from nenboard.domain.board_rules import BoardRules, ComplexityPoint
from nenboard.domain.terms import Triage
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.workflow import clock
from nenboard.workflow.board_errors import NoOrder
from nenboard.workflow.board_rules import board_rules
from nenboard.workflow.meeting import change_meeting


class Reason(StrEnum):
    """Why a case stands where it does."""

    GUEST = "guest"
    PINNED = "pinned"
    COMPLEX = "complex"
    SHARES_EXPERT = "shares_expert"
    NOT_DISCUSSED = "not_discussed"


@dataclass(frozen=True, slots=True)
class Placed:
    """A case in its time, what makes it complex, the roles it shares with the case before it."""

    item: AgendaItem
    slot: Slot
    reasons: tuple[Reason, ...]
    points: tuple[ComplexityPoint, ...] = ()
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """An agenda in time. Minutes; `waits` are those of each role between its cases.

    `over` is by how much the list is longer than the time there is; None if that is not set.
    """

    placed: tuple[Placed, ...]
    cost: int
    total: int
    over: int | None
    waits: dict[str, int]
    keeps_limits: bool
    is_best: bool = False

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases in this order."""
        return tuple(one.item.case_id for one in self.placed)

    @property
    def breaks(self) -> tuple[Pause, ...]:
        """The breaks proposed, each after a case."""
        pairs = zip(self.placed, self.placed[1:], strict=False)
        return tuple(
            Pause(after=before.item.case_id, minutes=after.slot.break_before)
            for before, after in pairs
            if after.slot.break_before
        )


def time_plan(registry: Registry, meeting_id: str) -> Plan:
    """The agenda as it is, in its time: when each case starts, with the breaks set by hand, or
    with those proposed where none was set.

    Raises UnknownMeeting, LocalFileFaulty.
    """
    agenda = _Agenda(registry, registry.meetings.get(meeting_id).meeting)
    set_breaks = {pause.after: pause.minutes for pause in agenda.meeting.pauses}
    return agenda.plan(agenda.meeting.agenda, breaks_after=set_breaks)


def suggest_order(registry: Registry, meeting_id: str) -> Plan:
    """A better order with its reasons; the agenda is left as it is until it is accepted.

    Cases for discussion come first, then standard of care, then those not ready, as they stood.
    Hard limits (times of guests, pinned places) are never broken. Raises NoOrder if none keeps
    them, UnknownMeeting, LocalFileFaulty.
    """
    agenda = _Agenda(registry, registry.meetings.get(meeting_id).meeting)
    discussed = [i for i in agenda.meeting.agenda if i.triage is Triage.DISCUSS]
    stops = [agenda.stop(item, place) for place, item in enumerate(discussed)]
    found = suggest(stops, agenda.costs)
    if found is None:
        raise NoOrder
    items = {item.case_id: item for item in discussed}
    order = [items[stop.case_id] for stop in found.order]
    for later in (Triage.STANDARD_OF_CARE, Triage.NOT_READY):
        order += [item for item in agenda.meeting.agenda if item.triage is later]
    return agenda.plan(order, is_best=found.is_best)


def accept_order(registry: Registry, meeting_id: str, *, plan: Plan) -> StoredMeeting:
    """Bring the agenda into a suggested order, with its breaks; new cases follow as they stand.

    Raises UnknownMeeting, NotAllowed.
    """
    stored = registry.meetings.get(meeting_id)
    place = {case_id: number for number, case_id in enumerate(plan.case_ids)}
    agenda = sorted(stored.meeting.agenda, key=lambda i: place.get(i.case_id, len(place)))
    there = {item.case_id for item in agenda}
    pauses = tuple(pause for pause in plan.breaks if pause.after in there)
    return change_meeting(registry, stored, agenda=tuple(agenda), pauses=pauses)


class _Agenda:
    """A meeting with what its rules say of each of its cases."""

    def __init__(self, registry: Registry, meeting: Meeting) -> None:
        self.meeting = meeting
        self.rules: BoardRules = board_rules()
        on = max(clock.today(), meeting.date.earliest)
        self.costs = self._costs(meeting)
        cases = {i.case_id: registry.cases.get(i.case_id).case for i in meeting.agenda}
        self.points = {key: self.rules.points_of(case, on) for key, case in cases.items()}
        self.experts = {
            item.case_id: self._experts(item, self.rules.experts_of(item, cases[item.case_id]))
            for item in meeting.agenda
        }

    def _costs(self, meeting: Meeting) -> Costs:
        """The rules of this list: whether it needs breaks depends on all of its cases."""
        whole = sum(self.rules.minutes_of(item) for item in meeting.agenda)
        order = self.rules.order
        never_or_always = END_OF_TIME if whole <= order.no_break_up_to else 0
        return order.model_copy(update={"no_break_up_to": never_or_always})

    @staticmethod
    def _experts(item: AgendaItem, roles: frozenset[str]) -> frozenset[str]:
        return roles if item.guest is None else roles | {item.guest.role.value}

    def stop(self, item: AgendaItem, place: int) -> Stop:
        """A case as the order sees it; a pinned one keeps this place."""
        earliest, latest = _window(self.meeting.starts, item.guest)
        return Stop(
            case_id=item.case_id,
            minutes=self.rules.minutes_of(item),
            complexity=sum(point.points for point in self.points[item.case_id]),
            experts=self.experts[item.case_id],
            place=place if item.is_pinned else None,
            **_limits(earliest, latest),
        )

    def plan(
        self,
        order: Sequence[AgendaItem],
        *,
        is_best: bool = False,
        breaks_after: Mapping[str, int] | None = None,
    ) -> Plan:
        """This order in its time."""
        stops = [self.stop(item, place) for place, item in enumerate(order)]
        slots = schedule(stops, self.costs, breaks_after=breaks_after)
        discussed = [s for i, s in zip(order, stops, strict=True) if i.triage is Triage.DISCUSS]
        total = slots[-1].ends if slots else 0
        budget = self.meeting.minutes
        return Plan(
            placed=tuple(self._placed(order, slots)),
            cost=cost(discussed, self.costs),
            total=total,
            over=max(total - budget, 0) if budget is not None else None,
            waits=expert_waits(discussed),
            keeps_limits=all(slot.keeps_limits for slot in slots),
            is_best=is_best,
        )

    def _placed(self, order: Sequence[AgendaItem], slots: Sequence[Slot]) -> list[Placed]:
        before: frozenset[str] = frozenset()
        found = []
        for item, slot in zip(order, slots, strict=True):
            experts = self.experts[item.case_id]
            shared, points = experts & before, self.points[item.case_id]
            reasons = _reasons(item, has_points=bool(points), is_shared=bool(shared))
            found.append(Placed(item, slot, reasons, points, shared))
            before = experts
        return found


def _reasons(item: AgendaItem, *, has_points: bool, is_shared: bool) -> tuple[Reason, ...]:
    if item.triage is not Triage.DISCUSS:
        return (Reason.NOT_DISCUSSED,)
    holds = {
        Reason.GUEST: item.guest is not None,
        Reason.PINNED: item.is_pinned,
        Reason.COMPLEX: has_points,
        Reason.SHARES_EXPERT: is_shared,
    }
    return tuple(reason for reason, is_so in holds.items() if is_so)


def _window(starts: time | None, guest: GuestSlot | None) -> tuple[int | None, int | None]:
    """The time of a guest in minutes after the start; without a start of the meeting, no limit."""
    if guest is None or starts is None:
        return None, None
    return _minutes(guest.starts, starts), _minutes(guest.ends, starts)


def _minutes(at: time | None, starts: time) -> int | None:
    if at is None:
        return None
    return (at.hour - starts.hour) * 60 + at.minute - starts.minute


def _limits(earliest: int | None, latest: int | None) -> dict[str, int]:
    limits = {"earliest": max(earliest, 0) if earliest is not None else None, "latest_end": latest}
    return {name: value for name, value in limits.items() if value is not None}
