"""A line edit with a mark at its left, at every scale."""

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nenboard.gui import icons, theme


class MarkedLineEdit(QLineEdit):
    """Shows an icon of the theme before the text."""

    def __init__(self, icon: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setObjectName(name)
        self.set_margins()

    def set_margins(self) -> None:
        """Leave room for the icon."""
        self.setTextMargins(theme.active().px(24), 0, 0, 0)

    def changeEvent(self, event: QEvent) -> None:
        """A new scale needs other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.set_margins()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then the icon."""
        super().paintEvent(event)
        look = theme.active()
        side = look.size("icon")
        painter = QPainter(self)
        spot = QRectF(look.px(10), (self.height() - side) / 2, side, side)
        icons.paint(painter, self._icon_name, spot, look.colour("text2"))
