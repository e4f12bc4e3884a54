"""What changed between two states, and payloads of earlier and later versions."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenboard.registry import payloads
from nenboard.registry.changes import FieldChange, changed_fields, value_at, with_value
from nenboard.registry.errors import NewerPayload
from tests.registry.support import a_named_case

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text("ab", max_size=2),
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.sampled_from("abcd"), part, max_size=3)
    ),
    max_leaves=12,
)


def differences(old: object, new: object) -> list[tuple[str, object, object]]:
    found = changed_fields(json.dumps(old), json.dumps(new))
    return [(change.path, change.old, change.new) for change in found]


@given(st.dictionaries(st.sampled_from("abcd"), JSON))
def test_a_state_does_not_differ_from_itself(state: dict[str, object]) -> None:
    assert differences(state, state) == []


@given(JSON, JSON)
def test_different_values_of_a_field_are_told(one: object, other: object) -> None:
    is_same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    if not is_same and one and other:
        assert differences({"a": one}, {"a": other})


def test_elements_with_an_id_are_compared_by_it() -> None:
    old = {"samples": [{"id": "s1", "grade": "G1"}, {"id": "s2", "grade": "G2"}]}
    new = {"samples": [{"id": "s2", "grade": "G3"}]}
    assert differences(old, new) == [
        ("samples.s1", {"id": "s1", "grade": "G1"}, None),
        ("samples.s2.grade", "G2", "G3"),
    ]


def test_a_changed_order_is_a_change() -> None:
    old = {"samples": [{"id": "s1"}, {"id": "s2"}]}
    new = {"samples": [{"id": "s2"}, {"id": "s1"}]}
    assert differences(old, new) == [("samples", ["s1", "s2"], ["s2", "s1"])]


def test_one_and_true_are_different() -> None:
    assert differences({"a": 1}, {"a": True}) == [("a", 1, True)]


def test_a_change_is_a_value() -> None:
    assert FieldChange("a", 1, 2) == FieldChange("a", 1, 2)


def test_what_is_not_recorded_is_not_written() -> None:
    assert "null" not in payloads.written(a_named_case(1))


def test_a_payload_of_a_later_version_is_refused() -> None:
    with pytest.raises(NewerPayload):
        payloads.read("{}", version=payloads.VERSION + 1)


def test_an_earlier_payload_is_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payloads, "VERSION", 3)
    steps = {1: lambda old: {**old, "two": 2}, 2: lambda old: {**old, "three": old["two"] + 1}}
    monkeypatch.setattr(payloads, "_STEPS", steps)
    old = {"one": 1}
    assert payloads.current(old, version=1) == {"one": 1, "two": 2, "three": 3}
    assert payloads.current(old, version=3) == old
    assert old == {"one": 1}


@given(
    st.dictionaries(st.sampled_from("abcd"), JSON), st.dictionaries(st.sampled_from("abcd"), JSON)
)
def test_each_difference_put_back_leaves_none(
    old: dict[str, object], new: dict[str, object]
) -> None:
    for change in changed_fields(json.dumps(old), json.dumps(new)):
        if isinstance(change.old, list) and not change.path:
            continue
        try:
            back = with_value(new, change.path, value=value_at(old, change.path))
        except LookupError:
            continue
        left = changed_fields(json.dumps(old), json.dumps(back))
        is_by_place = any(part.isdigit() for part in change.path.split("."))
        assert is_by_place or change not in left or change.old == []


def test_a_value_below_an_element_whose_id_holds_dots_is_found_and_set() -> None:
    case: Any = {"samples": [{"id": "s.1", "grade": "G1"}, {"id": "s", "1": {"grade": "G9"}}]}
    assert value_at(case, "samples.s.1.grade") == "G1"
    changed = with_value(case, "samples.s.1.grade", value="G2")
    assert changed["samples"][0] == {"id": "s.1", "grade": "G2"}
    assert case["samples"][0]["grade"] == "G1"


def test_a_value_without_its_holder_is_refused() -> None:
    with pytest.raises(LookupError):
        with_value({"samples": []}, "samples.s1.grade", value="G1")
    with pytest.raises(LookupError):
        with_value({"note": "plain"}, "note.inner", value="x")
