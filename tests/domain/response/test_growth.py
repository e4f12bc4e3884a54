"""Growth rate, doubling time and specific growth rate, and the marks they are read against."""

from decimal import Decimal

import pytest

from nenboard.domain.response.course import Label
from nenboard.domain.response.growth import Growth, Sum, growth_between, hidden_growth
from tests.builders import day


def grown(*sums: tuple[str, str], start: str | None = "2024-01-01") -> tuple[Growth, ...]:
    given = [Sum(day(when), Decimal(mm)) for when, mm in sums]
    return growth_between(given, treated_from=day(start) if start else None)


def near(found: Decimal | None, expected: str) -> bool:
    return found is not None and abs(found - Decimal(expected)) <= Decimal("0.01")


def test_the_example_of_the_method() -> None:
    """100 to 120 mm in 90 days: 114 days to double; in three months of 30.4375 days 20 %."""
    (each,) = grown(("2024-01-01", "100"), ("2024-03-31", "120"))
    assert each.days.days == 90
    assert near(each.doubling_days, "114.05")
    assert near(each.percent_per_day, "0.6077")
    assert near(each.percent_per_month, "20.32")


@pytest.mark.parametrize(("first", "last"), [("0", "10"), ("10", "0")])
def test_from_or_to_nothing_there_is_no_rate(first: str, last: str) -> None:
    (each,) = grown(("2024-01-01", first), ("2024-03-31", last))
    figures = (each.percent_per_month, each.doubling_days, each.percent_per_day)
    assert figures == (None, None, None)


def test_without_change_there_is_no_doubling_time_and_shrinking_is_negative() -> None:
    same, less = grown(("2024-01-01", "50"), ("2024-03-31", "50"), ("2024-06-30", "40"))
    assert [same.doubling_days, same.percent_per_month, same.percent_per_day] == [None, 0, 0]
    assert less.doubling_days is not None
    assert less.doubling_days < 0
    assert less.percent_per_month is not None
    assert less.percent_per_month < 0


def test_neighbours_are_paired_by_date() -> None:
    pairs = grown(("2024-06-30", "40"), ("2024-01-01", "50"), ("2024-03-31", "45"))
    assert [[p.first.mm, p.last.mm] for p in pairs] == [[50, 45], [45, 40]]


def test_partial_dates_are_marked_and_a_day_of_nothing_gives_no_rate() -> None:
    (each,) = grown(("2024-01", "50"), ("2024-04", "60"))
    assert (each.days.days, each.days.imputed) == (91, True)
    (none,) = grown(("2024-01", "50"), ("2024-01-15", "60"))
    assert none.percent_per_month is None


def test_the_mark_depends_on_treatment() -> None:
    before, on = grown(
        ("2023-06-01", "50"), ("2023-12-30", "51"), ("2024-04-01", "52"), start="2024-01-01"
    )
    assert (before.mark, on.mark) == (Decimal(4), Decimal("0.8"))
    assert (before.is_at_mark, on.is_at_mark) == (False, True)
    (untreated,) = grown(("2023-06-01", "50"), ("2023-12-30", "51"), start=None)
    assert untreated.mark == 4


@pytest.mark.parametrize(("last", "is_at_mark"), [("100.26", False), ("100.27", True)])
def test_the_mark_on_treatment_is_a_growth_of_eight_tenths_of_a_percent(
    last: str, is_at_mark: bool
) -> None:
    """In 30 days 100.26 mm are 0.78 % and 100.27 mm are 0.82 % per month."""
    (each,) = grown(("2024-02-01", "100"), ("2024-03-02", last))
    assert each.is_at_mark is is_at_mark


def test_stable_disease_that_hides_growth_is_named() -> None:
    growths = grown(("2024-01-01", "50"), ("2024-04-01", "52"), ("2024-07-01", "54"))
    labels = [(day("2024-04-01"), Label.SD), (day("2024-07-01"), Label.PD)]
    assert hidden_growth(growths, labels) == growths[:1]
    flat = grown(("2024-01-01", "50"), ("2024-04-01", "50"))
    assert hidden_growth(flat, labels) == ()
