"""Tests of the check digit of NHS numbers."""

import pytest

from nenboard.domain.identifiers import is_nhs_number, nhs_groups


@pytest.mark.parametrize("number", ["9434765870", "943 476 5870", "943-476-5870", "4010232137"])
def test_a_number_whose_check_digit_holds_passes(number: str) -> None:
    assert is_nhs_number(number)


@pytest.mark.parametrize("number", ["9434765871", "943476587", "abcdefghij", "", "٩٤٣٤٧٦٥٨٧٠"])
def test_another_number_fails(number: str) -> None:
    assert not is_nhs_number(number)


@pytest.mark.parametrize("last", range(10))
def test_a_body_whose_check_is_ten_is_never_issued(last: int) -> None:
    assert not is_nhs_number(f"999000109{last}")


def test_a_number_is_shown_in_three_groups() -> None:
    assert nhs_groups("9434765870") == "943 476 5870"
