"""The rule release says what the outline of the specification says, part by part and in order."""

import ast
from collections.abc import Iterator
from typing import Any

import pytest

from nenboard.algorithm.conditions import Condition, in_words
from nenboard.algorithm.release import Release
from tests.algorithm.reference import outline

Json = dict[str, Any]


def _plain(condition: str | Condition) -> str:
    """A condition in one spelling, whether it comes from the outline or from the release."""
    text = condition if isinstance(condition, str) else in_words(condition)
    if text == "always":
        text = "True"
    return ast.dump(_Spelling().visit(ast.parse(text, mode="eval")))


class _Spelling(ast.NodeTransformer):
    """`not x in y` is `x not in y`, a whole decimal is an integer."""

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        inner = node.operand
        if isinstance(inner, ast.Compare) and isinstance(inner.ops[0], ast.In):
            return ast.Compare(inner.left, [ast.NotIn()], inner.comparators)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        whole = isinstance(node.value, float) and node.value.is_integer()
        return ast.Constant(int(node.value)) if whole else node  # type: ignore[arg-type]  # float


def _nodes(kind: str) -> list[Json]:
    return [node for node in outline()["nodes"] if (node["kind"] == "decision") is (kind == "q")]


def test_identity_strengths_and_words(release: Release) -> None:
    data = outline()
    header = release.header
    assert (release.id, release.version) == (data["algorithm_id"], data["algorithm_version"])
    assert header.subject == data["subject"]
    assert [(one.id, one.label) for one in header.strengths] == [
        (one["id"], one["label"]) for one in data["strengths"]
    ]
    assert header.provenance == data["provenance_codes"]
    assert header.footnotes == data["footnotes"]
    assert header.sibling_sources == data["sibling_sources"]
    assert header.effects == data["effects"]
    assert list(header.ordering) == data["ordering"]


def test_inputs(release: Release) -> None:
    for entry, said in zip(release.facts.inputs, outline()["inputs"], strict=True):
        assert (entry.name, entry.type.replace("lines", "list")) == (said["name"], said["type"])
        assert (entry.label, entry.unit) == (said["label"], said["unit"])
        assert entry.definition == said["definition"]
        assert (entry.need, list(entry.used_by)) == (said["required"], said["needed_by"])
        if entry.low is not None:
            assert [entry.low, entry.high] == said["allowed"]
        elif entry.type == "bool":
            assert said["allowed"] == [True, False]
        elif entry.type != "lines":
            assert list(entry.allowed or ()) == said["allowed"]


def test_definitions_of_derived_values(release: Release) -> None:
    said = {(one["name"], one["rule"], one["source"]) for one in outline()["derived"]}
    assert {(one.name, one.rule, one.source) for one in release.facts.definitions} == said


def test_nodes(release: Release) -> None:
    for node, said in zip(release.graph.questions, _nodes("q"), strict=True):
        assert (node.id, node.title, node.branch, node.note) == tuple(
            said[name] for name in ("id", "title", "branch", "note")
        )
    for outcome, said in zip(release.graph.outcomes, _nodes("o"), strict=True):
        assert (outcome.id, outcome.title, outcome.branch, outcome.note) == tuple(
            said[name] for name in ("id", "title", "branch", "note")
        )
        assert outcome.kind.replace("_", " ") == said["kind"].replace("_", " ")
        assert outcome.cap == said.get("strength_cap")
        assert list(outcome.trials) == said.get("trials", [])
        assert list(outcome.ambiguities) == said.get("ambiguities", [])


def test_edges(release: Release) -> None:
    for question in release.graph.questions:
        said = [edge for edge in outline()["edges"] if edge["from"] == question.id]
        for edge, other in zip(question.edges, said, strict=True):
            assert edge.to == other["to"]
            assert _plain(edge.when) == _plain(other["condition"]), (question.id, edge.to)
            sources = other["sources"] or ["product rule"]  # as the text of the outline says
            assert (edge.code, list(edge.sources)) == (other["provenance"], sources)


def test_options(release: Release) -> None:
    data = outline()
    for option, said in zip(release.options.options, data["options"], strict=True):
        assert (option.id, option.label, list(option.tags)) == tuple(
            said[name] for name in ("id", "label", "tags")
        )
        assert (option.route, option.group) == (said["route"], said["cross_group"])
        assert list(option.evidence) == said["evidence"]
    groups = release.options.cross_resistance
    grouped = {name: group for group, members in groups.items() for name in members}
    assert grouped == data["cross_resistance_groups"]
    prior = {entry.id: entry.label for entry in release.options.prior_only}
    assert prior == data["prior_only_regimens"]
    looked_up = {entry.tag: list(entry.facts) for entry in release.options.check_first}
    assert looked_up == data["check_before_use"]


def _rules(release: Release) -> Iterator[tuple[str, Any, Json]]:
    for said in _nodes("o"):
        rules = release.offers.get(said["id"], ())
        for rule, other in zip(rules, said.get("options", []), strict=True):
            yield said["id"], rule, other


def test_rules_of_options(release: Release) -> None:
    tried = 0
    for node, rule, said in _rules(release):
        assert (rule.option, rule.strength, rule.why) == tuple(
            said[name] for name in ("option", "strength", "why")
        )
        assert _plain(rule.when) == _plain(said["when"]), (node, rule.option)
        assert list(rule.footnotes) == said["footnotes"]
        assert (rule.code, list(rule.sources)) == (said["provenance"], said["sources"])
        assert list(rule.evidence) == said["evidence"]
        tried += 1
    assert tried == 360


def test_patient_factors(release: Release) -> None:
    for factor, said in zip(release.factors, outline()["patient_factor_rules"], strict=True):
        assert (factor.id, list(factor.tags), factor.effect, factor.text) == tuple(
            said[name] for name in ("id", "tags", "effect", "text")
        )
        assert _plain(factor.when) == _plain(said["when"]), factor.id
        assert (factor.code, list(factor.sources)) == (said["provenance"], said["sources"])


def test_notes(release: Release) -> None:
    for note, said in zip(release.notes, outline()["notes"], strict=True):
        assert (note.id, note.text, note.source) == (said["id"], said["text"], said["source"])
        assert _plain(note.when) == _plain(said["when"]), note.id


def test_trials_ambiguities_and_evidence(release: Release) -> None:
    data = outline()
    assert [(one.name, one.registry_id, one.question, one.reference) for one in release.trials] == [
        (one["name"], one["id"], one["what"], one["ref"]) for one in data["trials"]
    ]
    for one, said in zip(release.ambiguities, data["ambiguities"], strict=True):
        assert one.id == said["id"]
        assert {one.title, one.problem, one.choice, one.confidence} == {
            value for name, value in said.items() if name != "id"
        }
    for row, said in zip(release.evidence, data["evidence_rows"], strict=True):
        assert row.model_dump() == said


@pytest.mark.parametrize(
    ("one", "other"),
    [("ki67 > 10", "ki67 >= 10"), ("not used_pe", "used_pe"), ("a == 'x'", "a != 'x'")],
)
def test_the_comparison_of_conditions_tells_them_apart(one: str, other: str) -> None:
    assert _plain(one) == _plain(one)
    assert _plain(one) != _plain(other)
