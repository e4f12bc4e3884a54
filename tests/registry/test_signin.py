"""Waiting after wrong passphrases: it grows, it ends, and it never locks a meeting out."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenboard.registry import signin
from nenboard.registry.errors import TooManyAttempts, WrongPassphrase
from nenboard.registry.folder import Registry
from nenboard.registry.recovery import new_recovery_key
from nenboard.registry.signin import Failures, remaining_wait, wait_after, with_failure
from tests.registry.support import AT, PASSPHRASE, USER, filled, later, reopen

FIVE_MINUTES = timedelta(minutes=5)


def after(count: int) -> Failures:
    failures = Failures()
    for _attempt in range(count):
        failures = with_failure(failures, AT)
    return failures


def test_the_first_three_attempts_do_not_wait() -> None:
    assert [wait_after(count).total_seconds() for count in range(7)] == [0, 0, 0, 1, 2, 4, 8]


@given(st.integers(0, 10_000))
def test_the_wait_grows_to_five_minutes_and_no_further(count: int) -> None:
    assert wait_after(count) <= wait_after(count + 1) <= FIVE_MINUTES


def test_the_wait_ends() -> None:
    failures = after(4)
    assert remaining_wait(failures, AT) == timedelta(seconds=2)
    assert remaining_wait(failures, later(seconds=2)) == timedelta(0)


def test_a_clock_set_back_does_not_lengthen_the_wait() -> None:
    assert remaining_wait(after(4), later(days=-3)) == timedelta(seconds=2)


@pytest.mark.parametrize("text", ["", "{", '{"count": -1}', '{"moments": ["soon"]}', "x" * 20_000])
def test_a_file_that_is_not_ours_counts_as_no_failure(tmp_path: Path, text: str) -> None:
    (tmp_path / signin.FILE_NAME).write_text(text)
    assert signin.read(tmp_path) == Failures()


def test_the_file_stays_small(tmp_path: Path) -> None:
    for _attempt in range(120):
        signin.remember(tmp_path, AT)
    assert signin.read(tmp_path).count == 120
    assert (tmp_path / signin.FILE_NAME).stat().st_size < 10_000


def wrong(folder: Path) -> None:
    with pytest.raises(WrongPassphrase):
        Registry.open(folder, passphrase="not the right one", at=AT)


def test_after_four_wrong_ones_even_the_right_one_waits(folder: Path) -> None:
    filled(folder)
    for _attempt in range(3):
        wrong(folder)
    with pytest.raises(TooManyAttempts) as caught:
        reopen(folder)
    assert caught.value.wait == timedelta(seconds=1)
    reopen(folder, at=later(seconds=1)).close()


def test_wrong_passphrases_stand_in_the_audit_trail_of_the_next_opening(folder: Path) -> None:
    filled(folder)
    wrong(folder)
    wrong(folder)
    with reopen(folder) as registry:
        entries = registry.audit.entries()
    noted = [entry for entry in entries if entry.action == "sign_in_failed"]
    assert [entry.content["count"] for entry in noted if entry.content] == [2]
    assert not (folder / signin.FILE_NAME).exists()


def test_a_wrong_recovery_key_counts_too(folder: Path) -> None:
    filled(folder)
    for attempt in range(4):
        with pytest.raises(WrongPassphrase):
            Registry.recover(
                folder,
                recovery_key=new_recovery_key(),
                user=USER,
                passphrase=PASSPHRASE,
                at=later(minutes=attempt),
            )
    with pytest.raises(TooManyAttempts):
        reopen(folder, at=later(minutes=3))


def test_opening_read_only_keeps_them_for_the_next_writer(folder: Path) -> None:
    filled(folder)
    wrong(folder)
    Registry.open(folder, passphrase=PASSPHRASE, at=AT, read_only=True).close()
    assert signin.read(folder).count == 1
