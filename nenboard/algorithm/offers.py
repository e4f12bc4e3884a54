"""What an outcome offers: options with strength, cautions and order."""

from collections.abc import Iterable
from typing import NamedTuple

from nenboard.algorithm.assessment import Conditional, Reached, Suggestion
from nenboard.algorithm.checks import Check
from nenboard.algorithm.program import Inquiry, Program, ReadyFactor, ReadyOffer
from nenboard.algorithm.release import Release
from nenboard.algorithm.rules import Rule, Strength
from nenboard.algorithm.state import State

PREFERENCE = "route_preference"


class Decided(NamedTuple):
    """An option of an outcome with its strength; None while it is conditional.

    `rules` are the rule that decided, or all that are still open.
    """

    offer: ReadyOffer
    strength: Strength | None
    base: Strength | None
    could_be: tuple[Strength, ...]
    rules: tuple[tuple[int, Rule, Check], ...]


class Scale:
    """The order of strengths, with the cap of an outcome."""

    def __init__(self, program: Program, cap: Strength | None) -> None:
        """Keep the order and the cap."""
        self.place = program.release.strength_order
        self.active = program.active
        self._cap = cap

    def capped(self, strength: Strength) -> Strength:
        """The strength, at most the cap."""
        if self._cap is None or self.place[strength] >= self.place[self._cap]:
            return strength
        return self._cap

    def after(self, strength: Strength, effects: Iterable[str]) -> Strength:
        """The strength after the effects of patient factors; only support can be lowered."""
        if strength not in self.active:
            return strength
        lowered = strength
        for effect in effects:
            if effect == "contraindicate":
                return "contraindicated"
            if effect == "to_not_routine":
                lowered = "not_routine"
            elif lowered in self.active[:-1]:
                lowered = self.active[self.active.index(lowered) + 1]
        return lowered


def decide_one(offer: ReadyOffer, state: State, *, scale: Scale) -> Decided | None:
    """One option of an outcome; None where no rule of it holds or is open."""
    still_open: list[tuple[int, Rule, Check]] = []
    for entry in offer.rules:
        answer = entry[2].run(state)
        if answer:
            base = scale.capped(entry[1].strength)
            strength = scale.after(base, effects(offer.strong_factors, state))
            return Decided(offer, strength, base, (), (entry,))
        if answer is None:
            still_open.append(entry)
    if not still_open:
        return None
    acting = effects(offer.strong_factors, state)
    could_be = {scale.after(scale.capped(rule.strength), acting) for _, rule, _ in still_open}
    ordered = tuple(sorted(could_be, key=scale.place.__getitem__))
    return Decided(offer, None, None, ordered, tuple(still_open))


def leading(program: Program, node: str, *, decided: Iterable[Decided | None]) -> tuple[str, ...]:
    """The options of the best strength, or the node where nothing can be chosen.

    A trial and hormone control lead only where nothing else is supported.
    """
    order, active = program.release.strength_order, program.active
    supported = [
        (order[one.strength], one.offer.option.id)
        for one in decided
        if one is not None and one.strength in active
    ]
    aside = program.release.options.aside
    pool = [entry for entry in supported if entry[1] not in aside] or supported
    best = min(pool, default=None)
    return (node,) if best is None else tuple(name for place, name in pool if place == best[0])


def effects(factors: tuple[ReadyFactor, ...], state: State) -> tuple[str, ...]:
    """The effects of the factors that certainly hold."""
    return tuple(entry.factor.effect for entry in factors if entry.check.run(state))


def suggestions(inquiry: Inquiry, decided: Iterable[Decided | None]) -> tuple[Suggestion, ...]:
    """The options of an outcome in rank order, with everything that explains them."""
    program = inquiry.program
    order = program.release.strength_order
    preferred_route = inquiry.state[PREFERENCE]

    def rank(one: Decided) -> tuple[int, bool, bool, int]:
        place = len(order) if one.strength is None else order[one.strength]
        offer = one.offer
        other_route = preferred_route in program.routes and offer.option.route != preferred_route
        return place, offer.last, other_route, one.rules[0][0]

    ranked = sorted((one for one in decided if one is not None), key=rank)
    return tuple(_suggestion(inquiry, one, rank=place) for place, one in enumerate(ranked, start=1))


def _suggestion(inquiry: Inquiry, decided: Decided, *, rank: int) -> Suggestion:
    rule = decided.rules[0][1]
    return Suggestion(
        id=decided.offer.option.id,
        label=decided.offer.option.label,
        rank=rank,
        strength=decided.strength,
        base_strength=decided.base,
        reason=rule.why,
        footnotes=rule.footnotes,
        provenance=rule.code,
        sources=rule.sources,
        evidence=rule.evidence,
        cautions=tuple(entry.caution for entry in cautions(decided, inquiry.state)),
        check_first=look_up(inquiry.program, decided, state=inquiry.state),
        conditional=_conditional(inquiry, decided),
    )


def look_up(program: Program, decided: Decided, *, state: State) -> tuple[str, ...]:
    """The values to look up before an option that is supported, or may be."""
    if decided.strength is not None and decided.strength not in program.active:
        return ()
    return tuple(fact for fact in decided.offer.check_first if fact not in state.stated)


def cautions(decided: Decided, state: State) -> tuple[ReadyFactor, ...]:
    """What contraindicates the option, then, unless it is contraindicated, everything else."""
    holding = [entry for entry in decided.offer.factors if entry.check.run(state)]
    barring = [entry for entry in holding if entry.factor.effect == "contraindicate"]
    others = [entry for entry in holding if entry.factor.effect != "contraindicate"]
    strengths = decided.could_be or (decided.strength,)
    barred = set(strengths) == {"contraindicated"}
    return tuple(barring if barred else barring + others)


def _conditional(inquiry: Inquiry, decided: Decided) -> Conditional | None:
    if decided.strength is not None:
        return None
    waits: set[str] = set()
    for _, _, check in decided.rules:
        waits |= inquiry.undecided(check)
    return Conditional(waits_for=tuple(sorted(waits)), could_be=decided.could_be)


def nothing_active(release: Release, outcome: Reached) -> str | None:
    """The sentence for an outcome that supports nothing but a trial or supportive care."""
    said = release.options.nothing_active
    active = {entry.id for entry in release.header.strengths if entry.active}
    supported = [
        release.option[option.id]
        for option in outcome.options
        if option.conditional is not None or option.strength in active
    ]
    if not outcome.options or any(not set(said.besides) & set(one.tags) for one in supported):
        return None
    return said.text
