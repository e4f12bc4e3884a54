"""The bare window: shown first, with nothing but its ground; everything else moves in later."""

import base64

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from nenboard.host import tokens

_DARK_BELOW = 128


class Frame(QMainWindow):
    """A main window that tells what happens to it. Imports as little as it can.

    `painted` follows the first paint, once. Closing is asked for by `leaving` and happens after
    `let_go`.
    """

    painted = Signal()
    leaving = Signal()
    resized = Signal()
    state_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_painted = False
        self._may_go = False
        self.setObjectName("main_window")
        self.setWindowTitle("nenboard")
        size = tokens.read()["size"]
        self.setMinimumSize(*size["min_window"])
        self._first_size: tuple[int, int] = tuple(size["design_window"])

    def show_ground(self, scheme: str) -> None:
        """Take the ground colour of a scheme: "light", "dark", or what the system shows."""
        if scheme not in {"light", "dark"}:
            dark = QApplication.palette().window().color().lightness() < _DARK_BELOW
            scheme = "dark" if dark else "light"
        # Setting one colour; a palette made from a colour would first load all enumerations of Qt.
        palette = QApplication.palette()
        palette.setColor(
            QPalette.ColorRole.Window, QColor(tokens.read()["color"][scheme]["window"])
        )
        self.setPalette(palette)

    def geometry_text(self) -> str:
        """Place and size, for the settings."""
        return base64.b64encode(self.saveGeometry().data()).decode("ascii")

    def restore_geometry_text(self, text: str | None) -> None:
        """Place and size from the settings; a first size that fits the screen without them."""
        try:
            raw = base64.b64decode(text or "", validate=True)
        except ValueError:
            raw = b""
        if raw and self.restoreGeometry(QByteArray(raw)):
            return
        room = self.screen().availableSize()
        width, height = self._first_size
        self.resize(min(width, room.width()), min(height, room.height()))

    def let_go(self) -> None:
        """Close for good: everything is stored and the registry is closed."""
        self._may_go = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """First let the pages store what is typed; `leaving` starts that."""
        if self._may_go:
            event.accept()
        else:
            event.ignore()
            QTimer.singleShot(0, self.leaving.emit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first time, say so."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so."""
        super().resizeEvent(event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Say that it may be full screen now, or no longer."""
        super().changeEvent(event)
        if self._is_painted and event.type() == QEvent.Type.WindowStateChange:
            self.state_changed.emit()
