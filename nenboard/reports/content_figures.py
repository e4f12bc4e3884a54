"""The figures of the board over a span of days; no patient stands in them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.content_lists import Edition, made
from nenboard.reports.document_values import Block, Document, Heading, Table, Words
from nenboard.reports.values import Phrase

C = TypeVar("C", bound=StrEnum)
Counts = Sequence[tuple[str, int]]
"""Figures in words, each with its number."""


def figures_document(
    span: str, parts: Sequence[tuple[str, Counts]], *, edition: Edition
) -> Document:
    """A table for each part: what was counted, and the number."""
    blocks: list[Block] = [Words(words.plain(span))]
    for title, counts in parts:
        blocks.append(Heading(title))
        rows: tuple[tuple[Phrase, ...], ...] = tuple(
            (words.plain(name), words.bold(str(number))) for name, number in counts
        )
        if rows:
            blocks.append(Table(((_("What"), 4.0), (_("Number"), 1.0)), rows))
        else:
            blocks.append(Words(words.plain(_("None in this span."))))
    return made(_("Figures of the board"), blocks, edition=edition)


def counted(found: Mapping[C, int]) -> Counts:
    """The counts of a vocabulary in words, the most frequent first."""
    pairs = sorted(found.items(), key=lambda pair: (-pair[1], str(pair[0].value)))
    return tuple((labels.label(code), number) for code, number in pairs)
