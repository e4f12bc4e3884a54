"""Whom a patient could be confused with: like names and numbers, the own case left out."""

import pytest

from nenboard.domain.patient import Patient, PersonName
from nenboard.registry.folder import Registry
from nenboard.workflow import casework
from nenboard.workflow.namesakes import Namesakes, namesakes
from tests.workflow.support import numbered


def person(family: str, number: str = "") -> Patient:
    return Patient(name=PersonName(family=family, given="Alba"), hospital_number=number or None)


@pytest.fixture
def registry(registry: Registry) -> Registry:
    people = (person("Smith-Jones", "H-770010"), person("Álvarez", "H-880020"), person("Ng", "N-1"))
    for place, patient in enumerate(people, start=1):
        casework.save_case(registry, numbered(place).model_copy(update={"patient": patient}))
    return registry


def found(registry: Registry, patient: Patient, *, except_case: str = "") -> dict[str, list[str]]:
    them: Namesakes = namesakes(registry, patient, except_case=except_case)
    kinds = {"same": them.same, "like": them.like, "numbers": them.numbers}
    return {kind: [row.case_id for row in rows] for kind, rows in kinds.items() if rows}


@pytest.mark.parametrize("family", ["Smith-Jones", "SMITH JONES", "smith-jones"])
def test_the_same_family_name_is_found_however_it_is_written(
    registry: Registry, family: str
) -> None:
    assert found(registry, person(family)) == {"same": ["NEN-00001"]}


def test_a_family_name_that_differs_by_a_sign_is_like(registry: Registry) -> None:
    assert found(registry, person("Alvarezz")) == {"like": ["NEN-00002"]}
    assert found(registry, person("Alvaerz")) == {"like": ["NEN-00002"]}


def test_short_names_are_the_same_or_not_at_all(registry: Registry) -> None:
    assert found(registry, person("Nge")) == {}
    assert found(registry, person("Ng")) == {"same": ["NEN-00003"]}


def test_a_number_that_differs_by_a_digit_is_found(registry: Registry) -> None:
    assert found(registry, person("Other", "H-770100")) == {"numbers": ["NEN-00001"]}
    assert found(registry, person("Other", "H-99999")) == {}


def test_nobody_is_confused_with_themselves_or_without_a_name(registry: Registry) -> None:
    own = person("Smith-Jones", "H-770010")
    assert found(registry, own, except_case="NEN-00001") == {}
    assert found(registry, Patient()) == {}


def test_serial_numbers_of_synthetic_people_are_not_compared(registry: Registry) -> None:
    invented = person("Other", "H-770100").model_copy(update={"is_synthetic": True})
    assert found(registry, invented) == {}
