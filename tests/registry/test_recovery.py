"""The printed recovery key: what was mistyped is found and located."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenboard.registry.errors import MistypedRecoveryKey
from nenboard.registry.recovery import ALPHABET, GROUPS, new_recovery_key, typed_recovery_key

KEY = new_recovery_key()


def test_a_key_has_eight_groups_of_five() -> None:
    assert [len(group) for group in KEY.split("-")] == [5] * GROUPS


def test_two_keys_differ() -> None:
    assert new_recovery_key() != new_recovery_key()


@pytest.mark.parametrize(
    "typed",
    [KEY, KEY.lower(), KEY.replace("-", ""), f"  {KEY} \n"],
    ids=["as printed", "small letters", "without hyphens", "spaces around"],
)
def test_the_way_of_typing_does_not_matter(typed: str) -> None:
    assert typed_recovery_key(typed) == KEY


def test_letters_that_look_like_digits_are_read_as_those() -> None:
    typed = KEY.replace("0", "O").replace("1", "l")
    assert typed_recovery_key(typed) == KEY


@given(place=st.integers(0, GROUPS * 5 - 1), sign=st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_found_in_its_group(place: int, sign: str) -> None:
    signs = list(KEY.replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(MistypedRecoveryKey) as caught:
        typed_recovery_key("".join(signs))
    assert caught.value.groups == (place // 5 + 1,)


def test_swapped_groups_are_found() -> None:
    groups = KEY.split("-")
    groups[2], groups[5] = groups[5], groups[2]
    with pytest.raises(MistypedRecoveryKey) as caught:
        typed_recovery_key("-".join(groups))
    assert set(caught.value.groups) == {3, 6}


def test_a_missing_group_is_said_without_naming_one() -> None:
    with pytest.raises(MistypedRecoveryKey) as caught:
        typed_recovery_key(KEY[6:])
    assert caught.value.groups == ()


@given(st.text(max_size=60))
def test_nothing_else_is_taken_for_a_key(text: str) -> None:
    with pytest.raises(MistypedRecoveryKey):
        typed_recovery_key(text)
