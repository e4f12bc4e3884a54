"""An explanation as plain text for the terminal; nothing in it is reasoned anew."""

from collections.abc import Iterator

from nenboard.algorithm.deciders import Decided
from nenboard.algorithm.difference import Difference, Listed, OptionChange, Seat
from nenboard.algorithm.explanation import Explanation, OutcomeWhy
from nenboard.algorithm.flips import NumberFlips, Segment
from nenboard.algorithm.pairs import Pair
from nenboard.algorithm.release import Release
from nenboard.algorithm.why import OptionWhy
from nenboard.algorithm.worth import Worth
from nenboard.cli.answer_text import Words, wrapped
from nenboard.cli.value_text import value_text
from nenboard.host.labels import fact_label, fact_place, who_label
from nenboard.host.language import _
from nenboard.workflow.explain import who_can_answer


def explanation_lines(
    told: Explanation, rules: Release, *, everything: bool = False
) -> Iterator[str]:
    """What leads, why and why not, what to ask, how far facts can move; all nodes if asked for."""
    words = Words(rules)
    leading = ", ".join(words.option(option) for option in told.leading)
    yield _("Leading: {options}").format(options=leading)
    yield _settled(told)
    yield from _way(told)
    for outcome in told.outcomes:
        yield from _outcome(outcome, words)
    if everything:
        yield from _not_taken(told)
        yield from _elsewhere(told)
    yield from _missing(told, words)
    yield from _flips(told, words)


def _settled(told: Explanation) -> str:
    if told.is_settled:
        return _("This is settled: nothing that is still unknown keeps a branch or strength open.")
    return _("This is not settled: what is still unknown could change what leads.")


def _way(told: Explanation) -> Iterator[str]:
    yield ""
    yield _("The way, and what decided it")
    for question in told.questions:
        yield from wrapped(f"{question.node}: {' | '.join(question.conditions)}", indent=2)
        yield from _decided(question.decided)


def _outcome(outcome: OutcomeWhy, words: Words) -> Iterator[str]:
    yield ""
    yield f"{outcome.node}  {outcome.title}".rstrip()
    if outcome.says:
        yield from wrapped(outcome.says, indent=2)
    for option in outcome.options:
        yield from _option(option, words)


def _option(option: OptionWhy, words: Words) -> Iterator[str]:
    named = {"not_offered": _("not offered"), "conditional": _("open")}
    standing = named.get(option.standing) or words.strength(option.standing).lower()
    yield from wrapped(f"{option.label}  [{standing}]", indent=2)
    answers = {"yes": _("holds"), "no": _("does not hold"), "unknown": _("unknown")}
    for rule in option.rules:
        text = _("{strength} if {condition}: {answer}").format(
            strength=words.strength(rule.strength),
            condition=rule.condition,
            answer=answers[rule.answer],
        )
        yield from wrapped(text, indent=6)
    if option.standing == "not_offered" and not (option.decided.by or option.decided.together):
        yield from wrapped(_("Several facts would have to change together."), indent=6)
    for factor in option.factors:
        yield from wrapped(
            _("Patient factor {id}: {text}").format(id=factor.id, text=factor.text), indent=6
        )
    yield from _decided(option.decided)


def _decided(decided: Decided) -> Iterator[str]:
    """The facts that decided, each with the values that would change it."""
    for one in decided.by:
        would = "; ".join(
            _("{value} gives {then}").format(
                value=value_text(one.fact, other.value), then=other.then.replace("_", " ")
            )
            for other in one.would[:3]
        )
        more = len(one.would) - 3
        tail = _(", and {count} more").format(count=more) if more > 0 else ""
        known = value_text(one.fact, one.value)
        text = f"{fact_label(one.fact)} ({known}): {would}{tail}"
        yield from wrapped(text, indent=6)
    for jointly in decided.together:
        changes = _(" and ").join(
            f"{fact_label(one.fact)} {value_text(one.fact, one.would)}" for one in jointly.changes
        )
        text = _("only together: {changes} gives {then}")
        yield from wrapped(
            text.format(changes=changes, then=jointly.then.replace("_", " ")), indent=6
        )


def _not_taken(told: Explanation) -> Iterator[str]:
    yield ""
    yield _("Nodes not reached, and where the way parted")
    for node in told.not_taken:
        condition = " | ".join(node.conditions)
        text = _("{node}  {title}: parted at {question}, which leads there if {condition}")
        yield from wrapped(
            text.format(
                node=node.node, title=node.title, question=node.parted_at, condition=condition
            ),
            indent=2,
        )
        yield from _decided(node.decided)


def _elsewhere(told: Explanation) -> Iterator[str]:
    yield ""
    yield _("Options that no node reached knows")
    for option in told.elsewhere:
        nodes = ", ".join(option.nodes) or _("none: known only as an earlier treatment")
        yield from wrapped(f"{option.label}: {nodes}", indent=2)
        yield from _decided(Decided(option.by, ()))


def _missing(told: Explanation, words: Words) -> Iterator[str]:
    asked = [entry for entry in told.missing if entry.group != "other"]
    if asked:
        yield ""
        yield _("Worth asking, what matters most first")
    for entry in asked:
        yield from _worth(entry, words)
    for pair in told.pairs:
        yield from _pair(pair)
    others = [entry for entry in told.missing if entry.group == "other"]
    if others:
        names = ", ".join(fact_label(entry.fact) for entry in others)
        yield from wrapped(
            _("Also unknown, with less effect: {facts}").format(facts=names), indent=2
        )


def _worth(entry: Worth, words: Words) -> Iterator[str]:
    counts, tried = entry.counts, len(entry.tried)
    head = _("{rank}. {label}: of {tried} values tried, {leading} change what leads, {branch} the ")
    head += _("branch, {strength} a strength; {settling} settle it")
    text = head.format(
        rank=entry.rank,
        label=fact_label(entry.fact),
        tried=tried,
        leading=counts.leading_option,
        branch=counts.branch,
        strength=counts.strength,
        settling=entry.settling,
    )
    yield from wrapped(text, indent=2, hanging=3)
    by_leading: dict[tuple[str, ...], list[str]] = {}
    for one in entry.tried:
        by_leading.setdefault(one.leading, []).append(value_text(entry.fact, one.value))
    if len(by_leading) > 1:
        for leading, values in by_leading.items():
            names = ", ".join(words.short(option) for option in leading)
            yield from wrapped(f"{', '.join(values)}: {names}", indent=5)
    who = _(" or ").join(who_label(code) for code in who_can_answer(entry.fact))
    text = _("Ask: {who}. Usually found in: {place}")
    yield from wrapped(text.format(who=who, place=fact_place(entry.fact)), indent=5)


def _pair(pair: Pair) -> Iterator[str]:
    one, other = (fact_label(fact) for fact in pair.facts)
    text = _(
        "No single answer to {one} or {other} settles it, but both together do in "
        "{settling} of {tried} combinations."
    )
    yield from wrapped(
        text.format(one=one, other=other, settling=pair.settling, tried=pair.tried), indent=2
    )


def _flips(told: Explanation, words: Words) -> Iterator[str]:
    moving = [one for one in told.numbers if len(one.segments) > 1]
    if moving or told.codes:
        yield ""
        yield _("Flip points: what would lead with another value")
    for number in moving:
        yield from _number(number, words)
    for code in told.codes:
        known = value_text(code.fact, code.value)
        yield from wrapped(f"{fact_label(code.fact)} ({known})", indent=2)
        for other in code.values:
            names = ", ".join(words.short(option) for option in other.leading)
            yield from wrapped(f"{value_text(code.fact, other.value)}: {names}", indent=4)


def _number(number: NumberFlips, words: Words) -> Iterator[str]:
    known = value_text(number.fact, number.value)
    yield from wrapped(f"{fact_label(number.fact)} ({known})", indent=2)
    for segment in number.segments:
        names = ", ".join(words.short(option) for option in segment.leading)
        here = _("  (this case)") if segment.holds else ""
        yield from wrapped(f"{_interval(segment)}: {names}{here}", indent=4)


def _interval(segment: Segment) -> str:
    if segment.low == segment.high:
        return f"{segment.low:g}"
    low = _("above {number}") if segment.low_open else _("from {number}")
    high = _("to below {number}") if segment.high_open else _("to {number}")
    ends = (low, segment.low), (high, segment.high)
    return " ".join(text.format(number=f"{number:g}") for text, number in ends)


def difference_lines(found: Difference, rules: Release) -> Iterator[str]:
    """What would differ in a copy of the case; the case itself stays as it is."""
    words = Words(rules)
    yield _("What if (a copy; nothing is saved)")
    for fact in found.facts:
        before, after = value_text(fact.fact, fact.before), value_text(fact.fact, fact.after)
        yield from wrapped(f"{fact_label(fact.fact)}: {before} → {after}", indent=2)
    if found.is_empty:
        yield from wrapped(_("The answer stays the same."), indent=2)
    for name, listed in _lists(found):
        yield from _gained_and_lost(name, listed)
    for option in found.options:
        yield from _option_change(option, words)


def _lists(found: Difference) -> Iterator[tuple[str, Listed]]:
    yield _("Nodes"), found.nodes
    yield _("Steps"), found.steps
    yield _("Missing"), found.missing
    yield _("Notes"), found.notes
    yield _("Trials"), found.trials


def _gained_and_lost(name: str, listed: Listed) -> Iterator[str]:
    for sign, entries in (("+", listed.gained), ("−", listed.lost)):
        for entry in entries:
            yield from wrapped(f"{sign} {name}: {entry}", indent=2)


def _option_change(option: OptionChange, words: Words) -> Iterator[str]:
    before, after = _seats(option.before, words), _seats(option.after, words)
    text = f"{option.label}: {before} → {after}" if option.changes_strength else option.label
    more = [f"+ {name}" for name in (*option.cautions_gained, *option.checks_gained)]
    more += [f"− {name}" for name in (*option.cautions_lost, *option.checks_lost)]
    if option.changes_strength or more:
        yield from wrapped("  ".join((text, *more)), indent=2)


def _seats(seats: tuple[Seat, ...], words: Words) -> str:
    if not seats:
        return _("not offered")
    strengths = dict.fromkeys(words.strength(seat.strength).lower() for seat in seats)
    return _(" or ").join(strengths)
