"""The assessment of one case under a rule release.

Both functions are pure: the same release and facts give the same result.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from nenboard.algorithm import offers
from nenboard.algorithm.assessment import (
    Algorithm,
    Assessment,
    CaseNote,
    NamedTrial,
    NoRecommendation,
    Reached,
    Step,
)
from nenboard.algorithm.history import removed
from nenboard.algorithm.known import as_json, fact_as_json
from nenboard.algorithm.missing import ranked
from nenboard.algorithm.program import Program, program_of
from nenboard.algorithm.release import Release
from nenboard.algorithm.rules import Outcome
from nenboard.algorithm.state import State
from nenboard.algorithm.walk import Arrival, Passed, arrivals
from nenboard.domain.knowledge import FactValue

OPTIONS = "options"
ASK = "ask"
NO_RECOMMENDATION = "no_recommendation"


@dataclass(frozen=True, slots=True)
class Decision:
    """The bare result: for each node reached, options with their strength (None: conditional)."""

    result: str
    outcomes: tuple[tuple[str, tuple[tuple[str, str | None], ...]], ...]


def assess(release: Release, facts: Mapping[str, FactValue]) -> Assessment:
    """Assess a case and explain the result; absent facts are unknown."""
    program = program_of(release)
    state = program.state(facts)
    outcomes = _outcomes(program, state)
    return Assessment(
        algorithm=Algorithm(id=release.id, version=release.version, sha256=release.sha256),
        facts={name: fact_as_json(facts[name]) for name in release.inputs if name in facts},
        derived={name: as_json(state[name]) for name in program.shown},
        result=_result(program, [outcome.node for outcome in outcomes]),
        outcomes=outcomes,
        missing=ranked(program, outcomes, state),
        notes=tuple(
            CaseNote(id=note.id, text=note.text)
            for note, check in program.notes
            if check.run(state)
        ),
    )


def decide(release: Release, facts: Mapping[str, FactValue]) -> Decision:
    """Assess a case without explaining it, to compare many cases quickly."""
    program = program_of(release)
    state = program.state(facts)
    nodes = tuple(dict.fromkeys(arrival.node for arrival in arrivals(program, state)))
    found = tuple(
        (node, tuple((one.offer.option.id, one.strength) for one in _decided(program, node, state)))
        for node in nodes
    )
    return Decision(result=_result(program, list(nodes)), outcomes=found)


def _decided(program: Program, node: str, state: State) -> list[offers.Decided]:
    return offers.decide(program, node, state) if node in program.offers else []


def _result(program: Program, nodes: list[str]) -> str:
    if any(node in program.offers for node in nodes):
        return OPTIONS
    return ASK if any(node in program.asks for node in nodes) else NO_RECOMMENDATION


def _outcomes(program: Program, state: State) -> tuple[Reached, ...]:
    """One outcome for each node reached, in the order of the edges."""
    by_node: dict[str, list[Arrival]] = {}
    for arrival in arrivals(program, state):
        by_node.setdefault(arrival.node, []).append(arrival)
    certain = len(by_node) == 1
    return tuple(_reached(program, ways, state, certain=certain) for ways in by_node.values())


def _reached(program: Program, ways: list[Arrival], state: State, *, certain: bool) -> Reached:
    way = ways[0]
    node = way.node
    path = tuple(_step(passed, state) for passed in way.passed)
    if way.conflict is not None:
        return Reached(
            node=node,
            path=path,
            branch_depends_on=path[-1].because,
            no_recommendation=NoRecommendation(code=node, text=way.conflict.text),
            options=(),
            removed=(),
            trials=(),
            ambiguities=(),
        )
    depends = () if certain else _depends(program, ways, state)
    return _at(program, node, state, path=(*path, Step(node, None, ())), depends=depends)


def _at(
    program: Program,
    node: str,
    state: State,
    *,
    path: tuple[Step, ...],
    depends: tuple[str, ...],
) -> Reached:
    outcome = program.release.nodes[node]
    offers_options = node in program.offers
    declined = None
    if not offers_options and isinstance(outcome, Outcome):
        declined = NoRecommendation(code=node, text=outcome.text)
    return Reached(
        node=node,
        path=path,
        branch_depends_on=depends,
        no_recommendation=declined,
        options=offers.suggestions(program, node, state) if offers_options else (),
        removed=removed(program, state) if offers_options else (),
        trials=_trials(program, outcome),
        ambiguities=getattr(outcome, "ambiguities", ()),
    )


def _step(passed: Passed, state: State) -> Step:
    check = passed.conflict if passed.edge is None else passed.edge.check
    words = None if passed.edge is None else passed.edge.words
    because = () if check is None else tuple(sorted(check.deciding(state)))
    return Step(node=passed.node, condition=words, because=because)


def _depends(program: Program, ways: list[Arrival], state: State) -> tuple[str, ...]:
    found: set[str] = set()
    for way in ways:
        for check in way.open_checks:
            found |= program.undecided(check, state)
    return tuple(sorted(found))


def _trials(program: Program, outcome: object) -> tuple[NamedTrial, ...]:
    names: tuple[str, ...] = getattr(outcome, "trials", ())
    trials = (program.release.trial[name] for name in names)
    return tuple(NamedTrial(name=trial.name, id=trial.registry_id) for trial in trials)
