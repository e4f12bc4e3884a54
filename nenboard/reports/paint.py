"""Paints laid-out pages on a reportlab canvas: vectors and embedded text, no pictures."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

import nenboard
from nenboard.reports import fonts
from nenboard.reports.drawing import Box, Circle, Drawing, Line, Link, Mark, Polygon, Text, Tiles
from nenboard.reports.values import Weight

LANGUAGE: Final = "en-GB"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to paint. `anchor` is where links lead; `bookmark` stands in the outline."""

    drawing: Drawing
    anchor: str = ""
    bookmark: str = ""


def paint(
    sheets: Sequence[Sheet],
    *,
    title: str,
    at: datetime,
    after_page: Callable[[int], None] = lambda _done: None,
) -> bytes:
    """The pages as PDF bytes, equal for equal input; `at` is the time stamp of the document.

    `after_page` is called with the number of pages done and may raise to stop the work.
    """
    out = io.BytesIO()
    first = sheets[0].drawing
    canvas = Canvas(
        out,
        pagesize=(first.width, first.height),
        invariant=1,
        pageCompression=1,
        lang=LANGUAGE,
        initialFontName=fonts.main_face(Weight.REGULAR).name,
    )
    _describe(canvas, title, at=at)
    brush = _Brush(canvas)
    for number, sheet in enumerate(sheets, start=1):
        canvas.setPageSize((sheet.drawing.width, sheet.drawing.height))
        if sheet.anchor:
            canvas.bookmarkPage(sheet.anchor, fit="Fit")
        if sheet.bookmark:
            canvas.addOutlineEntry(sheet.bookmark, sheet.anchor, level=0)
        brush.page(sheet.drawing)
        canvas.showPage()
        after_page(number)
    canvas.save()
    return out.getvalue()


def _describe(canvas: Any, title: str, *, at: datetime) -> None:
    canvas.setTitle(title)
    canvas.setAuthor("nenboard")
    canvas.setCreator(f"nenboard {nenboard.__version__}")
    canvas.setProducer(f"nenboard {nenboard.__version__}")
    canvas.setSubject("")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    moment = at.astimezone(UTC)
    stamp = canvas._doc._timeStamp  # noqa: SLF001 - the writer offers no other way to set it
    stamp.t = moment.timestamp()
    stamp.lt = tuple(moment.timetuple())
    stamp.YMDhms = tuple(moment.timetuple())[:6]
    stamp.dhh = stamp.dmm = 0
    stamp.tzname = "UTC"


class _Brush:
    """Draws marks; y grows downwards in a drawing and upwards on paper."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.height = 0.0
        self._colours: dict[str, Any] = {}
        self._fill = self._stroke = ""
        self._thickness = -1.0
        self._dash: tuple[float, ...] = ()
        self._draw: dict[type, Callable[[Any], None]] = {
            Text: self._watermark,
            Line: self._line,
            Box: self._box,
            Polygon: self._polygon,
            Circle: self._circle,
            Link: self._link,
            Tiles: self._tiles,
        }

    def page(self, drawing: Drawing) -> None:
        """All marks of a page, in order."""
        self.height = drawing.height
        self._fill = self._stroke = ""
        self._thickness, self._dash = -1.0, ()
        self.canvas.setLineCap(0)
        run: list[Text] = []
        for mark in drawing.drawn():
            if isinstance(mark, Text) and not mark.is_watermark:
                run.append(mark)
                continue
            self._words(run)
            run = []
            self._mark(mark)
        self._words(run)

    def _words(self, run: list[Text]) -> None:
        """Texts that follow each other, written as one text object."""
        if not run:
            return
        out = self.canvas.beginText()
        font: tuple[str, float] = ("", 0.0)
        for text in run:
            if text.colour != self._fill:
                out.setFillColor(self._colour(text.colour))
                self._fill = text.colour
            x, y = text.x, self.height - text.y
            for name, words in fonts.runs(text.words, text.weight):
                if font != (name, text.size):
                    font = (name, text.size)
                    out.setFont(*font)
                out.setTextOrigin(x, y)
                out.textOut(words)
                x += fonts.width(words, text.weight, size=text.size)
        self.canvas.drawText(out)

    def _mark(self, mark: Mark) -> None:
        self._draw[type(mark)](mark)

    def _colour(self, name: str) -> Any:
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = HexColor(name)
        return found

    def _ink(self, fill: str, stroke: str, *, thickness: float, dash: tuple[float, ...]) -> None:
        if fill and fill != self._fill:
            self.canvas.setFillColor(self._colour(fill))
            self._fill = fill
        if not stroke:
            return
        if stroke != self._stroke:
            self.canvas.setStrokeColor(self._colour(stroke))
            self._stroke = stroke
        if thickness != self._thickness:
            self.canvas.setLineWidth(thickness)
            self._thickness = thickness
        if dash != self._dash:
            self.canvas.setDash(list(dash), 0)
            self._dash = dash

    def _watermark(self, text: Text) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(text.x, self.height - text.y)
        canvas.rotate(text.angle)
        canvas.setStrokeColor(self._colour(text.colour))
        canvas.setLineWidth(1)
        canvas.setFont(fonts.runs(text.words, text.weight)[0][0], text.size)
        canvas.drawString(-text.width / 2, -text.size * 0.36, text.words, mode=1)
        canvas.restoreState()
        self._fill = self._stroke = ""
        self._thickness = -1.0

    def _line(self, line: Line) -> None:
        self._ink("", line.colour, thickness=line.thickness, dash=line.dash)
        h = self.height
        self.canvas.line(line.x1, h - line.y1, line.x2, h - line.y2)

    def _box(self, box: Box) -> None:
        self._ink(box.fill, box.stroke, thickness=box.thickness, dash=box.dash)
        y = self.height - box.y - box.height
        painted = {"stroke": int(bool(box.stroke)), "fill": int(bool(box.fill))}
        if box.radius:
            self.canvas.roundRect(box.x, y, box.width, box.height, box.radius, **painted)
        else:
            self.canvas.rect(box.x, y, box.width, box.height, **painted)

    def _polygon(self, shape: Polygon) -> None:
        self._ink(shape.fill, shape.stroke, thickness=shape.thickness, dash=shape.dash)
        path = self.canvas.beginPath()
        (x, y), *rest = shape.points
        path.moveTo(x, self.height - y)
        for x, y in rest:
            path.lineTo(x, self.height - y)
        if shape.is_closed:
            path.close()
        self.canvas.drawPath(path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)))

    def _circle(self, ring: Circle) -> None:
        self._ink(ring.fill, ring.stroke, thickness=ring.thickness, dash=ring.dash)
        painted = {"stroke": int(bool(ring.stroke)), "fill": int(bool(ring.fill))}
        self.canvas.circle(ring.x, self.height - ring.y, ring.radius, **painted)

    def _tiles(self, mark: Tiles) -> None:
        self._ink(mark.fill, "", thickness=0, dash=())
        path = self.canvas.beginPath()
        for x, y, width in mark.tiles:
            path.rect(mark.x + x, self.height - mark.y - y - mark.tile, width, mark.tile)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _link(self, link: Link) -> None:
        top = self.height - link.y
        rectangle = (link.x, top - link.height, link.x + link.width, top)
        self.canvas.linkRect("", link.target, rectangle, relative=0, thickness=0)
