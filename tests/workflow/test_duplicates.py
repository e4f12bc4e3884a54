"""The hint of a likely duplicate: a number, or a like name with the same birth date."""

import pytest

from nenboard.domain.dates import PartialDate
from nenboard.domain.patient import Patient, PersonName
from nenboard.registry.folder import Registry
from nenboard.workflow import casework
from nenboard.workflow.duplicates import alike
from nenboard.workflow.importing import plan_import
from tests.workflow.support import documents_of, numbered
from tests.workflow.test_importing import as_document


def person(family: str, given: str, born: str | None, **numbers: str) -> Patient:
    return Patient(
        name=PersonName(family=family, given=given),
        birth_date=PartialDate(born) if born else None,
        **numbers,  # type: ignore[arg-type]  # the numbers of a person are text
    )


@pytest.fixture
def registry(registry: Registry) -> Registry:
    stored = person("Smith-Jones", "Álba", "1960-05-12", hospital_number="H-77")
    casework.save_case(registry, numbered(3).model_copy(update={"patient": stored}))
    return registry


def found(registry: Registry, patient: Patient) -> list[tuple[str, str]]:
    return [(one.row.case_id, one.why) for one in alike(registry, patient)]


def test_the_same_number_is_found_whatever_the_name(registry: Registry) -> None:
    assert found(registry, person("Other", "Name", None, hospital_number="H-77")) == [
        ("NEN-00003", "number")
    ]


@pytest.mark.parametrize(
    ("family", "given"),
    [
        ("Smith Jones", "Alba"),
        ("SMITH-JONES", "Alba"),
        ("Smyth-Jones", "Álba"),
        ("Alba", "Smith-Jones"),
    ],
)
def test_a_like_name_with_the_birth_date_is_found(
    registry: Registry, family: str, given: str
) -> None:
    assert found(registry, person(family, given, "1960-05-12")) == [("NEN-00003", "name_and_birth")]


def test_a_name_alone_is_never_enough(registry: Registry) -> None:
    assert found(registry, person("Smith-Jones", "Álba", "1974-11-30")) == []
    assert found(registry, person("Smith-Jones", "Álba", None)) == []


def test_another_name_of_the_same_day_is_not_hinted_at(registry: Registry) -> None:
    assert found(registry, person("Wintergreen", "Onyx", "1960-05-12")) == []


def test_a_case_is_not_its_own_duplicate(registry: Registry) -> None:
    stored = casework.load_case(registry, "NEN-00003").case
    assert alike(registry, stored.patient, except_case="NEN-00003") == ()


@pytest.mark.parametrize("born", ["1960-12-05", "1960-05-13", "1961-05-12", "1960-05-12"])
def test_a_like_name_with_one_slip_in_the_birth_date_is_found(
    registry: Registry, born: str
) -> None:
    assert [one for one, _why in found(registry, person("Smith-Jones", "Alba", born))] == [
        "NEN-00003"
    ]


def test_a_slip_in_both_needs_a_name_that_is_very_like(registry: Registry) -> None:
    assert found(registry, person("Smyth-Jones", "Alba", "1960-05-13")) == [
        ("NEN-00003", "birth_nearly")
    ]
    assert found(registry, person("Smith-James", "Alma", "1960-05-13")) == []


@pytest.mark.parametrize("number", ["H77123", "H-77132", "H-7712", "H-771234"])
def test_a_mistyped_number_with_the_same_birth_date_is_found(
    registry: Registry, number: str
) -> None:
    stored = person("Adams", "Bo", "1970-02-03", hospital_number="H-77123")
    casework.save_case(registry, numbered(4).model_copy(update={"patient": stored}))
    typed = person("Zhang", "Lin", "1970-02-03", hospital_number=number)
    assert found(registry, typed)[0][0] == "NEN-00004"
    other = person("Zhang", "Lin", "1999-09-09", hospital_number="H-99999")
    assert found(registry, other) == []


def test_two_of_the_same_person_in_one_import_are_named_to_each_other(registry: Registry) -> None:
    cases = [numbered(number) for number in (10, 11)]
    people = [person("Olsen", "Ida", born) for born in ("1950-01-02", "1950-02-01")]
    documents = [
        as_document(case.model_copy(update={"patient": who}))
        for case, who in zip(cases, people, strict=True)
    ]
    plan = plan_import(registry, documents_of(*documents))
    assert [row.alike for row in plan.rows] == [("NEN-00011",), ("NEN-00010",)]
