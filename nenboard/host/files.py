"""Writing a file so that either the old or the new one is there, whole."""

import errno
import os
import secrets
import sys
from pathlib import Path

from nenboard.host.errors import (
    AccessDenied,
    DiskFull,
    FolderGone,
    FolderReadOnly,
    HostError,
    TargetLocked,
    WrittenDifferently,
)
from nenboard.host.language import _

__all__ = ["HostError", "describe_fault", "write_atomically"]

_SHARING_VIOLATION = {32, 33}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE}
_GONE |= {getattr(errno, name) for name in ("EHOSTDOWN", "ENOTCONN") if hasattr(errno, name)}
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_atomically(path: Path, data: bytes) -> None:
    """Put these bytes at this path, for the owner only; an older file there stays whole on failure.

    A new file beside the target is written, flushed to the disk, read back and compared; then it
    takes the target's place, and the folder is flushed where the system allows.
    Raises a HostError whose text names the fault: DiskFull, FolderReadOnly, FolderGone,
    AccessDenied, TargetLocked, WrittenDifferently.
    """
    target = Path(os.path.realpath(path))
    beside = target.parent / f".nenboard-{secrets.token_hex(8)}.part"
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
        _write_new(beside, data)
        if beside.read_bytes() != data:
            raise _differs(target)
        beside.replace(target)
    except OSError as error:
        raise describe_fault(error, target) from error
    finally:
        _remove(beside)
    _flush_folder(target.parent)


def describe_fault(error: OSError, path: Path) -> HostError:
    """The fault of the system as an error with a sentence for the person."""
    kind, sentence = _sentence(error)
    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    return kind(sentence.format(path=path, reason=reason), path=path)


def _sentence(error: OSError) -> tuple[type[HostError], str]:
    if getattr(error, "winerror", None) in _SHARING_VIOLATION or error.errno == errno.ETXTBSY:
        return TargetLocked, _(
            "{path} is open in another program, so it was not replaced; it is unchanged. "
            "Close it there and try again, or choose another name."
        )
    if error.errno in _FULL:
        return DiskFull, _(
            "The disk is full: {path} was not written, and an older file there is unchanged. "
            "Free some space, or choose another disk."
        )
    if error.errno == errno.EROFS:
        return FolderReadOnly, _(
            "{path} was not written: its disk is read-only. Nothing was changed. "
            "Choose another folder."
        )
    if error.errno in _GONE:
        return FolderGone, _(
            "{path} was not written: its folder is not there or its network share has vanished. "
            "Reconnect it, or choose another folder."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return AccessDenied, _(
            "You may not write {path}. Nothing was changed. "
            "Choose another folder, or ask the person who looks after this computer."
        )
    return HostError, _(
        "{path} was not written ({reason}). An older file there is unchanged. "
        "Choose another name or folder."
    )


def _differs(target: Path) -> WrittenDifferently:
    text = _(
        "The disk did not keep what was written for {path}; an older file there is unchanged. "
        "Choose another disk, and have this one checked."
    )
    return WrittenDifferently(text.format(path=target), path=target)


def _write_new(file: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file, flags, 0o600), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        # The folder itself has gone; the first error is the one worth telling.
        return


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        # Some network file systems cannot flush a folder; the file itself is on the disk.
        return
    finally:
        os.close(handle)
