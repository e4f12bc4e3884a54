"""A facts document is read strictly, and every problem in it is listed."""

from decimal import Decimal

import pytest

from nenboard.algorithm.document import FactsError
from nenboard.algorithm.facts import Facts, parse_document
from nenboard.algorithm.release import Release
from nenboard.domain.knowledge import EarlierLine, NumberRange, OneOf


def _faults(known: object, release: Release) -> list[tuple[str, str]]:
    with pytest.raises(FactsError) as caught:
        parse_document({"facts": known}, release)
    return [(problem.path, problem.code) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("primary_site", "lungs", "not_allowed"),
        ("primary_site", 3, "not_allowed"),
        ("primary_site", {"one_of": []}, "not_allowed"),
        ("primary_site", {"one_of": "lung"}, "not_a_list"),
        ("primary_site", {"one_of": ["lung"], "why": "x"}, "not_allowed"),
        ("ki67", "12", "not_a_number"),
        ("ki67", True, "not_a_number"),
        ("ki67", [1], "not_a_number"),
        ("ki67", Decimal("100.1"), "out_of_range"),
        ("ki67", -1, "out_of_range"),
        ("ki67", {"low": 1, "high": 2}, "range_keys"),
        ("ki67", {"comparator": "<"}, "range_keys"),
        ("ki67", {"low": 1, "up": 2, "comparator": "range"}, "range_keys"),
        ("ki67", {"low": 20, "high": 10, "comparator": "range"}, "range_order"),
        ("ki67", {"low": 2, "high": 2, "comparator": "<"}, "range_order"),
        ("ps", Decimal("1.5"), "not_an_integer"),
        ("ps", "1", "not_an_integer"),
        ("ps", True, "not_an_integer"),
        ("ps", 5, "out_of_range"),
        ("age", 17, "out_of_range"),
        ("necrosis", "yes", "not_a_boolean"),
        ("necrosis", 1, "not_a_boolean"),
        ("hypersensitivity", "tem", "not_a_list"),
        ("prior_lines", {}, "not_a_list"),
    ],
    ids=str,
)
def test_a_wrong_value_is_refused_with_its_code(
    name: str, value: object, code: str, release: Release
) -> None:
    assert _faults({name: value}, release) == [(f"facts.{name}", code)]


@pytest.mark.parametrize(
    ("line", "path", "code"),
    [
        ("captem", "", "not_an_object"),
        ({}, ".regimen", "unknown_regimen"),
        ({"regimen": None}, ".regimen", "unknown_regimen"),
        ({"regimen": []}, ".regimen", "unknown_regimen"),
        ({"regimen": ["captem", "tea"]}, ".regimen.1", "unknown_regimen"),
        ({"regimen": "captem", "response": "PR"}, ".response", "unknown_field"),
        ({"regimen": "captem", "best_response": "good"}, ".best_response", "not_allowed"),
        ({"regimen": "captem", "pfs_months": -1}, ".pfs_months", "out_of_range"),
        ({"regimen": "captem", "cycles": Decimal("1.5")}, ".cycles", "not_an_integer"),
        ({"regimen": "captem", "start": "31-Apr-2026"}, ".start", "not_allowed"),
    ],
    ids=str,
)
def test_a_wrong_earlier_line_is_refused_at_its_place(
    line: object, path: str, code: str, release: Release
) -> None:
    known = {"prior_lines": [{"regimen": "ssa"}, line]}
    assert _faults(known, release) == [(f"facts.prior_lines.1{path}", code)]


def test_a_comparator_that_does_not_exist_is_refused(release: Release) -> None:
    known = {"ki67": {"low": 1, "high": 2, "comparator": "about"}}
    assert _faults(known, release) == [("facts.ki67.comparator", "comparator")]


def test_an_end_outside_the_allowed_interval_is_refused(release: Release) -> None:
    known = {"ki67": {"low": 1, "high": 200, "comparator": "range"}}
    assert _faults(known, release) == [("facts.ki67.high", "out_of_range")]


@pytest.mark.parametrize("document", [None, [], "facts", 3, {}, {"facts": []}, {"facts": None}])
def test_what_is_no_facts_document_is_refused(document: object, release: Release) -> None:
    with pytest.raises(FactsError) as caught:
        parse_document(document, release)
    assert [problem.code for problem in caught.value.problems] == ["not_an_object"]


def test_every_problem_is_listed_not_only_the_first(release: Release) -> None:
    known = {"ps": 9, "ki67": "high", "colour": "red", "prior_lines": [{"regimen": "tea"}]}
    assert _faults(known, release) == [
        ("facts.ps", "out_of_range"),
        ("facts.ki67", "not_a_number"),
        ("facts.colour", "unknown_fact"),
        ("facts.prior_lines.0.regimen", "unknown_regimen"),
    ]


def test_a_name_that_may_be_patient_text_is_not_repeated(release: Release) -> None:
    with pytest.raises(FactsError) as caught:
        parse_document({"facts": {"Jane Roe": 1, "ki67": "Jane Roe"}}, release)
    assert [problem.path for problem in caught.value.problems] == ["facts.?", "facts.ki67"]
    assert "Jane" not in str(caught.value)


def test_values_are_read_exactly_and_null_is_unknown(release: Release) -> None:
    read = parse_document(
        {
            "id": "C02",
            "facts": {
                "ki67": Decimal("2.90"),
                "ps": Decimal("1.0"),
                "age": {"low": 60, "comparator": ">="},
                "primary_site": {"one_of": ["rectum", "pancreas"]},
                "hypersensitivity": ["tem"],
                "prior_lines": [{"regimen": ["eve", "ssa"], "best_response": None}],
                "sstr": None,
            },
        },
        release,
    )
    assert dict(read) == {
        "ki67": Decimal("2.90"),
        "ps": 1,
        "age": NumberRange(low=Decimal(60), comparator=">="),
        "primary_site": OneOf(one_of=("rectum", "pancreas")),
        "hypersensitivity": ("tem",),
        "prior_lines": (EarlierLine(regimen=("eve", "ssa")),),
    }


def test_no_earlier_line_is_not_the_same_as_unknown_lines(release: Release) -> None:
    assert dict(parse_document({"facts": {"prior_lines": []}}, release)) == {"prior_lines": ()}
    assert dict(parse_document({"facts": {"prior_lines": None}}, release)) == {}


def test_facts_do_not_show_their_values(release: Release) -> None:
    assert repr(Facts({"age": 62})) == "Facts(age)"
    assert hash(Facts({"age": 62})) == hash(Facts({"age": 62}))
