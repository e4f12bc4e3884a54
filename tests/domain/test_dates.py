"""Tests of partial dates: what they can be, their interval, order and words."""

from datetime import date

import pytest
from hypothesis import given
from pydantic import ValidationError

from nenboard.domain.dates import PartialDate, could_be_by, newest_first
from tests.builders import day
from tests.strategies import partial_dates


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Feb-2024"),
        ("2026-03-14", date(2026, 3, 14), date(2026, 3, 14), "14-Mar-2026"),
    ],
)
def test_a_partial_date_is_an_interval_of_days(
    text: str, first: date, last: date, words: str
) -> None:
    when = day(text)
    assert (when.earliest, when.latest, when.text, str(when)) == (first, last, words, text)


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-3", "2026-13", "2026-02-30", "14-03-2026", "2026-03-14T10:00", "1700", "٢٠٢٦"],
)
def test_what_is_no_date_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PartialDate(text)
    assert not text or f"'{text}'" not in str(refused.value)


def test_only_a_full_date_is_exact() -> None:
    assert [day(text).is_exact for text in ("2026", "2026-03", "2026-03-14")] == [
        False,
        False,
        True,
    ]


@given(when=partial_dates())
def test_the_first_day_is_never_after_the_last(when: PartialDate) -> None:
    assert when.earliest <= when.latest
    assert when.is_exact is (when.earliest == when.latest)
    assert PartialDate.of(when.earliest).earliest == when.earliest


def test_the_newest_stands_first_and_what_has_no_date_last() -> None:
    several = [None, day("2024"), day("2026-03-14"), day("2026-03")]
    assert sorted(several, key=newest_first)[:2] == [day("2026-03"), day("2026-03-14")]
    assert max(several, key=newest_first) is None


@pytest.mark.parametrize(
    ("text", "counts"), [("2026-11", True), ("2026-11-19", True), ("2026-11-20", False)]
)
def test_what_may_have_happened_by_a_day_counts(text: str, counts: bool) -> None:
    assert could_be_by(day(text), date(2026, 11, 19)) is counts
    assert could_be_by(None, date(2026, 11, 19))
