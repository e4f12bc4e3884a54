"""One writer at a time, by name; a lock whose holder died is free."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nenboard.registry import moments, verify
from nenboard.registry.errors import Holder, LockLost, ReadOnly, RegistryLocked
from nenboard.registry.folder import Registry
from nenboard.registry.lock import HOLDER_NAME, WriterLock, read_holder
from tests.registry.support import (
    AT,
    PASSPHRASE,
    USER,
    a_named_case,
    create,
    filled,
    later,
    place_of,
    reopen,
    save,
)

# A process that holds the lock until it is killed, and says so.
HOLDING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from nenboard.registry.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]), user="Bea", at=datetime(2026, 3, 14, 9, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


def holding(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", HOLDING, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    return process


def test_a_second_writer_is_refused_with_the_name_of_the_first(folder: Path) -> None:
    with create(folder).registry, pytest.raises(RegistryLocked) as caught:
        reopen(folder)
    assert caught.value.holder.user == USER
    assert USER in str(caught.value)


def test_another_process_is_refused_and_a_dead_one_is_not_in_the_way(folder: Path) -> None:
    filled(folder)
    process = holding(folder)
    try:
        with pytest.raises(RegistryLocked) as caught:
            reopen(folder)
        assert caught.value.holder.user == "Bea"
        assert caught.value.holder.since == "2026-03-14T09:00:00.000000Z"
    finally:
        process.kill()
        process.communicate()
    assert read_holder(folder).user == "Bea"
    with reopen(folder):
        assert read_holder(folder).user == USER


def test_a_second_workstation_reads_while_the_first_writes(folder: Path) -> None:
    with create(folder).registry as writer:
        save(writer, a_named_case(1))
        with reopen(folder, read_only=True) as reader:
            assert reader.cases.count() == 1
            save(writer, a_named_case(2))
            assert reader.cases.get("NEN-00002").case == a_named_case(2)
            with pytest.raises(ReadOnly):
                save(reader, a_named_case(3))


def test_the_lock_is_free_after_closing_and_after_a_failed_opening(folder: Path) -> None:
    filled(folder)
    text = (folder / "registry.db").read_bytes()
    (folder / "registry.db").write_bytes(b"")
    with pytest.raises(Exception, match="damaged"):
        reopen(folder)
    (folder / "registry.db").write_bytes(text)
    reopen(folder).close()
    reopen(folder).close()


def test_the_note_goes_with_the_lock(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path, user=USER, at=AT)
    assert read_holder(tmp_path).user == USER
    lock.release()
    lock.release()
    assert not (tmp_path / HOLDER_NAME).exists()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"\xff", b'{"user": 7}', b" " * 20_000])
def test_a_note_that_is_not_ours_names_nobody(tmp_path: Path, text: bytes) -> None:
    (tmp_path / HOLDER_NAME).write_bytes(text)
    assert read_holder(tmp_path) == Holder(None, None, None)
    assert "Somebody" in str(RegistryLocked(read_holder(tmp_path)))


def test_a_hostile_note_is_shown_short_and_without_control_signs(tmp_path: Path) -> None:
    (tmp_path / HOLDER_NAME).write_text('{"user": "a\\u001b[31m\\n' + "b" * 500 + '"}')
    shown = read_holder(tmp_path).user
    assert shown is not None
    assert shown.startswith("a[31mb")
    assert len(shown) == 80


def test_opening_twice_at_different_moments_needs_no_wait(folder: Path) -> None:
    create(folder).registry.close()
    for hours in range(3):
        Registry.open(folder, passphrase=PASSPHRASE, at=later(hours=hours)).close()
    assert os.path.getsize(folder / "lock") == 0  # noqa: PTH202 - the lock holds no content


def vanish(folder: Path, *, silent: float = 11) -> Registry:
    """A writer whose note has been silent for so many minutes, and whose lock stays."""
    registry = create(folder).registry
    note = json.loads((folder / HOLDER_NAME).read_bytes())
    note |= {"host": "elsewhere", "seen": moments.stored(later(minutes=-silent))}
    (folder / HOLDER_NAME).write_text(json.dumps(note))
    return registry


def take_over(folder: Path) -> Registry:
    return Registry.take_over(folder, passphrase=PASSPHRASE, user=USER, at=AT)


def test_a_silent_holder_is_offered_to_be_taken_over(folder: Path) -> None:
    lost = vanish(folder)
    with pytest.raises(RegistryLocked) as caught:
        reopen(folder)
    assert caught.value.is_dead
    with take_over(folder) as registry:
        save(registry, a_named_case(1))
        first = registry.audit.entries()[1]
        assert first.action == "lock_taken_over"
        assert first.content is not None
        assert first.content["host"] == "elsewhere"
    lost._storage.close()


@pytest.mark.parametrize("silent", [0, 9])
def test_a_holder_heard_of_lately_is_not_taken_over(folder: Path, silent: float) -> None:
    with vanish(folder, silent=silent):
        with pytest.raises(RegistryLocked) as caught:
            take_over(folder)
        assert not caught.value.is_dead


def test_a_holder_of_whom_nothing_is_known_is_not_taken_over(folder: Path) -> None:
    with vanish(folder):
        (folder / HOLDER_NAME).unlink()
        with pytest.raises(RegistryLocked):
            take_over(folder)


def test_who_comes_back_after_a_take_over_saves_nothing_and_is_told(folder: Path) -> None:
    lost = vanish(folder)
    save_before = lost.cases.count()
    with take_over(folder) as registry:
        with pytest.raises(LockLost, match=USER):
            save(lost, a_named_case(1))
        with pytest.raises(LockLost):
            lost.still_here(AT)
        assert registry.cases.count() == save_before
        save(registry, a_named_case(2))
        lost.close()
        assert read_holder(folder).user == USER
        with pytest.raises(RegistryLocked):
            reopen(folder)
    assert verify.check_file(place_of(folder)).findings == ()


def test_a_sign_of_life_keeps_the_lock(folder: Path) -> None:
    with vanish(folder) as registry:
        registry.still_here(AT)
        with pytest.raises(RegistryLocked) as caught:
            take_over(folder)
        assert not caught.value.is_dead


def test_a_free_lock_needs_no_taking_over(folder: Path) -> None:
    filled(folder)
    with take_over(folder) as registry:
        assert registry.audit.entries()[-1].action == "registry_opened"
