"""nenboard explain: its document, its text, its changes."""

from pathlib import Path

import pytest

from tests.cli.support import SAMPLES, Run

SAMPLE = SAMPLES / "C02.json"


def test_the_document_is_one_json_document(run: Run) -> None:
    done = run("explain", SAMPLE, "--json", "--on", "2026-03-14")
    assert (done.code, done.err) == (0, "")
    assert done.document["format"] == "nenboard-explanation/1"
    assert done.document["what_if"] is None
    assert done.document["outcomes"][0]["options"]


def test_the_same_case_is_explained_with_the_same_bytes(run: Run) -> None:
    one = run("explain", SAMPLE, "--json", "--on", "2026-03-14")
    assert run("explain", SAMPLE, "--json", "--on", "2026-03-14").out == one.out


def test_the_text_names_facts_flip_points_and_what_to_ask(run: Run) -> None:
    done = run("explain", SAMPLE, "--on", "2026-03-14")
    assert done.code == 0
    for words in ("The way, and what decided it", "Worth asking", "Flip points", "Ki-67"):
        assert words in done.out
    assert "Nodes not reached" not in done.out


def test_every_node_is_shown_if_asked_for(run: Run) -> None:
    done = run("explain", SAMPLE, "--all")
    for words in ("Nodes not reached", "NEC-LOC-OP", "Options that no node reached knows"):
        assert words in done.out


def test_a_change_is_shown_as_a_difference(run: Run) -> None:
    done = run("explain", SAMPLE, "--set", "ki67=30", "--set", "sstr=positive", "--json")
    changed = done.document["what_if"]
    assert {one["fact"] for one in changed["facts"]} == {"ki67", "sstr"}
    text = run("explain", SAMPLE, "--set", "ki67=30").out
    assert "What if (a copy; nothing is saved)" in text
    assert "+ Nodes: NETG3P-1" in text


def test_a_node_without_active_treatment_says_so(run: Run, tmp_path: Path) -> None:
    facts = '{"differentiation":"nec","extent":"metastatic","primary_site":"rectum","ki67":80'
    document = tmp_path / "unfit.json"
    document.write_text(f'{{"facts":{facts},"ps":4}}}}', encoding="utf-8")
    done = run("explain", document)
    assert "no active treatment is supported by this algorithm" in done.out


@pytest.mark.parametrize("change", ["ki67", "=3", "ki67=1 ki67"])
def test_a_change_that_cannot_be_read_is_refused(run: Run, change: str) -> None:
    parts = change.split()
    given = [word for part in parts for word in ("--set", part)]
    done = run("explain", SAMPLE, *given, "--json")
    assert done.code == 2
    assert done.document["errors"]


def test_a_change_to_a_wrong_value_names_the_fact(run: Run) -> None:
    done = run("explain", SAMPLE, "--set", "ki67=150", "--set", "sstr=bright", "--json")
    assert done.code == 2
    assert done.codes == {"facts.ki67": "out_of_range", "facts.sstr": "not_allowed"}


def test_a_range_is_given_as_json(run: Run) -> None:
    change = 'ki67={"low":15,"high":30,"comparator":"range"}'
    done = run("explain", SAMPLE, "--set", change, "--json")
    assert done.document["what_if"]["facts"][0]["after"]["low"] == 15
