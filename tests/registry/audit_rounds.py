"""Edit the audit table of a registry by hand, in many ways, and see whether opening notices.

A command: ``python -m tests.registry.audit_rounds FOLDER ROUNDS SEED``. The editor knows the key
and takes the triggers away first; entries are changed in every column, removed, added, swapped,
doubled, moved, emptied, and some editors compute the whole chain anew. Prints one JSON line; exits
with 1 if an edit was not noticed.
"""

import hashlib
import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nenboard.registry.audit import genesis, link
from nenboard.registry.connection import Mode, Storage
from nenboard.registry.errors import DamagedRegistry
from tests.registry.support import AT, USER, a_named_case, create, place_of, reopen, save, seeded

COLUMNS = [
    "at",
    "by",
    "action",
    "subject",
    "subject_id",
    "revision",
    "content",
    "salt",
    "digest",
    "hash",
]
ALL = "SELECT seq, at, by, action, subject, subject_id, revision, digest FROM audit ORDER BY seq"


@dataclass
class Tally:
    """How often each edit was made, and which were not noticed."""

    rounds: int = 0
    done: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    unnoticed: list[str] = field(default_factory=list)


def altered(value: Any, source: random.Random) -> Any:
    """Another value of the same type, so that the table takes it."""
    if value is None:
        return source.choice((1, "NEN-00001"))
    if isinstance(value, int):
        return value + source.choice((-1, 1, 7))
    if isinstance(value, bytes):
        at = source.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1 << source.randrange(8)]) + value[at + 1 :]
    at = source.randrange(len(value) + 1)
    return value[:at] + source.choice("xyz0 ") + value[at:]


def one_column(storage: Storage, seq: int, source: random.Random) -> str:
    """A value of an entry is changed; a type that the column refuses is made to fit."""
    name = source.choice(COLUMNS)
    value = storage.value(f"SELECT {name} FROM audit WHERE seq = ?", (seq,))  # noqa: S608
    new = altered(value, source)
    if name == "revision" and not isinstance(new, int):
        new = 1
    if name in {"subject_id", "content"} and not isinstance(new, str):
        new = "x"
    if name == "salt" and not isinstance(new, bytes):
        new = b"x" * 16
    storage.execute(f"UPDATE audit SET {name} = ? WHERE seq = ?", (new, seq))  # noqa: S608
    return f"{name} changed"


def removed(storage: Storage, seq: int, _source: random.Random) -> str:
    storage.execute("DELETE FROM audit WHERE seq = ?", (seq,))
    return "removed"


def removed_and_closed_up(storage: Storage, seq: int, _source: random.Random) -> str:
    storage.execute("DELETE FROM audit WHERE seq = ?", (seq,))
    later = storage.rows("SELECT seq FROM audit WHERE seq > ? ORDER BY seq", (seq,))
    for (number,) in later:
        storage.execute("UPDATE audit SET seq = ? WHERE seq = ?", (number - 1, number))
    return "removed and closed up"


def cut_off(storage: Storage, seq: int, _source: random.Random) -> str:
    storage.execute("DELETE FROM audit WHERE seq >= ?", (max(seq, 2),))
    storage.execute("UPDATE tally SET audit_entries = (SELECT count(*) FROM audit)")
    return "cut off at the end"


def doubled(storage: Storage, seq: int, _source: random.Random) -> str:
    names = ", ".join(COLUMNS)
    storage.execute(
        f"INSERT INTO audit (seq, {names}) SELECT (SELECT max(seq) + 1 FROM audit), {names}"  # noqa: S608
        " FROM audit WHERE seq = ?",
        (seq,),
    )
    storage.execute("UPDATE tally SET audit_entries = audit_entries + 1")
    return "doubled"


def swapped(storage: Storage, seq: int, _source: random.Random) -> str:
    other = seq - 1 if seq > 1 else seq + 1
    for old, new in ((seq, -1), (other, seq), (-1, other)):
        storage.execute("UPDATE audit SET seq = ? WHERE seq = ?", (new, old))
    return "swapped"


def emptied(storage: Storage, seq: int, _source: random.Random) -> str:
    kept = "SELECT max(seq) FROM audit WHERE content IS NOT NULL AND seq <= ?"
    seq = storage.value(kept, (seq,))
    storage.execute("UPDATE audit SET content = NULL, salt = NULL WHERE seq = ?", (seq,))
    return "emptied"


def content_with_its_digest(storage: Storage, seq: int, _source: random.Random) -> str:
    salt, text = b"s" * 16, '{"changes":[]}'
    digest = hashlib.sha256(salt + text.encode()).digest()
    storage.execute(
        "UPDATE audit SET content = ?, salt = ?, digest = ? WHERE seq = ?",
        (text, salt, digest, seq),
    )
    return "content and digest changed"


def chained_anew(storage: Storage, seq: int, source: random.Random) -> str:
    """The editor knows how the chain is made and computes it to its end."""
    storage.execute("UPDATE audit SET by = ? WHERE seq = ?", (f"x{source.random()}", seq))
    registry_id = storage.value("SELECT registry_id FROM registry")
    previous = genesis(registry_id)
    for *covered, digest in storage.rows(ALL):
        previous = link(previous, (*covered, digest.hex()))
        storage.execute("UPDATE audit SET hash = ? WHERE seq = ?", (previous, covered[0]))
    return "chained anew"


EDITS: tuple[Callable[[Storage, int, random.Random], str], ...] = (
    *[one_column] * 10,
    removed,
    removed_and_closed_up,
    cut_off,
    doubled,
    swapped,
    emptied,
    content_with_its_digest,
    chained_anew,
)


def edit(folder: Path, source: random.Random) -> str:
    """One edit, with the triggers taken out of the way and put back."""
    with place_of(folder).connect(Mode.WRITE) as storage, storage.transaction():
        triggers = storage.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _sql in triggers:
            storage.execute(f"DROP TRIGGER {name}")
        last = storage.value("SELECT max(seq) FROM audit")
        what = source.choice(EDITS)(storage, source.randrange(1, last + 1), source)
        for _name, sql in triggers:
            storage.execute(sql)
    return what


def run(folder: Path, *, rounds: int, seed: int) -> Tally:
    """Edit a fresh copy and open it: so many times."""
    source, tally = seeded(seed), Tally()
    whole, work = folder / "whole", folder / "work"
    with create(whole).registry as registry:
        save(registry, *(a_named_case(number % 5 + 1, note=str(number)) for number in range(12)))
        registry.erase("NEN-00002", by=USER, at=AT)
    for number in range(rounds):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(whole, work, ignore=shutil.ignore_patterns("lock*"))
        what = edit(work, source)
        tally.rounds += 1
        tally.done[what] += 1
        try:
            reopen(work, read_only=True).close()
            tally.unnoticed.append(f"{what} in round {number}")
        except DamagedRegistry as error:
            tally.checks.update({finding.check for finding in error.findings})
    return tally


if __name__ == "__main__":
    seen = run(Path(sys.argv[1]), rounds=int(sys.argv[2]), seed=int(sys.argv[3]))
    sys.stdout.write(json.dumps(vars(seen)) + "\n")
    sys.exit(1 if seen.unnoticed else 0)
