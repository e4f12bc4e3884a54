"""Which screens meeting mode fills: one window for all, or the room's own on a second screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from nenboard.gui.meeting.second import RoomWindow, second_screen

if TYPE_CHECKING:
    from nenboard.gui.window import MainWindow


class Screens(QObject):
    """Makes room for the meeting and gives it back; follows screens that come and go.

    With one screen the window is the room's screen too: it fills the screen and takes the scheme
    of the room.
    """

    changed = Signal()

    def __init__(self, window: "MainWindow", parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._is_filling = False
        self._state_before = Qt.WindowState.WindowNoState
        self._choice: str | None = None
        self.scheme = "light"
        self.room: RoomWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._screens_changed)
            app.screenRemoved.connect(self._screens_changed)

    def fill(self) -> None:
        """Meeting mode begins."""
        frame = self._window.frame
        if not self._is_filling:
            self._is_filling = True
            self._state_before = frame.windowState()
        self._window.rail.hide()
        self.use(second_screen(frame.screen()))

    def give_back(self) -> None:
        """Meeting mode ends: the window is as it was."""
        if not self._is_filling:
            return
        self._is_filling = False
        self._close_room()
        self._dress(None)
        window = self._window
        window.rail.setVisible(window.commands.is_unlocked)
        window.frame.menuBar().setVisible(window.commands.is_unlocked)
        if window.frame.windowState() != self._state_before:
            window.frame.setWindowState(self._state_before)

    def use(self, screen: QScreen | None) -> None:
        """Show the room on this screen; without one, in the coordinator's window."""
        frame = self._window.frame
        self._close_room()
        frame.menuBar().setVisible(screen is not None)
        if screen is None:
            self._dress(self.scheme)
            if not frame.isFullScreen():
                frame.showFullScreen()
        else:
            self._dress(None)
            self.room = RoomWindow(screen, self.scheme)
            self.room.closed.connect(self._room_closed)
            self.room.showFullScreen()
            frame.activateWindow()
        self.changed.emit()

    def choose(self, scheme: str) -> None:
        """Light or dark for the room."""
        self.scheme = scheme
        if self.room is not None:
            self.room.view.set_scheme(scheme)
        elif self._is_filling:
            self._dress(scheme)

    def _dress(self, scheme: str | None) -> None:
        """The whole window in the scheme of the room, or with None in its own again."""
        look = self._window.look
        if scheme is None:
            choice, self._choice = self._choice, None
            if choice is not None:
                look.choose(choice, look.theme.scale)
            return
        if self._choice is None:
            self._choice = look.choice
        look.choose(scheme, look.theme.scale)

    def _close_room(self) -> None:
        room, self.room = self.room, None
        if room is not None:
            room.close()

    def _room_closed(self) -> None:
        """The room's window is gone; unless meeting mode ends with it, one window shows all."""
        if self.room is not None:
            self.room = None
            QTimer.singleShot(0, self, self._go_on_without_room)

    def _go_on_without_room(self) -> None:
        if self._is_filling and self.room is None:
            self.use(None)

    def _screens_changed(self, _screen: QScreen) -> None:
        if self._is_filling:
            self.use(second_screen(self._window.frame.screen()))
