"""The order of an agenda and what it costs: when each case starts, breaks, who waits.

A *stop* is a case with its minutes. Times are minutes after the start of the meeting. A break is
taken before the first case that would keep the room longer than `Costs.longest_stretch` without
one. A case whose guest is not there yet waits for the guest; a case never starts before its
earliest start, ends after its latest end, or leaves its pinned place: those limits are hard.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nenboard.domain.base import Value

END_OF_TIME: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Stop:
    """A case to be put in order: its minutes, how complex it is, which roles it needs.

    `earliest` and `latest_end` are the hard limits of a guest; `place` is the pinned place from 0.
    """

    case_id: str
    minutes: int
    complexity: int = 0
    experts: frozenset[str] = frozenset()
    earliest: int = 0
    latest_end: int = END_OF_TIME
    place: int | None = None


class Costs(Value):
    """What an order is judged by, from the local file. All weights are per minute.

    `late_complexity`: a point of complexity that starts a minute later. `expert_waits`: an expert
    who sits through a minute between two of their cases. `idle`: a minute in which the room waits
    for a guest. A break of `break_minutes` comes at the latest after `longest_stretch` minutes of
    discussion, unless the whole list is no longer than `no_break_up_to`.
    """

    late_complexity: int
    expert_waits: int
    idle: int
    break_minutes: int
    longest_stretch: int
    no_break_up_to: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A case in its time; `break_before` and `idle_before` are minutes spent before it starts."""

    stop: Stop
    starts: int
    break_before: int
    idle_before: int

    @property
    def ends(self) -> int:
        """When it is over."""
        return self.starts + self.stop.minutes

    @property
    def keeps_limits(self) -> bool:
        """Whether the guest is there for all of it."""
        return self.stop.earliest <= self.starts and self.ends <= self.stop.latest_end


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and minutes of discussion since the last break; the state a schedule runs on."""

    minute: int = 0
    stretch: int = 0

    def after(self, pause: int) -> "Clock":
        """The clock after a break, which rests the room; none leaves it as it is."""
        return Clock(self.minute + pause, 0) if pause else self


def step(stop: Stop, clock: Clock, *, costs: Costs, has_breaks: bool) -> tuple[Slot, Clock]:
    """The next case in its time, and the clock after it. Waiting for a guest rests the room too."""
    is_long = clock.stretch > 0 and clock.stretch + stop.minutes > costs.longest_stretch
    pause = costs.break_minutes if has_breaks and is_long else 0
    ready = clock.minute + pause
    idle = max(stop.earliest - ready, 0)
    starts = ready + idle
    stretch = stop.minutes if pause or idle >= costs.break_minutes else clock.stretch + stop.minutes
    return Slot(stop, starts, pause, idle), Clock(starts + stop.minutes, stretch)


def wants_breaks(stops: Iterable[Stop], costs: Costs) -> bool:
    """Whether the list is so long that the room needs a break."""
    return sum(stop.minutes for stop in stops) > costs.no_break_up_to


def schedule(
    stops: Sequence[Stop], costs: Costs, *, breaks_after: Mapping[str, int] | None = None
) -> tuple[Slot, ...]:
    """Each case of this order in its time, with the breaks set by hand if there are any.

    `breaks_after` gives the minutes of a break after a case; without one, breaks are proposed.
    """
    has_breaks = wants_breaks(stops, costs) and not breaks_after
    clock, slots, pause = Clock(), [], 0
    for stop in stops:
        slot, clock = step(stop, clock.after(pause), costs=costs, has_breaks=has_breaks)
        slots.append(replace(slot, break_before=slot.break_before + pause))
        pause = (breaks_after or {}).get(stop.case_id, 0)
    return tuple(slots)


def keeps_limits(stops: Sequence[Stop], costs: Costs) -> bool:
    """Whether no hard limit is broken in this order."""
    slots = schedule(stops, costs)
    in_place = all(s.place in {None, place} for place, s in enumerate(stops))
    return in_place and all(slot.keeps_limits for slot in slots)


def cost(stops: Sequence[Stop], costs: Costs) -> int:
    """What this order costs by the local weights; less is better."""
    slots = schedule(stops, costs)
    late = sum(slot.stop.complexity * slot.starts for slot in slots)
    idle = sum(slot.idle_before for slot in slots)
    waits = sum(expert_waits(stops).values())
    return costs.late_complexity * late + costs.expert_waits * waits + costs.idle * idle


def expert_waits(stops: Sequence[Stop]) -> dict[str, int]:
    """For each role, the minutes of other cases between its first and its last one."""
    waits: dict[str, int] = {}
    for expert in sorted({expert for stop in stops for expert in stop.experts}):
        places = [place for place, stop in enumerate(stops) if expert in stop.experts]
        between = stops[places[0] : places[-1]]
        waits[expert] = sum(stop.minutes for stop in between if expert not in stop.experts)
    return waits
