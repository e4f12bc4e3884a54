"""Let every file operation of a save and of a backup fail in turn, and look at what is left.

A command: ``python -m tests.registry.fault_rounds FOLDER [EVERY]``. First the operations are
counted: each open, write, sync, truncate and delete of the engine, each open, write, sync, rename
and mkdir of ours. Then each EVERYth of them fails (all, if left out) in four ways: once or from
then on, with a full disk or with an error of the disk. After each failure there must be a message
of ours, all that was reported as saved must be there, saving must go on, and the file must pass
every check. Prints one JSON line for each action; exits with 1 if anything was lost or badly told.
"""

import itertools
import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nenboard.registry import backup, verify
from nenboard.registry.errors import RegistryError, StorageFault
from nenboard.registry.folder import Registry
from tests.registry import faulty_disk
from tests.registry.support import AT, a_named_case, create, place_of, reopen, save

WAYS = tuple(itertools.product((False, True), (False, True)))


@dataclass
class Tally:
    """What the rounds of one action showed."""

    action: str
    operations: Counter[str] = field(default_factory=Counter)
    rounds: int = 0
    told: Counter[str] = field(default_factory=Counter)
    succeeded_nonetheless: int = 0
    badly_told: int = 0
    lost: int = 0
    damaged: int = 0
    said_lost_and_there: int = 0
    half_backups: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, damaged or badly told."""
        return not (self.badly_told or self.lost or self.damaged or self.half_backups)


class Rounds:
    """The rounds of one action on one registry, which stays open as on a working day."""

    def __init__(self, folder: Path, action: str) -> None:
        self.disk = faulty_disk.install()
        self.tally = Tally(action)
        self.registry: Registry = create(folder).registry
        self.saved = 0
        self.act: Callable[[], None] = self.long_save if action == "save" else self.one_backup
        save(self.registry, a_named_case(9999))

    def long_save(self) -> None:
        """A case that fills several pages, saved."""
        self.one_save(note="a long text " * 900)

    def one_save(self, note: str = "short") -> None:
        """A case, saved; it counts only after the save has returned."""
        save(self.registry, a_named_case(self.saved + 1, note=note))
        self.saved += 1

    def one_backup(self) -> None:
        """A backup, reopened and checked."""
        self.registry.back_up(at=AT, why="test")

    def run(self, every: int) -> Tally:
        """Count the operations, then let them fail."""
        with self.disk.failing(None):
            self.act()
        self.tally.operations = Counter(self.disk.done)
        # A backup grows with the registry that every round adds to, so the rounds need an end.
        for at in range(1, 2 * len(self.disk.done), every):
            for stays_broken, is_full in WAYS:
                self.disk.is_full = is_full
                self.one_failure(at, stays_broken=stays_broken)
            # One action is a little longer than another: on, until there is nothing left to fail.
            if not self.disk.failed:
                break
        self.look(in_full=False)
        self.registry.close()
        self.look(in_full=True)
        return self.tally

    def one_failure(self, at: int, *, stays_broken: bool) -> None:
        """One operation fails; afterwards everything goes on."""
        self.tally.rounds += 1
        before = self.saved
        with self.disk.failing(at, stays_broken=stays_broken):
            try:
                self.act()
                self.tally.succeeded_nonetheless += 1
            except RegistryError as error:
                self.tally.told[type(error).__name__] += 1
                self.tally.badly_told += isinstance(error, StorageFault) or len(str(error)) < 40
            except Exception as error:  # noqa: BLE001 - what nobody should see is counted
                self.tally.badly_told += 1
                self.tally.told[f"{type(error).__name__}!"] += 1
        there = self.registry.cases.count() - 1
        self.tally.lost += there < self.saved
        if self.saved == before and there > self.saved:
            self.tally.said_lost_and_there += 1
            self.saved = there
        # The working day goes on.
        self.one_save()
        if self.tally.rounds % 20 == 0:
            self.look(in_full=False)

    def look(self, *, in_full: bool) -> None:
        """Every check, over a connection of its own; every backup that counts, checked again."""
        folder = self.registry.folder
        for left in (folder / "backups").glob(".partial-*"):
            # As if an hour had passed.
            os.utime(left, (0, 0))
        if not in_full:
            self.one_backup()
        place = place_of(folder)
        self.tally.damaged += not verify.check_file(place).is_good
        self.tally.half_backups += len([*(folder / "backups").glob(".partial-*")])
        for one in backup.listed(folder):
            self.tally.damaged += not verify.check_file(place_of(one.folder)).is_good
            if not in_full:
                backup.remove(one)
        if in_full:
            with reopen(folder) as registry:
                self.tally.lost += registry.cases.count() - 1 != self.saved


def main(arguments: list[str]) -> int:
    """Both actions; 0 if all is well."""
    folder, every = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    is_good = True
    for action in ("save", "backup"):
        tally = Rounds(folder / action, action).run(every)
        sys.stdout.write(json.dumps(vars(tally)) + "\n")
        is_good = is_good and tally.is_good
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
