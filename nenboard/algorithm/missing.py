"""What to ask next: the facts that are open, what each would change, in order."""

from collections.abc import Iterator
from typing import NamedTuple

from nenboard.algorithm import offers
from nenboard.algorithm.assessment import Effect, Missing, Reached
from nenboard.algorithm.known import Known, as_json
from nenboard.algorithm.program import Inquiry
from nenboard.algorithm.state import State
from nenboard.algorithm.walk import arrivals

LEADING = "leading option"
BRANCH = "branch"
STRENGTH = "strength"
CHECK = "check"
_EFFECT_ORDER = {LEADING: 0, BRANCH: 1, STRENGTH: 2, CHECK: 3}


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


class Trials:
    """The case tried with other values: which options would lead."""

    def __init__(self, inquiry: Inquiry) -> None:
        """Start from the case as it is."""
        self._inquiry = inquiry
        self._program, self._state = inquiry
        self._settled: dict[str, tuple[str, ...]] = {}

    def effects(self, fact: str) -> tuple[Effect, ...]:
        """What would lead under each value tried."""
        name = fact.partition(".")[0]
        return tuple(
            Effect(value=as_json(value), leading=self._lead(state, name))
            for value, state in self._tried(fact)
        )

    def _tried(self, fact: str) -> Iterator[tuple[Known, State]]:
        name, _, part = fact.partition(".")
        affected = self._program.affected_by[name]
        for value in values_tried(self._inquiry, fact):
            if not part:
                yield value, self._state.changed(name, value, affected=affected)
            elif self._state.lines is not None:
                lines = self._program.reader.with_platinum(
                    self._state.lines, part=part, value=value
                )
                yield value, self._state.with_lines(lines, affected=affected)

    def _lead(self, state: State, changed: str) -> tuple[str, ...]:
        """What leads over all branches; a node the change does not touch is decided once."""
        found: set[str] = set()
        tried = Inquiry(self._program, state)
        for arrival in arrivals(tried):
            node = arrival.node
            if changed in self._program.offers_depend_on.get(node, frozenset()):
                found.update(leading(tried, node))
                continue
            if node not in self._settled:
                self._settled[node] = leading(tried, node)
            found.update(self._settled[node])
        return tuple(sorted(found))


def values_tried(inquiry: Inquiry, fact: str) -> tuple[Known, ...]:
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


def leading(inquiry: Inquiry, node: str) -> tuple[str, ...]:
    """The options of the best strength, or the node where nothing can be chosen.

    A trial and hormone control lead only where nothing else is supported.
    """
    program = inquiry.program
    if node not in program.offers:
        return (node,)
    supported = [
        (program.release.strength_order[decided.strength], decided.offer.option.id)
        for decided in offers.decide(inquiry, node)
        if decided.strength in program.active
    ]
    aside = program.release.options.aside
    pool = [entry for entry in supported if entry[1] not in aside] or supported
    best = min(pool, default=None)
    return (node,) if best is None else tuple(name for place, name in pool if place == best[0])


def ranked(inquiry: Inquiry, outcomes: tuple[Reached, ...]) -> tuple[Missing, ...]:
    """The open facts in the order in which to ask for them."""
    program, trials = inquiry.program, Trials(inquiry)
    found = []
    for fact, is_open in open_facts(inquiry, outcomes).items():
        effects = trials.effects(fact)
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
