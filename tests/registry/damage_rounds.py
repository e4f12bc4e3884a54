"""Damage a registry in many ways, one at a time, and see whether opening notices before any record.

A command: ``python -m tests.registry.damage_rounds FOLDER ROUNDS SEED``. Bits are flipped; pages
are overwritten, swapped, zeroed, and put back from an earlier state; the file is cut, lengthened,
emptied, replaced by an earlier whole or by another registry's; keys and anchor are altered. Prints
one JSON line; exits with 1 if any damage was shown records.
"""

import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nenboard.registry.connection import PAGE_BYTES, Mode
from nenboard.registry.errors import RegistryError
from tests.registry.support import a_named_case, create, filled, place_of, reopen, save, seeded

CASES = 40


@dataclass
class Tally:
    """How often each kind of damage was done, and which were not noticed."""

    rounds: int = 0
    done: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    unnoticed: list[str] = field(default_factory=list)
    altered: int = 0


class Damage:
    """A registry, an earlier state of it and another one, to make damaged copies from."""

    def __init__(self, folder: Path, source: random.Random) -> None:
        self.source = source
        self.home = folder / "whole"
        self.work = folder / "work"
        filled(self.home, cases=CASES)
        self.earlier = (self.home / "registry.db").read_bytes()
        with reopen(self.home) as registry:
            save(registry, *(a_named_case(n, note=f"later {n}") for n in range(1, CASES, 2)))
        self.whole = (self.home / "registry.db").read_bytes()
        other = create(folder / "other").registry
        save(other, *(a_named_case(number) for number in range(1, CASES)))
        other.close()
        self.other = (folder / "other" / "registry.db").read_bytes()
        pages = range(len(self.earlier) // PAGE_BYTES)
        self.changed = [n for n in pages if self.says_something_else(n)]

    def says_something_else(self, number: int) -> bool:
        """Whether a page of the earlier state holds other records, and is not only written anew."""
        if page(self.earlier, number) == page(self.whole, number):
            return False
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.home, self.work, ignore=shutil.ignore_patterns("backups", "lock*"))
        data = self.with_page(number, page(self.earlier, number))
        (self.work / "registry.db").write_bytes(data)
        return records(self.work) != records(self.home)

    def flipped_bit(self) -> bytes:
        at = self.source.randrange(len(self.whole))
        flipped = bytes([self.whole[at] ^ 1 << self.source.randrange(8)])
        return self.whole[:at] + flipped + self.whole[at + 1 :]

    def overwritten_bytes(self) -> bytes:
        at = self.source.randrange(len(self.whole) - 600)
        data = self.source.randbytes(self.source.randrange(1, 600))
        return self.whole[:at] + data + self.whole[at + len(data) :]

    def zeroed_page(self) -> bytes:
        return self.with_page(self.any_page(), bytes(PAGE_BYTES))

    def swapped_pages(self) -> bytes:
        one, other = self.source.sample(range(len(self.whole) // PAGE_BYTES), 2)
        data = self.with_page(one, page(self.whole, other))
        at = other * PAGE_BYTES
        return data[:at] + page(self.whole, one) + data[at + PAGE_BYTES :]

    def replayed_page(self) -> bytes:
        number = self.source.choice(self.changed)
        return self.with_page(number, page(self.earlier, number))

    def replayed_pages(self) -> bytes:
        data = self.whole
        for number in self.source.sample(self.changed, self.source.randrange(2, 9)):
            at = number * PAGE_BYTES
            data = data[:at] + page(self.earlier, number) + data[at + PAGE_BYTES :]
        return data

    def cut(self) -> bytes:
        return self.whole[: self.source.randrange(len(self.whole))]

    def cut_at_a_page(self) -> bytes:
        return self.whole[: PAGE_BYTES * self.any_page()]

    def lengthened(self) -> bytes:
        return self.whole + self.source.randbytes(self.source.choice((1, 100, PAGE_BYTES)))

    def emptied(self) -> bytes:
        return b""

    def earlier_whole(self) -> bytes:
        return self.earlier

    def another_registry(self) -> bytes:
        return self.other

    def any_page(self) -> int:
        return self.source.randrange(len(self.whole) // PAGE_BYTES)

    def with_page(self, number: int, data: bytes) -> bytes:
        at = number * PAGE_BYTES
        return self.whole[:at] + data + self.whole[at + PAGE_BYTES :]

    def altered_beside(self, name: str) -> bytes:
        """Keys or anchor with one sign of their text changed."""
        text = bytearray((self.home / name).read_bytes())
        places = [at for at, sign in enumerate(text) if chr(sign).isalnum()]
        at = self.source.choice(places)
        text[at] = ord("0") if text[at] != ord("0") else ord("1")
        return bytes(text)


def records(folder: Path) -> object:
    """Every row of every table and the plan of the file, or the error of reading them."""
    try:
        with place_of(folder).connect(Mode.READ) as storage:
            plan = storage.rows("SELECT type, name, sql, rootpage FROM sqlite_master ORDER BY name")
            tables = [row[1] for row in plan if row[0] == "table" and "VIRTUAL" not in row[2]]
            found = [storage.rows(f"SELECT * FROM {name}") for name in tables]  # noqa: S608
            return plan, found, storage.problems("integrity_check")
    except RegistryError as error:
        return str(error)


def page(data: bytes, number: int) -> bytes:
    return data[number * PAGE_BYTES : (number + 1) * PAGE_BYTES]


def kinds(damage: Damage) -> list[tuple[str, Callable[[], bytes]]]:
    """Each kind as often as it should come up."""
    often: tuple[tuple[Callable[[], bytes], int], ...] = (
        (damage.flipped_bit, 30),
        (damage.overwritten_bytes, 15),
        (damage.zeroed_page, 5),
        (damage.swapped_pages, 5),
        (damage.replayed_page, 20),
        (damage.replayed_pages, 5),
        (damage.cut, 5),
        (damage.cut_at_a_page, 5),
        (damage.lengthened, 3),
        (damage.emptied, 1),
        (damage.earlier_whole, 2),
        (damage.another_registry, 1),
    )
    return [(make.__name__, make) for make, weight in often for _turn in range(weight)]


def run(folder: Path, *, rounds: int, seed: int) -> Tally:
    """Damage, open, compare: so many times."""
    damage = Damage(folder, seeded(seed))
    tally = Tally()
    makers = kinds(damage)
    reopen(damage.home, read_only=True).close()
    for number in range(rounds):
        shutil.rmtree(damage.work, ignore_errors=True)
        shutil.copytree(damage.home, damage.work, ignore=shutil.ignore_patterns("backups", "lock*"))
        if number % 25 == 24:
            name = "keys.json" if number % 2 else "anchor.json"
            kind, target, data = f"altered {name}", name, damage.altered_beside(name)
        else:
            kind, make = damage.source.choice(makers)
            target, data = "registry.db", make()
            if data == damage.whole:
                continue
        (damage.work / target).write_bytes(data)
        tally.rounds += 1
        tally.done[kind] += 1
        try:
            reopen(damage.work, read_only=True).close()
            tally.unnoticed.append(f"{kind} in round {number}")
        except RegistryError as error:
            tally.told[type(error).__name__] += 1
        tally.altered += (damage.work / target).read_bytes() != data
    return tally


if __name__ == "__main__":
    seen = run(Path(sys.argv[1]), rounds=int(sys.argv[2]), seed=int(sys.argv[3]))
    sys.stdout.write(json.dumps(vars(seen)) + "\n")
    sys.exit(1 if seen.unnoticed or seen.altered else 0)
