"""A part of the settings: a title and the cards under it."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.page import Change, Services
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label


class Part(QWidget):
    """What one entry of the list shows. Subclasses fill `column` and read what they show.

    `follows` names the changes (see `page.Change`) after which it reads again.
    """

    follows: tuple[str, ...] = ()

    def __init__(self, services: Services, *, name: str, title: str) -> None:
        super().__init__()
        self.services = services
        self.setObjectName(f"part_{name}")
        self.setAccessibleName(title)
        look = theme.active()
        inside = QWidget()
        inside.setProperty("surface", "window")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(look.px(20), look.px(12), look.px(20), look.px(16))
        self.column = QVBoxLayout()
        self.column.setSpacing(look.px(12))
        whole.addLayout(self.column)
        whole.addStretch(1)
        self._head = QHBoxLayout()
        self._head.addWidget(label(title, "title"), 1)
        self.column.addLayout(self._head)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside, name=f"part_{name}_scroll"))

    def add_beside_title(self, widget: QWidget) -> None:
        """Put the main button of the part at the right of its title."""
        self._head.addWidget(widget)

    def read(self) -> None:
        """Read again what is shown; called whenever the part is shown."""

    def refresh(self, change: Change) -> None:
        """A workflow verb has changed something."""
        if change.what in self.follows:
            self.read()

    def leave(self) -> None:
        """Something else is shown now, or the registry is locked: forget secrets."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard begins."""
        return None


def narrow(widget: QWidget, width: int) -> QHBoxLayout:
    """A widget that does not grow wider than this; its texts get the height they need there."""
    keep(widget, widget.setMaximumWidth, width)
    row = QHBoxLayout()
    row.addWidget(widget, 100)
    row.addStretch(1)
    return row


def choice(name: str, choices: dict[str, str], *, widest: int = 360) -> QComboBox:
    """A list to choose from, by key."""
    box = QComboBox()
    box.setObjectName(name)
    keep(box, box.setMaximumWidth, widest)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for key, text in choices.items():
        box.addItem(text, key)
    return box


def choose(box: QComboBox, key: str) -> None:
    """Choose a key; one that is not in the list is added as it is."""
    place = box.findData(key)
    if place < 0:
        box.addItem(key, key)
        place = box.findData(key)
    box.setCurrentIndex(place)


def choice_row(text: str, box: QComboBox) -> FieldRow:
    """A list with its words beside it."""
    row = FieldRow(text, box)
    keep(row, row.setMaximumWidth, 560)
    return row
