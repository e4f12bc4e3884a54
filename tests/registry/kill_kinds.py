"""What a program may be doing when it is killed, and what must hold afterwards."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nenboard.host import resources
from nenboard.registry import backup, restoring, schema
from nenboard.registry.audit import Action, Event
from nenboard.registry.connection import Mode
from nenboard.registry.errors import UpgradeNeeded
from nenboard.registry.folder import Registry
from tests.registry.support import (
    AT,
    PASSPHRASE,
    USER,
    a_named_case,
    create,
    later,
    place_of,
    reopen,
    save,
)

CASES = 40
IMPORTED = 150
NEW_STEP = (
    "ALTER TABLE draft ADD COLUMN device TEXT;\n"
    "CREATE TABLE extra (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;\n"
    "INSERT INTO extra (text) SELECT payload FROM case_revision;\n"
)


@dataclass(frozen=True)
class Kind:
    """One action: made ready once, done by the child, looked at by the parent."""

    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    problems: Callable[[Path, Registry], list[str]]


def fill(folder: Path) -> None:
    """A registry of some cases, with a backup of fewer."""
    registry = create(folder).registry
    save(registry, *(a_named_case(number) for number in range(1, CASES // 2)))
    registry.back_up(at=AT, why="test")
    save(registry, *(a_named_case(number) for number in range(CASES // 2, CASES + 1)))
    registry.close()


def actions(registry: Registry) -> list[str]:
    return [entry.action for entry in registry.audit.entries(limit=100_000)]


def import_cases(folder: Path) -> None:
    """As an import does it: a backup, then all cases and the note in one transaction."""
    registry = reopen(folder)
    registry.back_up(at=AT, why="import")
    with registry.transaction():
        registry.cases.save_many(
            (a_named_case(1000 + number) for number in range(IMPORTED)), by=USER, at=AT
        )
        registry.audit.note(Event(Action.IMPORTED, content={"n": IMPORTED}), by=USER, at=AT)
    registry.close()


def import_problems(_folder: Path, registry: Registry) -> list[str]:
    count, is_noted = registry.cases.count(), "imported" in actions(registry)
    is_whole = count in {CASES, CASES + IMPORTED} and (count > CASES) is is_noted
    return [] if is_whole else [f"{count} cases, import noted: {is_noted}"]


@contextmanager
def newer_program(folder: Path) -> Iterator[None]:
    """A program that knows one migration more."""
    steps = folder.parent / "migrations"
    if not steps.exists():
        shutil.copytree(resources.migrations(), steps)
        (steps / "9000_extra.sql").write_text(NEW_STEP)
    original = resources.migrations
    resources.migrations = lambda: steps
    schema.expected.cache_clear()
    try:
        yield
    finally:
        resources.migrations = original
        schema.expected.cache_clear()


def upgrade(folder: Path) -> None:
    with newer_program(folder):
        reopen(folder).close()


def upgrade_problems(_folder: Path, registry: Registry) -> list[str]:
    noted = actions(registry).count("registry_upgraded")
    there = registry._storage.value("SELECT count(*) FROM sqlite_master WHERE name = 'extra'")
    rows = registry._storage.value("SELECT count(*) FROM extra") if there else 0
    is_whole = (there, noted, rows) in {(0, 0, 0), (1, 1, CASES)}
    return [] if is_whole else [f"table {there}, noted {noted}, rows {rows}"]


def back_up(folder: Path) -> None:
    registry = reopen(folder)
    registry.back_up(at=later(days=1), why="killed")
    registry.close()


def backup_problems(folder: Path, registry: Registry) -> list[str]:
    """A backup that counts is whole; one that is noted is there."""
    listed = {one.name for one in backup.listed(folder)}
    noted = {
        str(entry.content["name"])
        for entry in registry.audit.entries(limit=100_000)
        if entry.action == "backup_made" and entry.content
    }
    return [f"{name} was noted and is not there" for name in noted - listed]


def change_key(folder: Path) -> None:
    reopen(folder).change_database_key(at=later(days=1)).close()


def key_problems(folder: Path, registry: Registry) -> list[str]:
    """The key changed as often as the trail tells: the file on the first day had key 0."""
    mark = folder.parent / "first-key"
    key = registry._place.unlocked.key
    if not mark.exists():
        mark.write_bytes(key)
    changed = key != mark.read_bytes()
    noted = actions(registry).count("database_key_changed")
    return [] if changed == bool(noted) else [f"key changed: {changed}, noted: {noted}"]


def restore(folder: Path) -> None:
    source = next(one for one in backup.listed(folder) if one.why == "test")
    restoring.restore(folder, source.folder, passphrase=PASSPHRASE, at=later(days=1), user=USER)


def restore_problems(_folder: Path, registry: Registry) -> list[str]:
    count, noted = registry.cases.count(), actions(registry).count("registry_restored")
    is_whole = (count == CASES and noted == 0) or (count == CASES // 2 - 1 and noted >= 1)
    return [] if is_whole else [f"{count} cases, restore noted {noted} times"]


KINDS = {
    "import": Kind(fill, import_cases, import_problems),
    "upgrade": Kind(fill, upgrade, upgrade_problems),
    "backup": Kind(fill, back_up, backup_problems),
    "key-change": Kind(fill, change_key, key_problems),
    "restore": Kind(fill, restore, restore_problems),
}


def opened(folder: Path, kind: str) -> Registry:
    """The registry after a kill, by a program that knows what it may hold."""
    if kind != "upgrade":
        return reopen(folder)
    # What was stopped in the midst of a commit is undone, as the next writer would.
    with place_of(folder).connect(Mode.WRITE) as storage:
        storage.value("SELECT count(*) FROM audit")
    try:
        with newer_program(folder):
            # Read-only, an upgrade that has not begun is left for later.
            return Registry.open(folder, passphrase=PASSPHRASE, at=AT, read_only=True)
    except UpgradeNeeded:
        return reopen(folder)


def fresh_copy(whole: Path, work: Path) -> None:
    """The folder as it was made ready, byte by byte."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(whole, work, ignore=shutil.ignore_patterns("lock*"))
    os.sync()
