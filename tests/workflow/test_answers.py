"""Answers to a case in hand and to documents agree, and nothing is stored or guessed."""

import pytest

from nenboard.algorithm.assessment import Assessment
from nenboard.workflow import answers, documents
from nenboard.workflow import published as reports
from nenboard.workflow.errors import UnknownRelease, UnusableInput
from nenboard.workflow.json_input import read_document
from nenboard.workflow.releases import PATHWAY, release, releases
from tests.builders import a_case
from tests.workflow.support import ON, codes
from tests.workflow.support import published as sample


@pytest.mark.parametrize("document", reports.shipped(), ids=lambda document: document["id"])
def test_a_published_case_gives_the_same_answer_as_its_facts(document: dict[str, object]) -> None:
    of_facts = answers.assess_document(document)
    case = reports.read_published(document, case_id="PUB-00001")
    assert answers.assess_case(case).assessment == of_facts
    assert Assessment.from_json(of_facts.to_json()) == of_facts


def test_a_case_document_is_read_as_of_the_day() -> None:
    document = read_document(documents.written(documents.CaseDocument(a_case())))
    said = answers.assess_document(document, on=ON)
    assert said == answers.assess_case(a_case(), on=ON).assessment
    assert said.facts["age"] == 66
    assert "age" not in answers.assess_document(document, on=ON.replace(year=1950)).facts


def test_an_answer_names_where_each_fact_comes_from() -> None:
    answer = answers.assess_case(a_case(), on=ON)
    assert answer.derived.facts["ki67"] == 12
    assert set(answer.derived.readings) >= set(answer.derived.facts)


def test_every_problem_of_a_facts_document_is_listed() -> None:
    with pytest.raises(UnusableInput) as caught:
        answers.assess_document({"facts": {"ki67": 140, "age": "old", "Jane Doe": 1}})
    assert codes(caught.value.problems) == {
        "facts.ki67": "out_of_range",
        "facts.age": "not_an_integer",
        "facts.?": "unknown_fact",
    }
    assert "Jane" not in str(caught.value)


@pytest.mark.parametrize("document", [[], "text", None, 7, {"facts": []}, {"format": "other"}])
def test_what_is_no_document_is_refused(document: object) -> None:
    with pytest.raises(UnusableInput):
        answers.assess_document(document)


@pytest.mark.parametrize("name", [None, PATHWAY, "1.1", f"{PATHWAY}/1.1", f"{PATHWAY}@1.1"])
def test_a_release_is_found_by_version_or_by_pathway_and_version(name: str | None) -> None:
    assert release(name) is release()
    assert f"{release().id}/{release().version}" in releases()


def test_an_unknown_release_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownRelease, match=PATHWAY):
        answers.assess_document(sample(), rules="9.9")
