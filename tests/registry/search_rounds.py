"""Search for random and hostile texts, with and without conditions: none may be an error.

A command: ``python -m tests.registry.search_rounds FOLDER ROUNDS SEED``. Prints one JSON line;
exits with 1 if a search raised, changed the file, or found what does not exist.
"""

import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nenboard.registry.query import FIELDS, AllOf, AnyOf, CaseQuery, Not, Where
from nenboard.registry.stored_fields import Kind, stored_fields
from tests.registry.support import a_case_of, create, save, seeded

NASTY = (
    "'",
    '"',
    "''",
    '""',
    "*",
    "^",
    "-",
    ":",
    "(",
    ")",
    "NEAR(",
    " AND ",
    " OR ",
    " NOT ",
    "words:",
    "{a b}:",
    "; DROP TABLE case_row; --",
    "/*",
    "%",
    "_",
    "\\",
    "\x00",
    "\x1f",
    "\ud83d",
    "\u202e",
    "\ufeff",
    "é",
    "e\u0301",
    "ß",
    "İ",
    "中文",
    "🧬",
    "12/05/1960",
    "31/31/2020",
    "1,5",
    "1e999",
    "-0",
    "null",
    "O'Brien",
    "Smith-Jones",
    "a" * 3000,
    "x " * 300,
    "\n",
    "\t",
)
OPERATORS = ("is", "is_not", "at_least", "above", "at_most", "below", "contains", "recorded")


@dataclass
class Tally:
    """What the searches showed."""

    rounds: int = 0
    with_conditions: int = 0
    with_hits: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    wrong: int = 0


def text(source: random.Random) -> str:
    """A text that somebody might type, by mistake or on purpose."""
    if source.random() < 0.3:
        return "".join(chr(source.randrange(1, 0x10000)) for _ in range(source.randrange(20)))
    return "".join(source.choice(NASTY) for _ in range(source.randrange(1, 6)))


def where(source: random.Random, depth: int = 0) -> Any:
    """Conditions over any field, combined in any way."""
    kind = source.random()
    if depth > 3 or kind < 0.5:
        return leaf(source)
    if kind < 0.65:
        return Not(where(source, depth + 1))
    parts = tuple(where(source, depth + 1) for _ in range(source.randrange(4)))
    return AllOf(parts) if kind < 0.85 else AnyOf(parts)


def leaf(source: random.Random) -> Where:
    path = source.choice((*FIELDS, *stored_fields()))
    operator: Any = source.choice(OPERATORS)
    field = stored_fields().get(path)
    is_number = path in {"ki67_low", "line"} or (field is not None and field.kind is Kind.NUMBER)
    if operator == "recorded":
        return Where(path, operator, source.random() < 0.5)
    if is_number and operator != "contains":
        return Where(path, operator, source.uniform(-5, 200))
    return Where(path, operator, text(source).replace("\ud83d", ""))


def run(folder: Path, *, rounds: int, seed: int) -> Tally:
    """Search so often."""
    source, tally = seeded(seed), Tally()
    with create(folder).registry as registry:
        names = ("O'Brien", "Smith-Jones", "Müller", "Ångström", "Null", "中文", "D'Àvila")
        save(registry, *(a_case_of(name, number=at) for at, name in enumerate(names, start=1)))
        everything = set(registry.cases.find(CaseQuery()))
        before = registry.audit.head()
        for _round in range(rounds):
            tally.rounds += 1
            conditions = where(source) if source.random() < 0.4 else None
            tally.with_conditions += conditions is not None
            query = CaseQuery(
                text(source) if source.random() < 0.8 else "",
                where=conditions,
                sort=source.choice(FIELDS),
                descending=source.random() < 0.5,
            )
            try:
                found = registry.cases.find(query)
            except Exception as error:  # noqa: BLE001 - every error is one too many
                tally.errors[type(error).__name__] += 1
                continue
            tally.with_hits += bool(found)
            tally.wrong += not set(found) <= everything or len(set(found)) != len(found)
        tally.wrong += registry.audit.head() != before
    return tally


if __name__ == "__main__":
    seen = run(Path(sys.argv[1]), rounds=int(sys.argv[2]), seed=int(sys.argv[3]))
    sys.stdout.write(json.dumps(vars(seen)) + "\n")
    sys.exit(1 if seen.errors or seen.wrong else 0)
