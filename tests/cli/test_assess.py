"""nenboard assess: the documented JSON for every published case, errors with their places."""

import json
from pathlib import Path
from typing import Any

import pytest

from nenboard.workflow import documents
from tests.builders import a_case
from tests.cli.shapes import Assessment
from tests.cli.support import RECORDED, SAMPLES, Run
from tests.workflow.support import ON

CASES = sorted(SAMPLES.glob("*.json"))
FACTS = {"facts": {"differentiation": "net", "primary_site": "pancreas", "extent": "metastatic"}}


def without_hash(document: dict[str, Any]) -> dict[str, Any]:
    """The document but for the hash of the rule files, which their comments change as well."""
    algorithm = {name: document["algorithm"][name] for name in ("id", "version")}
    return {**document, "algorithm": algorithm}


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_published_case_gives_the_documented_document(run: Run, file: Path) -> None:
    done = run("assess", file, "--json")
    assert (done.code, done.err) == (0, "")
    Assessment.model_validate_json(done.out)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_published_case_gives_the_answer_that_was_checked_by_hand(run: Run, file: Path) -> None:
    recorded = json.loads((RECORDED / file.name).read_text(encoding="utf-8"))
    assert without_hash(run("assess", file, "--json").document) == recorded


def test_every_published_case_is_recorded() -> None:
    assert {file.name for file in RECORDED.iterdir()} == {file.name for file in CASES}


def test_the_facts_come_out_as_they_went_in(run: Run) -> None:
    for file in CASES:
        given = json.loads(file.read_bytes())["facts"]
        assert run("assess", file, "--json").document["facts"] == given


def test_standard_input_is_read_for_a_dash(run: Run) -> None:
    done = run("assess", "-", "--json", text=json.dumps(FACTS))
    assert done.document["facts"] == FACTS["facts"]


def test_the_same_input_gives_the_same_bytes(run: Run) -> None:
    assert run("assess", CASES[1], "--json") == run("assess", CASES[1], "--json")


def test_a_case_document_is_read_as_of_the_day(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(documents.written(documents.CaseDocument(a_case())))
    facts = run("assess", file, "--json", "--on", ON.isoformat()).document["facts"]
    assert (facts["age"], facts["ki67"], facts["ps"]) == (66, 12, 1)
    assert "ps" not in run("assess", file, "--json", "--on", "2025-06-01").document["facts"]


def test_a_release_is_chosen_by_its_name(run: Run) -> None:
    done = run("assess", CASES[0], "--json", "--release", "nen-review-2021/1.1")
    assert done.document["algorithm"]["version"] == "1.1"
    unknown = run("assess", CASES[0], "--json", "--release", "2.0")
    assert (unknown.code, unknown.codes) == (2, {"": "unknown_release"})


def test_asking_and_declining_are_results(run: Run) -> None:
    ask = run("assess", "-", "--json", text='{"facts": {}}')
    assert (ask.code, ask.document["result"]) == (0, "ask")
    site = '{"facts": {"differentiation": "net", "primary_site": "excluded_site"}}'
    declined = run("assess", "-", "--json", text=site)
    assert (declined.code, declined.document["result"]) == (0, "no_recommendation")


def test_without_json_the_answer_is_text(run: Run) -> None:
    done = run("assess", SAMPLES / "C02.json")
    assert (done.code, done.err) == (0, "")
    for told in (
        "PNET-HIGH-1",
        "START: differentiation == 'net'",
        "1. CAPTEM (capecitabine + temozolomide)  [Preferred]",
        "Open, waits for",
        "[C-STZ]",
        "Missing, what matters most first",
        "[N-KIRANGE]",
    ):
        assert told in done.out
    assert all(len(line) <= 100 for line in done.out.splitlines())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", {"": "not_json"}),
        ("[1]", {"": "not_an_object"}),
        ('{"facts": 1}', {"facts": "not_an_object"}),
        ('{"facts": {"ki67": 1, "ki67": 2}}', {"facts.ki67": "duplicate_key"}),
        (
            '{"facts": {"ki67": 140, "Jane Doe": 1, "ps": "x", "sstr": "maybe"}}',
            {
                "facts.ki67": "out_of_range",
                "facts.?": "unknown_fact",
                "facts.ps": "not_an_integer",
                "facts.sstr": "not_allowed",
            },
        ),
        ('{"format": "nenboard-case/1", "case": {"id": 5}}', {"case.id": "not_allowed"}),
    ],
)
def test_a_faulty_document_gives_every_problem_and_exit_2(
    run: Run, text: str, expected: dict[str, str]
) -> None:
    done = run("assess", "-", "--json", text=text)
    assert (done.code, done.codes, done.err) == (2, expected, "")
    plain = run("assess", "-", text=text)
    assert (plain.code, plain.out) == (2, "")
    assert len(plain.err.splitlines()) == len(expected)
    assert "Jane" not in done.out + plain.err


@pytest.mark.parametrize("name", ["no such file.json", "."])
def test_a_file_that_cannot_be_read_is_exit_2(run: Run, tmp_path: Path, name: str) -> None:
    done = run("assess", tmp_path / name, "--json")
    assert (done.code, done.codes) == (2, {"": "usage"})
