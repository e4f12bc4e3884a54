"""A process that shows a window, says when it can be used, and ends: bare, or nenboard's.

Painting is seen by the painted widgets themselves: a filter on the application would make Qt's
bindings load classes that neither window needs. For the same reason each side imports for itself.
"""

import gc
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


def leave() -> None:
    """Say so and end at once, without the time it takes to close down."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    os._exit(0)


def bare() -> int:
    """The least that a Qt program can do: one window with a word in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Word(QLabel):
        """Ends the process once it has been painted."""

        def paintEvent(self, event: "QPaintEvent") -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, leave)

    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(Word("nenboard"))
    window.resize(1280, 800)
    window.show()
    return application.exec()


def unlock() -> int:
    """The program on the registry used last, until the passphrase can be typed."""

    def kind() -> "type[QWidget]":
        from nenboard.gui.unlock.passphrase import PassphraseField

        return PassphraseField

    return started(kind)


def first_run() -> int:
    """The program at its very first start, until the place of the registry can be typed."""

    def kind() -> "type[QWidget]":
        from nenboard.gui.unlock.steps import WhereStep

        return WhereStep

    return started(kind)


def started(kind: "Callable[[], type[QWidget]]") -> int:
    """Start the program without a command, and leave once a key typed at the first paint shows."""
    from nenboard import __main__

    begin = __main__.show_window

    def begin_watched(arguments: list[str]) -> int:
        gc.disable()  # as the program does before it loads Qt
        type_at_first_paint(kind())
        return begin(arguments)

    __main__.show_window = begin_watched
    return __main__.main([])


def type_at_first_paint(kind: "type[QWidget]") -> None:
    """Send a key to the focused field when a widget of this kind is painted."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    paint = kind.paintEvent

    def paint_and_type(self: "QWidget", event: "QPaintEvent") -> None:
        paint(self, event)
        field = self.window().focusWidget()
        if isinstance(field, QLineEdit):
            field.textEdited.connect(leave)
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier(0), "n")
            QApplication.postEvent(field, key)

    kind.paintEvent = paint_and_type  # type: ignore[method-assign]  # seen from outside


if __name__ == "__main__":
    sys.exit({"bare": bare, "unlock": unlock, "first_run": first_run}[sys.argv[1]]())
