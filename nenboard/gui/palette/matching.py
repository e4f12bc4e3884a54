"""Which entries fit what was typed: beginnings of words first, then words with a slip."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

_LETTERS_FOR_A_SLIP = 4


class Fitting(Generic[T]):
    """Entries with the words they are found by, split once for many questions."""

    def __init__(self, entries: Sequence[T], texts: Iterable[str]) -> None:
        self._known = [(entry, words_of(text)) for entry, text in zip(entries, texts, strict=True)]

    def find(self, typed: str, *, most: int) -> list[T]:
        """The entries that fit, the best first, in their own order where equal.

        Words with a slip are looked for only where few begin as typed.
        """
        wanted = words_of(typed)
        found = [entry for entry, words in self._known if _begins(wanted, words)]
        if len(found) >= most or not wanted:
            return found[:most]
        nearly = [(score(wanted, words), entry) for entry, words in self._known]
        rest = [pair for pair in nearly if pair[0] and pair[1] not in found]
        rest.sort(key=lambda pair: -pair[0])
        return [*found, *(entry for _score, entry in rest)][:most]


def words_of(text: str) -> list[str]:
    """The words of a text, without signs and capitals."""
    plain = "".join(sign if sign.isalnum() else " " for sign in text.casefold())
    return plain.split()


def score(wanted: Sequence[str], words: Sequence[str]) -> float:
    """How well words fit, 0 to 100: every word typed must begin one of them, or nearly be one."""
    if not wanted or not words:
        return 0.0
    return min(_best(word, words) for word in wanted)


def _begins(wanted: Sequence[str], words: Sequence[str]) -> bool:
    begun = (any(word.startswith(one) for word in words) for one in wanted)
    return bool(wanted) and all(begun)


def _best(wanted: str, words: Sequence[str]) -> float:
    if any(word.startswith(wanted) for word in words):
        return 100.0
    if len(wanted) < _LETTERS_FOR_A_SLIP:
        return 0.0
    return max(_slips(wanted, word) for word in words)


def _slips(wanted: str, word: str) -> float:
    """How near the beginning of a word comes, with one slip for every four letters typed."""
    from rapidfuzz.distance import OSA

    length = len(wanted)
    allowed = length // _LETTERS_FOR_A_SLIP
    if len(word) < length - allowed:
        return 0.0
    begins = (word[: length + more] for more in (-1, 0, 1))
    slips = min(OSA.distance(wanted, begin, score_cutoff=allowed) for begin in begins)
    return 90.0 - slips if slips <= allowed else 0.0
