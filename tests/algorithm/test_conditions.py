"""Conditions answer yes, no or unknown, and say themselves in words."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from nenboard.algorithm.checks import Check, any_of, compile_check
from nenboard.algorithm.conditions import Condition, comparisons_in, in_words, tags_in
from nenboard.algorithm.known import Known, Span
from nenboard.algorithm.state import Names, State

_READ = TypeAdapter[Condition](Condition)
_A = {"fact": "a", "is": True}
_B = {"fact": "b", "is": True}
_ANSWERS = [True, False, None]


def _ready(data: object) -> Check:
    return compile_check(_READ.validate_python(data), {})


def _state(**values: Known) -> State:
    given = {name: value for name, value in values.items() if value is not None}
    return State(given, None, names=Names({}, frozenset(values)))


def _answer(data: object, **values: Known) -> bool | None:
    return _ready(data).run(_state(**values))


@pytest.mark.parametrize("b", _ANSWERS)
@pytest.mark.parametrize("a", _ANSWERS)
def test_all_is_no_if_one_is_no_and_any_is_yes_if_one_is_yes(
    a: bool | None, b: bool | None
) -> None:
    every = False if False in (a, b) else None if None in (a, b) else True
    some = True if True in (a, b) else None if None in (a, b) else False
    assert _answer({"all": [_A, _B]}, a=a, b=b) is every
    assert _answer({"any": [_A, _B]}, a=a, b=b) is some


@pytest.mark.parametrize(("a", "answer"), [(True, False), (False, True), (None, None)])
def test_not_turns_yes_and_no_and_leaves_unknown(a: bool | None, answer: bool | None) -> None:
    assert _answer({"not": _A}, a=a) is answer


@pytest.mark.parametrize(
    ("test", "value", "answer"),
    [
        ({"is": "x"}, "x", True),
        ({"is": "x"}, frozenset({"x", "y"}), None),
        ({"is": "x"}, frozenset({"y", "z"}), False),
        ({"is_not": "x"}, frozenset({"y", "z"}), True),
        ({"one_of": ["x", "y"]}, frozenset({"x", "y"}), True),
        ({"one_of": ["x", "y"]}, frozenset({"x", "z"}), None),
        ({"one_of": ["x", "y"]}, "z", False),
        ({"includes": "x"}, ("x",), True),
        ({"includes": "x"}, (), False),
        ({"includes": "x"}, None, None),
        ({"at_least": 3}, 3, True),
        ({"at_least": 3}, Decimal("2.9"), False),
        ({"at_least": 3}, Span(3, 5), True),
        ({"at_least": 3}, Span(1, 3), None),
        ({"at_least": 3}, Span(1, 3, high_open=True), False),
        ({"above": 10}, 10, False),
        ({"above": 10}, Span(10, 15), None),
        ({"above": 10}, Span(10, 15, low_open=True), True),
        ({"above": 10}, Span(5, 10), False),
        ({"at_most": 10}, Span(5, 10), True),
        ({"below": 10}, Span(5, 10, high_open=True), True),
        ({"below": 10}, Span(5, 10), None),
        ({"at_least": 2}, frozenset({1, 2}), None),
        ({"at_least": 2}, frozenset({2, 3}), True),
        ({"is": 2}, Span(1, 3), None),
        ({"is": 2}, Span(3, 4), False),
        ({"known": False}, None, True),
        ({"known": True}, "x", True),
        ({"known": False}, frozenset({"x", "y"}), False),
    ],
)
def test_a_comparison_holds_only_if_it_does_for_every_value_left(
    test: dict[str, object], value: Known, answer: bool | None
) -> None:
    assert _answer({"fact": "a", **test}, a=value) is answer


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"fact": "ki67", "above": 10}, "ki67 > 10"),
        ({"fact": "grade", "one_of": ["G1", "G2"]}, "grade in ['G1','G2']"),
        ({"not": {"fact": "grade", "one_of": ["G3"]}}, "grade not in ['G3']"),
        ({"fact": "extent", "known": False}, "extent is None"),
        ({"fact": "frail", "is": False}, "not frail"),
        ({"fact": "hypersensitivity", "includes": "dtic"}, "'dtic' in hypersensitivity"),
        ({"any": [_A, {"all": [_A, _B]}]}, "a or (a and b)"),
        ({"not": {"all": [_A, _B]}}, "not (a and b)"),
        ({"contraindicated": "eve"}, "eve contraindicated"),
        ("always", "always"),
    ],
)
def test_a_condition_says_itself_in_one_line(data: object, words: str) -> None:
    assert in_words(_READ.validate_python(data)) == words


@pytest.mark.parametrize(
    "data",
    [
        {"fact": "a"},
        {"fact": "a", "is": 1, "above": 2},
        {"fact": "a", "equals": 1},
        {"all": []},
        {"all": [_A], "any": [_B]},
        {"fact": "a", "above": "ten"},
        "never",
    ],
)
def test_what_is_no_condition_is_refused(data: object) -> None:
    with pytest.raises(ValidationError):
        _READ.validate_python(data)


def test_what_decided_is_named() -> None:
    check = _ready({"any": [_A, {"all": [_A, _B]}]})
    assert check.deciding(_state(a=True, b=None)) == {"a"}
    assert check.deciding(_state(a=None, b=True)) == {"a", "b"}
    assert list(_ready({"all": [_A, _B]}).undecided(_state(a=True, b=None))) == ["b"]
    assert list(_ready({"all": [_A, _B]}).undecided(_state(a=False, b=None))) == []
    assert [test.fact for test in comparisons_in(check.condition)] == ["a", "a", "b"]


def test_a_tag_is_found_wherever_a_condition_asks_for_its_contraindication() -> None:
    barred = {"contraindicated": "eve"}
    for data in (barred, {"not": barred}, {"all": [_A, {"any": [_B, {"not": barred}]}]}):
        assert list(tags_in(_READ.validate_python(data))) == ["eve"]
    assert list(tags_in(_READ.validate_python(_A))) == []


def test_a_contraindication_names_the_facts_of_its_factors() -> None:
    inner = any_of((_ready(_A), _ready(_B)))
    check = compile_check(_READ.validate_python({"contraindicated": "eve"}), {"eve": inner})
    assert check.names == {"a", "b"}
    assert list(check.undecided(_state(a=False))) == ["b"]
    assert check.deciding(_state(a=False, b=True)) == {"b"}
    assert any_of(()).run(_state()) is False
