"""The shapes of strength, readiness and response, painted so that colour is never alone."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from nenboard.gui import icons

Draw = Callable[[QPainter, QRectF, QColor, QColor], None]


def paint_strength(
    painter: QPainter, strength: str, rect: QRectF, *, ink: QColor, paper: QColor
) -> None:
    """Draw the shape of a strength of recommendation; unknown codes get the dotted ring."""
    _paint(painter, _STRENGTHS.get(strength, _dotted_ring), rect, ink=ink, paper=paper)


def paint_response(painter: QPainter, response: str, rect: QRectF, *, ink: QColor) -> None:
    """Draw the glyph of a response: CR, PR, MR, SD, PD, MIXED or NE."""
    _paint(painter, _RESPONSES.get(response, _open_square), rect, ink=ink, paper=QColor())


def _paint(painter: QPainter, draw: Draw, rect: QRectF, *, ink: QColor, paper: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, max(1.4, rect.width() / 9)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    draw(painter, rect.adjusted(1, 1, -1, -1), ink, paper)
    painter.restore()


def _disc_with_tick(painter: QPainter, rect: QRectF, ink: QColor, paper: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(rect)
    icons.paint(painter, "tick", rect.adjusted(1.5, 1.5, -1.5, -1.5), paper)


def _ring(painter: QPainter, rect: QRectF, _ink: QColor, _paper: QColor) -> None:
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))


def _half_diamond(painter: QPainter, rect: QRectF, ink: QColor, _paper: QColor) -> None:
    middle = rect.center()
    top, bottom = QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom())
    left, right = QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y())
    painter.drawPolygon(QPolygonF([top, right, bottom, left]))
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([top, bottom, left]))


def _square_with_bar(painter: QPainter, rect: QRectF, _ink: QColor, _paper: QColor) -> None:
    box = rect.adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(box, 2, 2)
    inset = box.width() / 4
    middle = box.center().y()
    painter.drawLine(QPointF(box.left() + inset, middle), QPointF(box.right() - inset, middle))


def _octagon(rect: QRectF) -> QPolygonF:
    cut = rect.width() * 0.3
    return QPolygonF(
        [
            QPointF(rect.left() + cut, rect.top()),
            QPointF(rect.right() - cut, rect.top()),
            QPointF(rect.right(), rect.top() + cut),
            QPointF(rect.right(), rect.bottom() - cut),
            QPointF(rect.right() - cut, rect.bottom()),
            QPointF(rect.left() + cut, rect.bottom()),
            QPointF(rect.left(), rect.bottom() - cut),
            QPointF(rect.left(), rect.top() + cut),
        ]
    )


def _octagon_with_cross(painter: QPainter, rect: QRectF, ink: QColor, paper: QColor) -> None:
    painter.setBrush(ink)
    painter.drawPolygon(_octagon(rect))
    painter.setPen(QPen(paper, max(1.4, rect.width() / 8)))
    arm = rect.width() * 0.2
    middle = rect.center()
    painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
    painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))


def _dotted_ring(painter: QPainter, rect: QRectF, ink: QColor, _paper: QColor) -> None:
    pen = QPen(ink, 1.5)
    pen.setDashPattern([0.8, 1.8])
    painter.setPen(pen)
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))


def _triangle(rect: QRectF, *, up: bool) -> QPolygonF:
    tip, base = (rect.top(), rect.bottom()) if up else (rect.bottom(), rect.top())
    return QPolygonF(
        [
            QPointF(rect.center().x(), tip),
            QPointF(rect.right(), base),
            QPointF(rect.left(), base),
        ]
    )


def _filled_up(painter: QPainter, rect: QRectF, ink: QColor, _paper: QColor) -> None:
    painter.setBrush(ink)
    painter.drawPolygon(_triangle(rect.adjusted(1, 1, -1, -1), up=True))


def _filled_down(painter: QPainter, rect: QRectF, ink: QColor, _paper: QColor) -> None:
    painter.setBrush(ink)
    painter.drawPolygon(_triangle(rect.adjusted(1, 1, -1, -1), up=False))


def _open_down(painter: QPainter, rect: QRectF, _ink: QColor, _paper: QColor) -> None:
    painter.drawPolygon(_triangle(rect.adjusted(1, 1, -1, -1), up=False))


def _bar(painter: QPainter, rect: QRectF, ink: QColor, _paper: QColor) -> None:
    path = QPainterPath()
    height = rect.height() * 0.35
    path.addRect(QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height))
    painter.fillPath(path, ink)


def _ring_with_dot(painter: QPainter, rect: QRectF, ink: QColor, _paper: QColor) -> None:
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    painter.setBrush(ink)
    painter.drawEllipse(rect.center(), rect.width() / 6, rect.width() / 6)


def _up_and_down(painter: QPainter, rect: QRectF, ink: QColor, paper: QColor) -> None:
    half = rect.width() / 2
    _filled_up(painter, rect.adjusted(-1, 0, -half, 0), ink, paper)
    _filled_down(painter, rect.adjusted(half, 0, 1, 0), ink, paper)


def _open_square(painter: QPainter, rect: QRectF, _ink: QColor, _paper: QColor) -> None:
    painter.drawRect(rect.adjusted(1, 1, -1, -1))


_STRENGTHS: dict[str, Draw] = {
    "preferred": _disc_with_tick,
    "option": _ring,
    "selected": _half_diamond,
    "not_routine": _square_with_bar,
    "contraindicated": _octagon_with_cross,
}
_RESPONSES: dict[str, Draw] = {
    "CR": _ring_with_dot,
    "PR": _filled_down,
    "MR": _open_down,
    "SD": _bar,
    "PD": _filled_up,
    "MIXED": _up_and_down,
    "NE": _open_square,
}
