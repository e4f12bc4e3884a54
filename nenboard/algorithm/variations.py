"""A case and its variants: the bare result of each, computed anew only where a change reaches.

Everything that explains an answer by comparing it with others is built on these results.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from nenboard.algorithm import offers
from nenboard.algorithm.lines import LINES
from nenboard.algorithm.offers import Decided, Scale
from nenboard.algorithm.program import Inquiry, Program, earlier_lines
from nenboard.algorithm.state import State
from nenboard.algorithm.walk import Arrival, arrivals
from nenboard.domain.knowledge import FactValue


class Variant(NamedTuple):
    """A fact with another value; a part of earlier lines is named `prior_lines.part`.

    A part takes its value in the last platinum line, and in others where it is unknown. None
    stands for a fact that is not known; a part always has a value.
    """

    fact: str
    value: FactValue | None

    @property
    def name(self) -> str:
        """The input that is changed."""
        return self.fact.partition(".")[0]

    @property
    def part(self) -> str:
        """The part of earlier lines that is changed, or nothing."""
        return self.fact.partition(".")[2]


class Bare(NamedTuple):
    """A result without its explanation.

    `decided` gives, for each node with options, what each of its offers comes to, in their order.
    """

    ways: tuple[Arrival, ...]
    nodes: tuple[str, ...]
    decided: Mapping[str, tuple[Decided | None, ...]]
    leading: tuple[str, ...]

    def is_settled(self, program: Program) -> bool:
        """Whether what leads is certain: one node, and no open option that could lead there."""
        if len(self.nodes) != 1 or self.nodes[0] in program.asks:
            return False
        place = program.release.strength_order
        found = [one for one in self.decided.get(self.nodes[0], ()) if one is not None]
        aside = program.release.options.aside
        led = [
            place[one.strength]
            for one in found
            if one.strength in program.active and one.offer.option.id not in aside
        ]
        rivals = [
            place[strength]
            for one in found
            if one.strength is None and (one.offer.option.id not in aside or not led)
            for strength in one.could_be
            if strength in program.active
        ]
        return not rivals or (bool(led) and min(led) < min(rivals))


class Variations:
    """Results of one case under changes of its facts."""

    def __init__(self, inquiry: Inquiry) -> None:
        """Start from the case as it is."""
        self.inquiry = inquiry
        self.program, self.state = inquiry
        self._decided: dict[str, tuple[Decided | None, ...]] = {}
        self._scales: dict[str, Scale] = {}
        self._single: dict[Variant, State] = {}
        self._kept: set[int] = set()
        self._ways_of: dict[int, tuple[Arrival, ...]] = {}

    @cached_property
    def base(self) -> Bare:
        """The result of the case as it is."""
        return self._bare(self._ways, self.state, changed=frozenset())

    @cached_property
    def _ways(self) -> tuple[Arrival, ...]:
        return tuple(arrivals(self.inquiry))

    def can_take(self, fact: str) -> bool:
        """Whether the fact can have another value: parts need lines that are known."""
        return "." not in fact or self.state.lines is not None

    def alone(self, variant: Variant) -> State:
        """The state of the case with one other value; made once."""
        state = self._single.get(variant)
        if state is None:
            state = self._single[variant] = self.having((variant,))
            self._kept.add(id(state))
        return state

    def having(self, variants: Iterable[Variant]) -> State:
        """The state of the case with other values."""
        state = self.state
        for variant in variants:
            affected = self.program.affected_by[variant.name]
            if variant.value is None:
                state = state.without(variant.name, affected=affected)
            elif variant.part:
                lines = self.program.reader.with_platinum(
                    state.lines or (), part=variant.part, value=variant.value
                )
                state = state.with_lines(lines, affected=affected)
            elif variant.name == LINES:
                lines = self.program.reader.read(earlier_lines(variant.value))
                state = state.with_lines(lines, affected=affected)
            else:
                known = self.program.known(variant.name, variant.value)
                state = state.changed(variant.name, known, affected=affected)
        return state

    def result(self, *variants: Variant) -> Bare:
        """The result with these values instead."""
        changed = frozenset(variant.name for variant in variants)
        state = self.alone(variants[0]) if len(variants) == 1 else self.having(variants)
        return self._bare(self.ways(state, changed=changed), state, changed=changed)

    def ways(self, state: State, *, changed: frozenset[str]) -> tuple[Arrival, ...]:
        """Every way through the graph in a state that differs in the changed inputs only."""
        if changed.isdisjoint(self.program.ways_depend_on):
            return self._ways
        if id(state) not in self._kept:
            return tuple(arrivals(Inquiry(self.program, state)))
        ways = self._ways_of.get(id(state))
        if ways is None:
            ways = self._ways_of[id(state)] = tuple(arrivals(Inquiry(self.program, state)))
        return ways

    def _bare(self, ways: tuple[Arrival, ...], state: State, *, changed: frozenset[str]) -> Bare:
        nodes = tuple(dict.fromkeys(way.node for way in ways))
        decided = {
            node: self.decided(node, state, changed=changed)
            for node in nodes
            if node in self.program.offers
        }
        leading = {
            name
            for node in nodes
            for name in offers.leading(self.program, node, decided=decided.get(node, ()))
        }
        return Bare(ways, nodes, decided, tuple(sorted(leading)))

    def decided(
        self, node: str, state: State, *, changed: frozenset[str]
    ) -> tuple[Decided | None, ...]:
        """What each offer of a node comes to, in a state that differs in the changed inputs."""
        found = list(self._before(node))
        offered, touched = self.program.offers[node], self.program.offers_touched[node]
        for place in {place for name in changed for place in touched[name]}:
            found[place] = offers.decide_one(offered[place], state, scale=self._scales[node])
        return tuple(found)

    def offer(self, node: str, place: int, *, state: State) -> Decided | None:
        """What one offer of a node comes to in a state."""
        self._before(node)
        return offers.decide_one(self.program.offers[node][place], state, scale=self._scales[node])

    def _before(self, node: str) -> tuple[Decided | None, ...]:
        found = self._decided.get(node)
        if found is None:
            scale = self._scales[node] = Scale(self.program, self.program.caps.get(node))
            found = self._decided[node] = tuple(
                offers.decide_one(offer, self.state, scale=scale)
                for offer in self.program.offers[node]
            )
        return found
