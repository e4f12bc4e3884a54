"""Why an option has its strength, and why another is not offered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nenboard.algorithm import offers
from nenboard.algorithm.alternatives import facts_of, others
from nenboard.algorithm.assessment import Part
from nenboard.algorithm.checks import Check
from nenboard.algorithm.conditions import ALWAYS, in_words
from nenboard.algorithm.deciders import Decided, Decider, decided, decider
from nenboard.algorithm.program import ReadyFactor, ReadyOffer
from nenboard.algorithm.state import State
from nenboard.algorithm.variations import Variant, Variations

CONDITIONAL: Final = "conditional"
NOT_OFFERED: Final = "not_offered"
HOLDS: Final = "holds"
HOLDS_NOT: Final = "does_not_hold"
_ANSWERS: Final = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True, slots=True)
class RuleAnswer(Part):
    """A rule of an option, its condition in words and what the case answers: yes, no, unknown.

    `decides` says whether the strength comes from it; `why`, `code` and `sources` are its grounds.
    """

    strength: str
    condition: str
    answer: str
    decides: bool
    why: str
    code: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactorAnswer(Part):
    """A patient factor that acts on an option, and the facts that decided that it does."""

    id: str
    text: str
    effect: str
    condition: str
    decided: Decided


@dataclass(frozen=True, slots=True)
class OptionWhy(Part):
    """Why an option stands where it does at a node.

    `standing` is its strength, `conditional` or `not_offered`; `could_be` are the strengths that a
    conditional option could take. `decided` names the facts of which another value would give it
    another standing at this node; nothing is named where every case at this node gets the same.
    """

    option: str
    label: str
    standing: str
    base_strength: str | None
    could_be: tuple[str, ...]
    rules: tuple[RuleAnswer, ...]
    factors: tuple[FactorAnswer, ...]
    decided: Decided


def options_at(cases: Variations, node: str) -> tuple[OptionWhy, ...]:
    """Every option that a node has rules for, in the order of the rules."""
    return tuple(
        _option(cases, node, place=place, offer=offer)
        for place, offer in enumerate(cases.program.offers[node])
    )


@dataclass(frozen=True, slots=True)
class Elsewhere(Part):
    """An option that no node reached has a rule for: the nodes that have, and what leads there.

    `by` names the facts of which one other value alone brings a node that offers it.
    """

    option: str
    label: str
    nodes: tuple[str, ...]
    by: tuple[Decider, ...]


def options_elsewhere(cases: Variations) -> tuple[Elsewhere, ...]:
    """Every option that no node reached has a rule for, in the order of the catalogue."""
    ruled = {
        node: {offer.option.id for offer in offered}
        for node, offered in cases.program.offers.items()
    }
    here = {option for node in cases.base.nodes for option in ruled.get(node, ())}
    brought = _brought(cases)
    return tuple(
        Elsewhere(
            option=option.id,
            label=option.label,
            nodes=tuple(node for node, options in ruled.items() if option.id in options),
            by=tuple(
                decider(cases, fact, would=would)
                for fact, would in brought.get(option.id, {}).items()
            ),
        )
        for option in cases.program.release.options.options
        if option.id not in here
    )


def _brought(cases: Variations) -> dict[str, dict[str, list[tuple[object, str]]]]:
    """For each option, the facts and values that alone bring a node which offers it."""
    found: dict[str, dict[str, list[tuple[object, str]]]] = {}
    for fact in facts_of(cases.inquiry):
        if Variant(fact, None).name not in cases.program.ways_depend_on:
            continue
        for value in others(cases.inquiry, fact):
            for node, decided_there in cases.result(Variant(fact, value)).decided.items():
                for one in decided_there:
                    if one is not None:
                        by_fact = found.setdefault(one.offer.option.id, {})
                        by_fact.setdefault(fact, []).append((value, node))
    return found


def standing(found: offers.Decided | None) -> str:
    """The strength of an option, or why it has none."""
    if found is None:
        return NOT_OFFERED
    return found.strength or CONDITIONAL


def _option(cases: Variations, node: str, *, place: int, offer: ReadyOffer) -> OptionWhy:
    now = cases.offer(node, place, state=cases.state)

    def outcome(state: State, _changed: frozenset[str]) -> str:
        return in_a_word(cases.offer(node, place, state=state))

    return OptionWhy(
        option=offer.option.id,
        label=offer.option.label,
        standing=standing(now),
        base_strength=None if now is None else now.base,
        could_be=() if now is None else now.could_be,
        rules=tuple(_rules(offer, now, state=cases.state)),
        factors=tuple(_factors(cases, offer, now=now)),
        decided=decided(cases, _inputs(cases, offer), outcome=outcome),
    )


def _inputs(cases: Variations, offer: ReadyOffer) -> frozenset[str]:
    """The inputs that the standing depends on: none behind a rule that always holds.

    Patient factors count only where a rule gives support, which is all they can lower.
    """
    checks: list[Check] = []
    strengths = []
    for _, rule, check in offer.rules:
        checks.append(check)
        strengths.append(rule.strength)
        if rule.when == ALWAYS:
            break
    if any(strength in cases.program.active for strength in strengths):
        checks += [entry.check for entry in offer.strong_factors]
    return cases.program.depends_on(name for check in checks for name in check.names)


def in_a_word(found: offers.Decided | None) -> str:
    """The standing of an option, with the strengths it could take where it is conditional."""
    could_be = () if found is None else found.could_be
    return " or ".join((standing(found), *could_be)) if could_be else standing(found)


def _rules(offer: ReadyOffer, now: offers.Decided | None, *, state: State) -> Iterator[RuleAnswer]:
    """The rules up to the one that decides; those behind it are not asked."""
    deciding = {place for place, _, _ in now.rules} if now is not None else set()
    for place, rule, check in offer.rules:
        yield RuleAnswer(
            strength=rule.strength,
            condition=in_words(rule.when),
            answer=_ANSWERS[check.run(state)],
            decides=place in deciding,
            why=rule.why,
            code=rule.code,
            sources=rule.sources,
        )
        if now is not None and now.strength is not None and place in deciding:
            return


def _factors(
    cases: Variations, offer: ReadyOffer, *, now: offers.Decided | None
) -> Iterator[FactorAnswer]:
    if now is None:
        return
    acting = {entry.factor.id for entry in offers.cautions(now, cases.state)}
    for entry in offer.factors:
        if entry.factor.id in acting:
            yield _factor(cases, entry)


def _factor(cases: Variations, entry: ReadyFactor) -> FactorAnswer:
    def outcome(state: State, _changed: frozenset[str]) -> str:
        return HOLDS if entry.check.run(state) else HOLDS_NOT

    return FactorAnswer(
        id=entry.factor.id,
        text=entry.factor.text,
        effect=entry.factor.effect,
        condition=in_words(entry.factor.when),
        decided=decided(cases, cases.program.depends_on(entry.check.names), outcome=outcome),
    )
