"""The violet bar over a case as it was: when that was, and the way back to today."""

from datetime import datetime

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from nenboard.gui import theme
from nenboard.gui.history.words import moment
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _


class PastBar(QFrame):
    """Stands between banner and tabs while an earlier state is shown; `left` asks to go back."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.active()
        self.setObjectName("past_bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(6))
        row.setSpacing(look.px(12))
        self.words = paragraph("", "strong", name="past_words")
        self.note = paragraph("", "small", name="past_note")
        self.button = KeyButton(_("Back to today"), keys="Esc", name="back_to_today")
        self.button.clicked.connect(self.left)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.words)
        said.addWidget(self.note)
        row.addLayout(said, 1)
        row.addWidget(self.button)
        self.hide()

    def show_moment(self, at: datetime, *, revision: int, by: str) -> None:
        """Say which moment is shown."""
        words = _("As it was on {moment}").format(moment=moment(at))
        self.words.setText(words)
        self.setAccessibleName(words)
        note = _("Revision {number}, by {name}. Nothing can be changed here.")
        self.note.setText(note.format(number=revision, name=by))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Violet ground with a bar at the left."""
        look = theme.active()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("syntheticBg"))
        painter.fillRect(QRectF(0, 0, look.px(4), self.height()), look.colour("synthetic"))
        low = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(low, look.colour("synthetic"))
