"""A large registry, measured part by part: python -m benchmarks.large_registry [--cases N].

Prints one line for each figure, or one JSON document: opening without key derivation and checks,
each check by itself, searches and filters against the same SQL with nothing around it, the look
for duplicates, a save, a backup, and the memory of a process that opens and lists everything.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import Figure, in_turn, machine, repeated, timed
from nenboard.registry import verify, watching
from nenboard.registry.connection import Mode, Storage
from nenboard.registry.folder import Registry
from nenboard.registry.keys import Argon2Cost, read_key_file, unlock
from nenboard.registry.place import Place
from nenboard.registry.query import AllOf, AnyOf, CaseQuery, Not, Where, compiled

PASSPHRASE = "correct horse battery"
USER = "Bench"
AT = datetime(2026, 3, 14, 9, tzinfo=UTC)
ON = date(2026, 3, 14)
QUERIES = {
    "list all by name": CaseQuery(),
    "search a word begun": CaseQuery(text="mar"),
    "search two words": CaseQuery(text="pancreas maria "),
    "filter by a column": CaseQuery(where=Where("grade", "is", "G2")),
    "filter by columns, and / or / not": CaseQuery(
        where=AllOf(
            (
                AnyOf((Where("site", "is", "pancreas"), Where("site", "is", "ileum"))),
                Not(Where("grade", "is", "G3")),
                Where("ki67_low", "at_least", 5),
            )
        )
    ),
    "filter by a stored field": CaseQuery(where=Where("fitness.rockwood", "at_least", 4)),
    "filter by a field in a list": CaseQuery(where=Where("samples.ki67.value", "above", 10)),
    "filter by fields in lists, and / not": CaseQuery(
        where=AllOf(
            (
                Where("lines.regimen", "recorded", value=True),
                Not(Where("lines.stop_reason", "is", "toxicity")),
            )
        )
    ),
}
_MEMORY = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from nenboard.registry.folder import Registry
from nenboard.registry.query import CaseQuery
def peak():
    status = Path("/proc/self/status").read_text()
    return {line.split(":")[0]: int(line.split()[1]) // 1024
            for line in status.splitlines() if line[:5] in {"VmHWM", "VmRSS"}}
with Registry.open(Path(sys.argv[1]), passphrase=sys.argv[2], user=sys.argv[3],
                   at=datetime(2026, 3, 15, tzinfo=UTC), read_only=True) as registry:
    opened = peak()
    ids = registry.cases.find(CaseQuery())
    for start in range(0, len(ids), 200):
        registry.cases.rows(ids[start:start + 200])
    listed = peak()
print(opened["VmRSS"], opened["VmHWM"], listed["VmRSS"], listed["VmHWM"])
"""


def made(folder: Path, count: int) -> Iterator[Figure]:
    """A registry of so many synthetic cases, and how long filling it took."""
    from nenboard.workflow.synthetic import synthetic_cases

    cost = Argon2Cost(memory_kib=65_536, passes=3, lanes=4)
    registry = Registry.create(folder, passphrase=PASSPHRASE, user=USER, at=AT, cost=cost).registry
    cases = list(synthetic_cases(count, seed=2026, on=ON))
    taken = timed(lambda: registry.cases.save_many(cases, by=USER, at=AT))
    registry.close()
    size = (folder / "registry.db").stat().st_size // 1_000_000
    yield Figure("store all in one transaction", (taken,), notes={"cases": count, "file_mb": size})


def opening(folder: Path, *, times: int) -> Iterator[Figure]:
    """Key derivation, checks and the rest of opening, each by itself."""
    file = read_key_file(folder)
    derive = repeated(lambda: unlock(file, passphrase=PASSPHRASE, user=USER), times=times)
    yield Figure("derive the key", derive)
    place = Place(folder, unlock(file, passphrase=PASSPHRASE, user=USER))
    yield from checks(place)
    whole = []
    for _time in range(min(times, 3)):
        began = time.perf_counter()
        Registry.open(folder, passphrase=PASSPHRASE, user=USER, at=AT, read_only=True).close()
        whole.append((time.perf_counter() - began) * 1000)
    yield Figure("open, all in all", tuple(whole))

    def bare() -> None:
        with place.connect(Mode.READ) as storage:
            storage.enlarge_cache()
            storage.value("SELECT count(*) FROM case_row")

    goal = "at most 200 ms beyond key and checks"
    yield Figure("open without key and checks", repeated(bare, times=times), goal=goal)


def checks(place: Place) -> Iterator[Figure]:
    """Each check as opening runs it."""
    steps: list[float] = []
    with place.connect(Mode.READ) as storage:

        def told(_done: int, total: int) -> None:
            if total:
                steps.append(time.perf_counter())

        with watching.told_to(told):
            verify.check(storage, registry_id=place.registry_id)
    spans = [(after - before) * 1000 for before, after in pairwise(steps)]
    for name, span in zip(verify.CHECKS, spans, strict=True):
        yield Figure(f"check: {name}", (span,))
    yield Figure("all checks", (sum(spans),))


def searching(registry: Registry, *, times: int) -> Iterator[Figure]:
    """Each query through the registry, against its SQL on the bare connection."""
    storage: Storage = registry.cases._storage
    for name, query in QUERIES.items():
        sql, parameters = compiled(query)

        def ours(query: CaseQuery = query) -> None:
            registry.cases.find(query)

        def raw(sql: str = sql, given: dict[str, object] = parameters) -> None:  # type: ignore[assignment]  # SQL values
            storage._connection.execute(sql, given).fetchall()

        hits = len(registry.cases.find(query))
        samples, floor = in_turn(ours, raw, times=times)
        goal = "at most 1.75 x and one frame"
        yield Figure(name, samples, floor=floor, goal=goal, notes={"found": hits})


def working(registry: Registry, *, times: int) -> Iterator[Figure]:
    """What a working day asks for: duplicates, one page of the list, a save, a backup."""
    from nenboard.workflow import duplicates

    ids = registry.cases.find(CaseQuery(limit=200))
    patient = registry.cases.get(ids[50]).case.patient
    yield Figure(
        "look for a duplicate", repeated(lambda: duplicates.alike(registry, patient), times=times)
    )
    yield Figure("index for an import", repeated(lambda: duplicates.index_of(registry), times=2))
    yield Figure("one page of the list", repeated(lambda: registry.cases.rows(ids), times=times))
    stored = registry.cases.get(ids[0]).case
    turn = iter(range(1_000_000))

    def save() -> None:
        new = stored.model_copy(update={"note": f"measured {next(turn)}"})
        registry.cases.save(new, by=USER, at=AT)

    yield Figure("save a case", repeated(save, times=max(times, 20)))
    yield Figure("backup, checked", (timed(lambda: registry.back_up(at=AT, why="bench")),))


def memory(folder: Path) -> Figure:
    """Of a process that opens the registry and reads every row of the list, in MB."""
    command = [sys.executable, "-c", _MEMORY, str(folder), PASSPHRASE, USER]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    names = ("opened_mb", "opening_peak_mb", "listed_mb", "peak_mb")
    found = dict(zip(names, map(int, done.stdout.split()), strict=True))
    return Figure("memory", ((time.perf_counter() - began) * 1000,), notes=dict(found))


def figures(folder: Path, *, count: int, times: int) -> Iterator[Figure]:
    """All of them, in order."""
    yield from made(folder, count)
    yield from opening(folder, times=times)
    yield memory(folder)
    with Registry.open(folder, passphrase=PASSPHRASE, user=USER, at=AT) as registry:
        yield from searching(registry, times=times)
        yield from working(registry, times=times)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.large_registry", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    say: Callable[[str], object] = (lambda _line: None) if chosen.json else print
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures(Path(folder) / "large", count=chosen.cases, times=chosen.times):
            say(figure.as_line())
            sys.stdout.flush()
            found.append(figure.as_json())
    if chosen.json:
        print(json.dumps({"machine": machine(), "cases": chosen.cases, "figures": found}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
