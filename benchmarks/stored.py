"""The registry: opening, searching and saving, each against the least the engine needs for it."""

import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Figure, in_turn, repeated, timed
from nenboard.domain.case import Case
from nenboard.registry import keys, rows, schema
from nenboard.registry.connection import Mode
from nenboard.registry.folder import Registry
from nenboard.registry.keys import Argon2Cost
from nenboard.registry.place import Place
from nenboard.registry.query import CaseQuery, compiled

PASSPHRASE = "measured, and then thrown away"
AT = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
LINES_SHOWN = 50
SYNCS_OF_A_SAVE = 5
"""Flushes of one save, counted at the system's door: the journal, its folder, the journal's header,
the database, the journal's end."""


def figures(cases: Iterable[Case], *, times: int) -> list[Figure]:
    """Build a registry of these cases in a folder of its own and measure on it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "registry"
        made = Registry.create(
            folder, passphrase=PASSPHRASE, user="bench", at=AT, cost=Argon2Cost()
        )
        with made.registry as registry:
            making = Counted(cases)
            took = timed(lambda: registry.cases.save_many(making, by="bench", at=AT))
            count = registry.cases.count()
            found = [
                Figure("save all cases at once", (took - making.took,), notes={"cases": count}),
                *searched(registry, times=times),
                saved(registry, times=times),
            ]
        return [*opened(folder, count=count, times=times), *found]


def opened(folder: Path, *, count: int, times: int) -> list[Figure]:
    """Opening, without what is counted apart: deriving the key and checking every record."""
    file = keys.read_key_file(folder)
    derived = repeated(
        lambda: keys.unlock(file, passphrase=PASSPHRASE, user="bench"), times=min(times, 5)
    )
    unlocked = keys.unlock(file, passphrase=PASSPHRASE, user="bench")

    def to_first_lines() -> None:
        place = Place(folder, unlocked)
        with place.connect(Mode.READ) as storage:
            schema.refuse_newer(storage, schema.state(storage))
            registry = Registry(place, storage, lock=None)
            registry.cases.rows(registry.cases.find(CaseQuery(limit=LINES_SHOWN)))

    def whole() -> None:
        Registry.open(folder, passphrase=PASSPHRASE, at=AT, read_only=True).close()

    return [
        Figure(
            "open to the first lines of the list",
            repeated(to_first_lines, times=times),
            goal="at most 200 ms with 100,000 cases",
            notes={"cases": count},
        ),
        Figure("key from the passphrase", derived),
        Figure(
            "open with key and all checks",
            repeated(whole, times=min(times, 3)),
            notes={"cases": count},
        ),
    ]


def searched(registry: Registry, *, times: int) -> Iterator[Figure]:
    """Searching and filtering as the list does, against the same SQL with nothing around it."""
    everyone = registry.cases.rows(registry.cases.find(CaseQuery(limit=200)))
    names = sorted({row.name for row in everyone if row.name})
    queries = {
        "list all by name": CaseQuery(),
        "list all by Ki-67": CaseQuery(sort="ki67", descending=True),
        "search three letters": CaseQuery(text=names[0][:3]),
        "search a whole name": CaseQuery(text=names[-1] + " "),
    }
    connection = registry.cases._storage._connection

    for name, query in queries.items():
        sql, parameters = compiled(query)

        def ours(query: CaseQuery = query) -> None:
            registry.cases.rows(registry.cases.find(query)[:LINES_SHOWN])

        def raw(sql: str = sql, parameters: dict[str, object] = parameters) -> None:  # type: ignore[assignment]  # SQL values
            found = [row[0] for row in connection.execute(sql, parameters).fetchall()]
            shown = json.dumps(found[:LINES_SHOWN])
            connection.execute(rows._GET_ROWS, (shown,)).fetchall()

        hits = len(registry.cases.find(query))
        samples, floor = in_turn(ours, raw, times=times)
        goal = "at most 1.75 x with 100,000 cases, the repaint included"
        yield Figure(name, samples, goal=goal, floor=floor, notes={"found": hits})


def saved(registry: Registry, *, times: int) -> Figure:
    """One more revision of a case, against as many bare writes and flushes as the journal makes."""
    case_id = registry.cases.find(CaseQuery(limit=1))[0]
    stored = registry.cases.get(case_id).case
    turn = iter(range(1_000_000))

    def save() -> None:
        note = f"{next(turn)}"
        patient = stored.patient.model_copy(update={"hospital_number": note})
        registry.cases.save(
            stored.model_copy(update={"patient": patient}), by="bench", at=AT, reason="measured"
        )

    with flushed_file(registry.folder) as write:
        samples, floor = in_turn(save, write, times=max(times, 30))
    notes: dict[str, float | int | str] = {"flushes": SYNCS_OF_A_SAVE}
    return Figure("save a case", samples, goal="at most 2.5 x", floor=floor, notes=notes)


class Counted:
    """Hands on cases one by one and counts the milliseconds that making them took."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._cases = iter(cases)
        self.took = 0.0

    def __iter__(self) -> Iterator[Case]:
        return self

    def __next__(self) -> Case:
        began = time.perf_counter()
        try:
            return next(self._cases)
        finally:
            self.took += (time.perf_counter() - began) * 1000


@contextmanager
def flushed_file(folder: Path) -> Iterator["Write"]:
    """A file beside the database that takes one page at a time, each flushed to the disk."""
    path = folder / "floor"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        yield Write(handle)
    finally:
        os.close(handle)
        path.unlink()


class Write:
    """As many bare pages as one save flushes, each written and flushed by itself."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __call__(self) -> None:
        for _ in range(SYNCS_OF_A_SAVE):
            os.write(self._handle, b"\0" * 4096)
            getattr(os, "fdatasync", os.fsync)(self._handle)
