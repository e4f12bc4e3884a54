"""What a portrait document says, block by block, as plain frozen values."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from nenboard.reports.values import Identity, Phrase, Provenance, Sitting, State


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; it stays with it."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points, each with its sign before it."""

    points: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their weights and headings, rows that are never broken."""

    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[Phrase, ...], ...]


@dataclass(frozen=True, slots=True)
class Framed:
    """What stands in a frame: the part of a letter that is read first."""

    blocks: tuple["Heading | Words | Items", ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on, with what stands below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows begins on a new page."""


Block = Heading | Words | Items | Table | Framed | Signature | Turn


@dataclass(frozen=True, slots=True)
class Document:
    """A portrait document about one person, or about a meeting where `identity` is None.

    `size` is the type of its body in points. `shorter` are the same document said in fewer words:
    one after another is tried, and then smaller type down to `smallest`, until it has at most
    `most_pages` pages; without them it takes the pages it needs.
    """

    title: str
    sitting: Sitting
    state: State
    body: tuple[Block, ...]
    provenance: Provenance
    identity: Identity | None = None
    size: float = 8.5
    smallest: float = 8.5
    most_pages: int = 0
    shorter: tuple[tuple[Block, ...], ...] = ()
    fingerprint: str = ""


def phrases(blocks: tuple[Block, ...]) -> Iterator[Phrase]:
    """Every phrase of the blocks in its order; headings and heads of tables are none."""
    for block in blocks:
        match block:
            case Words(phrase):
                yield phrase
            case Items(points):
                yield from points
            case Table(_columns, rows):
                yield from (cell for row in rows for cell in row)
            case Framed(inner):
                yield from phrases(inner)
            case _:
                pass


def with_body(document: Document, body: tuple[Block, ...]) -> Document:
    """The same document with other words."""
    return dataclasses.replace(document, body=body, shorter=())
