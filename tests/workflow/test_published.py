"""Published cases become cases of visibly synthetic people, with the report as their source."""

from typing import Any

import pytest

from nenboard.domain.case import Case
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.published import REPORTED_BY, is_published_case, read_published, shipped
from tests.workflow.support import codes, published


def test_all_twelve_come_with_the_program() -> None:
    assert [document["id"] for document in shipped()] == [f"C{n:02d}" for n in range(1, 13)]


def test_every_fact_is_an_entry_with_the_report_as_source() -> None:
    document = published("C02")
    case = read_published(document, case_id="PUB-00002")
    assert {entry.fact for entry in case.entries} == set(document["facts"])
    assert {(entry.by, entry.source) for entry in case.entries} == {
        (REPORTED_BY, document["source"]["url"])
    }


def test_what_the_report_prints_is_kept_beside_the_facts() -> None:
    document = published("C10")
    kept = read_published(document, case_id="PUB-00010").published
    assert kept is not None
    assert (kept.id, kept.url, kept.year) == ("C10", document["source"]["url"], 2018)
    assert kept.doi == document["source"]["doi"]
    assert kept.summary == document["summary"]
    assert list(kept.as_printed) == document["messy"]
    assert [event.event for event in kept.history] == [e["event"] for e in document["history"]]


def test_the_person_is_visibly_synthetic_and_nothing_is_added() -> None:
    case = read_published(published("C05"), case_id="PUB-00005")
    patient = case.patient
    assert patient.is_synthetic
    assert patient.name is not None
    assert (patient.name.family, patient.name.given) == ("Published case C05", "Synthetic")
    assert patient.hospital_number == "SYNTHETIC-C05"
    bare = Case(id=case.id, patient=patient, entries=case.entries, published=case.published)
    assert case == bare


@pytest.mark.parametrize("missing", ["id", "source", "facts"])
def test_without_id_source_or_facts_it_is_no_published_case(missing: str) -> None:
    document: dict[str, Any] = published()
    del document[missing]
    assert not is_published_case(document)


def test_all_faults_of_frame_and_facts_are_listed_together() -> None:
    document = published()
    document["source"] = {"url": "x", "year": "long ago"}
    document["facts"] = {"ki67": 140, "colour": "blue"}
    with pytest.raises(UnusableInput) as caught:
        read_published(document, case_id="PUB-00001")
    assert codes(caught.value.problems) == {
        "source.year": "not_an_integer",
        "facts.ki67": "out_of_range",
        "facts.colour": "unknown_fact",
    }


def test_a_published_case_may_carry_members_we_do_not_know() -> None:
    document = {**published(), "later": 1, "source": {**published()["source"], "later": 1}}
    assert read_published(document, case_id="PUB-00002").entries
