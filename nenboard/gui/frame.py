"""The bare window: shown first, with nothing but its ground; everything else moves in later."""

import base64

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from nenboard.host import tokens


class Frame(QMainWindow):
    """A main window that tells what happens to it. Imports as little as it can.

    `pages` is the stack of everything that is ever shown in it, at the end of `column`. `painted`
    follows the first paint, once. Closing is asked for by `leaving` and happens after `let_go`.
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
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self.pages.setProperty("surface", "window")
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.pages, 1)
        self.setCentralWidget(inside)

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
