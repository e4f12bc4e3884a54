"""Cards: a framed part of a page with a title and what stands beside it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph


class Card(QFrame):
    """A framed part of a page. Put widgets into `body`, and small ones beside the title.

    The title is also the accessible name.
    """

    def __init__(
        self, title: str = "", *, note: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look = theme.active()
        self.setProperty("card", "true")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._outer = QVBoxLayout(self)
        keep(self, lambda inset: self._outer.setContentsMargins(inset, inset, inset, inset), 13)
        self._outer.setSpacing(look.px(8))
        self.head = QHBoxLayout()
        self.head.setSpacing(look.px(8))
        self.title_label: QLabel = label(title, "subtitle")
        self.note_label: QLabel = paragraph(note, "small")
        if title:
            self.head.addWidget(self.title_label)
            self.head.addWidget(self.note_label, 1)
            self._outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(8))
        self._outer.addLayout(self.body, 1)

    def set_note(self, note: str) -> None:
        """Change the small text beside the title."""
        self.note_label.setText(note)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put a button or chip at the right of the title line."""
        self.head.addWidget(widget)


def line_between() -> QFrame:
    """A thin horizontal line."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setProperty("line", "true")
    return made
