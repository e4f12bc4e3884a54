"""Lengths that follow the scale while the program runs."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from nenboard.gui import theme


class _Keeper(QObject):
    """Sets a length again whenever the style of its widget has changed."""

    def __init__(self, widget: QWidget, setter: Callable[[int], object], length: float) -> None:
        super().__init__(widget)
        self._setter = setter
        self._length = length
        self._scale = theme.active().scale
        self._set()
        widget.installEventFilter(self)

    def _set(self) -> None:
        self._scale = theme.active().scale
        self._setter(theme.active().px(self._length))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only a new scale matters; a new colour does not."""
        if event.type() == QEvent.Type.StyleChange and self._scale != theme.active().scale:
            self._set()
        return False


def keep(widget: QWidget, setter: Callable[[int], object], length: float) -> None:
    """Set a length of the design (pixels at 100 %) now, and again at every new scale."""
    _Keeper(widget, setter, length)
