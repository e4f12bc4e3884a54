"""The plot of responses with their intervals as pages of vectors and text."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

from nenboard.host.language import _
from nenboard.reports import fonts, reread, style
from nenboard.reports.blocks import prepare
from nenboard.reports.drawing import Box, Circle, Drawing, Line, Polygon, Text
from nenboard.reports.paint import Sheet, paint
from nenboard.reports.plot_values import PlotGroup, PlotRow, ResponsePlot
from nenboard.reports.style import Paper
from nenboard.reports.values import Weight

SHAPES: Final = ("disc", "square", "triangle", "diamond", "ring")
"""One shape for each arm of a row, in printed order."""
TICKS: Final = (0, 25, 50, 75, 100)
_SIZE: Final = 8.0
_ROW: Final = 13.0
_HEAD: Final = 46.0
_FOOT: Final = 52.0
_BLOCK: Final = "plot"
_COLUMNS: Final = (0.0, 0.19, 0.27, 0.52, 0.86)
"""Left edges of study, N, treatment, axis and figures, as shares of the width."""


def render_plot(plot: ResponsePlot, *, at: datetime, paper: str = "A4") -> bytes:
    """The plot as PDF pages, read back and compared. Raises ReportError."""
    from nenboard.reports.pdf import sheet_of

    clean = prepare(plot)
    pages = lay_out_plot(clean, sheet_of(paper))
    data = paint([Sheet(page) for page in pages], title=_("Responses as printed"), at=at)
    must = (reread.Expected(_BLOCK, clean.warning), reread.Expected(_BLOCK, clean.source))
    reread.check(data, pages, expected=[must] * len(pages))
    return data


def lay_out_plot(plot: ResponsePlot, paper: Paper) -> list[Drawing]:
    """The pages: a heading, rows while there is room, and on each the warning and the source."""
    room = paper.inner_height - _HEAD - _FOOT
    pages: list[list[PlotGroup | PlotRow]] = [[]]
    for group in plot.groups:
        for place, row in enumerate(group.rows):
            new: list[PlotGroup | PlotRow] = [row] if place else [group, row]
            if (len(pages[-1]) + len(new)) * _ROW > room:
                pages.append([])
                new = [group, row]
            pages[-1] += new
    return [
        _Page(plot, paper, number).drawn(lines, of=len(pages))
        for number, lines in enumerate(pages, start=1)
    ]


class _Page:
    """One page of the plot."""

    def __init__(self, plot: ResponsePlot, paper: Paper, number: int) -> None:  # noqa: PLR0917 - what a page is
        self.plot = plot
        self.paper = paper
        self.number = number
        self.drawing = Drawing(paper.width, paper.height)
        self.y = paper.margin

    def x(self, column: int) -> float:
        """Left edge of a column."""
        return self.paper.margin + _COLUMNS[column] * self.paper.inner_width

    def at(self, percent: float) -> float:
        """Place of a percentage on the axis."""
        left, right = self.x(3), self.x(4) - 14
        return left + percent / 100 * (right - left)

    def drawn(self, lines: "Sequence[PlotGroup | PlotRow]", *, of: int) -> Drawing:
        """The page."""
        self._head()
        top = self.y
        for line in lines:
            if isinstance(line, PlotGroup):
                self._group(line)
            else:
                self._row(line)
        self._axis(top)
        self._foot(of)
        return self.drawing

    def _head(self) -> None:
        self._write(self.plot.title, (self.paper.margin, self.y + 12), bold=True, size=12.0)
        self._write(self.plot.subtitle, (self.paper.margin, self.y + 24))
        base = self.y + _HEAD - 6
        titles = (_("Study, as printed"), "N", _("Treatment"), "", _("Response, %"))
        for column, title in enumerate(titles):
            self._write(title, (self.x(column), base), bold=True)
        for tick in TICKS:
            wide = fonts.width(str(tick), Weight.REGULAR, size=style.SMALLEST)
            self._write(str(tick), (self.at(tick) - wide / 2, base), size=style.SMALLEST)
        self.y += _HEAD

    def _group(self, group: PlotGroup) -> None:
        ground = style.colour("neutralBg")
        self.drawing.add(Box(self.paper.margin, self.y, self.paper.inner_width, _ROW, ground))
        self._write(group.title, (self.paper.margin + 3, self.y + _ROW - 4), bold=True)
        self.y += _ROW

    def _row(self, row: PlotRow) -> None:
        base = self.y + _ROW - 4
        for column, words in enumerate((row.name, row.n, row.treatment)):
            self._fitted(words, column, base=base, bold=column == 0)
        self._write(row.figures, (self.x(4), base))
        middle = self.y + _ROW / 2
        ink = style.colour("primary")
        for mark in row.marks:
            if mark is not None and mark.low is not None and mark.high is not None:
                low, high = self.at(mark.low), self.at(mark.high)
                self.drawing.add(Line(low, middle, high, middle, ink, 0.8))
                for end in (low, high):
                    self.drawing.add(Line(end, middle - 2, end, middle + 2, ink, 0.8))
        for number, mark in reversed(list(enumerate(row.marks))):
            if mark is not None:
                self.drawing.add(_shape(number, self.at(mark.percent), middle=middle))
        line = style.colour("line")
        self.y += _ROW
        left = self.paper.margin
        self.drawing.add(Line(left, self.y, left + self.paper.inner_width, self.y, line, 0.4))

    def _axis(self, top: float) -> None:
        ink = style.colour("line")
        lines = [Line(self.at(tick), top, self.at(tick), self.y, ink, 0.4) for tick in TICKS]
        self.drawing.marks[:0] = lines

    def _foot(self, of: int) -> None:
        y = self.paper.height - self.paper.margin - _FOOT + 12
        self._write(self.plot.warning, (self.paper.margin, y), bold=True)
        for note in self.plot.notes:
            y += _SIZE * 1.3
            self._write(note, (self.paper.margin, y), size=style.SMALLEST)
        y = self.paper.height - self.paper.margin
        self._write(self.plot.source, (self.paper.margin, y), size=style.SMALLEST)
        page = _("Page {page} of {pages}").format(page=self.number, pages=of)
        wide = fonts.width(page, Weight.REGULAR, size=style.SMALLEST)
        left = self.paper.margin + self.paper.inner_width - wide
        self._write(page, (left, y), size=style.SMALLEST)

    def _fitted(self, words: str, column: int, *, base: float, bold: bool) -> None:
        """Words in a column, at a smaller size where they would not fit."""
        room = self.x(column + 1) - self.x(column) - 4
        weight = Weight.SEMIBOLD if bold else Weight.REGULAR
        wide = fonts.width(words, weight, size=_SIZE)
        size = _SIZE if wide <= room else max(_SIZE * room / wide, 4.0)
        self._write(words, (self.x(column), base), bold=bold, size=size)

    def _write(
        self, words: str, at: tuple[float, float], *, bold: bool = False, size: float = _SIZE
    ) -> None:
        x, base = at
        if words:
            weight = Weight.SEMIBOLD if bold else Weight.REGULAR
            wide = fonts.width(words, weight, size=size)
            self.drawing.add(Text(x, base, words, size, weight, style.colour("text"), wide, _BLOCK))


def _shape(number: int, x: float, *, middle: float) -> Circle | Box | Polygon:
    """The shape of an arm, told apart without colour."""
    ink, white, r = style.colour("primary"), "#FFFFFF", 3.2
    makers: dict[str, Callable[[], Circle | Box | Polygon]] = {
        "disc": lambda: Circle(x, middle, r, ink, ink, 0.6),
        "square": lambda: Box(x - r, middle - r, 2 * r, 2 * r, white, ink, 0.9),
        "triangle": lambda: Polygon(tuple(_corners(x, middle, r=r, turned=False)), white, ink, 0.9),
        "diamond": lambda: Polygon(tuple(_corners(x, middle, r=r, turned=True)), white, ink, 0.9),
        "ring": lambda: Circle(x, middle, r * 0.9, white, ink, 0.9),
    }
    return makers[SHAPES[number % len(SHAPES)]]()


def _corners(x: float, y: float, *, r: float, turned: bool) -> Iterator[tuple[float, float]]:
    if turned:
        yield from ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    else:
        yield from ((x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8))
