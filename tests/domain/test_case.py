"""Tests of the Case: JSON and back, joints, faults that never repeat what was typed."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nenboard.domain.base import problems_of
from nenboard.domain.case import Case
from nenboard.domain.missing import Missing, is_recorded
from nenboard.domain.terms import Marker, MolecularCall
from nenboard.domain.tumour import Ki67, Mitoses, MolecularResult
from tests.builders import a_case, a_line, a_primary, a_sample, a_stage, an_entry, number
from tests.strategies import cases


@settings(max_examples=30)
@given(case=cases())
def test_a_case_comes_back_from_json_as_it_was(case: Case) -> None:
    assert Case.model_validate_json(case.model_dump_json()) == case


def test_amounts_keep_the_digits_that_were_typed() -> None:
    case = a_case(samples=(a_sample(ki67=Ki67(value=number("3.0"))),))
    ki67 = Case.model_validate_json(case.model_dump_json()).samples[0].ki67
    assert isinstance(ki67, Ki67)
    assert str(ki67.value) == "3.0"


def test_a_case_and_its_parts_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        a_case().id = "N-0001"  # type: ignore[misc]


def test_all_five_kinds_of_empty_are_different_and_none_is_recorded() -> None:
    empty: list[object] = [None, *Missing]
    assert len(set(empty)) == 5
    assert not any(is_recorded(value) for value in empty)
    assert all(is_recorded(value) for value in (False, 0, "", ()))


@pytest.mark.parametrize(
    ("name", "row"),
    [("primaries", a_primary()), ("samples", a_sample()), ("lines", a_line())],
)
def test_two_rows_with_one_key_are_refused(name: str, row: Any) -> None:
    with pytest.raises(ValidationError, match=name):
        a_case(**{name: (row, row)})


def test_two_entries_of_one_fact_are_refused() -> None:
    with pytest.raises(ValidationError, match="entries"):
        a_case(entries=(an_entry("ps", 1), an_entry("ps", 2)))


@pytest.mark.parametrize(
    "change",
    [
        {"samples": (a_sample(primary_id="p9"),)},
        {"stages": (a_stage(primary_id="p9"),)},
        {"primary_under_discussion": "p9"},
    ],
)
def test_a_part_that_names_no_tumour_of_the_case_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="names a primary"):
        a_case(**change)


def test_the_tumour_under_discussion_is_the_one_named_or_the_only_one() -> None:
    two = (a_primary(), a_primary(id="p2"))
    assert a_case().discussed_primary == a_primary()
    assert a_case(primaries=two).discussed_primary is None
    named = a_case(primaries=two, primary_under_discussion="p2").discussed_primary
    assert named is not None
    assert named.id == "p2"


def test_ki67_and_mitoses_say_one_thing() -> None:
    several: tuple[dict[str, Any], ...] = (
        {"value": number(3), "low": number(1), "high": number(5)},
        {"low": number(5)},
        {"low": number(5), "high": number(1)},
    )
    for given_values in several:
        for model in (Ki67, Mitoses):
            with pytest.raises(ValidationError):
                model(**given_values)


def test_a_molecular_result_is_one_its_marker_can_have() -> None:
    with pytest.raises(ValidationError, match="mgmt"):
        MolecularResult(marker=Marker.MGMT, result=MolecularCall.V600E)


SECRET = "Zaphod Beeblebrox 4711"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (("patient", "sex"), "not_allowed"),
        (("patient", "birth_date"), "not_allowed"),
        (("samples", 0, "ki67", "value"), "not_a_number"),
        (("fitness", "is_frail"), "not_a_boolean"),
        (("samples",), "not_a_list"),
        (("patient", SECRET), "unknown_field"),
    ],
)
def test_problems_name_the_place_and_never_repeat_the_input(
    path: tuple[Any, ...], code: str
) -> None:
    data = json.loads(a_case().model_dump_json())
    node = data
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = SECRET
    with pytest.raises(ValidationError) as refused:
        Case.model_validate(data)
    problems = problems_of(refused.value)
    shown = ".".join("?" if part == SECRET else str(part) for part in path)
    assert [(problem.path, problem.code) for problem in problems] == [(shown, code)]
    assert "Zaphod" not in str(problems)


@given(words=st.text(min_size=1, max_size=30))
def test_an_unknown_field_is_named_only_if_it_looks_like_ours(words: str) -> None:
    data = json.loads(a_case().model_dump_json()) | {f"{words} 1": True}
    with pytest.raises(ValidationError) as refused:
        Case.model_validate(data)
    (problem,) = problems_of(refused.value)
    assert (problem.path, problem.code) == ("?", "unknown_field")


def test_all_problems_are_listed_at_once() -> None:
    data = json.loads(a_case().model_dump_json())
    data["patient"]["sex"] = "none of them"
    data["extent"]["pace"] = 7
    with pytest.raises(ValidationError) as refused:
        Case.model_validate(data)
    assert {p.path for p in problems_of(refused.value)} == {"patient.sex", "extent.pace"}
