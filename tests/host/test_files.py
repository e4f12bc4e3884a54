"""Writing files so that the old or the new one is there, whole."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from nenboard.host import errors, files


def test_a_new_file_holds_exactly_the_bytes(tmp_path: Path) -> None:
    files.write_atomically(tmp_path / "a.pdf", b"\r\n\x00\x1a%PDF")
    assert (tmp_path / "a.pdf").read_bytes() == b"\r\n\x00\x1a%PDF"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owner-only mode")
def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    files.write_atomically(tmp_path / "a", b"x")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, errors.DiskFull, "disk is full"),
        (errno.EROFS, errors.FolderReadOnly, "read-only"),
        (errno.ESTALE, errors.FolderGone, "share has vanished"),
        (errno.EACCES, errors.AccessDenied, "You may not write"),
        (errno.ETXTBSY, errors.TargetLocked, "open in another program"),
        (errno.EMFILE, errors.HostError, "was not written"),
    ],
)
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_fault_at_any_step_keeps_the_old_file_and_says_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    number: int,
    kind: type[errors.HostError],
    words: str,
) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def refuse(*_arguments: object, **_more: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, {"write": "fdopen"}.get(step, step), refuse)
    with pytest.raises(errors.HostError, match=words) as caught:
        files.write_atomically(target, b"new")
    assert type(caught.value) is kind
    assert str(target) in str(caught.value)
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_disk_that_gives_back_other_bytes_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _self: b"rubbish")
    with pytest.raises(errors.WrittenDifferently):
        files.write_atomically(tmp_path / "a", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_has_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(errors.FolderGone, match="folder is not there"):
        files.write_atomically(tmp_path / "gone" / "a", b"x")


def test_a_folder_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    with pytest.raises(errors.HostError):
        files.write_atomically(tmp_path, b"x")
    assert tmp_path.is_dir()


def test_braces_in_a_file_name_do_not_break_the_message(tmp_path: Path) -> None:
    with pytest.raises(errors.FolderGone, match=r"\{case\}"):
        files.write_atomically(tmp_path / "{case}" / "a", b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    files.write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
