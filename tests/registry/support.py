"""What the registry tests share: a moment, a cheap key derivation, ways to make and break files."""

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from nenboard.domain.case import Case
from nenboard.domain.patient import PersonName
from nenboard.registry import moments
from nenboard.registry.connection import DATABASE_NAME, PAGE_BYTES, Mode, Storage
from nenboard.registry.folder import CreatedRegistry, Registry
from nenboard.registry.keys import Argon2Cost, read_key_file, unlock
from nenboard.registry.place import Place
from tests.builders import a_case, a_patient

ROOT = Path(__file__).resolve().parents[2]

AT = datetime(2026, 3, 14, 10, 42, tzinfo=UTC)
COST = Argon2Cost(memory_kib=32, passes=1, lanes=1)
PASSPHRASE = "correct horse battery"
USER = "Anna"


def later(**how_much: float) -> datetime:
    """The moment of these tests, moved on."""
    return AT + timedelta(**how_much)


def create(folder: Path) -> CreatedRegistry:
    """A new, open registry with the one user of these tests."""
    return Registry.create(folder, passphrase=PASSPHRASE, user=USER, at=AT, cost=COST)


def reopen(folder: Path, *, at: datetime = AT, read_only: bool = False, **who: str) -> Registry:
    """The registry of that folder, opened as the user of these tests."""
    given = {"passphrase": PASSPHRASE, **who}
    return Registry.open(folder, at=at, read_only=read_only, **given)


def a_named_case(number: int, **changes: Any) -> Case:
    """A synthetic case with an id of its own."""
    return a_case(id=f"NEN-{number:05d}", **changes)


def a_case_of(family: str, given: str = "Alba", *, number: int = 1, **changes: Any) -> Case:
    """A synthetic case of a person of this name."""
    patient = a_patient(name=PersonName(family=family, given=given), **changes)
    return a_named_case(number, patient=patient)


def save(registry: Registry, *cases: Case) -> None:
    """Save each case in a transaction of its own."""
    for case in cases:
        registry.cases.save(case, by=USER, at=AT)


def filled(folder: Path, cases: int = 3) -> Path:
    """A closed registry with so many cases."""
    with create(folder).registry as registry:
        save(registry, *(a_named_case(number) for number in range(1, cases + 1)))
    return folder


def place_of(folder: Path) -> Place:
    """The folder with its unlocked key."""
    return Place(folder, unlock(read_key_file(folder), passphrase=PASSPHRASE, user=USER))


def tamper(folder: Path, *statements: str) -> None:
    """Change a closed file by hand, with the triggers taken out of the way."""
    with place_of(folder).connect(Mode.WRITE) as storage:
        triggers = storage.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        with storage.transaction():
            for name, _sql in triggers:
                storage.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                storage.execute(statement)
            for _name, sql in triggers:
                storage.execute(sql)


def database(folder: Path) -> Path:
    """The encrypted file of a registry."""
    return folder / DATABASE_NAME


def overwrite(file: Path, offset: int, data: bytes) -> None:
    """Put bytes into the midst of a file."""
    with file.open("r+b") as stream:
        stream.seek(offset)
        stream.write(data)


def page(file: Path, number: int) -> bytes:
    """The bytes of a page, counted from 1."""
    with file.open("rb") as stream:
        stream.seek((number - 1) * PAGE_BYTES)
        return stream.read(PAGE_BYTES)


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte by byte."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def memory_page_limit(storage: Storage) -> None:
    """Let the file grow no further, as on a full disk."""
    pages = storage.value("PRAGMA page_count")
    storage.execute(f"PRAGMA max_page_count = {pages}")


def seeded(seed: int) -> random.Random:
    """Random numbers that are the same in every run."""
    return random.Random(seed)  # noqa: S311 - repeatable, not secret


# Leaves the file as a machine that stops in the midst of a commit does.
STOPPED = """
import os, sys
from pathlib import Path
from tests.registry.support import place_of
from nenboard.registry import moments
from nenboard.registry.connection import Mode
storage = place_of(Path(sys.argv[1])).connect(Mode.WRITE)
storage.execute("PRAGMA cache_size = 1")
storage.execute("BEGIN IMMEDIATE")
for size in range(1, 200):
    storage.execute("INSERT INTO draft (case_id, user, at, payload)"
        " VALUES (?, 'x', 'x', hex(zeroblob(4000)))", (str(size),))
os._exit(0)
"""


def stop_in_the_midst(folder: Path) -> None:
    """Leave a half written change and its journal, as after a power cut."""
    subprocess.run([sys.executable, "-c", STOPPED, str(folder)], cwd=ROOT, check=True)


def an_old_decision(registry: Registry, case_id: str, *, revision: int, text: str) -> None:
    """A row of the table that versions before the outcomes wrote into; nothing writes it now."""
    registry._storage.execute(
        "INSERT INTO decision (case_id, number, case_revision, by, at, payload)"
        " VALUES (?, 1, ?, ?, ?, ?)",
        (case_id, revision, USER, moments.stored(AT), text),
    )
