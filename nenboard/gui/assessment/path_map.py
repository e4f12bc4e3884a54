"""The path drawn: lit nodes filled and bold, other branches thin. The text says the same."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.map_layout import Box, Link, PathMap, lay_out
from nenboard.gui.assessment.view import OutcomeView
from nenboard.host.language import _

_WRAP: Final = int(Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignCenter.value)


class PathMapView(QWidget):
    """One stop for the focus; Up and Down go along the path, each node is read out."""

    def __init__(self, outcomes: tuple[OutcomeView, ...]) -> None:
        super().__init__()
        self.setObjectName("path_map")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._outcomes = outcomes
        self._map = PathMap((), (), 0, 0)
        self._at = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = [step.sentence(n) for one in outcomes for n, step in enumerate(one.steps, 1)]
        self.setAccessibleName(_("Path of this patient. {steps}").format(steps=" ".join(said)))

    def _scale(self) -> float:
        return theme.active().scale

    def _measure(self, title: str, width: float) -> float:
        scale = self._scale()
        metrics = QFontMetricsF(theme.active().font("caption", weight=600))
        room = QRectF(0, 0, (width - 12) * scale, 1000)
        return max(metrics.boundingRect(room, _WRAP, title).height() / scale + 12, 30.0)

    def heightForWidth(self, width: int) -> int:
        """Room for all rows."""
        scale = self._scale()
        return round(lay_out(self._outcomes, width / scale, self._measure).height * scale) + 2

    def sizeHint(self) -> QSize:
        """Room for all rows at the present width."""
        width = max(self.width(), theme.active().px(320))
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the boxes anew."""
        super().resizeEvent(event)
        self._map = lay_out(self._outcomes, self.width() / self._scale() - 2, self._measure)
        self.setMinimumHeight(round(self._map.height * self._scale()) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the lit path."""
        lit = [box for box in self._map.boxes if box.is_lit]
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() not in steps or not lit:
            super().keyPressEvent(event)
            return
        self._at = min(max(self._at + steps[Qt.Key(event.key())], 0), len(lit) - 1)
        self.setAccessibleDescription(lit[self._at].title)
        self.update()

    def event(self, event: QEvent) -> bool:
        """The full words of a box, and what is folded away, as a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = QPointF(event.pos()) / self._scale()
            box = next((one for one in self._map.boxes if _area(one).contains(spot)), None)
            words = "\n".join(box.folded) or box.title if box is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Links first, lit ones on top, then the boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(1, 1)
        painter.scale(self._scale(), self._scale())
        for link in self._map.links:
            self._paint_link(painter, link)
        lit = [box for box in self._map.boxes if box.is_lit]
        for box in self._map.boxes:
            is_current = self.hasFocus() and 0 <= self._at < len(lit) and box is lit[self._at]
            self._paint_box(painter, box, is_current)

    def _paint_box(self, painter: QPainter, box: Box, is_current: bool) -> None:
        look = theme.active()
        edge = "primary" if box.is_lit else "control"
        ground = "primary" if box.is_end else "selection" if box.is_lit else "surface"
        painter.setPen(
            QPen(look.colour("focus" if is_current else edge), 2.0 if box.is_lit else 1.0)
        )
        painter.setBrush(look.colour(ground))
        rect = _area(box)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(look.colour("onPrimary" if box.is_end else "text"))
        painter.setFont(_unscaled("caption", 600 if box.is_lit else 400))
        painter.drawText(rect.adjusted(6, 4, -6, -4), _WRAP, box.title)

    def _paint_link(self, painter: QPainter, link: Link) -> None:
        look = theme.active()
        colour = look.colour("primary" if link.is_lit else "control")
        start = QPointF(link.start.centre, link.start.top + link.start.height)
        end = QPointF(link.end.centre, link.end.top)
        bend = end.y() - 13
        path = QPainterPath(start)
        path.lineTo(start.x(), bend)
        path.lineTo(end.x(), bend)
        path.lineTo(end.x(), end.y() - 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 3.0 if link.is_lit else 1.0))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        tip = [end, end + QPointF(-4, -7), end + QPointF(4, -7)]
        painter.drawPolygon(QPolygonF(tip))
        if link.is_lit and link.words:
            self._paint_words(painter, link, start)

    def _paint_words(self, painter: QPainter, link: Link, start: QPointF) -> None:
        """What decided, beside the line that leaves the question."""
        painter.setFont(_unscaled("caption", 600))
        painter.setPen(theme.active().colour("text"))
        metrics = painter.fontMetrics()
        room = self._map.width - start.x() - 10
        words = metrics.elidedText(link.words, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QPointF(start.x() + 8, start.y() + metrics.ascent() + 2), words)


def _unscaled(role: str, weight: int) -> QFont:
    font = theme.active().font(role, weight=weight)
    font.setPixelSize(max(1, round(font.pixelSize() / theme.active().scale)))
    return font


def _area(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
