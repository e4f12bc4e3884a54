"""Case documents: what goes out comes in again, and faults are told without repeating anything."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from nenboard.domain.case import Case
from nenboard.workflow.answers import assess_document
from nenboard.workflow.documents import (
    CaseDocument,
    is_case_document,
    read_case_document,
    written,
)
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.explain import explain_document
from nenboard.workflow.json_input import read_document
from tests.builders import a_case, an_entry, number
from tests.strategies import cases
from tests.workflow.support import codes

FORMAT = "nenboard-case/1"


def through_bytes(document: CaseDocument) -> CaseDocument:
    data = read_document(written(document))
    assert isinstance(data, dict)
    return read_case_document(data)


def refused(data: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(UnusableInput) as caught:
        read_case_document(data)
    return codes(caught.value.problems)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(cases())
def test_any_case_comes_in_as_it_went_out(case: Case) -> None:
    plain = case.model_copy(update={"entries": ()})
    document = CaseDocument(plain, registry="r1", is_pseudonymised=False)
    assert through_bytes(document) == document


def test_entries_keep_every_digit() -> None:
    entries = (an_entry("ki67", number("12.50")), an_entry("prior_lines", ()))
    case = a_case(entries=entries)
    assert through_bytes(CaseDocument(case)).case.entries == entries


def test_the_same_case_gives_the_same_bytes() -> None:
    assert written(CaseDocument(a_case())) == written(CaseDocument(a_case()))


def test_members_that_are_not_known_are_ignored_outside_the_case() -> None:
    data = {"format": FORMAT, "case": {"id": "N-1"}, "later": {"x": 1}}
    assert read_case_document(data).case == Case(id="N-1")


@pytest.mark.parametrize("form", ["nenboard-case/2", "nenboard-case/", "nenboard-case/1.1"])
@pytest.mark.parametrize("read", [is_case_document, assess_document, explain_document])
def test_a_case_document_of_another_version_is_never_read_as_facts(
    read: Callable[[object], object], form: str
) -> None:
    with pytest.raises(UnusableInput) as caught:
        read({"format": form, "facts": {"differentiation": "net"}})
    assert codes(caught.value.problems) == {"format": "not_allowed"}
    assert "It reads nenboard-case/1, and facts documents" in str(caught.value)


def test_what_names_another_format_but_holds_facts_is_a_facts_document() -> None:
    data = {"format": "nenboard-assessment/1", "facts": {"differentiation": "net"}}
    assert assess_document(data).facts == {"differentiation": "net"}


def test_every_fault_of_the_case_is_listed_with_its_path() -> None:
    content = {
        "id": "no key",
        "patient": {"birth_date": "31-Apr-1960", "Jane Doe": 1},
        "samples": [{"id": "s1", "primary_id": "p1", "ki67": {"value": 140}}],
        "primaries": [{"id": "p1", "site": "nose"}],
    }
    assert refused({"format": FORMAT, "case": content}) == {
        "case.id": "not_allowed",
        "case.patient.birth_date": "not_allowed",
        "case.patient.?": "unknown_field",
        "case.samples.0.ki67.value": "out_of_range",
        "case.primaries.0.site": "not_allowed",
    }


def test_an_entry_must_be_a_fact_with_a_value_it_can_have() -> None:
    entries = [
        {"fact": "shoe_size", "value": 42, "by": "x"},
        {"fact": "ki67", "value": 140, "by": "x"},
        {"fact": "sstr", "value": "Jane Doe", "by": "x"},
        {"fact": "ps", "value": 1, "by": "x"},
    ]
    assert refused({"format": FORMAT, "case": {"id": "N-1", "entries": entries}}) == {
        "case.entries.0.shoe_size": "unknown_fact",
        "case.entries.1.ki67": "out_of_range",
        "case.entries.2.sstr": "not_allowed",
    }


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, {"case": "not_an_object"}),
        ({"case": []}, {"case": "not_an_object"}),
        ({"case": {"id": "N-1"}, "registry": 5}, {"registry": "not_allowed"}),
        (
            {"case": {"id": "N-1"}, "is_pseudonymised": "no"},
            {"is_pseudonymised": "not_a_boolean"},
        ),
    ],
)
def test_a_faulty_frame_is_refused(data: dict[str, Any], expected: dict[str, str]) -> None:
    assert refused({"format": FORMAT, **data}) == expected


def test_no_message_repeats_what_was_typed() -> None:
    with pytest.raises(UnusableInput) as caught:
        read_case_document(
            {"format": FORMAT, "case": {"id": "Jane Doe", "note": 7, "patient": "Jane Doe"}}
        )
    assert "Jane" not in str(caught.value)
