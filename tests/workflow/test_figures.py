"""Exact limits agree with known values and with their own definition."""

from fractions import Fraction
from math import comb

import pytest

from nenboard.workflow.figures import exact_limits


@pytest.mark.parametrize(
    ("events", "people", "low", "high"),
    [
        (0, 10, 0.0, 30.85),
        (10, 10, 69.15, 100.0),
        (1, 10, 0.25, 44.50),
        (5, 10, 18.71, 81.29),
        (7, 20, 15.39, 59.22),
        (0, 1, 0.0, 97.5),
        (24, 30, 61.43, 92.29),
    ],
)
def test_limits_are_those_of_published_tables(
    events: int, people: int, low: float, high: float
) -> None:
    found = exact_limits(events, people)
    assert [round(limit * 100, 2) for limit in found] == [low, high]


def tail(people: int, events: int, share: float) -> float:
    """Probability of at least that many events, summed exactly."""
    p = Fraction(share)
    terms = (comb(people, k) * p**k * (1 - p) ** (people - k) for k in range(events, people + 1))
    return float(sum(terms))


@pytest.mark.parametrize(("events", "people"), [(1, 12), (9, 12), (17, 41), (40, 129)])
def test_each_tail_holds_half_of_what_the_level_leaves(events: int, people: int) -> None:
    low, high = exact_limits(events, people)
    assert tail(people, events, low) == pytest.approx(0.025, abs=1e-9)
    assert 1 - tail(people, events + 1, high) == pytest.approx(0.025, abs=1e-9)


@pytest.mark.parametrize(("events", "people"), [(-1, 10), (11, 10), (0, 0)])
def test_impossible_counts_are_refused(events: int, people: int) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        exact_limits(events, people)
