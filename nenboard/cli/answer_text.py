"""An assessment as plain text for the terminal; nothing in it is reasoned anew."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from nenboard.algorithm.assessment import Assessment, Missing, Reached, Suggestion
from nenboard.algorithm.release import Release
from nenboard.host.labels import fact_code, fact_label
from nenboard.host.language import _

_WIDTH: Final = 96


def answer_lines(answer: Assessment, rules: Release) -> Iterator[str]:
    """Result, what leads to it, options with what limits them, what is missing, notes."""
    results = {
        "options": _("Options for the board to weigh"),
        "ask": _("Cannot be determined: something has to be asked first"),
        "no_recommendation": _("No recommendation"),
    }
    words = Words(rules)
    yield _("Result: {result}").format(result=results.get(answer.result, answer.result))
    named = answer.algorithm
    yield _("Rules:  {id} {version} ({hash})").format(
        id=named.id, version=named.version, hash=named.sha256[:8]
    )
    for outcome in answer.outcomes:
        yield ""
        yield from _outcome(outcome, words)
    yield from _all_missing(answer.missing, words)
    if answer.notes:
        yield ""
        yield _("Notes")
        for note in answer.notes:
            yield from wrapped(f"{note.text} [{note.id}]", indent=2)
    yield ""
    yield from wrapped(
        _(
            "A published algorithm of 2021 applied to the facts entered; the decision is the "
            "board's. No doses are computed."
        ),
        indent=0,
    )


class Words:
    """Names of nodes, options and strengths in the release."""

    def __init__(self, rules: Release) -> None:
        """Index the labels of a release."""
        self._rules = rules
        self._strengths: dict[str, str] = {e.id: e.label for e in rules.header.strengths}
        self._earlier = {prior.id: prior.label for prior in rules.options.prior_only}

    def node(self, code: str) -> str:
        node = self._rules.nodes.get(code)
        return node.title if node else ""

    def option(self, code: str) -> str:
        option = self._rules.option.get(code)
        return option.label if option else self._earlier.get(code) or self.node(code) or code

    def short(self, code: str) -> str:
        return self.option(code).partition(" (")[0]

    def strength(self, code: str) -> str:
        label = self._strengths.get(code, code)
        return label[:1].upper() + label[1:]


def _outcome(outcome: Reached, words: Words) -> Iterator[str]:
    title = words.node(outcome.node)
    yield f"{outcome.node}  {title}".rstrip()
    if outcome.branch_depends_on:
        facts = ", ".join(fact_label(fact) for fact in outcome.branch_depends_on)
        yield from wrapped(_("Possible; depends on: {facts}").format(facts=facts), indent=2)
    yield "  " + _("Path")
    for step in outcome.path:
        yield from wrapped(f"{step.node}: {step.condition or _('reached')}", indent=4)
    if outcome.no_recommendation is not None:
        yield from wrapped(outcome.no_recommendation.text, indent=2)
    if outcome.options:
        yield "  " + _("Options")
    for option in outcome.options:
        yield from _option(option, words)
    for gone in outcome.removed:
        text = _("Not offered again: {option}: {why}")
        yield from wrapped(text.format(option=words.option(gone.id), why=gone.why), indent=2)
    if outcome.trials:
        trials = ", ".join(
            f"{one.name} ({one.id})" if one.id else one.name for one in outcome.trials
        )
        yield from wrapped(_("Trials named: {trials}").format(trials=trials), indent=2)


def _option(option: Suggestion, words: Words) -> Iterator[str]:
    waits = option.conditional
    if waits is None:
        strength = words.strength(option.strength or "")
    else:
        facts = ", ".join(fact_label(fact) for fact in waits.waits_for)
        could = _(" or ").join(words.strength(each).lower() for each in waits.could_be)
        strength = _("Open, waits for {facts}; could be {strengths}").format(
            facts=facts, strengths=could
        )
    yield from wrapped(f"{option.rank}. {option.label}  [{strength}]", indent=4, hanging=3)
    if option.reason:
        yield from wrapped(option.reason, indent=7)
    for caution in option.cautions:
        yield from wrapped(
            _("Caution: {text} [{id}]").format(text=caution.text, id=caution.id), indent=7
        )
    if option.check_first:
        facts = ", ".join(fact_label(fact) for fact in option.check_first)
        yield from wrapped(_("Check first: {facts}").format(facts=facts), indent=7)
    if option.evidence:
        yield from wrapped(_("Evidence: {rows}").format(rows=", ".join(option.evidence)), indent=7)


def _all_missing(missing: tuple[Missing, ...], words: Words) -> Iterator[str]:
    if not missing:
        return
    yield ""
    yield _("Missing, what matters most first")
    for fact in missing:
        head = _("{rank}. {label}: changes the {what}")
        text = head.format(rank=fact.rank, label=fact.label, what=fact.changes)
        yield from wrapped(text, indent=2, hanging=3)
        for leading, values in _by_leading(fact).items():
            names = ", ".join(words.short(code) for code in leading) or _("nothing leads")
            yield from wrapped(f"{', '.join(values)}: {names}", indent=5, hanging=2)


def _by_leading(fact: Missing) -> dict[tuple[str, ...], list[str]]:
    """The values tried, by what would lead; empty if every value leads to the same."""
    found: dict[tuple[str, ...], list[str]] = {}
    for effect in fact.effects:
        found.setdefault(effect.leading, []).append(value_words(fact.fact, effect.value))
    return found if len(found) > 1 else {}


def value_words(fact: str, value: object) -> str:
    """One value of a fact in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return fact_code(fact, value) if isinstance(value, str) else str(value)


def wrapped(text: str, *, indent: int, hanging: int = 2) -> list[str]:
    """A text in lines for the terminal."""
    first, later = " " * indent, " " * (indent + hanging)
    return wrap(text, _WIDTH, initial_indent=first, subsequent_indent=later) or [first]
