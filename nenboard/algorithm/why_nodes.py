"""Why the way through the graph went as it did, and where it parted from the other nodes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nenboard.algorithm.assessment import Part
from nenboard.algorithm.deciders import Decided, Outcome, decided
from nenboard.algorithm.program import ReadyEdge
from nenboard.algorithm.state import State
from nenboard.algorithm.variations import Variations
from nenboard.algorithm.walk import Arrival

REACHED: Final = "reached"
NOT_TOWARDS: Final = "not_towards"
NOT_ASKED: Final = "not_asked"


@dataclass(frozen=True, slots=True)
class QuestionWhy(Part):
    """A question on the way: the edges followed, in words, and the facts that decided that.

    Several edges are followed where what is known leaves them open.
    """

    node: str
    title: str
    to: tuple[str, ...]
    conditions: tuple[str, ...]
    decided: Decided


@dataclass(frozen=True, slots=True)
class NodeWhy(Part):
    """A node not reached: the question where the way parted from it, and what decided there.

    `conditions` are those of the edges of that question which lead towards the node. With the
    values named the way turns towards it: `then` is `reached`, or the node it goes on to.
    """

    node: str
    title: str
    parted_at: str
    conditions: tuple[str, ...]
    decided: Decided


def questions_passed(cases: Variations) -> tuple[QuestionWhy, ...]:
    """Every question on the ways of the case, in the order in which they are met."""
    passed = dict.fromkeys(step.node for way in cases.base.ways for step in way.passed)
    return tuple(_question(cases, node) for node in passed)


def nodes_not_taken(cases: Variations) -> tuple[NodeWhy, ...]:
    """Every node of the graph that no way of the case touches."""
    touched = {step.node for way in cases.base.ways for step in way.passed}
    touched.update(cases.base.nodes)
    return tuple(
        _not_taken(cases, node) for node in cases.program.release.nodes if node not in touched
    )


def _question(cases: Variations, node: str) -> QuestionWhy:
    edges = cases.program.edges[node]
    followed = _followed(cases.base.ways, node) or ()

    def outcome(state: State, changed: frozenset[str]) -> str:
        to = _followed(cases.ways(state, changed=changed), node)
        return " ".join(followed if to is None else to)

    return QuestionWhy(
        node=node,
        title=cases.program.release.nodes[node].title,
        to=followed,
        conditions=tuple(edge.words for edge in edges if edge.to in followed),
        decided=decided(cases, _inputs(cases, node), outcome=outcome),
    )


def _followed(ways: Iterable[Arrival], node: str) -> tuple[str, ...] | None:
    """Where the ways go on to from a question; None if none of them meets it."""
    steps = [
        way.node if step.edge is None else step.edge.to
        for way in ways
        for step in way.passed
        if step.node == node
    ]
    return tuple(dict.fromkeys(steps)) or None


def _inputs(cases: Variations, node: str) -> frozenset[str]:
    """The inputs that the answer to a question depends on."""
    program = cases.program
    checks = [edge.check for edge in program.edges[node]]
    checks += [check for _, check in program.conflicts[node]]
    return program.depends_on(name for check in checks for name in check.names)


def _not_taken(cases: Variations, node: str) -> NodeWhy:
    towards = _towards(cases, node)
    at = _parting(cases.base.ways, towards)
    edges = [edge for edge in cases.program.edges[at] if edge.to == node or edge.to in towards]

    here = _inputs(cases, at)

    def outcome(state: State, changed: frozenset[str]) -> str:
        return _reaches(cases.ways(state, changed=changed), node, at=at, edges=edges)

    return NodeWhy(
        node=node,
        title=cases.program.release.nodes[node].title,
        parted_at=at,
        conditions=tuple(edge.words for edge in edges),
        decided=_first_found(cases, (here, _on_the_way(cases, towards)), outcome=outcome),
    )


def _first_found(
    cases: Variations, inputs: Iterable[frozenset[str]], *, outcome: Outcome
) -> Decided:
    """What decided, looked for among the first inputs, and if nothing did among the next."""
    found = Decided((), ())
    for names in inputs:
        found = decided(cases, names, outcome=outcome)
        if found.by or found.together:
            break
    return found


def _on_the_way(cases: Variations, towards: frozenset[str]) -> frozenset[str]:
    """The inputs of the questions that were passed on the way towards a node."""
    passed = {step.node for way in cases.base.ways for step in way.passed}
    return frozenset().union(*(_inputs(cases, question) for question in passed & towards))


def _towards(cases: Variations, node: str) -> frozenset[str]:
    """The questions from which some way leads to a node."""
    found: set[str] = set()
    waiting = {node}
    while waiting:
        waiting = {
            question
            for question, edges in cases.program.edges.items()
            if question not in found and any(edge.to in waiting for edge in edges)
        }
        found |= waiting
    return frozenset(found)


def _parting(ways: Iterable[Arrival], towards: frozenset[str]) -> str:
    """The last question on any way from which the node could still be reached."""
    deepest = [
        (place, step.node)
        for way in ways
        for place, step in enumerate(way.passed)
        if step.node in towards
    ]
    return max(deepest, key=lambda entry: entry[0])[1]


def _reaches(ways: Iterable[Arrival], node: str, *, at: str, edges: list[ReadyEdge]) -> str:
    """What the ways come to, seen from the node: reached, or the next node on the way there."""
    ends = {edge.to for edge in edges}
    turned: Iterator[str] = (
        REACHED if way.node == node else step.edge.to
        for way in ways
        for step in way.passed
        if step.node == at and step.edge is not None and step.edge.to in ends
    )
    found = list(turned)
    if REACHED in found:
        return REACHED
    return found[0] if found else NOT_TOWARDS
