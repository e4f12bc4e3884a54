"""Paints the plain marks of a drawing with Qt: the same marks that the documents print."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from nenboard.gui import theme

if TYPE_CHECKING:
    from nenboard.gui.course.inks import Inks
    from nenboard.reports.drawing import Box, Circle, Drawing, Line, Mark, Polygon, Text

_WEIGHTS: Final = {"regular": 400, "semibold": 600, "bold": 700}
_INSIDE: Final = 0.6


class Brush:
    """Draws with a painter, in pixels of `scale` to a point, with the inks passed in."""

    def __init__(self, painter: QPainter, inks: "Inks", *, scale: float) -> None:
        self._painter = painter
        self._inks = inks
        self._scale = scale
        self._fonts: dict[tuple[str, float], QFont] = {}
        self._bars: list[Box] = []

    def paint(self, drawing: "Drawing") -> None:
        """All marks in order."""
        from nenboard.reports import drawing as kinds

        draw = {
            kinds.Text: self._text,
            kinds.Line: self._line,
            kinds.Box: self._box,
            kinds.Polygon: self._polygon,
            kinds.Circle: self._circle,
        }
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in drawing.marks:
            act = draw.get(type(mark))
            if act is not None:
                act(mark)  # type: ignore[operator] # each takes its own kind of mark

    def _ink(self, printed: str, mark: "Mark") -> QColor:
        """As printed inside a bar of treatment, else of the look in use."""
        if self._bars and not self._inks.is_fill(printed) and self._is_in_bar(mark):
            return QColor(printed)
        return self._inks.of(printed)

    def _is_in_bar(self, mark: "Mark") -> bool:
        left, top, right, bottom = _extent(mark)
        return any(
            bar.x - _INSIDE <= left
            and right <= bar.x + bar.width + _INSIDE
            and bar.y - _INSIDE <= top
            and bottom <= bar.y + bar.height + _INSIDE
            for bar in self._bars
        )

    def _pen(self, colour: QColor, thickness: float, dash: tuple[float, ...]) -> None:
        pen = QPen(colour, max(thickness * self._scale, 1.0 if thickness >= 0.5 else 0.6))
        if dash:
            pen.setDashPattern([length * self._scale / pen.widthF() for length in dash])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)

    def _font(self, weight: str, size: float) -> QFont:
        key = (weight, size)
        found = self._fonts.get(key)
        if found is None:
            found = QFont([theme.family(), theme.FALLBACK_FAMILY])
            found.setPixelSize(max(round(size * self._scale), 1))
            found.setWeight(QFont.Weight(_WEIGHTS[weight]))
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[key] = found
        return found

    def _text(self, text: "Text") -> None:
        self._painter.setFont(self._font(str(text.weight), text.size))
        self._painter.setPen(self._ink(text.colour, text))
        self._painter.drawText(QPointF(text.x * self._scale, text.y * self._scale), text.words)

    def _line(self, line: "Line") -> None:
        k = self._scale
        self._pen(self._ink(line.colour, line), line.thickness, line.dash)
        self._painter.drawLine(QPointF(line.x1 * k, line.y1 * k), QPointF(line.x2 * k, line.y2 * k))

    def _box(self, box: "Box") -> None:
        k = self._scale
        is_bar = self._inks.is_fill(box.fill)
        if box.fill and not is_bar and not box.stroke:
            self._painter.fillRect(self._rect(box), self._ink(box.fill, box))
            return
        self._outline(box)
        if box.fill:
            self._painter.setBrush(self._ink(box.fill, box))
        self._painter.drawRoundedRect(self._rect(box), box.radius * k, box.radius * k)
        if is_bar:
            self._bars.append(box)

    def _outline(self, shape: "Box | Polygon | Circle") -> None:
        """The pen of a shape; the outline of a bar follows the look, never the bar."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if shape.stroke:
            self._pen(self._inks.of(shape.stroke), shape.thickness, shape.dash)
        else:
            self._painter.setPen(Qt.PenStyle.NoPen)

    def _polygon(self, shape: "Polygon") -> None:
        k = self._scale
        self._outline(shape)
        if shape.fill:
            self._painter.setBrush(self._ink(shape.fill, shape))
        points = QPolygonF([QPointF(x * k, y * k) for x, y in shape.points])
        if shape.is_closed:
            self._painter.drawPolygon(points)
        else:
            self._painter.drawPolyline(points)

    def _circle(self, ring: "Circle") -> None:
        k = self._scale
        self._outline(ring)
        if ring.fill:
            self._painter.setBrush(self._ink(ring.fill, ring))
        self._painter.drawEllipse(QPointF(ring.x * k, ring.y * k), ring.radius * k, ring.radius * k)

    def _rect(self, box: "Box") -> QRectF:
        k = self._scale
        return QRectF(box.x * k, box.y * k, box.width * k, box.height * k)


def _extent(mark: "Mark") -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a mark in points."""
    from nenboard.reports import drawing as kinds

    match mark:
        case kinds.Text():
            return mark.x, mark.y - mark.size * 0.7, mark.x + mark.width, mark.y
        case kinds.Line():
            xs, ys = sorted((mark.x1, mark.x2)), sorted((mark.y1, mark.y2))
            return xs[0], ys[0], xs[1], ys[1]
        case kinds.Polygon():
            across = [x for x, _y in mark.points]
            down = [y for _x, y in mark.points]
            return min(across), min(down), max(across), max(down)
        case kinds.Circle():
            r = mark.radius
            return mark.x - r, mark.y - r, mark.x + r, mark.y + r
        case _:
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
