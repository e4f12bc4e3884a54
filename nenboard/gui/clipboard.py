"""Patient text in the clipboard: it leaves after 30 seconds, and at once when locked or closed."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from nenboard.host import tokens

_NAME = "patient_clipboard"


class _Lent(QObject):
    """What was put into the clipboard last, and when it must leave."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self._text = ""
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.forget)

    def lend(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._text = text
        self._end.start(seconds() * 1000)

    def forget(self) -> None:
        self._end.stop()
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""


def seconds() -> int:
    """How long patient text stays in the clipboard."""
    stays: int = tokens.read()["time"]["clipboard_clear_s"]
    return stays


def lend(text: str) -> None:
    """Put patient text into the clipboard for a while."""
    lent = _lent()
    if lent is not None:
        lent.lend(text)


def forget() -> None:
    """Take it out of the clipboard now, unless something else is there by now."""
    lent = _lent()
    if lent is not None:
        lent.forget()


def _lent() -> _Lent | None:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return None
    found = app.findChild(_Lent, _NAME)
    return found if isinstance(found, _Lent) else _Lent(app)
