"""The schema: the migrations of db/, applied all or nothing, and its comparison."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import nenboard
from nenboard.host import resources
from nenboard.registry import moments
from nenboard.registry.connection import Storage
from nenboard.registry.driver import Database, Migrations, connect, split_statements, translated
from nenboard.registry.errors import NewerRegistry, RegistryError, UpgradeFailed

SET_NAME = "nenboard"
APPLIED = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"
_SHOWN = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master "
    "WHERE sql IS NOT NULL AND name NOT LIKE 'case_words\\_%' ESCAPE '\\' "
    "ORDER BY type, name"
)


@dataclass(frozen=True)
class State:
    """Which migrations a file knows, against ours."""

    applied: tuple[str, ...]
    pending: tuple[str, ...]
    unknown: tuple[str, ...]


def migration_files(folder: Path | None = None) -> tuple[Path, ...]:
    """The migrations in their order."""
    return tuple(sorted((folder or resources.migrations()).glob("[0-9][0-9][0-9][0-9]_*.sql")))


def state(storage: Storage, folder: Path | None = None) -> State:
    """Compare the file's migrations with ours; nothing is written."""
    ours = [file.stem for file in migration_files(folder)]
    has_table = storage.value("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'")
    applied = [str(row[0]) for row in storage.rows(APPLIED, (SET_NAME,))] if has_table else []
    return State(
        applied=tuple(applied),
        pending=tuple(name for name in ours if name not in applied),
        unknown=tuple(name for name in applied if name not in ours),
    )


def refuse_newer(storage: Storage, found: State) -> None:
    """Raises NewerRegistry, naming both versions, if the file knows migrations that we do not."""
    if not found.unknown:
        return
    version = storage.value("SELECT program_version FROM registry WHERE id = 1")
    raise NewerRegistry(theirs=str(version), ours=nenboard.__version__)


def create(storage: Storage, *, registry_id: str, at: datetime) -> None:
    """Build the schema in an empty file."""
    with storage.transaction():
        _apply(storage, migration_files())
        storage.execute(
            "INSERT INTO registry (id, registry_id, created_at, program_version)"
            " VALUES (1, ?, ?, ?)",
            (registry_id, moments.stored(at), nenboard.__version__),
        )


def upgrade(storage: Storage, folder: Path | None = None) -> None:
    """Apply what is pending, all or nothing. Raises UpgradeFailed naming the step that failed."""
    with storage.transaction():
        _apply(storage, migration_files(folder))
        storage.execute(
            "UPDATE registry SET program_version = ? WHERE id = 1", (nenboard.__version__,)
        )
        if storage.problems("foreign_key_check"):
            raise UpgradeFailed("foreign_key_check")


def _apply(storage: Storage, files: tuple[Path, ...]) -> None:
    for file in files:
        try:
            with translated():
                _migrations((file,)).apply(storage.database)
        except RegistryError:
            raise UpgradeFailed(file.stem) from None


def _migrations(files: tuple[Path, ...]) -> Migrations:
    found = Migrations(SET_NAME)
    for file in files:
        found(name=file.stem)(_step(file))
    return found


def _step(file: Path) -> Callable[[Database], None]:
    def step(database: Database) -> None:
        for statement in split_statements(file.read_text(encoding="utf-8")):
            database.execute(statement)

    return step


def described(storage: Storage) -> frozenset[tuple[str, str, str, str]]:
    """Every table, index and trigger of a file with its SQL, except the word index's own tables."""
    return frozenset(storage.rows(_SHOWN))


@cache
def expected() -> frozenset[tuple[str, str, str, str]]:
    """The same of an empty file built by our migrations."""
    database = _in_memory()
    try:
        return frozenset(database.execute(_SHOWN).fetchall())
    finally:
        database.close()


def dump() -> str:
    """The sum of all migrations, as db/schema.sql shows it."""
    database = _in_memory()
    order = _SHOWN.replace("ORDER BY type, name", "ORDER BY rowid")
    try:
        found = [row[3] for row in database.execute(order)]
    finally:
        database.close()
    head = (
        "-- The sum of all migrations: made by `python -m nenboard.registry.schema`, not by hand.\n"
    )
    return head + "".join(f"\n{sql};\n" for sql in found)


def _in_memory() -> Database:
    database = Database(connect("file::memory:", timeout_seconds=0))
    _migrations(migration_files()).apply(database)
    return database


if __name__ == "__main__":
    (resources.migrations().parent / "schema.sql").write_text(dump(), encoding="utf-8")
