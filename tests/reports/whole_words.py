"""Which words of a report stand on its page in pieces."""

import dataclasses
from collections.abc import Iterator

from nenboard.reports.blocks import prepare
from nenboard.reports.summary import SummaryPage
from nenboard.reports.values import CaseReport, Span

BLOCKS = frozenset({"question", "fitness", "pathology", "imaging"})
_OWN = {
    *("+", "more", "see", "detail", "characters", "of", "what", "is", "new", "samples", "results"),
    *("texts", "in", "full", "Slides", "Images", "to", "show:", "Fitness", "and", "wishes"),
    *("Pathology", "Imaging", "markers", "co-morbidities", "New:", "New"),
}


def broken_words(report: CaseReport, page: SummaryPage) -> list[str]:
    """Words on the page that are no whole word of what the report says; shortened ends aside."""
    whole = set(_OWN)
    for text in _texts(prepare(report)):
        for word in text.split(" "):
            whole |= {word, f"{word}:", f"{word},"}
    found = []
    for mark in page.drawing.texts():
        if mark.block in BLOCKS:
            words = [word for word in mark.words.split(" ") if word and "…" not in word]
            found += [word for word in words if _bare(word) not in whole and word not in whole]
    return found


def _bare(word: str) -> str:
    """A word without the signs that a block sets around it."""
    return word.strip(",;:()+.").replace("\u00a0…", "") if not word.isdigit() else "+"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Span):
        yield value.text
        yield value.text.strip(" .,;:()")
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
