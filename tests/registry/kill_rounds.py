"""Kill a working process at random instants, again and again, and look at what it left.

A command: ``python -m tests.registry.kill_rounds FOLDER ROUNDS SEED [KIND]``. KIND is ``save`` (if
left out), ``import``, ``upgrade``, ``backup``, ``key-change`` or ``restore``. Saving, a child opens
the registry, saves without pause and reports each save after its commit. Otherwise it does the
action once. It is killed at a random moment; then the registry is opened with all checks: every
reported save must be there, and the action done as a whole with its audit entry, or not at all.
Prints one JSON line with what was seen, and exits with 1 if anything was lost.
"""

import json
import os
import random
import signal
import sys
import time
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from nenboard.domain.board import Meeting
from nenboard.domain.dates import PartialDate
from nenboard.registry import backup, verify
from nenboard.registry.assessments import NewAssessment
from nenboard.registry.errors import RegistryError
from nenboard.registry.folder import Registry
from tests.registry import kill_kinds
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
    finished: int = 0
    problems: list[str] = field(default_factory=list)


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


def run_action(folder: Path, name: str, *, rounds: int, seed: int) -> Tally:
    """Let a child do one action so often, and kill it at a random instant of it."""
    kind, tally = kill_kinds.KINDS[name], Tally()
    source = random.Random(seed)  # noqa: S311 - repeatable instants
    whole, work = folder / "whole", folder / "work"
    kind.prepare(whole)
    kill_kinds.fresh_copy(whole, work)
    with reopen(work, read_only=True) as registry:
        # What the whole is like is noted before anything is killed.
        kind.problems(work, registry)
    longest = 0.0
    for _time in range(2):
        kill_kinds.fresh_copy(whole, work)
        longest = max(longest, waited(kind, work, limit=60.0))
    for _round in range(rounds):
        kill_kinds.fresh_copy(whole, work)
        tally.rounds += 1
        limit = source.uniform(0, longest * 1.1)
        tally.finished += waited(kind, work, limit=limit) < limit
        tally.in_the_midst += _is_unfinished(work)
        try:
            with kill_kinds.opened(work, name) as registry:
                tally.problems += kind.problems(work, registry)
                tally.lost += registry.cases.count() < kill_kinds.CASES and name != "restore"
        except RegistryError as error:
            tally.damaged += 1
            tally.problems.append(f"{type(error).__name__}: {error}")
            continue
        tally.damaged += len(damaged_files(work, name))
    return tally


def waited(kind: kill_kinds.Kind, folder: Path, *, limit: float) -> float:
    """Seconds until the child had done its action, or until it was killed."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            kind.act(folder)
        finally:
            os._exit(0)
    while time.monotonic() - began < limit:
        if os.waitpid(child, os.WNOHANG)[0]:
            return time.monotonic() - began
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return limit


def _is_unfinished(folder: Path) -> bool:
    """Whether the kill left traces of work in its midst."""
    journal = folder / "registry.db-journal"
    has_journal = journal.exists() and journal.stat().st_size > 0
    stage, partial = folder / "restoring", [*(folder / "backups").glob(".partial-*")]
    return has_journal or stage.exists() or bool(partial)


def damaged_files(folder: Path, name: str) -> list[str]:
    """The registry and every backup that counts, checked in full."""
    places = (folder, *(each.folder for each in backup.listed(folder)))
    with kill_kinds.newer_program(folder) if name == "upgrade" else nullcontext():
        return [one.name for one in places if not verify.check_file(place_of(one)).is_good]


def main(arguments: list[str]) -> int:
    """One kind of rounds; 0 if nothing was lost."""
    folder, rounds, seed = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    name = arguments[3] if len(arguments) > 3 else "save"
    if name == "save":
        seen = run(folder, rounds=rounds, seed=seed)
    else:
        seen = run_action(folder, name, rounds=rounds, seed=seed)
    sys.stdout.write(json.dumps({"kind": name, **asdict(seen)}) + "\n")
    return 1 if seen.lost or seen.damaged or seen.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
