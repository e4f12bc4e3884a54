"""A process that shows a window, says when it was painted, and ends: bare, or nenboard's.

Ours counts twice: once the window has been painted, and once it can be used, which is when a
button or a field that takes input has been painted.
"""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QWidget,
)


class Watch(QObject):
    """Waits for the first paint of such a widget and ends the process once it was handled."""

    def __init__(self, *kinds: type[QWidget]) -> None:
        super().__init__()
        self._kinds = kinds

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at each event and let it pass."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, self._kinds):
            QTimer.singleShot(0, leave)
        return False


def leave() -> None:
    """Say so and end at once, without the time it takes to close down."""
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    os._exit(0)


def bare() -> int:
    """The least that a Qt program can do: one window with a word in it."""
    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("nenboard"))
    window.resize(1280, 800)
    window.show()
    return watched(application.exec, QWidget)


def painted() -> int:
    """The program as it starts without a command, until its window has been painted."""
    return started(QWidget)


def usable() -> int:
    """The same, until something in the window takes input."""
    return started(QAbstractButton, QLineEdit)


def started(*kinds: type[QWidget]) -> int:
    """Start the program and leave at the first paint of one of these."""
    from nenboard.__main__ import main

    run = QApplication.exec
    QApplication.exec = staticmethod(lambda: watched(run, *kinds))  # type: ignore[method-assign]  # see above
    return main([])


def watched(run: object, *kinds: type[QWidget]) -> int:
    """Run Qt's loop until the first paint of one of these."""
    assert callable(run)
    watch = Watch(*kinds)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    return int(run())


if __name__ == "__main__":
    sys.exit({"bare": bare, "painted": painted, "usable": usable}[sys.argv[1]]())
