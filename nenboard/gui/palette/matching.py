"""Which entries fit what was typed: beginnings of words first, then words with a slip."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

_LETTERS_FOR_A_SLIP = 4


def score(typed: str, text: str) -> float:
    """How well a text fits, 0 to 100: every word typed must begin a word, or nearly be one."""
    words = _words(text)
    wanted = _words(typed)
    if not wanted or not words:
        return 0.0
    return min(_best(word, words) for word in wanted)


def fitting(typed: str, entries: Iterable[T], texts: Sequence[str], *, most: int) -> list[T]:
    """The entries whose texts fit, the best first, in their own order where equal."""
    scored = [(score(typed, text), entry) for entry, text in zip(entries, texts, strict=True)]
    found = [pair for pair in scored if pair[0]]
    found.sort(key=lambda pair: -pair[0])
    return [entry for _score, entry in found[:most]]


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
    begins = (word[: length + more] for more in (-1, 0, 1))
    slips = min(OSA.distance(wanted, begin) for begin in begins)
    return 90.0 - slips if slips <= length // _LETTERS_FOR_A_SLIP else 0.0


def _words(text: str) -> list[str]:
    plain = "".join(sign if sign.isalnum() else " " for sign in text.casefold())
    return plain.split()
