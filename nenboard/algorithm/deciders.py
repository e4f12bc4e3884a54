"""Which facts decided something: those of which another value, all else equal, changes it.

Nothing is named on the ground of the rules' wording: a fact is named with the values that change
the answer, so that anyone can try them. Where no single fact changes it, the smallest sets of facts
that do so together are named.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from typing import Final, TypeAlias

from nenboard.algorithm.alternatives import Others, facts_of, others
from nenboard.algorithm.assessment import Part
from nenboard.algorithm.flips import stated
from nenboard.algorithm.known import fact_as_json
from nenboard.algorithm.state import State
from nenboard.algorithm.variations import Variant, Variations

Outcome: TypeAlias = Callable[[State, frozenset[str]], str]
"""What a state comes to in one word, given which inputs differ from the case."""

LARGEST: Final = 4
"""How many facts are changed together at most."""
MOST: Final = 12_000
"""How many combinations of values are tried at most for sets of one size."""


@dataclass(frozen=True, slots=True)
class Would(Part):
    """Another value, None for not known, and what it would come to."""

    value: object
    then: str


@dataclass(frozen=True, slots=True)
class Decider(Part):
    """A fact that decided, what is known of it, and the values that would change the answer."""

    fact: str
    value: object
    would: tuple[Would, ...]


@dataclass(frozen=True, slots=True)
class Changed(Part):
    """One of several facts that change the answer together."""

    fact: str
    value: object
    would: object


@dataclass(frozen=True, slots=True)
class Jointly(Part):
    """Facts that change the answer together, none of them alone; the first values that do."""

    changes: tuple[Changed, ...]
    then: str


@dataclass(frozen=True, slots=True)
class Decided(Part):
    """What decided: single facts, or else the smallest sets of facts.

    Both are empty where nothing changes the answer, or only more facts than are tried together.
    """

    by: tuple[Decider, ...]
    together: tuple[Jointly, ...]


def decided(cases: Variations, inputs: Iterable[str], *, outcome: Outcome) -> Decided:
    """What decided an outcome that depends on these inputs."""
    wanted = frozenset(inputs)
    facts = [fact for fact in facts_of(cases.inquiry) if Variant(fact, None).name in wanted]
    now = outcome(cases.state, frozenset())
    single = tuple(_singles(cases, facts, now=now, outcome=outcome))
    if single:
        return Decided(single, ())
    return Decided((), _smallest(cases, facts, now=now, outcome=outcome))


def decider(cases: Variations, fact: str, *, would: Iterable[tuple[object, str]]) -> Decider:
    """A fact with the values that would change something."""
    values = tuple(Would(json_of(value), then) for value, then in would)
    return Decider(fact, stated(cases, fact), values)


def json_of(value: object) -> object:
    """The form of a value in a facts document; None if it is not known."""
    return None if value is None else fact_as_json(value)  # type: ignore[arg-type]  # a FactValue


def _singles(
    cases: Variations, facts: Sequence[str], *, now: str, outcome: Outcome
) -> Iterator[Decider]:
    for fact in facts:
        would = []
        for value in others(cases.inquiry, fact):
            variant = Variant(fact, value)
            then = outcome(cases.alone(variant), frozenset((variant.name,)))
            if then != now:
                would.append((value, then))
        if would:
            yield decider(cases, fact, would=would)


def _smallest(
    cases: Variations, facts: Sequence[str], *, now: str, outcome: Outcome
) -> tuple[Jointly, ...]:
    values = {fact: others(cases.inquiry, fact) for fact in facts}
    for size in range(2, LARGEST + 1):
        tried = (
            _first(cases, names, values=values, now=now, outcome=outcome)
            for names in _sets(values, size)
        )
        found = tuple(changed for changed in tried if changed is not None)
        if found:
            return found
    return ()


def _sets(values: dict[str, Others], size: int) -> Iterator[tuple[str, ...]]:
    """The sets of facts of one size, those with few values first, as long as it is worth it."""
    sets = [
        (prod(len(values[name]) for name in names), names)
        for names in combinations(values, size)
        if len({Variant(name, None).name for name in names}) == size
    ]
    spent = 0
    for tries, names in sorted(sets, key=lambda entry: entry[0]):
        spent += tries
        if spent > MOST:
            return
        yield names


def _first(
    cases: Variations,
    names: Sequence[str],
    *,
    values: dict[str, Others],
    now: str,
    outcome: Outcome,
) -> Jointly | None:
    """The first values of these facts that change the answer together."""
    inputs = frozenset(Variant(name, None).name for name in names)
    for chosen in product(*(values[name] for name in names)):
        variants = [Variant(name, value) for name, value in zip(names, chosen, strict=True)]
        then = outcome(cases.having(variants), inputs)
        if then != now:
            changes = tuple(
                Changed(one.fact, stated(cases, one.fact), json_of(one.value)) for one in variants
            )
            return Jointly(changes, then)
    return None
