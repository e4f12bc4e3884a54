"""The hint of a likely duplicate: a number, or a like name with the same birth date."""

import pytest

from nenboard.domain.dates import PartialDate
from nenboard.domain.patient import Patient, PersonName
from nenboard.registry.folder import Registry
from nenboard.workflow import casework
from nenboard.workflow.duplicates import alike
from tests.workflow.support import numbered


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
    assert found(registry, person("Smith-Jones", "Álba", "1961-05-12")) == []
    assert found(registry, person("Smith-Jones", "Álba", None)) == []


def test_another_name_of_the_same_day_is_not_hinted_at(registry: Registry) -> None:
    assert found(registry, person("Wintergreen", "Onyx", "1960-05-12")) == []


def test_a_case_is_not_its_own_duplicate(registry: Registry) -> None:
    stored = casework.load_case(registry, "NEN-00003").case
    assert alike(registry, stored.patient, except_case="NEN-00003") == ()
