"""The check of the word index: that a search finds what stands in the cases, no less and no more.

The engine's own check at opening walks the parts of the index, but compares them neither with the
texts nor with the entries that lead to them: a part put back from an earlier day looks healthy,
and hides cases. So the index is copied into memory, beside the texts, and compared in full there;
the file itself stays as it is, and may be open read-only.
"""

from collections import Counter
from collections.abc import Iterator

from nenboard.registry.connection import Storage
from nenboard.registry.driver import DriverError, connect, is_damage
from nenboard.registry.errors import Finding

_PARTS = {
    "case_text": ("id", "words"),
    "case_words_data": ("id", "block"),
    "case_words_idx": ("segid", "term", "pgno"),
    "case_words_config": ("k", "v"),
}


def findings(storage: Storage) -> Iterator[Finding]:
    """What is wrong with the word index."""
    if _has_lost_entries(storage):
        yield Finding("word index", "entries are missing")
    elif not _fits_the_texts(storage):
        yield Finding("word index", "it does not fit the texts of the cases")


def _has_lost_entries(storage: Storage) -> bool:
    """The engine's check walks the leaves but not the entries that lead to them. A segment has one
    such entry for each leaf on which a term begins: where the length of the block is more than the
    size in its bytes 3 and 4 (SQLite's description of the FTS5 format).
    """
    leaves: Counter[int] = Counter()
    for key, length, size in storage.each(
        "SELECT id, length(block), substr(block, 3, 2) FROM case_words_data WHERE id >= 1 << 37"
    ):
        is_leaf = key >> 31 & 0x3F == 0
        leaves[key >> 37] += is_leaf and length > int.from_bytes(size, "big")
    entries: dict[int, int] = dict(
        storage.rows("SELECT segid, count(*) FROM case_words_idx GROUP BY segid")
    )
    return +leaves != +Counter(entries)


def _fits_the_texts(storage: Storage) -> bool:
    """The engine's full check, over a copy of index and texts in memory."""
    made = storage.value("SELECT sql FROM sqlite_master WHERE name = 'case_words'")
    memory = connect("file::memory:", timeout_seconds=0)
    try:
        memory.execute("CREATE TABLE case_text (id INTEGER PRIMARY KEY, words TEXT)")
        memory.execute(str(made))
        memory.execute("BEGIN")
        for table, columns in _PARTS.items():
            places = ", ".join("?" * len(columns))
            names = ", ".join(columns)
            memory.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
            memory.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608
                storage.each(f"SELECT {names} FROM {table}"),  # noqa: S608
            )
        memory.execute("COMMIT")
        memory.execute("INSERT INTO case_words (case_words, rank) VALUES ('integrity-check', 1)")
    except DriverError as error:
        if not is_damage(error):
            raise
        return False
    finally:
        memory.close()
    return True
