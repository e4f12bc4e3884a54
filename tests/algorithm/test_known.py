"""Partly known values: spans with open ends, whole numbers, what two spans have in common."""

from decimal import Decimal

import pytest

from nenboard.algorithm.engine import assess
from nenboard.algorithm.known import (
    Known,
    Span,
    above,
    as_json,
    at_least,
    both,
    equals,
    is_among,
    narrowed,
    some,
    span,
    whole_numbers,
    whole_span,
)
from nenboard.algorithm.release import Release
from nenboard.domain.knowledge import EarlierLine, NumberRange
from tests.algorithm.cases import a_net, after

OPEN = Span(10, 20, low_open=True, high_open=True)
CLOSED = Span(10, 20)


@pytest.mark.parametrize(
    ("number", "in_closed", "in_open"),
    [(9, False, False), (10, True, False), (15, True, True), (20, True, False), (21, False, False)],
)
def test_an_open_end_is_not_among_the_numbers(number: int, in_closed: bool, in_open: bool) -> None:
    assert CLOSED.holds(number) is in_closed
    assert OPEN.holds(number) is in_open
    assert equals(CLOSED, number) is (None if in_closed else False)
    assert equals(OPEN, number) is (None if in_open else False)
    assert is_among(OPEN, frozenset((number, 99))) is (None if in_open else False)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (CLOSED, Span(15, 30), Span(15, 20)),
        (CLOSED, Span(20, 30), Span(20, 20)),
        (CLOSED, Span(20, 30, low_open=True), None),
        (OPEN, Span(20, 30), None),
        (OPEN, CLOSED, OPEN),
        (CLOSED, Span(21, 30), None),
        (Span(0, 100), OPEN, OPEN),
        (Span(5, 5), CLOSED, None),
        (Span(10, 10), CLOSED, Span(10, 10)),
        (Span(10, 10), OPEN, None),
    ],
)
def test_what_two_spans_have_in_common(one: Span, other: Span, common: Span | None) -> None:
    assert one.overlap(other) == common
    assert other.overlap(one) == common


@pytest.mark.parametrize(
    ("numbers", "whole"),
    [
        (Decimal(75), 75),
        (Span(74, 76), Span(74, 76)),
        (Span(74, 76, low_open=True), Span(75, 76)),
        (Span(74, 76, high_open=True), Span(74, 75)),
        (Span(74, 76, low_open=True, high_open=True), 75),
        (Span(74, 75, low_open=True, high_open=True), None),
        (Span(Decimal("74.5"), Decimal("75.5")), 75),
        (Span(Decimal("74.5"), Decimal("76.5"), low_open=True, high_open=True), Span(75, 76)),
    ],
)
def test_whole_numbers_inside_a_span(numbers: Span | Decimal, whole: Known) -> None:
    found = whole_span(numbers)
    assert found == whole
    assert type(found) is type(whole)


@pytest.mark.parametrize(
    ("numbers", "left"),
    [
        (Decimal(2), 2),
        (Span(1, 3), frozenset({1, 2, 3})),
        (Span(1, 2, low_open=True), 2),
        (Span(1, 2, low_open=True, high_open=True), None),
    ],
)
def test_allowed_whole_numbers_inside_a_span(numbers: Span | Decimal, left: Known) -> None:
    found = whole_numbers(numbers, (0, 1, 2, 3, 4))
    assert found == left
    assert type(found) is type(left)


@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        ("range", Span(3, 20)),
        ("~", Span(3, 20)),
        ("<", Span(3, 20, high_open=True)),
        (">", Span(3, 20, low_open=True)),
        ("<=", Span(3, 20)),
        (">=", Span(3, 20)),
    ],
)
def test_the_comparator_opens_an_end(comparator: str, expected: Span) -> None:
    known = NumberRange.model_validate({"low": 3, "high": 20, "comparator": comparator})
    assert span(known, low=0, high=100) == expected


def test_a_missing_end_is_the_end_of_the_interval() -> None:
    below = NumberRange.model_validate({"high": 2, "comparator": "<"})
    over = NumberRange.model_validate({"low": 80, "comparator": ">"})
    point = NumberRange.model_validate({"low": 5, "high": 5, "comparator": "range"})
    assert span(below, low=0, high=100) == Span(0, 2, high_open=True)
    assert span(over, low=0, high=100) == Span(80, 100, low_open=True)
    assert span(point, low=0, high=100) == 5


@pytest.mark.parametrize(
    ("value", "least", "over"),
    [
        (None, None, None),
        (9, False, False),
        (10, True, False),
        (11, True, True),
        (Span(10, 20), True, None),
        (Span(10, 20, low_open=True), True, True),
        (Span(0, 10), None, False),
        (Span(0, 10, high_open=True), False, False),
        (Span(0, 9), False, False),
        (Span(11, 20), True, True),
        (Span(5, 15), None, None),
        (frozenset({10, 11}), True, None),
        (frozenset({8, 9}), False, False),
        (frozenset({9, 11}), None, None),
    ],
)
def test_comparisons_hold_only_if_they_do_for_every_value_left(
    value: Known, least: bool | None, over: bool | None
) -> None:
    assert at_least(value, 10) is least
    assert above(value, 10) is over


def test_codes_left_are_one_several_or_none() -> None:
    assert narrowed(frozenset({"a"})) == "a"
    assert narrowed(frozenset({"a", "b"})) == frozenset({"a", "b"})
    assert narrowed(frozenset()) is None
    assert equals(frozenset({"a", "b"}), "a") is None
    assert equals(frozenset({"a", "b"}), "c") is False
    assert is_among(frozenset({"a", "b"}), frozenset({"a", "b", "c"})) is True
    assert is_among(frozenset({"a", "b"}), frozenset({"a"})) is None
    assert is_among(frozenset({"a", "b"}), frozenset({"c"})) is False


def test_answers_join_as_in_kleene_logic() -> None:
    assert some((False, None, True)) is True
    assert some((False, None)) is None
    assert some((None, False)) is None
    assert some((False, False)) is False
    assert both(one=True, other=True) is True
    assert both(True, None) is None
    assert both(None, False) is False
    assert both(False, None) is False


def test_values_in_json() -> None:
    assert as_json(frozenset({"b", "a"})) == {"one_of": ["a", "b"]}
    assert as_json(Span(3, Decimal("20.5"), high_open=True)) == {
        "low": 3,
        "high": 20.5,
        "comparator": "<",
    }
    assert as_json(Span(3, 20, low_open=True)) == {"low": 3, "high": 20, "comparator": ">"}
    assert as_json(Span(3, 20)) == {"low": 3, "high": 20, "comparator": "range"}
    assert as_json(Decimal("3.0")) == 3
    assert isinstance(as_json(Decimal("3.0")), int)


@pytest.mark.parametrize(
    ("lines", "exhausted"),
    [
        (after("eve"), True),
        (after("captem", "eve"), False),
        ((*after("captem", given_for="other_cancer"), *after("eve")), True),
        ((*after("eve", given_for="other_cancer"), *after("captem")), False),
    ],
    ids=["began on it", "began on another", "another disease first", "for another disease"],
)
def test_an_atypical_carcinoid_that_began_on_everolimus_needs_no_analogue(
    lines: tuple[EarlierLine, ...], exhausted: bool, release: Release
) -> None:
    case = a_net(primary_site="lung", lung_subtype="ac", sstr="positive", prior_lines=lines)
    assert assess(release, case).derived["exhausted_lung"] is exhausted
