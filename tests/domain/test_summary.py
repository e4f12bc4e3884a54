"""Tests of the list row of a case and of its search text."""

from hypothesis import given, settings

from nenboard.domain.case import Case
from nenboard.domain.knowledge import NumberRange
from nenboard.domain.missing import Missing
from nenboard.domain.patient import PersonName
from nenboard.domain.summary import summarise
from nenboard.domain.terms import GivenFor, Grade, Role
from nenboard.domain.tumour import Ki67
from tests.builders import (
    a_case,
    a_patient,
    a_sample,
    an_empty_case,
    an_entry,
    day,
    number,
)
from tests.strategies import cases


def test_the_row_of_the_full_case_shows_what_is_recorded() -> None:
    row = summarise(a_case())
    assert (row.name, row.given_name, row.site, row.tumour_class) == (
        "Testperson",
        "Alba",
        "pancreas",
        "net",
    )
    assert (row.grade, row.ki67, row.ki67_low, row.stage) == ("G2", "12 %", 12.0, "IV")
    assert (row.line, row.ps, row.last_response) == (2, "1", "PD")
    assert row.is_synthetic


def test_a_row_of_an_empty_case_invents_nothing() -> None:
    row = summarise(an_empty_case())
    told = row.model_dump(exclude={"search_text", "is_synthetic"})
    assert set(told.values()) == {None}


def test_a_kind_of_missing_is_shown_as_itself() -> None:
    case = a_case(samples=(a_sample(ki67=Missing.PENDING, grade=Missing.NOT_DONE),))
    row = summarise(case)
    assert (row.ki67, row.grade, row.ki67_low) == ("pending", "not_done", None)


def test_the_newest_sample_stands_in_the_row() -> None:
    older = a_sample(id="s2", date=day("2020"), ki67=Ki67(value=number(40)))
    assert summarise(a_case(samples=(older, a_sample()))).ki67 == "12 %"


def test_the_governing_sample_stands_in_the_row_not_just_the_newest() -> None:
    unfit = a_sample(
        id="s2", date=day("2026-03-01"), ki67=Ki67(value=number(40)), is_representative=False
    )
    assert summarise(a_case(samples=(a_sample(), unfit))).ki67 == "12 %"
    empty = an_empty_case().model_copy(update={"primaries": a_case().primaries})
    silent = a_sample(differentiation=None, ki67=None, mitoses=None, grade=None, lung_class=None)
    row = summarise(empty.model_copy(update={"samples": (silent,)}))
    assert (row.ki67, row.grade, row.tumour_class) == (None, None, None)


def test_what_comes_after_the_day_does_not_stand_in_the_row() -> None:
    later = a_sample(id="s2", date=day("2030"), ki67=Ki67(value=number(40)))
    case = a_case(samples=(a_sample(), later))
    assert summarise(case, on=day("2029-01-01").earliest).ki67 == "12 %"
    assert summarise(case).ki67 == "40 %"


def test_of_two_samples_of_a_day_the_higher_ki67_and_both_grades_are_shown() -> None:
    other = a_sample(id="s2", ki67=Ki67(value=number(25)), grade=Grade.G3)
    row = summarise(a_case(samples=(a_sample(), other)))
    assert (row.ki67, row.ki67_low, row.grade) == ("25 %", 25.0, "G2 / G3")


def test_watch_and_wait_maintenance_and_other_diseases_are_no_lines() -> None:
    line = a_case().lines[0]
    none = [
        line.model_copy(update={"id": "l7", "regimen": "OBS"}),
        line.model_copy(update={"id": "l8", "role": Role.MAINTENANCE}),
        line.model_copy(update={"id": "l9", "given_for": GivenFor.OTHER_CANCER}),
    ]
    assert summarise(a_case(lines=(line, *none))).line == summarise(a_case(lines=(line,))).line


def test_lines_beside_the_answer_that_there_were_none_leave_the_line_open() -> None:
    assert summarise(a_case(has_had_systemic_treatment=False)).line is None


def test_no_lines_is_the_first_line_only_if_that_is_stated() -> None:
    silent = a_case(lines=(), responses=(), has_had_systemic_treatment=None)
    stated = a_case(lines=(), responses=(), has_had_systemic_treatment=False)
    assert (summarise(silent).line, summarise(stated).line) == (None, 1)


def test_entries_fill_the_row_where_nothing_is_recorded() -> None:
    case = an_empty_case(
        entries=(
            an_entry("primary_site", "rectum"),
            an_entry("ki67", NumberRange(low=number(10), high=number(15))),
            an_entry("ps", 2),
        )
    )
    row = summarise(case)
    assert (row.site, row.ki67, row.ps) == ("rectum", "10-15 %", "2")


def test_search_finds_names_numbers_and_both_forms_of_a_birth_date() -> None:
    patient = a_patient(name=PersonName(family="O'Brien"), birth_date=day("1960-05-12"))
    text = summarise(a_case(patient=patient)).search_text
    for words in ("O'Brien", "9434765870", "12/05/1960", "1960-05-12", "12-May-1960", "N-0417"):
        assert words in text


@settings(max_examples=25)
@given(case=cases())
def test_any_case_has_a_row(case: Case) -> None:
    assert case.id in summarise(case).search_text
