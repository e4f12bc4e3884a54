"""The room's screen: a window of its own, full screen, on the second screen if there is one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nenboard.gui.meeting.room import RoomView
from nenboard.host.language import _


class RoomWindow(QWidget):
    """Shows the room's face and nothing else; it takes no key. `closed` follows its end."""

    closed = Signal()

    def __init__(self, screen: QScreen, scheme: str) -> None:
        super().__init__()
        self.setObjectName("room_window")
        self.setWindowTitle(_("Meeting – nenboard"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.view = RoomView(scheme)
        column.addWidget(self.view)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Somebody closed it, or the registry is being locked."""
        super().closeEvent(event)
        self.view.show_scene(None)
        self.closed.emit()


def second_screen(own: QScreen | None) -> QScreen | None:
    """A screen that is not the one of the coordinator's window; None if there is only one."""
    others = (screen for screen in QGuiApplication.screens() if screen is not own)
    return next(others, None)
