"""A suggested order: the cheapest one for short lists, a near one for long lists.

What remains to be paid depends only on which cases were taken and on the clock, not on their
order. So lists of up to `EXACT` cases are searched through over sets of cases (Held and Karp,
1962), which finds the best order. For longer lists the same search keeps only the most promising
states at each length, and the order found is improved by moving single cases and pairs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from nenboard.domain.agenda import (
    END_OF_TIME,
    Clock,
    Costs,
    Slot,
    Stop,
    cost,
    keeps_limits,
    step,
    wants_breaks,
)

EXACT: Final = 10
_WIDTH: Final = 120
"""States kept for each number of cases taken, on long lists."""
_MOST_TRIED: Final = 4000
"""Orders looked at when the order of a long list is improved."""


@dataclass(frozen=True, slots=True)
class Found:
    """An order that keeps every hard limit, its cost, and whether no order is cheaper."""

    order: tuple[Stop, ...]
    cost: int
    is_best: bool


@dataclass(frozen=True, slots=True)
class _State:
    """Cases taken (a bit for each), the clock, what was paid, and in which order."""

    taken: int
    clock: Clock
    paid: int
    order: tuple[int, ...]


class _Search:
    """The pieces of the search that do not change from state to state."""

    def __init__(self, stops: Sequence[Stop], costs: Costs) -> None:
        self.stops, self.costs = tuple(stops), costs
        self.has_breaks = wants_breaks(stops, costs)
        self.everything = (1 << len(self.stops)) - 1
        experts = sorted({expert for stop in stops for expert in stop.experts})
        self.needed_by = [self._bits(expert) for expert in experts]
        ranked = sorted(stops, key=lambda s: (-s.complexity / max(s.minutes, 1), s.case_id))
        self.by_weight = [self.stops.index(stop) for stop in ranked]
        ends = [n for n, stop in enumerate(stops) if stop.latest_end < END_OF_TIME]
        self.by_end = sorted(ends, key=lambda n: stops[n].latest_end)
        self.place_of = {
            stop.place: number for number, stop in enumerate(stops) if stop.place is not None
        }

    def _bits(self, expert: str) -> int:
        return sum(1 << n for n, stop in enumerate(self.stops) if expert in stop.experts)

    def next_states(self, state: _State) -> Iterable[_State]:
        """Every state one case further that keeps the hard limits."""
        place = len(state.order)
        waiting = self._waiting(state.taken)
        pinned = self.place_of.get(place)
        for number, stop in enumerate(self.stops):
            if state.taken >> number & 1:
                continue
            if pinned != number and (pinned is not None or stop.place is not None):
                continue
            slot, clock = step(stop, state.clock, costs=self.costs, has_breaks=self.has_breaks)
            taken = state.taken | 1 << number
            if slot.keeps_limits and self._can_keep(taken, clock.minute):
                yield _State(
                    taken,
                    clock,
                    state.paid + self._price(slot, number, waiting=waiting),
                    (*state.order, number),
                )

    def _can_keep(self, taken: int, now: int) -> bool:
        """Whether the guests still to come could all be done in time, if nobody else were taken."""
        for number in self.by_end:
            if not taken >> number & 1:
                now += self.stops[number].minutes
                if now > self.stops[number].latest_end:
                    return False
        return True

    def _waiting(self, taken: int) -> list[int]:
        """The cases of each expert who has begun and is not done."""
        return [bits for bits in self.needed_by if bits & taken and bits & ~taken]

    def _price(self, slot: Slot, number: int, *, waiting: list[int]) -> int:
        stop, costs = slot.stop, self.costs
        sitting = sum(not bits >> number & 1 for bits in waiting)
        return (
            costs.late_complexity * stop.complexity * slot.starts
            + costs.expert_waits * sitting * stop.minutes
            + costs.idle * slot.idle_before
        )

    def run(self, width: int | None) -> _State | None:
        """The cheapest last state; with a width, of those that were kept."""
        layer = {(0, Clock()): _State(0, Clock(), 0, ())}
        for _taken in self.stops:
            following: dict[tuple[int, Clock], _State] = {}
            for state in layer.values():
                for found in self.next_states(state):
                    key = (found.taken, found.clock)
                    if key not in following or _order(found) < _order(following[key]):
                        following[key] = found
            layer = following if width is None else self._narrowed(following, width)
        return min(layer.values(), key=_order, default=None)

    def _narrowed(
        self, layer: dict[tuple[int, Clock], _State], width: int
    ) -> dict[tuple[int, Clock], _State]:
        """The most promising states: what was paid, and at least what the rest will cost."""
        kept = sorted(layer.items(), key=lambda one: self._promise(one[1]))
        return dict(kept[:width])

    def _promise(self, state: _State) -> tuple[int, tuple[int, ...]]:
        """Paid so far, and the rest as if nobody waited: by complexity for each minute."""
        now, expected = state.clock.minute, state.paid
        for number in self.by_weight:
            if not state.taken >> number & 1:
                stop = self.stops[number]
                expected += self.costs.late_complexity * stop.complexity * now
                now += stop.minutes
        return expected, state.order


def _order(state: _State) -> tuple[int, tuple[int, ...]]:
    return state.paid, state.order


def suggest(stops: Sequence[Stop], costs: Costs) -> Found | None:
    """An order that keeps every hard limit; None if none was found.

    Equal lists give equal orders: between orders of one cost the given one is kept as far as it
    goes. For lists of up to `EXACT` cases no order is cheaper, and None means that there is none.
    """
    search = _Search(stops, costs)
    is_short = len(stops) <= EXACT
    found = search.run(None if is_short else _WIDTH)
    if found is None:
        return _kept(stops, costs)
    order = tuple(stops[number] for number in found.order)
    if is_short:
        return Found(order, found.paid, is_best=True)
    improved = _improved(order, costs)
    return Found(improved, cost(improved, costs), is_best=False)


def _kept(stops: Sequence[Stop], costs: Costs) -> Found | None:
    """The order as it is, if it keeps the limits where the search saw no way."""
    order = tuple(stops)
    if len(stops) <= EXACT or not keeps_limits(order, costs):
        return None
    return Found(order, cost(order, costs), is_best=False)


def _improved(order: tuple[Stop, ...], costs: Costs) -> tuple[Stop, ...]:
    """The order after single changes, each the first that helps, until none does."""
    best, best_cost, tried = order, cost(order, costs), 0
    is_better = True
    while is_better and tried < _MOST_TRIED:
        is_better = False
        for other in _moved(best):
            tried += 1
            price = cost(other, costs)
            if price < best_cost and keeps_limits(other, costs):
                best, best_cost, is_better = other, price, True
                break
            if tried >= _MOST_TRIED:
                break
    return best


def _moved(order: tuple[Stop, ...]) -> Iterable[tuple[Stop, ...]]:
    """Every order in which one case stands elsewhere, or two have changed places."""
    places = range(len(order))
    for one in places:
        rest = order[:one] + order[one + 1 :]
        for other in places:
            if other != one:
                yield (*rest[:other], order[one], *rest[other:])
    for one, other in combinations(places, 2):
        changed = list(order)
        changed[one], changed[other] = changed[other], changed[one]
        yield tuple(changed)
