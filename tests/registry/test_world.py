"""Errors of the world: each has its own class and its own sentence, and loses nothing."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from nenboard.registry import errors, verify
from nenboard.registry.errors import of_os_error
from nenboard.registry.folder import Registry
from tests.registry.support import (
    AT,
    PASSPHRASE,
    USER,
    a_named_case,
    content,
    create,
    filled,
    place_of,
    reopen,
    save,
)

SAFE = ("safe", "Nothing was", "not altered", "not touched", "unchanged")


def mounted(path: Path, options: str) -> bool:
    """Whether this system lets us put a small disk there."""
    path.mkdir()
    return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(path))


def run(name: str, *arguments: str) -> bool:
    """Whether a command of the system is there and did what it was told."""
    program = shutil.which(name)
    if program is None:
        return False
    return subprocess.run([program, *arguments], capture_output=True, check=False).returncode == 0


def save_until_refused(registry: Registry, *, start: int, saved: list[int]) -> None:
    for number in range(start, 2000):
        save(registry, a_named_case(number, note="x" * 15_000))
        saved.append(number)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB of its own."""
    path = tmp_path / "disk"
    if not mounted(path, "size=2m"):
        pytest.skip("this system lets nobody mount a disk")
    yield path
    run("umount", "-l", str(path))


def test_a_full_disk_is_said_and_everything_saved_before_is_there(disk: Path) -> None:
    registry = create(disk / "r").registry
    save(registry, a_named_case(1))
    done: list[int] = [1]
    with pytest.raises(errors.DiskFull) as caught:
        save_until_refused(registry, start=2, saved=done)
    saved = len(done)
    assert "Everything saved before is safe" in str(caught.value)
    assert registry.cases.count() == saved
    with pytest.raises(errors.BackupFailed, match="full"):
        registry.back_up(at=AT, why="test")
    assert list((disk / "r" / "backups").iterdir()) == []
    registry.close()
    assert verify.check_file(place_of(disk / "r")).findings == ()
    assert verify.check_file(place_of(disk / "r")).counts["cases"] == saved


def test_a_read_only_disk_is_said_and_can_be_read(disk: Path) -> None:
    filled(disk / "r")
    before = content(disk / "r")
    assert run("mount", "-o", "remount,ro", str(disk))
    with pytest.raises(errors.ReadOnlyFolder):
        reopen(disk / "r")
    with reopen(disk / "r", read_only=True) as registry:
        assert registry.cases.count() == 3
    assert content(disk / "r") == before


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be moved there")
def test_a_vanished_share_is_said_and_comes_back_whole(folder: Path) -> None:
    registry = create(folder).registry
    save(registry, a_named_case(1))
    away = folder.with_name("away")
    folder.rename(away)
    with pytest.raises(errors.FolderVanished):
        save_until_refused(registry, start=2, saved=[])
    with pytest.raises(errors.BackupFailed):
        registry.back_up(at=AT, why="test")
    registry.close()
    away.rename(folder)
    with reopen(folder) as again:
        assert again.cases.get("NEN-00001").case == a_named_case(1)


def test_a_folder_that_is_not_there_is_no_registry(folder: Path) -> None:
    with pytest.raises(errors.NotARegistry):
        reopen(folder)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, errors.DiskFull),
        (errno.EFBIG, errors.DiskFull),
        (errno.EDQUOT, errors.DiskFull),
        (errno.EROFS, errors.ReadOnlyFolder),
        (errno.ESTALE, errors.FolderVanished),
        (errno.EHOSTDOWN, errors.FolderVanished),
        (errno.EIO, errors.DiskFault),
        (errno.EACCES, errors.NoAccess),
        (errno.EPERM, errors.NoAccess),
    ],
)
def test_each_fault_of_the_system_has_its_class(
    number: int, kind: type[errors.RegistryError]
) -> None:
    assert type(of_os_error(OSError(number, "as the system says"))) is kind


def test_every_fault_says_something_else_and_most_say_what_is_safe() -> None:
    holder = errors.Holder("Bea", "ward", "today")
    faults = (
        errors.DiskFull(),
        errors.ReadOnlyFolder(),
        errors.FolderVanished(),
        errors.RegistryBusy(),
        errors.RegistryLocked(holder),
        errors.RegistryLocked(holder, is_dead=True),
        errors.LockLost(holder),
        errors.WrongPassphrase(),
        errors.DamagedRegistry((errors.Finding("pages", "x"),)),
        errors.NewerRegistry(theirs="9", ours="1"),
        errors.MissingKeys(),
        errors.DamagedKeys(),
        errors.NoAccess(),
        errors.CannotCreateHere(),
        errors.DiskFault("EIO"),
        errors.BackupFailed("x"),
        errors.RestoreFailed("x"),
        errors.KeyChangeFailed("x"),
    )
    texts = [str(fault) for fault in faults]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert any(word in text for word in SAFE) or "not restored" in text, text


def test_a_locked_file_is_waited_for_and_then_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nenboard.registry import connection

    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with (
        create(folder).registry as registry,
        place_of(folder).connect(connection.Mode.WRITE) as other,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(errors.RegistryBusy):
            save(registry, a_named_case(1))
        other.execute("ROLLBACK")
        save(registry, a_named_case(1))


def test_a_newer_and_a_damaged_file_and_a_wrong_passphrase_are_told_apart(folder: Path) -> None:
    filled(folder)
    with pytest.raises(errors.WrongPassphrase):
        Registry.open(folder, passphrase="wrong passphrase", user=USER, at=AT)
    shutil.copytree(folder, folder.with_name("damaged"))
    (folder.with_name("damaged") / "registry.db").write_bytes(b"x" * 8192)
    with pytest.raises(errors.DamagedRegistry):
        Registry.open(folder.with_name("damaged"), passphrase=PASSPHRASE, user=USER, at=AT)
