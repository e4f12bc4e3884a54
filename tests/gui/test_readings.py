"""Typed text: common forms are understood, what has two meanings is asked, never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from nenboard.domain.dates import PartialDate
from nenboard.domain.knowledge import NumberRange, OneOf
from nenboard.domain.missing import Missing
from nenboard.domain.terms import Comparator, Ki67Band, Ki67Method
from nenboard.domain.tumour import Ki67, Mitoses
from nenboard.gui.case_edit.read_dates import DAY_FIRST, MONTH_FIRST, Habits, read_date
from nenboard.gui.case_edit.read_facts import FactShape, read_fact
from nenboard.gui.case_edit.read_numbers import (
    bounded_text,
    read_bounded,
    read_ki67,
    read_mitoses,
    read_number,
    read_whole,
)
from nenboard.gui.case_edit.reading import missing_code

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026", "2026"),
        ("2026-3", "2026-03"),
        ("2026-03-14", "2026-03-14"),
        ("14-Mar-2026", "2026-03-14"),
        ("14 march 2026", "2026-03-14"),
        ("14 mar 26", "2026-03-14"),
        ("Mar-2026", "2026-03"),
        ("sept 2025", "2025-09"),
        ("03/2026", "2026-03"),
        ("14/03/2026", "2026-03-14"),
        ("03/14/2026", "2026-03-14"),
        ("14.03.2026", "2026-03-14"),
        ("05/05/2026", "2026-05-05"),
        ("14/3/58", "1958-03-14"),
        ("t", "2026-11-24"),
        ("-14", "2026-11-10"),
        ("+2w", "2026-12-08"),
        ("-9m", "2026-02-24"),
        ("29 Feb 2024", "2024-02-29"),
    ],
)
def test_a_date_is_understood_in_its_common_forms(text: str, iso: str) -> None:
    assert read_date(text, Habits(today=TODAY)).value == PartialDate(iso)


def test_a_date_with_two_readings_is_asked_with_both() -> None:
    reading = read_date("03/04/2026", Habits(today=TODAY))
    assert reading.value is None
    assert [choice.words for choice in reading.choices] == ["03-Apr-2026", "04-Mar-2026"]
    assert [choice.teaches for choice in reading.choices] == [DAY_FIRST, MONTH_FIRST]


def test_a_confirmed_habit_answers_the_question() -> None:
    habits = Habits(first=DAY_FIRST, today=TODAY)
    assert read_date("03/04/2026", habits).value == PartialDate("2026-04-03")
    assert read_date("03/04/2026", Habits(first=MONTH_FIRST)).value == PartialDate("2026-03-04")


def test_a_day_the_calendar_lacks_offers_the_last_of_the_month() -> None:
    reading = read_date("31-Apr-2026", Habits(today=TODAY))
    assert reading.value is None
    assert "Did you mean 30-Apr-2026?" in reading.problem
    assert reading.choices[0].value == PartialDate("2026-04-30")


@pytest.mark.parametrize(
    "text", ["soon", "13/13/2026", "ju 2026", "1200", "32 mar 2026", "14/03/26x"]
)
def test_what_is_no_date_says_so(text: str) -> None:
    reading = read_date(text, Habits(today=TODAY))
    assert reading.value is None
    assert reading.problem


def test_a_short_year_without_a_today_is_not_guessed() -> None:
    assert read_date("14/03/26").value is None


@pytest.mark.parametrize(("text", "number"), [("12", "12"), ("1.50", "1.50"), ("0.8", "0.8")])
def test_a_number_is_kept_as_typed(text: str, number: str) -> None:
    value = read_number(text).value
    assert str(value) == number


@pytest.mark.parametrize(
    ("text", "choices"),
    [("1,5", ["1.5"]), ("1,234", ["1.234", "1234"]), ("1.234", ["1.234", "1234"])],
)
def test_a_mark_with_two_meanings_is_asked(text: str, choices: list[str]) -> None:
    reading = read_number(text)
    assert reading.value is None
    assert [choice.words for choice in reading.choices] == choices


@pytest.mark.parametrize("text", ["", "twelve", "-3", "1e5", "NaN", "１２", "12 %"])
def test_what_is_no_number_says_so(text: str) -> None:
    assert read_number(text).problem == "This is not a number."


def test_a_whole_number_has_no_fraction() -> None:
    assert read_whole("3").value == 3
    assert read_whole("3.5").problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", Ki67(value=Decimal(12))),
        ("12 %", Ki67(value=Decimal(12))),
        ("<3", Ki67(value=Decimal(3), comparator=Comparator.LESS)),
        ("up to 50", Ki67(value=Decimal(50), comparator=Comparator.AT_MOST)),
        ("about 15", Ki67(value=Decimal(15), comparator=Comparator.ABOUT)),
        ("10-15", Ki67(low=Decimal(10), high=Decimal(15))),
        ("not stated", Ki67(band=Ki67Band.DONE_NOT_STATED)),
    ],
)
def test_ki67_is_understood_as_reports_print_it(text: str, expected: Ki67) -> None:
    reading = read_ki67(text)
    assert reading.value == expected
    again = read_ki67(bounded_text(expected))
    assert again.value == expected


def test_a_possible_fraction_is_asked_and_can_stay_unclear() -> None:
    reading = read_ki67("0.18")
    assert reading.value is None
    percent, unclear = (choice.value for choice in reading.choices)
    assert percent == Ki67(value=Decimal("0.18"))
    assert unclear == Ki67(value=Decimal("0.18"), is_unit_unclear=True)


def test_method_and_cells_stay_when_the_value_changes() -> None:
    current = Ki67(value=Decimal(2), method=Ki67Method.MANUAL, cells_counted=612)
    reading = read_ki67("10,5", current)
    assert reading.choices[0].value == current.model_copy(update={"value": Decimal("10.5")})


def test_mitoses_keep_the_area_counted() -> None:
    current = Mitoses(value=Decimal(3), area_mm2=Decimal(2))
    expected = Mitoses(value=Decimal(2), comparator=Comparator.LESS, area_mm2=Decimal(2))
    assert read_mitoses("< 2", current).value == expected


def test_a_sign_goes_into_the_field_beside_the_number() -> None:
    reading = read_bounded("<5")
    assert reading.value == Decimal(5)
    assert reading.also == {"comparator": Comparator.LESS}


KNOWN = {
    "growth": FactShape("enum", ("indolent", "stable", "progressive", "rapid")),
    "differentiation": FactShape("enum", ("net", "nec", "minen")),
    "ki67": FactShape("number", low=Decimal(0), high=Decimal(100)),
    "ps": FactShape("int", low=Decimal(0), high=Decimal(4)),
    "frail": FactShape("bool"),
    "hypersensitivity": FactShape("list", ("tem", "dtic", "platinum", "taxane")),
    "prior_lines": FactShape("lines"),
}


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("growth", "progressive or rapid", OneOf(one_of=("progressive", "rapid"))),
        ("growth", "stable", "stable"),
        ("differentiation", "well (NET)", "net"),
        ("ki67", "12.5 %", Decimal("12.5")),
        ("ki67", "10-15", NumberRange(low=Decimal(10), high=Decimal(15))),
        ("ki67", "<3", NumberRange(low=Decimal(0), high=Decimal(3), comparator="<")),
        ("ki67", "> 20", NumberRange(low=Decimal(20), high=Decimal(100), comparator=">")),
        ("ps", "1", 1),
        ("frail", "no", False),
        ("hypersensitivity", "none", ()),
        ("hypersensitivity", "temozolomide, taxane", ("tem", "taxane")),
    ],
)
def test_a_clinicians_words_become_what_is_known(fact: str, text: str, value: object) -> None:
    reading = read_fact(fact, text, KNOWN)
    assert reading.problem == ""
    assert reading.value == value


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("growth", "fast"),
        ("growth", "progressive or fast"),
        ("ki67", "120"),
        ("ki67", "1,5"),
        ("ki67", "15-10"),
        ("ps", "1.5"),
        ("frail", "perhaps"),
        ("prior_lines", "everolimus"),
        ("unheard_of", "1"),
    ],
)
def test_what_a_fact_cannot_be_is_refused_in_words(fact: str, text: str) -> None:
    reading = read_fact(fact, text, KNOWN)
    assert reading.value is None
    assert reading.problem.endswith((".", "?"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [(".n", "not_done"), (".P", "pending"), (" .u ", "unknown"), (".x", "not_applicable")],
)
def test_dot_codes_are_kinds_of_missing(text: str, kind: str) -> None:
    assert missing_code(text) is Missing(kind)
