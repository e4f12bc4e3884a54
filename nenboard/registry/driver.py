"""The one place that loads SQLCipher and sqlite-utils, and knows the driver's own errors."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3
from sqlcipher3 import dbapi2

# sqlite-utils takes the driver of these names if it is there; with the standard library's
# sqlite3 it would not recognise the errors and types of this driver.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from sqlite_utils import Database, Migrations  # noqa: E402 - only after the driver is in place

from nenboard.registry.errors import (  # noqa: E402
    DamagedRegistry,
    DiskFault,
    DiskFull,
    Finding,
    NoAccess,
    ReadOnly,
    RegistryBusy,
    RegistryError,
    StorageFault,
)
from nenboard.registry.watching import Stopped  # noqa: E402

__all__ = ["Database", "DriverError", "Migrations", "connect", "split_statements", "translated"]

DriverError = dbapi2.Error
_PRIMARY = 0xFF
_FULL, _READ_ONLY, _CANNOT_OPEN, _IO = 13, 8, 14, 10
_BUSY = {5, 6}
_DAMAGED = {11, 26}
_NO_PERMISSION, _AUTHORISATION = 3, 23
_INTERRUPTED = 9
# The engine's copying of a whole file tells its faults by these texts alone.
_BY_TEXT = {
    "database or disk is full": _FULL,
    "attempt to write a readonly database": _READ_ONLY,
    "unable to open database file": _CANNOT_OPEN,
    "disk I/O error": _IO,
    "database is locked": 5,
    "database disk image is malformed": 11,
    "file is not a database": 26,
}

# SQLCipher writes its own log to standard error otherwise, for the whole process.
_quiet = dbapi2.connect(":memory:")
_quiet.execute("PRAGMA cipher_log_level = NONE")
_quiet.close()


def connect(uri: str, *, timeout_seconds: float) -> dbapi2.Connection:
    """A bare connection in autocommit mode: transactions begin and end where we say so."""
    return dbapi2.connect(uri, uri=True, isolation_level=None, timeout=timeout_seconds)


def split_statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, one at a time.

    The driver's own way to run a script commits first, and would take all or nothing away.
    """
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if dbapi2.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if any(line.strip() and not line.startswith("--") for line in pending.splitlines()):
        raise ValueError("the script ends inside a statement")


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into ours; their texts may quote records and are dropped."""
    try:
        yield
    except DriverError as error:
        stop_if_asked(error)
        raise fault(error) from None
    except (UnicodeEncodeError, OverflowError) as error:
        raise StorageFault(type(error).__name__) from None


def stop_if_asked(error: Exception) -> None:
    """Raises Stopped if the engine broke off because the person asked for it."""
    if getattr(error, "sqlite_errorcode", None) == _INTERRUPTED:
        raise Stopped from None


def is_damage(error: Exception) -> bool:
    """Whether the engine says that what it read is damaged."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & _PRIMARY in _DAMAGED


def fault(error: Exception) -> RegistryError:
    """The registry's error for an error of the driver."""
    code = getattr(error, "sqlite_errorcode", None) or _BY_TEXT.get(str(error))
    name = str(getattr(error, "sqlite_errorname", type(error).__name__))
    primary = code & _PRIMARY if isinstance(code, int) else None
    known: dict[int, RegistryError] = {
        _FULL: DiskFull(),
        _READ_ONLY: ReadOnly(),
        _CANNOT_OPEN: NoAccess(),
        _NO_PERMISSION: NoAccess(),
        _AUTHORISATION: NoAccess(),
        _IO: DiskFault(name),
    }
    if primary is None:
        return StorageFault(name)
    if primary in _DAMAGED:
        return DamagedRegistry((Finding("database", name),))
    if primary in _BUSY:
        return RegistryBusy()
    return known.get(primary) or StorageFault(name)
