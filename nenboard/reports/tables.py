"""Tables of a block: columns on a grid, a shaded head, rows and words that never break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nenboard.reports import style
from nenboard.reports.blocks import Flow, longest_word
from nenboard.reports.drawing import Box, Drawing, Line
from nenboard.reports.style import Type
from nenboard.reports.values import Phrase, Span, Tone, Weight

_PAD: Final = 1.8
_PAD_Y: Final = 1.4
_NARROW: Final = 0.01


@dataclass(frozen=True, slots=True)
class Column:
    """Weight of a column where room is left, and whether figures are set to the right.

    A column with a `fold` goes to a second line of its row, named by its heading, when the table
    is too narrow for it; the highest number first.
    """

    weight: float = 1.0
    is_right: bool = False
    fold: int = 0


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table in pieces: its head and its rows, each a drawing at its own origin."""

    head: Drawing
    rows: tuple[Drawing, ...]


Content = tuple[Sequence[str], Sequence[Sequence[Phrase]]]
"""The headings, and the cells row by row."""


def set_rows(
    typeface: Type, width: float, *, columns: Sequence[Column], content: Content
) -> TableRows:
    """The rows of a table, headings and cells given as `content`.

    Each column is as wide as its longest word, so that dates and numbers never break; what is left
    is shared by weight. What has no room folds, and if all that folds is not enough, a row becomes
    one sentence across the table, in which a word breaks only if it is wider than the table.
    """
    headings, rows = content
    head = tuple((Span(heading, Weight.SEMIBOLD),) if heading else () for heading in headings)
    kept = _kept(typeface, width, columns=columns, rows=[head, *rows])
    if not kept:
        return _sentences(typeface, width, head=head, rows=rows)
    grid = _Grid(
        typeface,
        [columns[number] for number in kept],
        _widths(typeface, width, columns=columns, rows=[head, *rows], kept=kept),
    )
    folded = [number for number in range(len(columns)) if number not in kept]
    line = style.colour("line")
    return TableRows(
        grid.row(_of(head, kept), ground=style.colour("neutralBg")),
        tuple(
            grid.row(_of(row, kept), line=line, below=_said(headings, row, folded=folded))
            for row in rows
        ),
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
        flow.drawing.absorb(piece, 0, dy=flow.y)
        flow.y += piece.height


def least_width(typeface: Type, content: Content) -> float:
    """Width at which no column has to fold, in points."""
    headings, rows = content
    head = tuple((Span(heading, Weight.SEMIBOLD),) for heading in headings)
    return sum(_least(typeface, [head, *rows], number=number) for number in range(len(headings)))


def _of(row: Sequence[Phrase], kept: Sequence[int]) -> tuple[Phrase, ...]:
    return tuple(row[number] for number in kept)


def _least(typeface: Type, rows: Sequence[Sequence[Phrase]], *, number: int) -> float:
    return max(longest_word(row[number], typeface.size) for row in rows) + 2 * _PAD + _NARROW


def _kept(
    typeface: Type, total: float, *, columns: Sequence[Column], rows: Sequence[Sequence[Phrase]]
) -> list[int]:
    """The columns that stay columns; none if even the last ones have no room."""
    kept = list(range(len(columns)))
    least = {number: _least(typeface, rows, number=number) for number in kept}
    order = sorted(kept, key=lambda number: -columns[number].fold)
    for number in order:
        if sum(least[other] for other in kept) <= total:
            return kept
        if not columns[number].fold:
            return []
        kept.remove(number)
    return kept if kept and sum(least[other] for other in kept) <= total else []


def _widths(
    typeface: Type,
    total: float,
    *,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Phrase]],
    kept: Sequence[int],
) -> tuple[float, ...]:
    least = [_least(typeface, rows, number=number) for number in kept]
    weights = [columns[number].weight for number in kept]
    fair = [total * weight / sum(weights) for weight in weights]
    spare = total - sum(least)
    wanted = [max(share - need, 0.0) for need, share in zip(least, fair, strict=True)]
    scale = spare / (sum(wanted) or 1.0)
    return tuple(need + want * scale for need, want in zip(least, wanted, strict=True))


def _said(headings: Sequence[str], row: Sequence[Phrase], *, folded: Sequence[int]) -> Phrase:
    """The folded cells in words: Mit.: 8; Review: agrees."""
    out: Phrase = ()
    for number in folded:
        if row[number]:
            lead = Span(f"{'; ' if out else ''}{headings[number]}: ", tone=Tone.QUIET)
            out = (*out, lead, *row[number])
    return out


def _sentences(
    typeface: Type, width: float, *, head: Sequence[Phrase], rows: Sequence[Sequence[Phrase]]
) -> TableRows:
    headings = [phrase[0].text if phrase else "" for phrase in head]
    grid = _Grid(typeface, [Column()], (width,))
    everything = range(len(headings))
    line = style.colour("line")
    return TableRows(
        Drawing(width),
        tuple(grid.row([_said(headings, row, folded=everything)], line=line) for row in rows),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns with their widths; makes rows."""

    typeface: Type
    columns: Sequence[Column]
    widths: tuple[float, ...]

    def row(
        self, row: Sequence[Phrase], *, ground: str = "", line: str = "", below: Phrase = ()
    ) -> Drawing:
        """One row, as high as its tallest cell, on a ground or above a line; then what folded."""
        spans = list(self._spans(row))
        cells = [self._cell(phrase, wide) for _x, wide, phrase, _right in spans]
        height = max((cell.height for cell in cells), default=0.0) + 2 * _PAD_Y
        drawing = Drawing(sum(self.widths), height)
        if ground:
            drawing.add(Box(0, 0, drawing.width, height, ground))
        for (x, room, _phrase, is_right), cell in zip(spans, cells, strict=True):
            shift = room - 2 * _PAD - cell.right if is_right else 0.0
            drawing.absorb(cell, x + _PAD + shift, dy=_PAD_Y)
        if below:
            more = self._cell(below, drawing.width)
            drawing.absorb(more, _PAD, dy=height - _PAD_Y)
            drawing.height = height = height + more.height
        if line:
            drawing.add(Line(0, height, drawing.width, height, line, 0.5))
        return drawing

    def _spans(self, row: Sequence[Phrase]) -> Iterator[tuple[float, float, Phrase, bool]]:
        """Left edge, width, words and side of each cell.

        What stands after an empty cell begins in it, so that no cell is left empty.
        """
        x = start = 0.0
        for number, (phrase, wide) in enumerate(zip(row, self.widths, strict=True)):
            following = row[number + 1] if number + 1 < len(row) else ()
            if not phrase and following:
                x += wide
                continue
            is_right = self.columns[number].is_right and not any(span.gap for span in phrase)
            yield start, x + wide - start, phrase, is_right
            x += wide
            start = x

    def _cell(self, phrase: Phrase, width: float) -> Drawing:
        cell = Flow(width - 2 * _PAD, self.typeface)
        cell.phrase(phrase)
        return cell.measured()
