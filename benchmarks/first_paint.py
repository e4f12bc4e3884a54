"""A process that shows a window, says when it was painted, and ends: bare, or nenboard's."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget


class Watch(QObject):
    """Waits for the first paint of a window and ends the process once it has been handled."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at each event and let it pass."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
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
    return watched(application.exec)


def nenboard() -> int:
    """The program as it starts without a command."""
    from nenboard.__main__ import main

    run = QApplication.exec
    QApplication.exec = staticmethod(lambda: watched(run))  # type: ignore[method-assign]  # see above
    return main([])


def watched(run: object) -> int:
    """Run Qt's loop until the first paint."""
    assert callable(run)
    watch = Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    return int(run())


if __name__ == "__main__":
    sys.exit({"bare": bare, "nenboard": nenboard}[sys.argv[1]]())
