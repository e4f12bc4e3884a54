"""Kill a saving process at random instants, again and again, and look at what it left.

A command: ``python -m tests.registry.kill_rounds FOLDER ROUNDS SEED``. Each round a child opens the
registry, saves without pause and reports each save after its commit; it is killed at a random
moment; then the registry is opened with all checks, and every reported save must be there. Prints
one JSON line with what was seen, and exits with 1 if anything was lost.
"""

import json
import os
import random
import signal
import sys
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from nenboard.domain.board import Meeting
from nenboard.domain.dates import PartialDate
from nenboard.registry import verify
from nenboard.registry.assessments import NewAssessment
from nenboard.registry.errors import RegistryError
from nenboard.registry.folder import Registry
from tests.registry.support import AT, USER, a_named_case, create, place_of, reopen

LONGEST_SECONDS = 0.08


@dataclass
class Tally:
    """What the rounds showed."""

    rounds: int = 0
    reported: int = 0
    lost: int = 0
    damaged: int = 0
    in_the_midst: int = 0


def save_for_ever(folder: Path, pipe: int) -> None:
    """Save cases, assessments and meetings until killed; report each one after its commit."""
    registry = reopen(folder)
    step = registry.audit.head().seq
    while True:
        step += 1
        case_id = f"NEN-{step % 7 + 1:05d}"
        case = a_named_case(step % 7 + 1, note=f"text of step {step} " * (step % 40))
        saved = registry.cases.save(case, by=USER, at=AT)
        report(pipe, "case", case_id, saved.number)
        if step % 3 == 0:
            answer = NewAssessment(
                case_id, saved.number, "nen", "1", "0" * 64, date(2026, 3, 14), "{}"
            )
            stored = registry.assessments.add(answer, by=USER, at=AT)
            report(pipe, "assessment", case_id, stored.number)
        if step % 5 == 0:
            meeting = Meeting(id="MDT-0001", date=PartialDate("2026-03"), place=f"Room {step}")
            held = registry.meetings.save(meeting, by=USER, at=AT)
            report(pipe, "meeting", "MDT-0001", held.number)


def report(pipe: int, kind: str, key: str, number: int) -> None:
    os.write(pipe, f"{kind} {key} {number}\n".encode())


def killed_child(folder: Path, wait: float) -> list[str]:
    """What a child reported before it was killed after so many seconds of saving."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            save_for_ever(folder, writing)
        finally:
            os._exit(1)
    os.close(writing)
    first = os.read(reading, 65536)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    rest = b""
    while piece := os.read(reading, 65536):
        rest += piece
    os.close(reading)
    return (first + rest).decode().splitlines()


def is_there(registry: Registry, line: str) -> bool:
    kind, key, number = line.split()
    try:
        if kind == "case":
            return registry.cases.get(key, int(number)).revision == int(number)
        if kind == "meeting":
            return registry.meetings.get(key, int(number)).revision == int(number)
        return int(number) in {one.number for one in registry.assessments.history(key)}
    except RegistryError:
        return False


def run(folder: Path, *, rounds: int, seed: int) -> Tally:
    """Make a registry in the folder and kill its writer so often."""
    tally = Tally()
    source = random.Random(seed)  # noqa: S311 - repeatable instants
    create(folder).registry.close()
    everything: list[str] = []
    for _round in range(rounds):
        reported = killed_child(folder, source.uniform(0, LONGEST_SECONDS))
        journal = folder / "registry.db-journal"
        tally.rounds += 1
        tally.reported += len(reported)
        everything += reported
        tally.in_the_midst += journal.exists() and journal.stat().st_size > 0
        try:
            with reopen(folder) as registry:
                tally.lost += sum(not is_there(registry, line) for line in reported)
        except RegistryError:
            tally.damaged += 1
            return tally
        tally.damaged += not verify.check_file(place_of(folder)).is_good
    with reopen(folder, read_only=True) as registry:
        tally.lost += sum(not is_there(registry, line) for line in everything)
    return tally


if __name__ == "__main__":
    seen = run(Path(sys.argv[1]), rounds=int(sys.argv[2]), seed=int(sys.argv[3]))
    sys.stdout.write(json.dumps(asdict(seen)) + "\n")
    sys.exit(1 if seen.lost or seen.damaged else 0)
