"""Days between partial dates, their bounds and their imputation; order and calendar months."""

from datetime import date

import pytest
from hypothesis import given

from nenboard.domain.dates import PartialDate
from nenboard.domain.response.days import (
    Certainty,
    Days,
    add_months,
    calendar_months,
    counted,
    elapsed,
    imputed_day,
    is_before,
)
from tests.builders import day, number
from tests.strategies import partial_dates


@pytest.mark.parametrize(
    ("when", "expected"),
    [("2024-02-29", "2024-02-29"), ("2024-02", "2024-02-15"), ("2024", "2024-07-15")],
)
def test_a_partial_date_counts_as_its_middle(when: str, expected: str) -> None:
    assert imputed_day(day(when)).isoformat() == expected


@pytest.mark.parametrize(
    ("when", "floor", "expected"),
    [
        ("2024-03", "2024-03-20", "2024-03-20"),
        ("2024-03", "2024-03-10", "2024-03-15"),
        ("2024-03", "2024-05-10", "2024-03-31"),
        ("2024", "2024-09-01", "2024-09-01"),
        ("2024-03-05", "2024-03-20", "2024-03-05"),
    ],
)
def test_it_is_moved_behind_its_start_as_far_as_it_may(
    when: str, floor: str, expected: str
) -> None:
    moved = imputed_day(day(when), floor=date.fromisoformat(floor))
    assert moved.isoformat() == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-01-01", "2024-01-01", Days(1, 1, 1, imputed=False)),
        ("2024-01-01", "2024-02-01", Days(32, 32, 32, imputed=False)),
        ("2024-01-10", "2024-02", Days(37, 23, 51, imputed=True)),
        ("2024-01", "2024-01", Days(1, 1, 31, imputed=True)),
        ("2024-01-20", "2024-01", Days(1, 1, 12, imputed=True)),
        ("2024", "2024-03-10", Days(1, 1, 70, imputed=True)),
        ("2023", "2024", Days(367, 2, 731, imputed=True)),
    ],
)
def test_start_and_end_are_both_counted(start: str, end: str, expected: Days) -> None:
    assert counted(day(start), day(end)) == expected


def test_elapsed_days_leave_the_start_out() -> None:
    assert elapsed(day("2024-01-01"), day("2024-02-01")) == Days(31, 31, 31, imputed=False)
    assert elapsed(day("2024-02-01"), day("2024-01-01")) == Days(0, 0, 0, imputed=False)


@given(partial_dates(), partial_dates())
def test_the_one_figure_lies_within_its_bounds(first: PartialDate, second: PartialDate) -> None:
    for found in (counted(first, second), elapsed(first, second)):
        assert found.least <= found.most
        assert found.days <= max(found.most, 1)
        if second.latest >= first.latest and second.earliest >= first.earliest:
            assert found.least <= found.days


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2023", "2024", Certainty.YES),
        ("2024-01-01", "2024-01-02", Certainty.YES),
        ("2024-01-02", "2024-01-02", Certainty.NO),
        ("2024-02", "2024-01", Certainty.NO),
        ("2024", "2024-02", Certainty.UNKNOWN),
        ("2024-01-31", "2024-01", Certainty.NO),
        ("2024-01", "2024-01-31", Certainty.UNKNOWN),
    ],
)
def test_order_is_only_as_certain_as_the_dates(a: str, b: str, expected: Certainty) -> None:
    assert is_before(day(a), day(b)) is expected


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2024-01-15", "2024-07-15", "6"),
        ("2024-01-31", "2024-02-29", "1"),
        ("2023-01-31", "2023-02-28", "1"),
        ("2024-01-31", "2024-03-30", "1"),
        ("2024-07-15", "2024-01-15", "0"),
        ("2023-12-15", "2024-01-15", "1"),
    ],
)
def test_calendar_months_are_whole_first(start: str, end: str, months: str) -> None:
    found = calendar_months(date.fromisoformat(start), date.fromisoformat(end))
    assert found.to_integral_value(rounding="ROUND_FLOOR") == number(months)
    if start[-2:] == end[-2:] or end in {"2024-02-29", "2023-02-28"}:
        assert found == number(months)


def test_a_month_that_is_too_short_is_clipped() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
