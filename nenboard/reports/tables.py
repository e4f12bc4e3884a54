"""Tables of a block: columns on a grid, a shaded head, rows that never break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nenboard.reports import style
from nenboard.reports.blocks import Flow, longest_word
from nenboard.reports.drawing import Box, Drawing, Line
from nenboard.reports.style import Type
from nenboard.reports.values import Phrase, Span, Weight

_PAD: Final = 2.2
_PAD_Y: Final = 1.4


@dataclass(frozen=True, slots=True)
class Column:
    """Weight of a column where room is left, and whether figures are set to the right."""

    weight: float = 1.0
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table in pieces: its head and its rows, each a drawing at its own origin."""

    head: Drawing
    rows: tuple[Drawing, ...]


def set_rows(
    typeface: Type,
    width: float,
    *,
    columns: Sequence[Column],
    content: tuple[Sequence[str], Sequence[Sequence[Phrase]]],
) -> TableRows:
    """The rows of a table, headings and cells given as `content`.

    Each column is as wide as its longest word, so that dates and numbers never break, as long as
    the page is wide enough; what is left is shared by weight.
    """
    headings, rows = content
    head = tuple((Span(heading, Weight.SEMIBOLD),) if heading else () for heading in headings)
    widths = _widths(typeface, width, columns=columns, rows=[head, *rows])
    grid = _Grid(typeface, columns, widths)
    return TableRows(
        grid.row(head, ground=style.colour("neutralBg")),
        tuple(grid.row(row, line=style.colour("line")) for row in rows),
    )


def table(
    flow: Flow,
    columns: Sequence[Column],
    *,
    headings: Sequence[str],
    rows: Sequence[Sequence[Phrase]],
) -> None:
    """Set a whole table into a column of a page at the size of the flow's type."""
    pieces = set_rows(flow.type, flow.drawing.width, columns=columns, content=(headings, rows))
    for piece in (pieces.head, *pieces.rows):
        flow.drawing.place(piece, 0, dy=flow.y)
        flow.y += piece.height


def _widths(
    typeface: Type, total: float, *, columns: Sequence[Column], rows: Sequence[Sequence[Phrase]]
) -> tuple[float, ...]:
    size = typeface.size
    least = [
        max(longest_word(row[number], size) for row in rows) + 2 * _PAD
        for number in range(len(columns))
    ]
    fair = [total * column.weight / sum(c.weight for c in columns) for column in columns]
    if sum(least) > total:
        excess = [max(need - share, 0.0) for need, share in zip(least, fair, strict=True)]
        over = sum(least) - total
        return tuple(
            need - over * part / (sum(excess) or 1.0)
            for need, part in zip(least, excess, strict=True)
        )
    spare = total - sum(least)
    wanted = [max(share - need, 0.0) for need, share in zip(least, fair, strict=True)]
    scale = spare / (sum(wanted) or 1.0)
    return tuple(need + want * scale for need, want in zip(least, wanted, strict=True))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns with their widths; makes rows."""

    typeface: Type
    columns: Sequence[Column]
    widths: tuple[float, ...]

    def row(self, row: Sequence[Phrase], *, ground: str = "", line: str = "") -> Drawing:
        """One row, as high as its tallest cell, on a ground or above a line."""
        spans = list(self._spans(row))
        cells = [self._cell(phrase, wide) for _x, wide, phrase, _right in spans]
        height = max((cell.height for cell in cells), default=0.0) + 2 * _PAD_Y
        drawing = Drawing(sum(self.widths), height)
        if ground:
            drawing.add(Box(0, 0, drawing.width, height, ground))
        for (x, room, _phrase, is_right), cell in zip(spans, cells, strict=True):
            used = max((text.x + text.width for text in cell.texts()), default=0.0)
            shift = room - 2 * _PAD - used if is_right else 0.0
            drawing.place(cell, x + _PAD + shift, dy=_PAD_Y)
        if line:
            drawing.add(Line(0, height, drawing.width, height, line, 0.5))
        return drawing

    def _spans(self, row: Sequence[Phrase]) -> Iterator[tuple[float, float, Phrase, bool]]:
        """Left edge, width, words and side of each cell.

        A missing value begins in the empty cell before it, so that no cell is left empty.
        """
        x = start = 0.0
        for number, (phrase, wide) in enumerate(zip(row, self.widths, strict=True)):
            following = row[number + 1] if number + 1 < len(row) else ()
            if not phrase and following and following[0].gap:
                x += wide
                continue
            yield start, x + wide - start, phrase, self.columns[number].is_right
            x += wide
            start = x

    def _cell(self, phrase: Phrase, width: float) -> Drawing:
        cell = Flow(width - 2 * _PAD, self.typeface)
        cell.phrase(phrase)
        return cell.done()
