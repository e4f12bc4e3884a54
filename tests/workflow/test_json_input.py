"""JSON from outside is read strictly and within limits; a fault is told with its place."""

import json
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenboard.workflow import json_input
from nenboard.workflow.errors import UnusableInput
from nenboard.workflow.json_input import read_document
from tests.workflow.support import codes


def refused(data: bytes) -> dict[str, str]:
    with pytest.raises(UnusableInput) as caught:
        read_document(data)
    return codes(caught.value.problems)


def test_numbers_keep_their_digits() -> None:
    assert read_document(b'{"a": 0.10, "b": 12}') == {"a": Decimal("0.10"), "b": 12}


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_document(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[1,]", b"{} {}", b"NaN", b'{"a": Infinity}', b"\xff\xfe{}", b"[" * 100_000],
    ids=["empty", "open", "comma", "two", "nan", "infinity", "utf-16", "deep"],
)
def test_what_is_not_json_is_refused(data: bytes) -> None:
    assert refused(data) == {"": "not_json"}


def test_nesting_beyond_any_document_is_refused() -> None:
    assert refused(b"[" * 40 + b"]" * 40) == {"": "too_deep"}


def test_a_file_beyond_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_input, "LARGEST_BYTES", 10)
    assert refused(b'{"a": "0123456789"}') == {"": "too_large"}


def test_every_key_given_twice_is_named_but_not_a_strange_one() -> None:
    data = b'{"facts": {"ki67": 1, "ki67": 2}, "Jane Doe": 1, "Jane Doe": 2}'
    assert refused(data) == {"facts.ki67": "duplicate_key", "?": "duplicate_key"}


@pytest.mark.parametrize("number", ["1e999999999", "-1e-5000", "1" * 200, "0." + "1" * 200])
def test_a_number_beyond_any_measure_is_refused(number: str) -> None:
    assert refused(f'{{"facts": {{"ki67": {number}}}}}'.encode()) == {"facts.ki67": "out_of_range"}


def test_half_a_character_is_refused_with_its_place() -> None:
    assert refused(b'{"case": {"note": "\\ud800"}}') == {"case.note": "not_json"}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=12,
    )
)
def test_any_sound_document_comes_through_unchanged(document: object) -> None:
    assert read_document(json.dumps(document).encode()) == document


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    with suppress(UnusableInput):
        read_document(data)
