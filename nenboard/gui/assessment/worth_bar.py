"""How much the answers of a missing fact change, as a bar and in words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nenboard.algorithm.changes import BRANCH, CHECK, LEADING, NOTE, STRENGTH
from nenboard.gui import theme
from nenboard.gui.assessment.explained import WorthView, change_words
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

_WIDTH: Final = 84
_HEIGHT: Final = 11


class WorthBar(QWidget):
    """How many of the possible answers change what most, as a bar and in words."""

    def __init__(self, worth: WorthView) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.active().px(3), 0, 0)
        column.setSpacing(theme.active().px(2))
        column.addWidget(_Bar(worth.shares, worth.tried))
        words = _("{share} of {tried} change\nwhat leads").format(
            share=worth.leading, tried=worth.tried
        )
        column.addWidget(label(words, "caption"))
        column.addStretch(1)
        said = "; ".join(f"{count} {change_words(kind)}" for kind, count in worth.shares)
        self.setAccessibleName(_("Of {tried} answers: {said}").format(tried=worth.tried, said=said))
        self.setToolTip(self.accessibleName())


class _Bar(QWidget):
    """From the right: full for what leads, then stripes, then dots; empty for no change."""

    def __init__(self, shares: Sequence[tuple[str, int]], tried: int) -> None:
        super().__init__()
        self._shares, self._tried = shares, max(tried, 1)
        keep(self, self.setFixedWidth, _WIDTH)
        keep(self, self.setFixedHeight, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(look.colour("control"))
        painter.setBrush(look.colour("neutralBg"))
        painter.drawRect(frame)
        right = frame.right()
        ink = look.colour("primary")
        for kind, count in self._shares:
            width = frame.width() * count / self._tried
            part = QRectF(right - width, frame.top(), width, frame.height())
            right -= width
            style = _PATTERNS.get(kind)
            if style is not None:
                painter.fillRect(part, look.colour("surface"))
                painter.setPen(ink)
                painter.setBrush(style)
                brush = painter.brush()
                brush.setColor(ink)
                painter.fillRect(part, brush)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(part)


_PATTERNS: Final = {
    LEADING: Qt.BrushStyle.SolidPattern,
    BRANCH: Qt.BrushStyle.FDiagPattern,
    STRENGTH: Qt.BrushStyle.FDiagPattern,
    CHECK: Qt.BrushStyle.Dense6Pattern,
    NOTE: Qt.BrushStyle.Dense6Pattern,
}
