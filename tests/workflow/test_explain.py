"""Questions to an answer: documents and cases, what if, who can answer, many cases at once."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from nenboard.host import resources, words_answers
from nenboard.workflow import explain
from nenboard.workflow.answers import assess_case
from nenboard.workflow.errors import Cancelled, UnusableInput
from nenboard.workflow.releases import reading_terms, release
from nenboard.workflow.synthetic import synthetic_cases

ON = date(2026, 3, 14)
SAMPLE = json.loads(
    (Path(__file__).parents[2] / "resources/samples/published/C02.json").read_text("utf-8")
)
CASES = tuple(synthetic_cases(60, seed=7, on=ON))


def test_a_document_and_a_case_are_explained_alike() -> None:
    told = explain.explain_document(SAMPLE, on=ON)
    assert told.algorithm.sha256 == release().sha256
    case = explain.explain_case(CASES[0], on=ON)
    assert case.result == assess_case(CASES[0], on=ON).assessment.result


def test_a_faulty_document_is_refused_with_its_problems() -> None:
    with pytest.raises(UnusableInput) as caught:
        explain.explain_document({"facts": {"ki67": 101}})
    assert [problem.code for problem in caught.value.problems] == ["out_of_range"]


def test_what_if_compares_a_copy_with_the_case() -> None:
    found = explain.what_if_document(SAMPLE, {"ki67": 30, "sstr": "negative"}, on=ON)
    assert {change.fact for change in found.difference.facts} == {"ki67", "sstr"}
    assert found.before.facts["ki67"] != found.after.facts["ki67"]
    assert "NETG3P-1" in found.difference.nodes.gained


def test_two_releases_on_one_case_differ_only_where_their_rules_do(tmp_path: Path) -> None:
    ours = f"{release().id}/{release().version}"
    assert explain.under_other_rules(CASES[0], on=ON, before=ours).difference.is_empty
    other = tmp_path / "other"
    shutil.copytree(resources.path("algorithm", *ours.split("/")), other)
    for name, before, after in (
        ("release.yaml", 'version: "1.1"', 'version: "9.1"'),
        ("offers.yaml", "strength: preferred", "strength: option"),
    ):
        text = (other / name).read_text(encoding="utf-8")
        (other / name).write_text(text.replace(before, after), encoding="utf-8")
    found = [explain.under_other_rules(one, on=ON, before=str(other)) for one in CASES[:20]]
    leading = [{option.strength for option in one.after.outcomes[0].options} for one in found]
    for one, strengths in zip(found, leading, strict=True):
        assert ("preferred" in strengths) <= (not one.difference.is_empty)
    assert any("preferred" in strengths for strengths in leading)


def test_what_if_takes_a_fact_away() -> None:
    found = explain.what_if_document(SAMPLE, {"extent": None}, on=ON)
    assert (found.difference.result_before, found.difference.result_after) == ("options", "ask")


def test_what_if_leaves_the_case_as_it_was() -> None:
    before = CASES[1].model_dump_json()
    found = explain.what_if_case(CASES[1], {"ps": 4}, on=ON)
    assert found.after.facts["ps"] == 4
    assert CASES[1].model_dump_json() == before
    assert explain.what_if_case(CASES[1], {}, on=ON).difference.is_empty


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"ki67": 200}, ["out_of_range"]),
        ({"ki68": 2}, ["unknown_fact"]),
        ({"No Such": 1}, ["unknown_fact"]),
        ({"sstr": "bright", "ps": "one"}, ["not_allowed", "not_an_integer"]),
    ],
)
def test_a_wrong_change_is_refused(changes: dict[str, object], codes: list[str]) -> None:
    with pytest.raises(UnusableInput) as caught:
        explain.what_if_document(SAMPLE, changes, on=ON)
    assert [problem.code for problem in caught.value.problems] == codes
    assert all("No Such" not in problem.path for problem in caught.value.problems)


def test_every_missing_fact_says_who_answers_and_where_it_is_found() -> None:
    facts = [*release().inputs, "prior_lines.best_response"]
    facts.append("prior_lines.months_since_last_platinum")
    assert set(words_answers.PLACES) == set(facts)
    assert all(explain.who_can_answer(fact) for fact in facts)
    named = {code for codes in reading_terms().who.values() for code in codes}
    assert named == set(words_answers.WHO)


def test_the_document_adds_them_to_each_missing_fact() -> None:
    told = explain.explain_document(SAMPLE, on=ON)
    document = json.loads(json.dumps(explain.document_of(told)))
    assert document["format"] == "nenboard-explanation/1"
    assert document["what_if"] is None
    receptor = next(entry for entry in document["missing"] if entry["fact"] == "sstr")
    assert receptor["who"] == ["nuclear_medicine"]
    assert "PET" in receptor["where"]
    found = explain.what_if_document(SAMPLE, {"ki67": 30}, on=ON)
    changed = json.loads(json.dumps(explain.document_of(told, found)))["what_if"]
    assert changed["nodes"]["gained"] == ["NETG3P-1"]


def test_many_cases_are_assessed_again_with_progress() -> None:
    seen: list[tuple[int, int]] = []
    many = CASES * 4
    told = list(explain.assess_again(many, on=ON, progress=lambda *step: seen.append(step)))
    assert seen == [(0, 240), (200, 240), (240, 240)]
    assert [one.to_json() for one in told[:3]] == [
        assess_case(case, on=ON).assessment.to_json() for case in CASES[:3]
    ]


def test_assessing_many_cases_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        list(explain.assess_again(CASES * 4, on=ON, progress=lambda done, _all: done < 200))
