"""JSON is read strictly."""

from decimal import Decimal

import pytest

from nenboard.algorithm.document import FactsError, read_json


def _only(text: str) -> tuple[str, str, str]:
    with pytest.raises(FactsError) as caught:
        read_json(text)
    (problem,) = caught.value.problems
    return problem.path, problem.code, problem.message


def test_decimals_keep_their_digits() -> None:
    assert read_json('{"a": 2.90, "b": 3}') == {"a": Decimal("2.90"), "b": 3}
    assert str(read_json("2.90")) == "2.90"


@pytest.mark.parametrize(
    "text", ["", "{", "{'a': 1}", '{"a": 1} {"b": 2}', "NaN", '{"a": Infinity}', "[-Infinity]"]
)
def test_what_is_not_json_is_refused(text: str) -> None:
    path, code, message = _only(text)
    assert (path, code) == ("", "not_json")
    assert "JSON" in message


def test_a_number_without_end_and_a_bottomless_nest_are_refused() -> None:
    assert _only("9" * 10_000)[1] == "not_json"
    assert _only("[" * 100_000 + "]" * 100_000)[1] == "not_json"


def test_a_duplicate_key_is_refused_at_its_place() -> None:
    path, code, _ = _only('{"facts": {"lines": [{"regimen": "ssa", "regimen": "eve"}]}}')
    assert (path, code) == ("facts.lines.0.regimen", "duplicate_key")


def test_a_duplicate_key_that_may_be_patient_text_is_not_repeated() -> None:
    path, _, message = _only('{"Jane Roe": 1, "Jane Roe": 2}')
    assert path == "?"
    assert "Jane" not in message


def test_the_place_of_a_syntax_error_is_named() -> None:
    assert "line 2, column" in _only('{"a": 1,\n"b" 2}')[2]
