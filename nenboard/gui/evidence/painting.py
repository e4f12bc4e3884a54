"""Painting responses: the shape of each arm, its interval, the scale."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from nenboard.gui import theme

if TYPE_CHECKING:
    from nenboard.reports.plot_values import PlotRow

TICKS: Final = (0, 25, 50, 75, 100)
_SHAPES: Final = ("disc", "square", "triangle", "diamond", "ring")
SIGNS: Final = ("●", "□", "△", "◇", "○")
"""The shapes as signs in a text, in the order of the arms."""
_RADIUS: Final = 4.5


def axis_x(rect: QRectF, percent: float) -> float:
    """Place of a percentage in a cell."""
    inset = theme.active().px(14)
    return rect.left() + inset + percent / 100 * (rect.width() - 2 * inset)


def paint_scale(painter: QPainter, rect: QRectF) -> None:
    """Thin lines at 0, 25, 50, 75 and 100 %."""
    painter.setPen(QPen(theme.active().colour("line"), 1))
    for tick in TICKS:
        x = axis_x(rect, tick)
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))


def paint_row(painter: QPainter, rect: QRectF, row: "PlotRow", *, paper: QColor) -> None:
    """Intervals first, then the arms from the last to the first, so that the first is on top."""
    look = theme.active()
    ink = look.colour("primary")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = rect.center().y()
    painter.setPen(QPen(ink, 1.2))
    for mark in row.marks:
        if mark is not None and mark.low is not None and mark.high is not None:
            low, high = axis_x(rect, mark.low), axis_x(rect, mark.high)
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
            tip = look.px(3)
            for end in (low, high):
                painter.drawLine(QPointF(end, middle - tip), QPointF(end, middle + tip))
    for number, mark in reversed(list(enumerate(row.marks))):
        if mark is not None:
            at = QPointF(axis_x(rect, mark.percent), middle)
            paint_shape(painter, number, at, ink=ink, paper=paper)


def paint_shape(painter: QPainter, number: int, at: QPointF, *, ink: QColor, paper: QColor) -> None:
    """The shape of an arm, told apart without colour."""
    r = _RADIUS * theme.active().scale
    shape = _SHAPES[number % len(_SHAPES)]
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if shape == "disc" else paper)
    if shape in {"disc", "ring"}:
        painter.drawEllipse(at, r, r)
    elif shape == "square":
        painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r))
    elif shape == "triangle":
        low = r * 0.8
        _polygon(painter, at, (0.0, -r), (r, low), (-r, low))
    else:
        _polygon(painter, at, (0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0))


def _polygon(painter: QPainter, at: QPointF, *corners: tuple[float, float]) -> None:
    painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
