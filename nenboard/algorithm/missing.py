"""What to ask next: the facts that are open, what each would change, in order."""

from collections.abc import Iterator
from typing import NamedTuple

from nenboard.algorithm.assessment import Effect, Missing, Reached
from nenboard.algorithm.changes import BRANCH, CHECK, KINDS, LEADING, STRENGTH
from nenboard.algorithm.conditions import Scalar
from nenboard.algorithm.known import fact_as_json
from nenboard.algorithm.program import Inquiry
from nenboard.algorithm.variations import Variant, Variations

_EFFECT_ORDER = {kind: place for place, kind in enumerate(KINDS)}


class Open(NamedTuple):
    """A fact that is open: what it changes at least, and whether nothing goes on without it."""

    changes: str
    blocks: bool


def open_facts(inquiry: Inquiry, outcomes: tuple[Reached, ...]) -> dict[str, Open]:
    """The facts that keep branches, strengths or checks open."""
    asks = inquiry.program.asks
    found: dict[str, Open] = {}
    for outcome in outcomes:
        for fact in asks.get(outcome.node, ()):
            found.setdefault(fact, Open(BRANCH, blocks=True))
    if outcomes and all(outcome.node in asks for outcome in outcomes):
        for fact in inquiry.program.question_order:
            if fact not in inquiry.state.stated:
                found.setdefault(fact, Open(BRANCH, blocks=False))
    for changes, facts in _reasons(outcomes):
        for fact in facts:
            found.setdefault(fact, Open(changes, blocks=False))
    return found


def _reasons(outcomes: tuple[Reached, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for outcome in outcomes:
        yield BRANCH, outcome.branch_depends_on
    options = [option for outcome in outcomes for option in outcome.options]
    for option in options:
        if option.conditional is not None:
            yield STRENGTH, option.conditional.waits_for
    for option in options:
        yield CHECK, option.check_first


def _effects(cases: Variations, fact: str) -> tuple[Effect, ...]:
    """What would lead under each value tried."""
    tried = values_tried(cases.inquiry, fact)
    return tuple(
        Effect(value=fact_as_json(value), leading=cases.result(Variant(fact, value)).leading)
        for value in tried
        if cases.can_take(fact)
    )


def values_tried(inquiry: Inquiry, fact: str) -> tuple[Scalar, ...]:
    """The values to try: the candidates left, every code, or numbers beside each limit."""
    _, _, part = fact.partition(".")
    if part:
        return inquiry.program.line_fields[part].tried or ()
    entry = inquiry.program.release.inputs[fact]
    if entry.type in ("list", "lines"):
        return ()
    if entry.tried is not None:
        return entry.tried
    stated = inquiry.state.stated.get(fact)
    allowed = (True, False) if entry.type == "bool" else entry.allowed or ()
    return tuple(value for value in allowed if not isinstance(stated, frozenset) or value in stated)


def ranked(cases: Variations, outcomes: tuple[Reached, ...]) -> tuple[Missing, ...]:
    """The open facts in the order in which to ask for them."""
    program = cases.program
    found = []
    for fact, is_open in open_facts(cases.inquiry, outcomes).items():
        effects = _effects(cases, fact)
        differs = len({effect.leading for effect in effects}) > 1
        changes = LEADING if differs and is_open.changes != CHECK else is_open.changes
        group = 0 if is_open.blocks else 1 + (is_open.changes == CHECK)
        step = program.step_of(fact)
        found.append(((group, not differs, _EFFECT_ORDER[changes], step, fact), changes, effects))
    return tuple(
        Missing(
            fact=key[-1],
            label=program.label_of(key[-1]),
            changes=changes,
            rank=rank,
            effects=effects,
        )
        for rank, (key, changes, effects) in enumerate(sorted(found, key=lambda e: e[0]), start=1)
    )
