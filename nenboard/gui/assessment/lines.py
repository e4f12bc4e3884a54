"""Small parts of the algorithm page: a line with an icon, a bar with a share."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.widgets.texts import label, paragraph


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


class ShareBar(QWidget):
    """How many of the possible answers lead elsewhere, as a bar and in words."""

    def __init__(self, share: int, tried: int, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.active().px(3), 0, 0)
        column.setSpacing(theme.active().px(2))
        column.addWidget(_Bar(share, tried))
        column.addWidget(label(words, "caption"))
        column.addStretch(1)
        self.setAccessibleName(words)


class _Bar(QWidget):
    def __init__(self, share: int, tried: int) -> None:
        super().__init__()
        self._share, self._tried = share, max(tried, 1)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        look = theme.active()
        return QSize(look.px(84), look.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(look.colour("control"))
        painter.setBrush(look.colour("neutralBg"))
        painter.drawRect(frame)
        width = frame.width() * self._share / self._tried
        filled = QRectF(frame.right() - width, frame.top(), width, frame.height())
        painter.fillRect(filled, look.colour("primary"))
