"""People by a few letters or digits: right beginnings first, slips after them."""

import pytest

from nenboard.registry.folder import Registry
from nenboard.workflow import casework
from nenboard.workflow.finding import people
from tests.workflow.support import numbered
from tests.workflow.test_namesakes import person


@pytest.fixture
def registry(registry: Registry) -> Registry:
    everybody = (("Smith-Jones", "9995260182"), ("Smithers", "H-88002"), ("Okafor", "N-1"))
    for place, (family, number) in enumerate(everybody, start=1):
        case = numbered(place).model_copy(update={"patient": person(family, number)})
        casework.save_case(registry, case)
    return registry


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("smith", ["NEN-00001", "NEN-00002"]),
        ("smith jones", ["NEN-00001"]),
        ("Okafro", ["NEN-00003"]),
        ("999 526 01", ["NEN-00001"]),
        ("9995260182", ["NEN-00001"]),
        ("oka", ["NEN-00003"]),
        ("okf", []),
        ("", []),
        ("   ", []),
        ("NEAR ( * OR", []),
    ],
)
def test_people_are_found_as_typed_and_as_nearly_typed(
    registry: Registry, typed: str, found: list[str]
) -> None:
    assert [row.case_id for row in people(registry, typed, most=5)] == found


def test_no_more_are_given_than_asked_for(registry: Registry) -> None:
    assert len(people(registry, "smith", most=1)) == 1
