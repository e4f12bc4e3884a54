"""Locks the registry after minutes without use; warns a minute before."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
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
    """Sees every key and mouse event of the program while it is on."""

    warned = Signal()
    used_again = Signal()
    idle = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._warning = self._timer(self.warned.emit)
        self._end = self._timer(self.idle.emit)
        self._is_warned = False
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
        self._app.installEventFilter(self)
        self._restart()

    def stop(self) -> None:
        """Stop watching."""
        self._app.removeEventFilter(self)
        self._warning.stop()
        self._end.stop()

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
