"""Locks the registry after minutes without use; warns a minute before."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from nenboard.host import tokens

_WARN_BEFORE_MS = 60_000
_USE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """Sees every key and mouse event of the program while it is on.

    It looks at what reaches the windows of the program, not at each event of each widget: those are
    a hundred times as many, and the window would wait for Python at every one of them.
    """

    warned = Signal()
    used_again = Signal()
    idle = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._warning = self._timer(self.warned.emit)
        self._end = self._timer(self.idle.emit)
        self._is_warned = False
        self._is_watching = False
        self.warned.connect(self._remember_warning)
        self.set_minutes(tokens.read()["time"]["lock_after_idle_min"])

    def _timer(self, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

    def _remember_warning(self) -> None:
        self._is_warned = True

    def set_minutes(self, minutes: float) -> None:
        """How long nobody may use the program before it locks."""
        whole = round(minutes * 60_000)
        self._end.setInterval(whole)
        self._warning.setInterval(max(0, whole - _WARN_BEFORE_MS))

    def start(self) -> None:
        """Begin to watch."""
        self.stop()
        self._is_watching = True
        self._app.focusWindowChanged.connect(self._watch)
        for window in self._app.topLevelWindows():
            self._watch(window)
        self._restart()

    def stop(self) -> None:
        """Stop watching."""
        if self._is_watching:
            self._is_watching = False
            self._app.focusWindowChanged.disconnect(self._watch)
        for window in self._app.topLevelWindows():
            window.removeEventFilter(self)
        self._warning.stop()
        self._end.stop()

    def _watch(self, window: QWindow | None) -> None:
        """Another window has the keys now: a dialog."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any use begins the time anew."""
        if event.type() in _USE:
            self._restart()
        return False

    def _restart(self) -> None:
        self._warning.start()
        self._end.start()
        if self._is_warned:
            self._is_warned = False
            self.used_again.emit()
