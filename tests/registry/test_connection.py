"""The connection: settings that read back, encryption on disk, all or nothing, clear faults."""

import os
from pathlib import Path

import pytest

from nenboard.registry import connection
from nenboard.registry.connection import SETTINGS, Mode, Storage, create_empty
from nenboard.registry.errors import (
    DamagedRegistry,
    DiskFull,
    NoAccess,
    ReadOnly,
    SettingsRefused,
    StorageFault,
)
from tests.registry.support import memory_page_limit

KEY = bytes(range(32))
MARK = "Marked-Surname-Xyzzy"


def opened(file: Path, mode: Mode = Mode.WRITE, key: bytes = KEY) -> Storage:
    return Storage(file, key=key, mode=mode)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.db"
    create_empty(path)
    with opened(path) as storage:
        storage.execute("CREATE TABLE note (text TEXT)")
        storage.execute("INSERT INTO note VALUES (?)", (MARK,))
    return path


def changed_and_broken(storage: Storage, *statements: str) -> None:
    with storage.transaction():
        for statement in statements:
            storage.execute(statement)
        raise ZeroDivisionError


@pytest.mark.parametrize("mode", [Mode.WRITE, Mode.READ])
def test_every_setting_reads_back_as_required(file: Path, mode: Mode) -> None:
    required = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "secure_delete": 1,
    }
    with opened(file, mode) as storage:
        found = {name: storage.value(f"PRAGMA {name}") for name in required}
    assert found == required


def test_opening_stops_when_a_setting_reads_back_otherwise(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SETTINGS", (*SETTINGS, ("page_size", "8192", "8192")))
    with pytest.raises(SettingsRefused, match="page_size"):
        opened(file)


def test_nothing_readable_is_on_the_disk(file: Path) -> None:
    data = file.read_bytes()
    assert MARK.encode() not in data
    assert not data.startswith(b"SQLite format 3")


def test_nothing_readable_is_on_the_disk_while_a_change_is_open(file: Path) -> None:
    with opened(file) as storage, storage.transaction():
        storage.execute("UPDATE note SET text = text || '!'")
        storage.execute("INSERT INTO note SELECT text || hex(randomblob(100000)) FROM note")
        beside = [path for path in file.parent.iterdir() if path != file]
        assert [path.name for path in beside] == ["small.db-journal"]
        assert MARK.encode() not in beside[0].read_bytes()


def test_the_file_is_for_its_owner_only(file: Path) -> None:
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0


def test_another_key_finds_no_database(file: Path) -> None:
    with pytest.raises(DamagedRegistry):
        opened(file, key=bytes(32))


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoAccess):
        opened(tmp_path / "absent.db")
    assert list(tmp_path.iterdir()) == []


def test_read_only_changes_nothing(file: Path) -> None:
    with opened(file, Mode.READ) as storage, pytest.raises(ReadOnly):
        storage.execute("DELETE FROM note")


def test_a_failed_transaction_leaves_nothing(file: Path) -> None:
    with opened(file) as storage:
        with pytest.raises(ZeroDivisionError):
            changed_and_broken(storage, "DELETE FROM note")
        assert storage.rows("SELECT text FROM note") == [(MARK,)]
        assert not storage.in_transaction


def test_a_failed_inner_step_leaves_the_outer_transaction_whole(file: Path) -> None:
    with opened(file) as storage:
        with storage.transaction():
            storage.execute("INSERT INTO note VALUES ('outer')")
            with pytest.raises(ZeroDivisionError):
                changed_and_broken(storage, "INSERT INTO note VALUES ('inner')")
        assert storage.rows("SELECT text FROM note") == [(MARK,), ("outer",)]


def test_a_full_disk_is_said_and_leaves_everything_as_it_was(file: Path) -> None:
    with opened(file) as storage:
        memory_page_limit(storage)
        with pytest.raises(DiskFull):
            changed_and_broken(
                storage, "DELETE FROM note", "INSERT INTO note VALUES (zeroblob(100000))"
            )
        assert storage.rows("SELECT text FROM note") == [(MARK,)]
        storage.execute("PRAGMA max_page_count = 100000")
        storage.execute("INSERT INTO note VALUES ('again')")
        assert storage.value("SELECT count(*) FROM note") == 2


def test_a_statement_refused_by_the_engine_does_not_repeat_its_text(file: Path) -> None:
    with opened(file) as storage, pytest.raises(StorageFault) as caught:
        storage.rows(f"SELECT '{MARK}' FRM note")
    assert MARK not in str(caught.value)
    assert caught.value.__cause__ is None


def test_half_a_character_is_refused_without_repeating_it(file: Path) -> None:
    with opened(file) as storage, pytest.raises(StorageFault):
        storage.execute("INSERT INTO note VALUES (?)", ("\ud83d",))


def test_a_copy_is_not_made_inside_a_transaction(file: Path, tmp_path: Path) -> None:
    create_empty(tmp_path / "copy.db")
    with opened(file) as storage, opened(tmp_path / "copy.db") as copy:
        storage.execute("BEGIN")
        with pytest.raises(RuntimeError):
            storage.copy_into(copy)


def test_a_copy_can_have_another_key(file: Path, tmp_path: Path) -> None:
    create_empty(tmp_path / "copy.db")
    other = bytes(reversed(KEY))
    with opened(file) as storage, opened(tmp_path / "copy.db", key=other) as copy:
        storage.copy_into(copy)
    with opened(tmp_path / "copy.db", key=other) as copy:
        assert copy.rows("SELECT text FROM note") == [(MARK,)]


def test_large_files_get_a_cache_that_holds_them(file: Path) -> None:
    with opened(file) as storage:
        storage.execute("INSERT INTO note VALUES (zeroblob(2000000))")
        storage.enlarge_cache()
        assert -int(storage.value("PRAGMA cache_size")) * 1024 > file.stat().st_size


def test_the_engine_writes_no_log_of_its_own(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DamagedRegistry):
        opened(file, key=bytes(32))
    assert capfd.readouterr() == ("", "")
