"""What the meeting still needs of a case: where each item is answered, and in which order."""

from datetime import date

import pytest

from nenboard.domain.case import Case
from nenboard.domain.readiness import DataSet, Item, readiness
from nenboard.domain.tumour import Primary, Sample
from nenboard.gui.case_edit.fields import tab_of
from nenboard.gui.case_edit.needed import needed_of, next_place, order_of
from nenboard.workflow.releases import data_set
from tests import builders

TODAY = date(2026, 11, 25)
EMPTY = Case(id="N-0001")
ONE = Primary(id="p1")


def a_blank(key: str) -> Sample:
    """A sample of which nothing is known."""
    return Sample(id=key, primary_id="p1")


def an_item(path: str, **more: object) -> DataSet:
    """A data set of one item, of level A."""
    given = {"id": "1", "label": "It", "level": "A", "who": "nurse", "where": "letter"}
    item = Item.model_validate({**given, "any": (path,), **more})
    return DataSet(version="1", conditions={}, items=(item,))


def place_of(case: Case, path: str, **more: object) -> str:
    """Where the item of a path is answered."""
    (one,) = needed_of(case, readiness(case, TODAY, data_set=an_item(path, **more)))
    return one.path


def test_every_item_of_the_data_set_has_a_place_on_the_form() -> None:
    found = readiness(EMPTY, TODAY, data_set=data_set())
    needed = needed_of(EMPTY, found)
    assert len(needed) == len(found.open_items) > 30
    assert all(tab_of(one.path) for one in needed)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("referral.question", "referral.question"),
        ("patient.name", "patient.name.family"),
        ("samples.*.ki67", "samples"),
        ("imaging.ct", "imaging"),
        ("labs.egfr", "labs"),
        ("extent.metastases.*.involved", "extent.metastases.site=liver.involved"),
    ],
)
def test_an_item_of_an_empty_case_is_answered_at(path: str, place: str) -> None:
    assert place_of(EMPTY, path) == place


def test_an_item_of_a_row_is_answered_in_the_newest_row() -> None:
    case = Case(id="N-0001", primaries=(ONE,), samples=(a_blank("s1"), a_blank("s2")))
    assert place_of(case, "samples.*.ki67") == "samples.1.ki67"


def test_what_is_too_old_asks_for_another_row() -> None:
    case = builders.a_case()
    old = date(2036, 1, 1)
    found = readiness(case, old, data_set=an_item("fitness.ecog.*.value", fresh_days=28))
    (one,) = needed_of(case, found)
    assert one.path == "fitness.ecog"
    assert "the limit is 28" in one.message


def test_places_go_round_in_reading_order() -> None:
    places = ("samples.0.ki67", "referral.question", "imaging")
    assert next_place(places, "", step=1) == "referral.question"
    assert next_place(places, "referral.question", step=1) == "samples.0.ki67"
    assert next_place(places, "imaging", step=1) == "referral.question"
    assert next_place(places, "samples.0.ki67", step=-1) == "referral.question"
    assert next_place(places, "", step=-1) == "imaging"


def test_one_more_row_is_asked_for_after_the_rows_there_are() -> None:
    assert order_of("imaging.0.kind") < order_of("imaging.1.date") < order_of("imaging")
    assert order_of("samples.0.date") < order_of("samples.1.date") < order_of("samples.0.grade")


def test_an_answer_takes_its_place_off_the_list() -> None:
    sample = a_blank("s1").model_copy(update={"ki67": builders.a_sample().ki67})
    case = Case(id="N-0001", primaries=(ONE,), samples=(sample,))
    found = needed_of(case, readiness(case, TODAY, data_set=data_set()))
    assert not [one for one in found if one.label == "Ki-67"]
