"""The decision graph as plain values: every node with its remark, its edges and their sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nenboard.algorithm.release import Release
from nenboard.algorithm.rules import Edge, Outcome, Question
from nenboard.gui.assessment.condition_words import condition_words, plain
from nenboard.host.labels import fact_label, provenance
from nenboard.host.language import _


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A way from a question to a node: its condition, provenance and sources in words."""

    start: str
    start_title: str
    end: str
    end_title: str
    condition: str
    basis: str
    sources: str


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node. `edges` lead on from it, `into` lead to it; `ambiguities` are title and choice."""

    code: str
    title: str
    kind: str
    remark: str
    asks: str
    edges: tuple[EdgeView, ...]
    into: tuple[EdgeView, ...]
    conflicts: tuple[str, ...]
    trials: tuple[str, ...]
    ambiguities: tuple[tuple[str, str], ...]

    @property
    def children(self) -> tuple[str, ...]:
        """The nodes that the question can lead to, each once."""
        return tuple(dict.fromkeys(edge.end for edge in self.edges))


Graph = Mapping[str, NodeView]


def graph_of(release: Release) -> Graph:
    """Every node of a release."""
    edges = tuple(_edges(release))
    return {code: _node(release, node, edges) for code, node in release.nodes.items()}


def _edges(release: Release) -> Iterator[EdgeView]:
    for question in release.graph.questions:
        for edge in question.edges:
            yield _edge(release, question, edge)


def _edge(release: Release, question: Question, edge: Edge) -> EdgeView:
    return EdgeView(
        start=question.id,
        start_title=plain(question.title),
        end=edge.to,
        end_title=plain(release.nodes[edge.to].title),
        condition=condition_words(release, edge.when),
        basis=provenance(edge.code),
        sources="; ".join(edge.sources),
    )


def _node(release: Release, node: Question | Outcome, edges: tuple[EdgeView, ...]) -> NodeView:
    question = node if isinstance(node, Question) else None
    outcome = node if isinstance(node, Outcome) else None
    return NodeView(
        code=node.id,
        title=plain(node.title),
        kind=_kind(node),
        remark=plain(node.note),
        asks=", ".join(fact_label(fact) for fact in outcome.asks) if outcome else "",
        edges=tuple(edge for edge in edges if edge.start == node.id),
        into=tuple(edge for edge in edges if edge.end == node.id),
        conflicts=tuple(_conflicts(release, question)) if question else (),
        trials=tuple(_trial(release, name) for name in outcome.trials) if outcome else (),
        ambiguities=tuple(ambiguity_words(release, code) for code in outcome.ambiguities)
        if outcome
        else (),
    )


def _kind(node: Question | Outcome) -> str:
    if isinstance(node, Question):
        return _("question")
    return {
        "ask": _("a fact is asked for"),
        "no_recommendation": _("no recommendation"),
    }.get(node.kind, _("end of a path, with options"))


def _conflicts(release: Release, node: Question) -> Iterator[str]:
    for conflict in node.conflicts:
        when = condition_words(release, conflict.when)
        yield f"{plain(conflict.title)}. {conflict.text} ({when})"


def _trial(release: Release, name: str) -> str:
    trial = release.trial.get(name)
    number = trial.registry_id if trial is not None else None
    return f"{name}, {number}" if number else name


def ambiguity_words(release: Release, code: str) -> tuple[str, str]:
    """A place where the source can be read in more than one way, and the choice made."""
    entry = release.ambiguity.get(code)
    if entry is None:
        return (code, "")
    confidence = _("Confidence: {confidence}.").format(confidence=entry.confidence)
    return (f"{code}  {entry.title}", f"{entry.problem} {entry.choice} {confidence}")
