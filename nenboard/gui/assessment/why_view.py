"""Why an option stands where it does, why another is not offered, why a node was not taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nenboard.algorithm.conditions import in_words
from nenboard.algorithm.deciders import Decided, Would
from nenboard.algorithm.explanation import Explanation
from nenboard.algorithm.release import Release
from nenboard.algorithm.rules import Question, Rule
from nenboard.algorithm.why import Elsewhere, FactorAnswer, OptionWhy, RuleAnswer
from nenboard.algorithm.why_nodes import REACHED, NodeWhy
from nenboard.gui.assessment.condition_words import condition_words
from nenboard.gui.assessment.values import Speaker
from nenboard.host.labels import fact_label, provenance
from nenboard.host.language import _

OPTION: Final = "option"
NODE: Final = "node"


@dataclass(frozen=True, slots=True)
class RuleView:
    """A condition that was looked at: what it would give, the answer, where it comes from.

    `state` is yes, no or unknown; a rule that decided is marked.
    """

    gives: str
    condition: str
    state: str
    decides: bool
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class WhyView:
    """The answer to *why not*: the standing, the conditions, what decided, what would reverse."""

    key: str
    kind: str
    name: str
    place: str
    strength: str
    standing: str
    rules: tuple[RuleView, ...]
    factors: tuple[str, ...]
    decided: tuple[str, ...]
    unknown: tuple[str, ...]
    reverse: tuple[str, ...]

    def sentences(self) -> tuple[str, ...]:
        """Everything as text, for readers and tests."""
        rules = (f"{rule.gives}: {rule.condition}. {rule.source}" for rule in self.rules)
        return (self.standing, *rules, *self.factors, *self.decided, *self.unknown, *self.reverse)


def whys_of(told: Explanation, release: Release) -> tuple[WhyView, ...]:
    """Every option at each node reached, the options known elsewhere, and the nodes not taken."""
    speaker = Speaker(release)
    found = [
        _option(speaker, outcome.node, option)
        for outcome in told.outcomes
        for option in outcome.options
    ]
    found += [_elsewhere(speaker, told, option) for option in told.elsewhere]
    found += [_node(speaker, node) for node in told.not_taken]
    return tuple(found)


def _option(speaker: Speaker, node: str, option: OptionWhy) -> WhyView:
    standing = option.standing
    if option.could_be:
        standing = " or ".join((standing, *option.could_be))
    words = speaker.standing(standing)
    lowered = option.base_strength not in (None, option.standing)
    base = _(" Without patient factors: {strength}.").format(
        strength=speaker.strength(option.base_strength)
    )
    said = _("{standing} at {node}.").format(
        standing=words[:1].upper() + words[1:], node=speaker.node(node)
    )
    return WhyView(
        key=f"{OPTION}:{node}:{option.option}",
        kind=OPTION,
        name=option.label,
        place=speaker.node(node),
        strength=option.standing,
        standing=said + (base if lowered else ""),
        rules=tuple(_rules(speaker, node, option)),
        factors=tuple(_factor(speaker, factor) for factor in option.factors),
        decided=_decided_by(speaker, option.decided),
        unknown=_unknown(option.decided),
        reverse=tuple(_reverse(speaker, option.decided)),
    )


def _rules(speaker: Speaker, node: str, option: OptionWhy) -> Iterator[RuleView]:
    for answer in option.rules:
        rule = _rule_of(speaker.release, node, option.option, answer)
        when = answer.condition if rule is None else condition_words(speaker.release, rule.when)
        yield RuleView(
            gives=_("{strength} if").format(strength=speaker.strength(answer.strength)),
            condition=when,
            state=answer.answer,
            decides=answer.decides,
            reason=answer.why,
            source=_source(answer.code, answer.sources),
        )


def _rule_of(release: Release, node: str, option: str, answer: RuleAnswer) -> Rule | None:
    """The rule of the release that an answer is about."""
    return next(
        (
            rule
            for rule in release.offers.get(node, ())
            if rule.option == option
            and rule.strength == answer.strength
            and in_words(rule.when) == answer.condition
        ),
        None,
    )


def _factor(speaker: Speaker, factor: FactorAnswer) -> str:
    rule = next((one for one in speaker.release.factors if one.id == factor.id), None)
    if rule is None:
        return factor.text
    when = condition_words(speaker.release, rule.when)
    effect = speaker.release.header.effects.get(rule.effect, rule.effect)
    source = _source(rule.code, rule.sources)
    return _("{text} Acts if {condition}; effect: {effect}. {source}").format(
        text=_full(rule.text), condition=when, effect=effect, source=source
    )


def _full(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _source(code: str, sources: Sequence[str]) -> str:
    return ": ".join(part for part in (provenance(code), "; ".join(sources)) if part)


def _known(decided: Decided) -> dict[str, object]:
    """The facts that decided with what is known of them, alone or together."""
    known = {one.fact: one.value for one in decided.by}
    for jointly in decided.together:
        known.update({one.fact: one.value for one in jointly.changes})
    return known


def _decided_by(speaker: Speaker, decided: Decided) -> tuple[str, ...]:
    known = _known(decided).items()
    return tuple(speaker.now(fact, value) for fact, value in known if value is not None)


def _unknown(decided: Decided) -> tuple[str, ...]:
    return tuple(fact_label(fact) for fact, value in _known(decided).items() if value is None)


def _reverse(speaker: Speaker, decided: Decided) -> Iterator[str]:
    """What would change the standing: another value of one fact, or several together."""
    for one in decided.by:
        for then, values in _by_then(one.would).items():
            words = speaker.other(one.fact, values, now=one.value)
            yield _("{fact}: {then}").format(fact=words, then=speaker.standing(then))
    for jointly in decided.together:
        changes = _(" and ").join(
            speaker.other(one.fact, [one.would], now=one.value) for one in jointly.changes
        )
        yield _("Only together: {changes}: {then}").format(
            changes=changes, then=speaker.standing(jointly.then)
        )
    if not (decided.by or decided.together):
        yield _("No change of up to four facts alters it at this node.")


def _by_then(would: Sequence[Would]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for one in would:
        found.setdefault(one.then, []).append(one.value)
    return found


def _elsewhere(speaker: Speaker, told: Explanation, option: Elsewhere) -> WhyView:
    reached = ", ".join(speaker.node(outcome.node) for outcome in told.outcomes)
    said = _("Not offered: {reached} has no rule for it.").format(reached=reached)
    if option.nodes:
        titles = "; ".join(speaker.node(node) for node in option.nodes)
        said += " " + _("Rules for it stand at: {nodes}.").format(nodes=titles)
    else:
        said += " " + _("The rules know it only as an earlier treatment.")
    reverse = [
        _("{fact}: leads to {node}").format(
            fact=speaker.other(one.fact, values, now=one.value), node=speaker.node(then)
        )
        for one in option.by
        for then, values in _by_then(one.would).items()
    ]
    return WhyView(
        key=f"{OPTION}::{option.option}",
        kind=OPTION,
        name=option.label,
        place=_("not on this path"),
        strength="not_offered",
        standing=said,
        rules=(),
        factors=(),
        decided=_decided_by(speaker, Decided(option.by, ())),
        unknown=_unknown(Decided(option.by, ())),
        reverse=tuple(reverse) or (_("No single fact brings a node that offers it."),),
    )


def _node(speaker: Speaker, node: NodeWhy) -> WhyView:
    release = speaker.release
    parted = release.nodes.get(node.parted_at)
    edges = parted.edges if isinstance(parted, Question) else ()
    rules = tuple(
        RuleView(
            gives=_("{node} if").format(node=speaker.node(edge.to)),
            condition=condition_words(release, edge.when),
            state="no",
            decides=True,
            reason="",
            source=_source(edge.code, edge.sources),
        )
        for edge in edges
        if in_words(edge.when) in node.conditions
    )
    said = _("Not taken: the way parted at {question}.").format(
        question=speaker.node(node.parted_at)
    )
    return WhyView(
        key=f"{NODE}:{node.node}",
        kind=NODE,
        name=speaker.node(node.node),
        place=_("node not taken"),
        strength="",
        standing=said,
        rules=rules,
        factors=(),
        decided=_decided_by(speaker, node.decided),
        unknown=_unknown(node.decided),
        reverse=tuple(_turns(speaker, node)),
    )


def _turns(speaker: Speaker, node: NodeWhy) -> Iterator[str]:
    """What would turn the way towards a node."""
    for one in node.decided.by:
        for then, values in _by_then(one.would).items():
            yield _("{fact}: {then}").format(
                fact=speaker.other(one.fact, values, now=one.value),
                then=_towards(speaker, node.node, then),
            )
    for jointly in node.decided.together:
        changes = _(" and ").join(
            speaker.other(one.fact, [one.would], now=one.value) for one in jointly.changes
        )
        yield _("Only together: {changes}: {then}").format(
            changes=changes, then=_towards(speaker, node.node, jointly.then)
        )
    if not (node.decided.by or node.decided.together):
        yield _("No change of up to four facts turns the way there.")


def _towards(speaker: Speaker, node: str, then: str) -> str:
    if then in {REACHED, node}:
        return _("this node is reached")
    if then in speaker.release.nodes:
        return _("the way turns here, through {node}").format(node=speaker.node(then))
    return _("the way leaves this direction")
