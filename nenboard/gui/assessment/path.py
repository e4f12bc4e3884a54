"""The path of a case through the graph: sentences, and where each edge comes from."""

from dataclasses import dataclass

from nenboard.algorithm.assessment import Assessment, Reached
from nenboard.algorithm.release import Release
from nenboard.algorithm.rules import Question
from nenboard.gui.assessment.condition_words import plain
from nenboard.gui.assessment.fact_words import said
from nenboard.host.labels import provenance
from nenboard.host.language import _


@dataclass(frozen=True, slots=True)
class PathStep:
    """A node on the path. `because` is what decided there, empty at the end of the path.

    `others` are the nodes that the same question could have led to.
    """

    node: str
    title: str
    because: str
    basis: str
    others: tuple[tuple[str, str], ...]

    def sentence(self, number: int) -> str:
        """The step as a numbered sentence."""
        if not self.because:
            return f"{number}. {self.title}."
        return _("{number}. {title}. {because}.").format(
            number=number, title=self.title, because=self.because
        )


def path_steps(assessment: Assessment, release: Release, reached: Reached) -> tuple[PathStep, ...]:
    """The steps from the start to the node reached."""
    known = {**assessment.facts, **assessment.derived}
    following = [*(step.node for step in reached.path[1:]), ""]
    return tuple(
        PathStep(
            node=step.node,
            title=_title(release, step.node),
            because=", ".join(said(release, fact, known.get(fact)) for fact in step.because),
            basis=_basis(release, step.node, following[at]),
            others=_others(release, step.node, following[at]),
        )
        for at, step in enumerate(reached.path)
    )


def _title(release: Release, node: str) -> str:
    found = release.nodes.get(node)
    return plain(found.title) if found is not None else node


def _basis(release: Release, node: str, onward: str) -> str:
    """Where the edge comes from: provenance in words, and its sources."""
    question = release.nodes.get(node)
    if not isinstance(question, Question):
        return ""
    edge = next((edge for edge in question.edges if edge.to == onward), None)
    if edge is None:
        return ""
    return ": ".join(part for part in (provenance(edge.code), "; ".join(edge.sources)) if part)


def _others(release: Release, node: str, onward: str) -> tuple[tuple[str, str], ...]:
    question = release.nodes.get(node)
    if not isinstance(question, Question):
        return ()
    targets = dict.fromkeys(edge.to for edge in question.edges if edge.to != onward)
    return tuple((code, _title(release, code)) for code in targets)
