"""Building a large form in small pieces, so that the window never waits for all of it."""

from collections import deque
from collections.abc import Callable
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

_TURN_S: Final = 0.015


class Pieces(QObject):
    """Runs small pieces of work in order, a few at each turn of the event loop.

    What a piece adds while it runs comes next, before what was waiting: a card is filled before
    the following one begins. `turned` is emitted after each turn that did something.
    """

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._added: list[Callable[[], None]] | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("pieces")
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    def add(self, piece: Callable[[], None]) -> None:
        """Have a piece done soon."""
        if self._added is not None:
            self._added.append(piece)
            return
        self._waiting.append(piece)
        self._timer.start()

    def finish(self) -> None:
        """Do all that waits, now."""
        self._timer.stop()
        while self._waiting:
            self._do_next()
        self.turned.emit()

    def is_done(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def step(self) -> bool:
        """Do the next piece now; False if none waits."""
        if not self._waiting:
            return False
        self._do_next()
        return True

    def _turn(self) -> None:
        until = perf_counter() + _TURN_S
        while self._waiting and perf_counter() < until:
            self._do_next()
        if self._waiting:
            self._timer.start()
        self.turned.emit()

    def _do_next(self) -> None:
        piece = self._waiting.popleft()
        self._added = []
        try:
            piece()
        finally:
            self._waiting.extendleft(reversed(self._added))
            self._added = None
