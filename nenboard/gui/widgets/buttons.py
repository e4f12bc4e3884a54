"""Buttons that print the key that does the same."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.widgets.texts import set_state


def paint_key(painter: QPainter, rect: QRectF, keys: str, colour: QColor) -> None:
    """Draw a key cap with its text."""
    look = theme.active()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, look.radius("control"), look.radius("control"))
    low = box.bottom() - 1
    painter.drawLine(QPointF(box.left() + 3, low), QPointF(box.right() - 3, low))
    painter.setFont(look.font("caption", weight=500))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


def key_size(keys: str) -> QSize:
    """The room that a key cap needs."""
    look = theme.active()
    width = QFontMetrics(look.font("caption", weight=500)).horizontalAdvance(keys)
    return QSize(width + look.px(12), look.px(18))


class KeyButton(QPushButton):
    """A push button with an optional icon and the cap of its key at the right.

    `kind` is "" (outlined), "primary", "quiet" or "danger".
    """

    def __init__(
        self, text: str, *, keys: str = "", icon: str = "", kind: str = "", name: str = ""
    ) -> None:
        super().__init__(text)
        self._keys = keys
        self._icon_name = icon
        self.setProperty("kind", kind)
        self.setProperty("beside", "icon" if icon else "keys" if keys else "")
        self.setObjectName(name)
        self.setAccessibleName(text.replace("&", ""))
        if keys:
            self.setAccessibleDescription(keys)

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none."""
        self._icon_name = icon
        set_state(self, "beside", "icon" if icon else "keys" if self._keys else "")
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that holds the cursor, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Icon, text and key cap with their gaps."""
        look = theme.active()
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        width += 2 * self._inset() + 2
        if self._icon_name:
            width += look.size("icon") + look.px(7)
        if self._keys:
            width += key_size(self._keys).width() + look.px(8)
        height = look.px(26 if self._small() else 30)
        return QSize(width, max(height, metrics.height() + look.px(6)))

    def minimumSizeHint(self) -> QSize:
        """Never smaller than its text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button and its text as the style sheet says, then icon and cap."""
        super().paintEvent(event)
        if not self._icon_name and not self._keys:
            return
        look = theme.active()
        painter = QPainter(self)
        colour = self._colour()
        if self._icon_name:
            side = look.size("icon")
            spot = QRectF(self._inset() + 1, (self.height() - side) / 2, side, side)
            icons.paint(painter, self._icon_name, spot, colour)
        if self._keys:
            size = key_size(self._keys)
            right = self.width() - self._inset() - 1 - size.width()
            spot = QRectF(right, (self.height() - size.height()) / 2, size.width(), size.height())
            paint_key(painter, spot, self._keys, colour)

    def _colour(self) -> QColor:
        look = theme.active()
        if not self.isEnabled():
            return look.colour("disabled")
        kind = self.property("kind")
        return look.colour(
            {"primary": "onPrimary", "quiet": "link", "danger": "danger"}.get(kind, "text")
        )

    def _inset(self) -> int:
        wide = 8 if self._small() else 12
        return theme.active().px(2 if self.property("kind") == "quiet" else wide)

    def _small(self) -> bool:
        return bool(self.property("small"))

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or scale may need other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class KeyCap(QLabel):
    """The cap of a key, standing alone in a text."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAccessibleName(keys)

    def sizeHint(self) -> QSize:
        """The room of the cap."""
        return key_size(self._keys)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than the cap."""
        return key_size(self._keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        size = key_size(self._keys)
        top = (self.height() - size.height()) / 2
        spot = QRectF(0, top, size.width(), size.height())
        paint_key(painter, spot, self._keys, theme.active().colour("text2"))
