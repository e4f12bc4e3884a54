"""The flip-point bar of a number: what leads on either side of each exact limit."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.explained import NumberView, SegmentView
from nenboard.host.language import _

_WRAP: Final = int(Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignCenter.value)


class FlipBar(QWidget):
    """One stop for the focus: Left and Right go from run to run, Enter tries a value inside.

    Runs are drawn equally wide, because limits of the rules can lie close together; the limits
    below them are exact.
    """

    tried = Signal(str, object)

    def __init__(self, number: NumberView) -> None:
        super().__init__()
        self.number = number
        self.setObjectName(f"flip_{number.fact}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(number.sentence())
        held = [n for n, part in enumerate(number.segments) if part.holds]
        self.at = held[0] if held else 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _wide(self, width: int) -> float:
        return (width - theme.active().px(6)) / len(self.number.segments)

    def _bar_height(self, width: int) -> float:
        """Room for the words of the fullest run."""
        look = theme.active()
        wide = self._wide(width) - look.px(8)
        metrics = QFontMetricsF(look.font("caption"))
        room = QRectF(0, 0, wide, 2000)
        most = max(
            metrics.boundingRect(room, _WRAP, part.leading).height()
            for part in self.number.segments
        )
        return most + QFontMetrics(look.font("caption", weight=600)).height() + look.px(8)

    def heightForWidth(self, width: int) -> int:
        """The bar, and the limits below it; the marker has a line of its own above them."""
        return round(self._bar_height(width)) + theme.active().px(22) + self._marker_height()

    def _marker_height(self) -> int:
        return theme.active().px(14) if self.number.place is not None else 0

    def sizeHint(self) -> QSize:
        """As high as its words need."""
        width = max(self.width(), theme.active().px(240))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its words."""
        return QSize(theme.active().px(200), self.heightForWidth(max(self.width(), 200)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the runs; Enter tries one."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            last = len(self.number.segments) - 1
            self.at = min(max(self.at + steps[Qt.Key(event.key())], 0), last)
            part = self.number.segments[self.at]
            here = _(", the patient is here") if part.holds else ""
            self.setAccessibleDescription(f"{part.interval}: {part.leading}{here}")
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._try(self.number.segments[self.at])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a run tries a value inside it."""
        place = int((event.position().x() - theme.active().px(3)) // self._wide(self.width()))
        if 0 <= place < len(self.number.segments):
            self.at = place
            self._try(self.number.segments[place])

    def _try(self, part: SegmentView) -> None:
        self.tried.emit(self.number.fact, part.inside)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Runs with their words, exact limits, and where the patient stands."""
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, height = self._wide(self.width()), self._bar_height(self.width())
        left = float(look.px(3))
        for number, part in enumerate(self.number.segments):
            rect = QRectF(left + number * wide, look.px(3), wide, height)
            self._paint_run(painter, rect, part)
        for number, part in enumerate(self.number.segments):
            rect = QRectF(left + number * wide, look.px(3), wide, height)
            if part.holds:
                painter.setPen(QPen(look.colour("text"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect)
            if number:
                self._paint_limit(painter, rect, part.start)
            if self.hasFocus() and number == self.at:
                painter.setPen(QPen(look.colour("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(-2, -2, 2, 2))
        self._paint_marker(painter, left, wide, height)

    def _paint_run(self, painter: QPainter, rect: QRectF, part: SegmentView) -> None:
        look = theme.active()
        painter.setPen(QPen(look.colour("control"), 1))
        painter.setBrush(look.colour("selection" if part.holds else "surface2"))
        painter.drawRect(rect)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("caption", weight=600))
        line = QFontMetrics(painter.font()).height()
        top = QRectF(rect.left(), rect.top() + look.px(3), rect.width(), line)
        shown = painter.fontMetrics().elidedText(
            part.interval, Qt.TextElideMode.ElideRight, int(rect.width()) - 4
        )
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, shown)
        painter.setFont(look.font("caption"))
        rest = QRectF(rect.left(), top.bottom(), rect.width(), rect.bottom() - top.bottom())
        painter.drawText(
            rest.adjusted(look.px(4), 0, -look.px(4), -look.px(3)), _WRAP, part.leading
        )

    def _paint_limit(self, painter: QPainter, rect: QRectF, words: str) -> None:
        look = theme.active()
        painter.setPen(QPen(look.colour("text2"), 1))
        low = rect.bottom()
        painter.drawLine(QPointF(rect.left(), low), QPointF(rect.left(), low + look.px(5)))
        painter.setFont(look.font("caption", numbers=True))
        wide = look.px(60)
        top = low + look.px(5) + self._marker_height()
        spot = QRectF(rect.left() - wide / 2, top, wide, look.px(14))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_marker(self, painter: QPainter, left: float, wide: float, height: float) -> None:
        """A triangle under the run that holds; its words say the exact value."""
        place = self.number.place
        held = next((n for n, part in enumerate(self.number.segments) if part.holds), None)
        if place is None or held is None:
            return
        look = theme.active()
        inset = look.px(10)
        x = left + held * wide + inset + place * (wide - 2 * inset)
        top = look.px(3) + height
        tip = [QPointF(x, top), QPointF(x - 5, top + 8), QPointF(x + 5, top + 8)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("primary"))
        painter.drawPolygon(QPolygonF(tip))
        painter.setPen(look.colour("primary"))
        font = look.font("caption", weight=600)
        painter.setFont(font)
        said = self.number.short
        width = QFontMetrics(font).horizontalAdvance(said) + 4
        is_left = x + 9 + width > self.width()
        at = x - 9 - width if is_left else x + 9
        spot = QRectF(at, top + look.px(2), width, look.px(14))
        painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
