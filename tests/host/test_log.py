"""The log says what happened and never whom it was about."""

import logging
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nenboard.host import crash, log

SECRET = "O'Brien 12/05/1960"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("NENBOARD_CONFIG_DIR", str(tmp_path))
    made = log.configure()
    assert made is not None
    yield made
    log.close()


def fault() -> Exception:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_message_stands_in_the_file_with_its_time_in_utc(file: Path) -> None:
    logging.getLogger("nenboard.registry").info("opened %s", "case-17")
    text = file.read_text()
    assert text.endswith("Z INFO nenboard.registry: opened case-17\n")


def test_the_text_of_an_error_stays_out_of_the_file(file: Path) -> None:
    logging.getLogger("nenboard").warning("save failed", exc_info=fault())
    text = file.read_text()
    assert "RuntimeError" in text
    assert "caused by ValueError" in text
    assert "test_log.py" in text
    assert SECRET not in text


def test_configuring_twice_writes_each_message_once(file: Path) -> None:
    assert log.configure() == file
    logging.getLogger("nenboard").info("once")
    assert file.read_text().count("once") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owner-only mode")
def test_only_the_owner_can_read_the_file(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_a_folder_the_program_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.close()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NENBOARD_CONFIG_DIR", str(tmp_path / "file"))
    assert log.configure() is None


def test_a_crash_file_has_version_and_place_and_no_text() -> None:
    written = crash.write(fault(), at=datetime(2026, 3, 14, 9, 5, tzinfo=UTC))
    assert written is not None
    text = written.read_text()
    assert written.name == "crash-20260314-090500.txt"
    assert text.startswith("nenboard ")
    assert "RuntimeError" in text
    assert SECRET not in text


def test_a_crash_file_that_cannot_be_written_is_no_second_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NENBOARD_CONFIG_DIR", str(tmp_path / "file"))
    assert crash.write(fault(), at=datetime(2026, 3, 14, tzinfo=UTC)) is None
