"""Painting the decision map: lit nodes filled and bold, thick lines, other branches thin."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QPolygonF

from nenboard.gui import theme
from nenboard.gui.assessment.map_layout import Box, Link

WRAP: Final = int(Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignCenter.value)
_HALO: Final = 3.0


def area(box: Box) -> QRectF:
    """The rectangle of a box."""
    return QRectF(box.left, box.top, box.width, box.height)


def paint_box(painter: QPainter, box: Box, *, is_current: bool) -> None:
    """A node; lit ones are told by ground, edge and bold words, questions that open by a mark."""
    look = theme.active()
    rect = area(box)
    if is_current:
        painter.setPen(QPen(look.colour("focus"), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 9, 9)
    edge = "primary" if box.is_lit else "control"
    ground = "primary" if box.is_end else "selection" if box.is_lit else "surface"
    painter.setPen(QPen(look.colour(edge), 2.0 if box.is_lit else 1.0))
    painter.setBrush(look.colour(ground))
    painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 7, 7)
    painter.setPen(look.colour("onPrimary" if box.is_end else "text"))
    painter.setFont(_unscaled("caption", 600 if box.is_lit else 400))
    painter.drawText(rect.adjusted(7, 4, -7, -4), WRAP, box.title)
    if box.opens:
        _paint_mark(painter, rect, is_open=box.is_open)


def _paint_mark(painter: QPainter, rect: QRectF, *, is_open: bool) -> None:
    """A small triangle in the lower right corner: right is closed, down is open."""
    at = QPointF(rect.right() - 9, rect.bottom() - 9)
    closed = [QPointF(-2, -3), QPointF(2.5, 0), QPointF(-2, 3)]
    opened = [QPointF(-3, -2), QPointF(3, -2), QPointF(0, 2.5)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.active().colour("text2"))
    painter.drawPolygon(QPolygonF([at + point for point in (opened if is_open else closed)]))


def paint_link(painter: QPainter, link: Link) -> None:
    """A line with an arrow; the lit one thick."""
    colour = theme.active().colour("primary" if link.is_lit else "control")
    points = [QPointF(x, y) for x, y in link.points]
    end = points[-1]
    path = QPainterPath(points[0])
    for point in points[1:-1]:
        path.lineTo(point)
    path.lineTo(end - QPointF(0, 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 3.0 if link.is_lit else 1.0))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    tip = [end + QPointF(0, 1), end + QPointF(-4, -7), end + QPointF(4, -7)]
    painter.drawPolygon(QPolygonF(tip))


def paint_words(painter: QPainter, link: Link, start: Box, *, width: float) -> None:
    """What decided, beside the line that leaves the question, on a halo of the ground."""
    font = _unscaled("caption", 600)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    room = width - start.centre - 12
    words = metrics.elidedText(link.words, Qt.TextElideMode.ElideRight, round(room))
    path = QPainterPath()
    path.addText(QPointF(start.centre + 8, link.words_top + metrics.ascent()), font, words)
    look = theme.active()
    painter.strokePath(path, QPen(look.colour("surface"), _HALO))
    painter.fillPath(path, look.colour("text"))


def _unscaled(role: str, weight: int) -> QFont:
    font = theme.active().font(role, weight=weight)
    font.setPixelSize(max(1, round(font.pixelSize() / theme.active().scale)))
    return font
