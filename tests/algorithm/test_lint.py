"""Rules are checked: every question has exactly one answer, every rule can be reached."""

import pytest

from nenboard.algorithm import lint
from nenboard.algorithm.loader import load_release
from nenboard.algorithm.release import Release


def _problems(files: dict[str, str], name: str, *, old: str, new: str) -> list[tuple[str, str]]:
    assert old in files[name]
    changed = {**files, name: files[name].replace(old, new, 1)}
    return [(found.path, found.code) for found in lint.check(load_release(changed))]


def test_the_published_release_has_no_problems(release: Release) -> None:
    assert lint.check(release) == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{fact: ki67, at_most: 10}", "{fact: ki67, below: 10}", "not_total"),
        ("{fact: ki67, at_most: 10}", "{fact: ki67, at_most: 11}", "ambiguous"),
        ("{fact: grade, is: G3}", "{fact: grade, one_of: [G2, G3]}", "ambiguous"),
    ],
)
def test_a_gap_or_an_overlap_at_a_limit_is_found(
    old: str, new: str, code: str, files: dict[str, str]
) -> None:
    start = files["graph.yaml"].index("id: PNET\n")
    head, tail = files["graph.yaml"][:start], files["graph.yaml"][start:]
    assert old in tail
    changed = {**files, "graph.yaml": head + tail.replace(old, new, 1)}
    found = lint.check(load_release(changed))
    assert {(problem.path, problem.code) for problem in found} == {
        ("graph.yaml questions.PNET", code)
    }


def test_a_question_without_an_answer_for_one_code_is_found(files: dict[str, str]) -> None:
    old = "one_of: [unknown_primary, other_ep]"
    found = _problems(files, "graph.yaml", old=old, new="is: unknown_primary")
    assert ("graph.yaml questions.ADV", "not_total") in found


def test_an_overlap_is_allowed_where_the_first_edge_wins(files: dict[str, str]) -> None:
    start = files["graph.yaml"].index("id: NEC-SCOPE\n")
    head, tail = files["graph.yaml"][:start], files["graph.yaml"][start:]
    changed = {**files, "graph.yaml": head + tail.replace("    first_match: true\n", "", 1)}
    codes = {(found.path, found.code) for found in lint.check(load_release(changed))}
    assert codes == {("graph.yaml questions.NEC-SCOPE", "ambiguous")}


def test_a_rule_behind_one_that_always_holds_is_found(files: dict[str, str]) -> None:
    found = _problems(
        files,
        "offers.yaml",
        old="  NEC-BSC:\n",
        new="  NEC-BSC:\n    - {shared: trial}\n",
    )
    assert [code for _, code in found] == ["unreachable"]


def test_an_edge_without_a_source_is_found(files: dict[str, str]) -> None:
    found = _problems(files, "graph.yaml", old="sources: [product rule]", new="sources: []")
    assert [code for _, code in found] == ["no_source"]


def test_an_option_that_nothing_uses_is_found(files: dict[str, str]) -> None:
    found = _problems(
        files,
        "options.yaml",
        old="options:\n",
        new="options:\n  - {id: tea, label: Tea, tags: [bsc], route: oral, group: tea}\n",
    )
    assert found == [("options.yaml options.tea", "unused")]
