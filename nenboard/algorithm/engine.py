"""The assessment of one case under a rule release.

It is pure: the same release and facts give the same result.
"""

from collections.abc import Mapping

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
from nenboard.algorithm.program import Inquiry, Program, program_of
from nenboard.algorithm.release import Release
from nenboard.algorithm.rules import Outcome
from nenboard.algorithm.state import State
from nenboard.algorithm.variations import Variations
from nenboard.algorithm.walk import Arrival, Passed
from nenboard.domain.knowledge import FactValue

OPTIONS = "options"
ASK = "ask"
NO_RECOMMENDATION = "no_recommendation"


def assess(release: Release, facts: Mapping[str, FactValue]) -> Assessment:
    """Assess a case and explain the result; absent facts are unknown."""
    program = program_of(release)
    state = program.state(facts)
    cases = Variations(Inquiry(program, state))
    outcomes = _outcomes(cases)
    given = dict(facts.items())
    return Assessment(
        algorithm=Algorithm(id=release.id, version=release.version, sha256=release.sha256),
        facts={name: fact_as_json(given[name]) for name in release.inputs if name in given},
        derived={name: as_json(state[name]) for name in program.shown},
        result=_result(program, [outcome.node for outcome in outcomes]),
        outcomes=outcomes,
        missing=ranked(cases, outcomes),
        notes=tuple(
            CaseNote(id=note.id, text=note.text)
            for note, check in program.notes
            if check.run(state)
        ),
    )


def _result(program: Program, nodes: list[str]) -> str:
    if any(node in program.offers for node in nodes):
        return OPTIONS
    return ASK if any(node in program.asks for node in nodes) else NO_RECOMMENDATION


def _outcomes(cases: Variations) -> tuple[Reached, ...]:
    """One outcome for each node reached, in the order of the edges."""
    by_node: dict[str, list[Arrival]] = {}
    for arrival in cases.base.ways:
        by_node.setdefault(arrival.node, []).append(arrival)
    certain = len(by_node) == 1
    return tuple(_reached(cases, ways, certain=certain) for ways in by_node.values())


def _reached(cases: Variations, ways: list[Arrival], *, certain: bool) -> Reached:
    inquiry, way = cases.inquiry, ways[0]
    path = tuple(_step(passed, inquiry.state) for passed in way.passed)
    if way.conflict is not None:
        declined = NoRecommendation(code=way.node, text=way.conflict.text)
        return _declined(way.node, path, depends=path[-1].because, declined=declined)
    depends = () if certain else _depends(inquiry, ways)
    path = (*path, Step(way.node, None, ()))
    outcome = inquiry.program.outcomes[way.node]
    if outcome.id in inquiry.program.offers:
        return _offering(cases, outcome, path=path, depends=depends)
    declined = NoRecommendation(code=outcome.id, text=outcome.text)
    return _declined(way.node, path, depends=depends, declined=declined)


def _declined(
    node: str, path: tuple[Step, ...], *, depends: tuple[str, ...], declined: NoRecommendation
) -> Reached:
    return Reached(
        node=node,
        path=path,
        branch_depends_on=depends,
        no_recommendation=declined,
        options=(),
        removed=(),
        trials=(),
        ambiguities=(),
    )


def _offering(
    cases: Variations, outcome: Outcome, *, path: tuple[Step, ...], depends: tuple[str, ...]
) -> Reached:
    inquiry, decided = cases.inquiry, cases.base.decided[outcome.id]
    trials = (inquiry.program.release.trial[name] for name in outcome.trials)
    return Reached(
        node=outcome.id,
        path=path,
        branch_depends_on=depends,
        no_recommendation=None,
        options=offers.suggestions(inquiry, decided),
        removed=removed(inquiry),
        trials=tuple(NamedTrial(name=trial.name, id=trial.registry_id) for trial in trials),
        ambiguities=outcome.ambiguities,
    )


def _step(passed: Passed, state: State) -> Step:
    check = passed.conflict if passed.edge is None else passed.edge.check
    words = None if passed.edge is None else passed.edge.words
    because = () if check is None else tuple(sorted(check.deciding(state)))
    return Step(node=passed.node, condition=words, because=because)


def _depends(inquiry: Inquiry, ways: list[Arrival]) -> tuple[str, ...]:
    checks = (check for way in ways for check in way.open_checks)
    return tuple(sorted(frozenset().union(*(inquiry.undecided(check) for check in checks))))
