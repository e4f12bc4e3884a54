"""Pairs of unknown facts that settle a case together where no single answer to either does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from nenboard.algorithm.alternatives import possible
from nenboard.algorithm.assessment import Part
from nenboard.algorithm.known import fact_as_json
from nenboard.algorithm.variations import Bare, Variant, Variations
from nenboard.algorithm.worth import Worth
from nenboard.domain.knowledge import FactValue


@dataclass(frozen=True, slots=True)
class Together(Part):
    """Two values that settle what leads, and what leads then."""

    values: tuple[object, object]
    leading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair(Part):
    """Two facts of which neither alone settles what leads: how many of the pairs tried do.

    `example` is the first pair of values that does.
    """

    facts: tuple[str, str]
    settling: int
    tried: int
    example: Together


def pairs(cases: Variations, worth: Sequence[Worth]) -> tuple[Pair, ...]:
    """Every such pair, the one that settles the larger share first; ties in the order of worth."""
    if cases.base.is_settled(cases.program):
        return ()
    facts = [entry.fact for entry in worth if entry.settling == 0 and entry.tried]
    search = _Search(cases, facts)
    found = [
        pair
        for one, other in combinations(facts, 2)
        if (pair := search.pair(one, other)) is not None
    ]
    return tuple(sorted(found, key=lambda pair: -pair.settling / pair.tried))


class _Search:
    """Tries pairs of values, leaving out those that cannot settle anything."""

    def __init__(self, cases: Variations, facts: Sequence[str]) -> None:
        self._cases = cases
        self._values = {fact: possible(cases.inquiry, fact) for fact in facts}
        self._touching = {
            (fact, value): _touching(cases, cases.result(Variant(fact, value)))
            for fact in facts
            for value in self._values[fact]
        }

    def pair(self, one: str, other: str) -> Pair | None:
        """What the two facts settle together, if anything."""
        settled = list(self._settled(one, other))
        if not settled:
            return None
        return Pair(
            facts=(one, other),
            settling=len(settled),
            tried=len(self._values[one]) * len(self._values[other]),
            example=settled[0],
        )

    def _settled(self, one: str, other: str) -> Iterator[Together]:
        cases = self._cases
        if Variant(one, "").name == Variant(other, "").name:
            return
        for value in self._values[one]:
            if Variant(other, "").name not in self._touching[one, value]:
                continue
            for second in self._values[other]:
                if Variant(one, "").name not in self._touching[other, second]:
                    continue
                after = cases.result(Variant(one, value), Variant(other, second))
                if after.is_settled(cases.program):
                    yield Together(_shown(value, second), after.leading)


def _shown(value: FactValue, second: FactValue) -> tuple[object, object]:
    return fact_as_json(value), fact_as_json(second)


def _touching(cases: Variations, after: Bare) -> frozenset[str]:
    """The inputs that what is still open depends on; no other can settle it."""
    program = cases.program
    if any(node in program.asks for node in after.nodes):
        return program.ways_depend_on
    if len(after.nodes) > 1:
        checks = [check for way in after.ways for check in way.open_checks]
        return program.depends_on(name for check in checks for name in check.names)
    (node,) = after.nodes
    inputs = program.offers_depend_on.get(node, ())
    decided = after.decided.get(node, ())
    waiting = [
        inputs[place]
        for place, one in enumerate(decided)
        if one is not None and one.strength is None
    ]
    return frozenset().union(*waiting)
