"""Small parts of the algorithm page: a line with an icon, a row with a line below it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.widgets.texts import paragraph


class IconLine(QWidget):
    """A sentence after an icon; the colour only repeats what the icon says."""

    def __init__(self, icon: str, text: str, *, tone: str = "warning") -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        look = theme.active()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(20), 0, 0, 0)
        self._text = paragraph(text, tone if tone in {"warning", "danger", "success"} else "small")
        row.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        look = theme.active()
        side = look.px(14)
        painter = QPainter(self)
        icons.paint(painter, self._icon, QRectF(0, look.px(1), side, side), look.colour(self._tone))


class LinedRow(QWidget):
    """A row with a thin line below it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        painter = QPainter(self)
        colour = theme.active().colour("line")
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colour)
