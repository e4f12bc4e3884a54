"""Tables of a block: columns on a grid, a shaded head, rows that never break."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nenboard.reports import style
from nenboard.reports.blocks import Flow, longest_word
from nenboard.reports.drawing import Box, Drawing, Line
from nenboard.reports.values import Phrase, Span, Weight

_PAD: Final = 2.2
_PAD_Y: Final = 1.4


@dataclass(frozen=True, slots=True)
class Column:
    """Weight of a column where room is left, and whether figures are set to the right."""

    weight: float = 1.0
    is_right: bool = False


def table(
    flow: Flow, columns: Sequence[Column], headings: Sequence[str], rows: Sequence[Sequence[Phrase]]
) -> None:
    """Set a table into a column of a page at the size of the flow's type.

    Each column is as wide as its longest word, so that dates and numbers never break, as long as
    the page is wide enough; what is left is shared by weight.
    """
    head = tuple((Span(heading, Weight.SEMIBOLD),) if heading else () for heading in headings)
    grid = _Grid(flow, columns, _widths(flow, columns, [head, *rows]))
    grid.row(head, ground=style.colour("neutralBg"))
    for row in rows:
        grid.row(row)
        ink = style.colour("line")
        flow.drawing.add(Line(0, flow.y, flow.drawing.width, flow.y, ink, 0.5))


def _widths(
    flow: Flow, columns: Sequence[Column], rows: Sequence[Sequence[Phrase]]
) -> tuple[float, ...]:
    size, total = flow.type.size, flow.drawing.width
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
    """Columns with their widths, filling a flow row by row."""

    flow: Flow
    columns: Sequence[Column]
    widths: tuple[float, ...]

    def row(self, row: Sequence[Phrase], *, ground: str = "") -> None:
        """One row, as high as its tallest cell."""
        cells = [self._cell(phrase, wide) for phrase, wide in zip(row, self.widths, strict=True)]
        height = max((cell.height for cell in cells), default=0.0) + 2 * _PAD_Y
        flow = self.flow
        if ground:
            flow.drawing.add(Box(0, flow.y, flow.drawing.width, height, ground))
        x = 0.0
        for column, cell, room in zip(self.columns, cells, self.widths, strict=True):
            used = max((text.x + text.width for text in cell.texts()), default=0.0)
            shift = room - 2 * _PAD - used if column.is_right else 0.0
            flow.drawing.place(cell, x + _PAD + shift, flow.y + _PAD_Y)
            x += room
        flow.y += height

    def _cell(self, phrase: Phrase, width: float) -> Drawing:
        cell = Flow(width - 2 * _PAD, self.flow.type)
        cell.phrase(phrase)
        return cell.done()
