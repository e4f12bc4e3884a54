"""The connection to an encrypted database file: its settings, and one transaction at a time."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from nenboard.registry import watching
from nenboard.registry.driver import (
    Database,
    DriverError,
    connect,
    fault,
    stop_if_asked,
    translated,
)
from nenboard.registry.errors import (
    DamagedRegistry,
    DiskFault,
    Finding,
    FolderVanished,
    NoAccess,
    ReadOnly,
    ReadOnlyFolder,
    RecoveryNeeded,
    RegistryError,
    SettingsRefused,
    of_os_error,
)
from nenboard.registry.folding import folded

SqlValue = str | int | float | bytes | None
Row = tuple[Any, ...]
Parameters = Sequence[SqlValue] | Mapping[str, SqlValue]

DATABASE_NAME = "registry.db"
# Longer than another program's checks of a large file take, during which nobody can commit.
BUSY_SECONDS = 30.0
PAGE_BYTES = 4096
_KIB = 1024
_CHECKING_CACHE_KIB = 64 * _KIB
_STEPS_BETWEEN_QUESTIONS = 1_000_000
_UNKNOWN_STEP = (0, 0)
_LARGEST_CACHE_KIB = 2 * _KIB * _KIB

# What each setting reads as once it is set (safety.md section 1, and the sections on keys).
# The journal is first: reading it back opens the file and shows whether the key fits.
SETTINGS: tuple[tuple[str, str, SqlValue], ...] = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
    ("mmap_size", "0", 0),
)


class Mode(StrEnum):
    """How a file is opened."""

    CREATE = "rwc"
    WRITE = "rw"
    READ = "ro"


class Storage:
    """An open encrypted file. Belongs to the thread that opened it."""

    before_change: Callable[[], None] | None = None
    """Asked at the beginning of each change, inside it; what it raises undoes the change."""

    def __init__(self, file: Path, *, key: bytes, mode: Mode) -> None:
        """Open the file with a raw key and the settings that keep records safe.

        Raises NoAccess if the file cannot be opened, DamagedRegistry if it is not a database under
        this key, SettingsRefused if a setting does not read back.
        """
        self.file = file
        self.is_read_only = mode is Mode.READ
        with self._located():
            uri = f"{file.absolute().as_uri()}?mode={mode.value}"
            self._connection = connect(uri, timeout_seconds=BUSY_SECONDS)
        try:
            with self._reading():
                self._set_up(key)
        except BaseException:
            self._connection.close()
            raise
        self._connection.create_function("folded", 1, folded_value, deterministic=True)
        self.database = Database(self._connection)

    def _set_up(self, key: bytes) -> None:
        self._connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        if not self._connection.execute("PRAGMA cipher_version").fetchone():
            raise SettingsRefused("cipher_version")
        if self._read("cipher_status") != "1":
            raise SettingsRefused("cipher_status")
        for name, value, reads_as in SETTINGS:
            self._set(name, value, reads_as=reads_as)
        if self.is_read_only:
            self._set("query_only", "ON", reads_as=1)
        self._set("cache_size", str(-_CHECKING_CACHE_KIB), reads_as=-_CHECKING_CACHE_KIB)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """A read that the engine refuses as a write wants to undo what a dead writer left."""
        try:
            with self._located():
                yield
        except ReadOnly:
            raise RecoveryNeeded from None

    @contextmanager
    def _located(self) -> Iterator[None]:
        """Tell a folder that vanished or became read-only from other faults of the disk."""
        try:
            with translated():
                yield
        except (NoAccess, ReadOnly, DiskFault) as error:
            raise _at(self.file.parent, error, is_read_only=self.is_read_only) from None

    def enlarge_cache(self) -> None:
        """Make room for every page that is read from now on: decrypting one twice is what costs.

        Called after the checks, which read each page once and would only fill the memory.
        """
        size = self.file.stat().st_size // _KIB
        wanted = -min(_CHECKING_CACHE_KIB + size + size // 2, _LARGEST_CACHE_KIB)
        with self._located():
            self._set("cache_size", str(wanted), reads_as=wanted)

    def _set(self, name: str, value: str, *, reads_as: SqlValue) -> None:
        self._connection.execute(f"PRAGMA {name} = {value}").fetchall()
        if self._read(name) != reads_as:
            raise SettingsRefused(name)

    def _read(self, name: str) -> SqlValue:
        row = self._connection.execute(f"PRAGMA {name}").fetchone()
        value: SqlValue = row[0] if row else None
        return value

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query."""
        with self._reading():
            found: list[Row] = self._connection.execute(sql, parameters).fetchall()
            return found

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._reading():
            found: Row | None = self._connection.execute(sql, parameters).fetchone()
            return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first value of the first row, or None."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """The rows of a query, one by one, for walks over all records."""
        with self._reading():
            yield from self._connection.execute(sql, parameters)

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that changes something; how many rows it changed."""
        with self._located():
            return int(self._connection.execute(sql, parameters).rowcount)

    def execute_many(self, sql: str, parameters: Iterable[Parameters]) -> None:
        """Run one statement for many rows."""
        with self._located():
            self._connection.executemany(sql, parameters)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Inside another transaction it is part of that one.

        When this returns without an error and stands outside any other, everything is on the disk.
        """
        if self._connection.in_transaction:
            with self._located(), self.database.atomic():
                yield
            return
        with self._located():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            if self.before_change is not None:
                self.before_change()
            yield
            with self._located():
                self._connection.execute("COMMIT")
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        if not self._connection.in_transaction:
            return
        # What went wrong before is the error to tell; closing undoes what this could not.
        with contextlib.suppress(DriverError):
            self._connection.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state of the file for everything read inside, whatever another program saves."""
        with self._located():
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._undo()

    @property
    def in_transaction(self) -> bool:
        """Whether a change has begun and is not yet on the disk."""
        return bool(self._connection.in_transaction)

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Long statements inside ask now and then whether somebody wants to stop them."""
        if not watching.is_watched():
            yield
            return
        self._connection.set_progress_handler(_is_unwanted, _STEPS_BETWEEN_QUESTIONS)
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)

    def copy_into(self, other: "Storage") -> None:
        """Copy every page into another open file, under that file's own key.

        Not inside a transaction: the engine would wait for it for ever.
        """
        if self.in_transaction:
            raise RuntimeError("a copy cannot be made inside a transaction")
        with self._located():
            self._connection.backup(
                other._connection,  # noqa: SLF001 - its own class
                pages=4096,
                progress=lambda _state, left, total: watching.step(total - left, total),
            )

    def problems(self, pragma: str) -> list[str]:
        """What a checking pragma reports, with an error of the engine as one more line."""
        try:
            found = [str(row[0]) for row in self._connection.execute(f"PRAGMA {pragma}")]
        except DriverError as error:
            stop_if_asked(error)
            translated_error = fault(error)
            if not isinstance(translated_error, DamagedRegistry):
                raise translated_error from None
            return [finding.what for finding in translated_error.findings]
        return [line for line in found if line != "ok"]

    def close(self) -> None:
        """Close the file; an unfinished transaction is undone."""
        with self._located():
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        self.close()


def _is_unwanted() -> bool:
    """Whether the person wants to stop; the engine then breaks off."""
    try:
        watching.step(*_UNKNOWN_STEP)
    except watching.Stopped:
        return True
    return False


def _at(folder: Path, error: RegistryError, *, is_read_only: bool) -> RegistryError:
    """The error as it is for what has become of the folder."""
    try:
        folder.stat()
        is_locked = not is_read_only and _is_read_only_disk(folder)
    except OSError as fault_of_folder:
        found = of_os_error(fault_of_folder)
        return found if isinstance(found, FolderVanished) else error
    if isinstance(error, DiskFault):
        return error
    if is_locked:
        return ReadOnlyFolder()
    return error if is_read_only or isinstance(error, NoAccess) else NoAccess()


def _is_read_only_disk(folder: Path) -> bool:
    statvfs = getattr(os, "statvfs", None)
    return statvfs is not None and bool(statvfs(folder).f_flag & os.ST_RDONLY)


def folded_value(value: SqlValue) -> str | None:
    """``folded`` as the engine calls it, on a value of any type."""
    return None if value is None else folded(str(value))


def create_empty(file: Path) -> None:
    """Make an empty file that only its owner may read, for the database to grow in."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def journal_of(file: Path) -> Path:
    """The rollback journal of a database file; belongs to it while it is not empty."""
    return file.with_name(f"{file.name}-journal")


def size_findings(file: Path) -> tuple[Finding, ...]:
    """What the size alone tells; the engine takes an empty file for a new, healthy one."""
    size = file.stat().st_size
    if size == 0:
        return (Finding("file size", "the file is empty"),)
    if size % PAGE_BYTES:
        return (Finding("file size", "the file ends inside a page"),)
    return ()
