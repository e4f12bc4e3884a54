"""A row for long work: what, how much, time left, and Cancel."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.tasks import Progress

_TIME_LEFT_AFTER_MS = 3000


class ProgressRow(QWidget):
    """Shows how far a piece of work is; `cancel_requested` when the user stops it."""

    cancel_requested = Signal()

    def __init__(self, *, name: str = "progress_row", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._text = label("", name=f"{name}_text")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}_bar")
        self._bar.setTextVisible(False)
        self._share = label("", "strong", name=f"{name}_share")
        self._left = label("", "small", name=f"{name}_left")
        self._cancel = KeyButton(_("Cancel"), name=f"{name}_cancel")
        self._cancel.setProperty("small", True)
        self._cancel.clicked.connect(self.cancel_requested)
        for widget in (self._text, self._bar, self._share, self._left, self._cancel):
            row.addWidget(widget)
        row.setStretch(1, 1)
        self._clock = QElapsedTimer()

    def start(self, text: str) -> None:
        """Begin: how much is not known yet."""
        self._clock.start()
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self._share.clear()
        self._left.clear()

    def show_progress(self, step: "Progress") -> None:
        """Show a step."""
        if step.text:
            self._text.setText(step.text)
            self._bar.setAccessibleName(step.text)
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        if step.total:
            self._share.setText(f"{100 * step.done // step.total} %")
            self._left.setText(self._time_left(step))

    def _time_left(self, step: "Progress") -> str:
        spent = self._clock.elapsed() if self._clock.isValid() else 0
        if spent < _TIME_LEFT_AFTER_MS or not step.done:
            return ""
        seconds = max(1, round(spent * (step.total - step.done) / step.done / 1000))
        return _("about {seconds} s left").format(seconds=seconds)
