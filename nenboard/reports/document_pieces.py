"""The blocks of a portrait document as pieces that a page break never cuts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nenboard.reports import style
from nenboard.reports.blocks import Flow, wrap
from nenboard.reports.document_values import (
    Block,
    Framed,
    Heading,
    Items,
    Signature,
    Table,
    Turn,
    Words,
)
from nenboard.reports.drawing import Circle, Drawing, Line
from nenboard.reports.style import Type
from nenboard.reports.tables import Column, set_rows
from nenboard.reports.values import Phrase, Span, Tone, Weight

BODY: Final = "document"
_LEADING: Final = 1.25
_INDENT: Final = 11.0
FRAME_PAD: Final = 7.0
_SIGNATURE: Final = 200.0
_LARGEST_TABLE: Final = 8.0


@dataclass(slots=True)
class Piece:
    """A drawing with the room before it; `head` is set again where a page begins with the piece.

    `holds_next` keeps it on the page of what follows; `turns` begins a page.
    """

    drawing: Drawing
    before: float = 0.0
    head: Drawing | None = None
    holds_next: bool = False
    is_framed: bool = False
    turns: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Width of the column, height of a page, and the size of the body."""

    width: float
    height: float
    size: float

    @property
    def type(self) -> Type:
        """The type of the body."""
        return Type(self.size, _LEADING, BODY)


def pieces(blocks: tuple[Block, ...], setting: Setting) -> Iterator[Piece]:
    """The pieces of all blocks in their order."""
    for block in blocks:
        match block:
            case Heading(text):
                yield _heading(text, setting)
            case Words(phrase):
                yield from _paragraph(phrase, setting, before=setting.size * 0.35)
            case Items(points):
                for point in points:
                    yield from _point(point, setting)
            case Table():
                yield from _table(block, setting)
            case Framed(inner):
                yield from _framed(inner, setting)
            case Signature(text):
                yield _signature(text, setting)
            case Turn():
                yield Piece(Drawing(setting.width), turns=True)


def _heading(text: str, setting: Setting) -> Piece:
    flow = Flow(setting.width, setting.type)
    flow.phrase(
        (Span(text, Weight.SEMIBOLD, Tone.LINK),), size=max(style.HEADING, setting.size + 0.5)
    )
    return Piece(flow.done(), before=setting.size * 1.1, holds_next=True)


def _paragraph(
    phrase: Phrase, setting: Setting, *, before: float = 0.0, indent: float = 0.0
) -> Iterator[Piece]:
    """A paragraph line by line, so that a long one may go on over a page."""
    whole = Flow(setting.width, setting.type)
    for line in wrap(phrase, setting.width - indent, size=setting.size):
        whole.line(line, indent, size=setting.size)
        drawing = whole.done()
        yield Piece(drawing, before=before)
        whole, before = Flow(setting.width, setting.type), 0.0


def _point(point: Phrase, setting: Setting) -> Iterator[Piece]:
    lines = list(_paragraph(point, setting, before=setting.size * 0.2, indent=_INDENT))
    for number, piece in enumerate(lines):
        if not number:
            middle = piece.drawing.height / 2
            piece.drawing.marks.insert(0, Circle(4, middle, 1.4, style.colour("text")))
        yield piece


def _table(block: Table, setting: Setting) -> Iterator[Piece]:
    size = min(_LARGEST_TABLE, setting.size)
    columns = [Column(weight) for _heading, weight in block.columns]
    headings = [heading for heading, _weight in block.columns]
    rows = [tuple(cell or (Span("\u00a0"),) for cell in row) for row in block.rows]
    content = (headings, rows)
    found = set_rows(Type(size, _LEADING, BODY), setting.width, columns=columns, content=content)
    before = setting.size * 0.4
    if found.rows and found.head.height:
        yield Piece(_copy(found.head), before=before, holds_next=True)
        before = 0.0
    for cells, row in zip(rows, found.rows, strict=True):
        if row.height + found.head.height > setting.height:
            yield from _said(headings, cells, setting=setting)
        else:
            yield Piece(row, before=before, head=found.head)
        before = 0.0


def _copy(drawing: Drawing) -> Drawing:
    copied = Drawing(drawing.width, drawing.height)
    copied.place(drawing, 0, dy=0)
    return copied


def _said(headings: list[str], cells: tuple[Phrase, ...], *, setting: Setting) -> Iterator[Piece]:
    """A row that no page can hold: each cell a paragraph that its heading begins."""
    for heading, cell in zip(headings, cells, strict=True):
        lead = Span(f"{heading}: ", tone=Tone.QUIET)
        yield from _paragraph((lead, *cell), setting)


def _framed(inner: tuple[Heading | Words | Items, ...], setting: Setting) -> Iterator[Piece]:
    narrow = Setting(setting.width - 2 * FRAME_PAD, setting.height, setting.size)
    found = list(pieces(inner, narrow))
    for number, piece in enumerate(found):
        shifted = Drawing(setting.width, piece.drawing.height)
        shifted.place(piece.drawing, FRAME_PAD, dy=0)
        piece.drawing, piece.is_framed = shifted, True
        piece.before = FRAME_PAD + setting.size * 0.6 if not number else piece.before
        yield piece
    yield Piece(Drawing(setting.width, 0.0), before=FRAME_PAD, is_framed=False)


def _signature(text: str, setting: Setting) -> Piece:
    flow = Flow(setting.width, setting.type)
    flow.space(setting.size * 2.6)
    ink = style.colour(style.RULE_COLOUR)
    flow.drawing.add(Line(0, flow.y, min(_SIGNATURE, setting.width), flow.y, ink, 0.6))
    flow.space(2)
    flow.phrase((Span(text, tone=Tone.QUIET),))
    return Piece(flow.done(), before=setting.size)
