"""The way through the graph: every branch that the facts do not rule out."""

from collections.abc import Iterator
from typing import NamedTuple

from nenboard.algorithm import rules
from nenboard.algorithm.checks import Check
from nenboard.algorithm.program import Inquiry, ReadyEdge
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


def arrivals(inquiry: Inquiry) -> Iterator[Arrival]:
    """Every way through the graph, in the order of the edges."""
    return _ways(inquiry, Arrival(inquiry.program.release.graph.start, (), ()))


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


def _ways(inquiry: Inquiry, at: Arrival) -> Iterator[Arrival]:
    edges = inquiry.program.edges.get(at.node)
    if edges is None:
        yield at
        return
    for conflict, check in inquiry.program.conflicts[at.node]:
        if check.run(inquiry.state):
            passed = (*at.passed, Passed(at.node, None, check))
            yield Arrival(conflict.id, passed, at.open_checks, conflict)
            return
    chosen, certain = taken(edges, inquiry.state)
    left_open = () if certain else tuple(edge.check for edge in chosen)
    for edge in chosen:
        passed = (*at.passed, Passed(at.node, edge))
        yield from _ways(inquiry, Arrival(edge.to, passed, at.open_checks + left_open))
