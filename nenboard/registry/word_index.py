"""The check of the word index: that a search finds what stands in the cases, no less and no more.

The engine's own check at opening walks the parts of the index, but compares them neither with the
texts nor with the entries that lead to them: a part put back from an earlier day looks healthy,
and hides cases. So the index is copied into memory, beside the texts, and compared in full there;
the file itself stays as it is, and may be open read-only.
"""

from bisect import bisect_right
from collections.abc import Iterator

from nenboard.registry.connection import Storage
from nenboard.registry.driver import DriverError, connect, is_damage
from nenboard.registry.errors import Finding

_PAGE_BITS, _SEGMENT_BITS = 31, 37
_PAGE_MASK, _KIND_OF_PAGE = (1 << _PAGE_BITS) - 1, 0x3F
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
    """Whether a search for the first term of a leaf would be led to another leaf, and miss it.

    The engine's check walks the leaves, but not the entries that lead to them. A term is looked
    for on the leaf of the last entry that is not greater (SQLite's description of FTS5's format).
    """
    entries: dict[int, list[tuple[bytes, int]]] = {}
    for segment, term, place in storage.each(
        "SELECT segid, CAST(term AS BLOB), pgno FROM case_words_idx ORDER BY segid, 2"
    ):
        entries.setdefault(segment, []).append((term, place >> 1))
    for key, block in storage.each("SELECT id, block FROM case_words_data WHERE id >= 1 << 37"):
        term = _first_term(block) if key >> _PAGE_BITS & _KIND_OF_PAGE == 0 else None
        if term is None:
            continue
        known = entries.get(key >> _SEGMENT_BITS, [])
        at = bisect_right(known, term, key=lambda entry: entry[0]) - 1
        if at < 0 or known[at][1] != key & _PAGE_MASK:
            return True
    return False


def _first_term(block: bytes) -> bytes | None:
    """The first term that begins on a leaf, whole; None if none does.

    Bytes 3 and 4 say where the list of terms begins, whose first number is the term's place.
    """
    size = int.from_bytes(block[2:4], "big")
    if len(block) <= size:
        return None
    place, _next = _number(block, size)
    length, begin = _number(block, place)
    return block[begin : begin + length]


def _number(block: bytes, at: int) -> tuple[int, int]:
    """A number as SQLite writes it, seven bits in a byte, and the place after it."""
    value = 0
    while True:
        value = value << 7 | block[at] & 0x7F
        at += 1
        if block[at - 1] < 0x80:
            return value, at


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
