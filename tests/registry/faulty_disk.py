"""A disk that fails on purpose: every open, write, sync, truncate, delete and rename is counted,
and one of them, or all from one on, fail as a real disk does.

The engine's own file operations pass through a file system layer of SQLite's (a VFS) that is put
over the one in use; ours pass through the functions of ``os``. Only for tests, in one process.
"""

import ctypes
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlcipher3 import _sqlite3 as driver
from sqlcipher3 import dbapi2

SQLITE_OK, SQLITE_FULL, SQLITE_CANTOPEN = 0, 13, 14
IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_DELETE = 778, 1034, 1546, 2570
_FIELDS_OF_METHODS = [
    "close",
    "read",
    "write",
    "truncate",
    "sync",
    "size",
    "lock",
    "unlock",
    "reserved",
    "control",
    "sector",
    "device",
    "shm_map",
    "shm_lock",
    "shm_barrier",
    "shm_unmap",
    "fetch",
    "unfetch",
]
_FIELDS_OF_VFS = [
    "open",
    "delete",
    "access",
    "full_path",
    "dl_open",
    "dl_error",
    "dl_sym",
    "dl_close",
    "randomness",
    "sleep",
    "time",
    "last_error",
    "time64",
    "set_call",
    "get_call",
    "next_call",
]


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        *((name, ctypes.c_void_p) for name in _FIELDS_OF_METHODS),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        *((name, ctypes.c_void_p) for name in _FIELDS_OF_VFS),
    )


_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong
_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
_DELETE = ctypes.CFUNCTYPE(_I, _P, _P, _I)
_WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_TRUNCATE = ctypes.CFUNCTYPE(_I, _P, _L)
_SYNC = ctypes.CFUNCTYPE(_I, _P, _I)


@dataclass
class FaultyDisk:
    """What was done so far, and where it fails: at one operation, or from it on."""

    fails_at: int | None = None
    stays_broken: bool = False
    is_full: bool = False
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    is_on: bool = False

    def refuses(self, what: str) -> bool:
        """Count one operation; whether it has to fail."""
        if not self.is_on:
            return False
        self.done.append(what)
        at = self.fails_at
        place = len(self.done)
        must = at is not None and (place >= at if self.stays_broken else place == at)
        if must:
            self.failed.append(what)
        return must

    @contextmanager
    def failing(self, at: int | None, *, stays_broken: bool = False) -> Iterator[None]:
        """Count, and fail, the operations inside."""
        self.fails_at, self.stays_broken = at, stays_broken
        self.done, self.failed, self.is_on = [], [], True
        try:
            yield
        finally:
            self.is_on = False


disk = FaultyDisk()
_kept: list[object] = []
_wrapped: dict[int, Any] = {}


def _wrap_methods(original: Any) -> Any:
    address = ctypes.addressof(original.contents)
    if address in _wrapped:
        return _wrapped[address]
    made = _Methods.from_buffer_copy(original.contents)
    write = _WRITE(original.contents.write)
    truncate = _TRUNCATE(original.contents.truncate)
    sync = _SYNC(original.contents.sync)

    def faulty_write(file: int, data: int, amount: int, offset: int) -> int:
        if disk.refuses("write of the engine"):
            return SQLITE_FULL if disk.is_full else IOERR_WRITE
        return int(write(file, data, amount, offset))

    def faulty_truncate(file: int, size: int) -> int:
        if disk.refuses("truncate of the engine"):
            return IOERR_TRUNCATE
        return int(truncate(file, size))

    def faulty_sync(file: int, flags: int) -> int:
        return IOERR_FSYNC if disk.refuses("sync of the engine") else int(sync(file, flags))

    for name, kind, function in (
        ("write", _WRITE, faulty_write),
        ("truncate", _TRUNCATE, faulty_truncate),
        ("sync", _SYNC, faulty_sync),
    ):
        callback = kind(function)
        _kept.append(callback)
        setattr(made, name, ctypes.cast(callback, _P).value)
    _wrapped[address] = ctypes.pointer(made)
    return _wrapped[address]


def _layer() -> None:
    """Put our layer over the engine's file system, for connections opened from now on."""
    library = ctypes.CDLL(driver.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
    below = library.sqlite3_vfs_find(None).contents
    made = _Vfs.from_buffer_copy(below)
    made.name = b"faulty"
    made.next = None
    original_open, original_delete = _OPEN(below.open), _DELETE(below.delete)

    def faulty_open(vfs: int, name: int, file: int, flags: int, out: int) -> int:
        if disk.refuses("open of the engine"):
            ctypes.cast(file, ctypes.POINTER(ctypes.c_void_p))[0] = None
            return SQLITE_CANTOPEN
        code = int(original_open(vfs, name, file, flags, out))
        opened = ctypes.cast(file, ctypes.POINTER(_File)).contents
        if code == SQLITE_OK and opened.methods:
            opened.methods = _wrap_methods(opened.methods)
        return code

    def faulty_delete(vfs: int, name: int, sync: int) -> int:
        if disk.refuses("delete of the engine"):
            return IOERR_DELETE
        return int(original_delete(vfs, name, sync))

    for name, kind, function in (("open", _OPEN, faulty_open), ("delete", _DELETE, faulty_delete)):
        callback = kind(function)
        _kept.append(callback)
        setattr(made, name, ctypes.cast(callback, _P).value)
    _kept.append(made)
    library.sqlite3_vfs_register(ctypes.byref(made), 1)


class _FaultyStream(io.FileIO):
    """A file of ours whose writes may fail."""

    def write(self, data: Any) -> int:
        if disk.refuses("write of ours"):
            raise OSError(errno.ENOSPC if disk.is_full else errno.EIO, "refused on purpose")
        return super().write(data)


def _faulty(what: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def asked(*given: Any, **named: Any) -> Any:
        if disk.refuses(f"{what} of ours"):
            raise OSError(errno.ENOSPC if disk.is_full else errno.EIO, "refused on purpose")
        return function(*given, **named)

    return asked


def _fdopen(handle: int, mode: str = "r", *_given: Any, **_named: Any) -> Any:
    stream = _FaultyStream(handle, mode.replace("b", ""))
    return io.BufferedWriter(stream) if "w" in mode else io.BufferedReader(stream)


def install() -> FaultyDisk:
    """Let every later file operation of this process pass through the faulty disk."""
    if not _kept:
        # The engine finds its file system when it is first used.
        dbapi2.connect(":memory:").close()
        _layer()
        for name in ("open", "fsync", "replace", "rename", "mkdir"):
            setattr(os, name, _faulty(name, getattr(os, name)))
        setattr(os, "fdopen", _fdopen)  # noqa: B010 - it has other types
    return disk
