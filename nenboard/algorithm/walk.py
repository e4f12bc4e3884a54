"""The way through the graph: every branch that the facts do not rule out."""

from typing import NamedTuple

from nenboard.algorithm import rules
from nenboard.algorithm.checks import Check
from nenboard.algorithm.program import Program, ReadyEdge
from nenboard.algorithm.state import State


class Passed(NamedTuple):
    """A question passed, and the edge taken (None where the way ended in a conflict)."""

    node: str
    edge: ReadyEdge | None
    conflict: Check | None = None


class Arrival(NamedTuple):
    """A node where one way ends; `open_checks` are the edges that were left open on it."""

    node: str
    passed: tuple[Passed, ...]
    open_checks: tuple[Check, ...]
    conflict: rules.Conflict | None = None


def arrivals(program: Program, state: State) -> tuple[Arrival, ...]:
    """Every way through the graph, in the order of the edges."""
    found: list[Arrival] = []
    _follow(program, state, Arrival(program.release.graph.start, (), ()), found)
    return tuple(found)


def taken(edges: tuple[ReadyEdge, ...], state: State) -> tuple[tuple[ReadyEdge, ...], bool]:
    """The edges to follow, and whether that is certain: the first yes, else all unknown."""
    unknown: list[ReadyEdge] = []
    for edge in edges:
        answer = edge.check.run(state)
        if answer:
            return (edge,), True
        if answer is None:
            unknown.append(edge)
    return tuple(unknown), False


def _follow(program: Program, state: State, at: Arrival, found: list[Arrival]) -> None:
    edges = program.edges.get(at.node)
    if edges is None:
        found.append(at)
        return
    for conflict, check in program.conflicts[at.node]:
        if check.run(state):
            passed = (*at.passed, Passed(at.node, None, check))
            found.append(Arrival(conflict.id, passed, at.open_checks, conflict))
            return
    chosen, certain = taken(edges, state)
    checks = () if certain else tuple(edge.check for edge in chosen)
    for edge in chosen:
        onward = Arrival(edge.to, (*at.passed, Passed(at.node, edge)), at.open_checks + checks)
        _follow(program, state, onward, found)
