"""A drawer of the coordinator's window: a title with the keys it takes, and Close."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import label


class Drawer(QWidget):
    """Stands where the outcome bar stands, until `closed`. Put widgets into `body`."""

    closed = Signal()

    def __init__(self, title: str, *, keys: str, close: str, name: str) -> None:
        super().__init__()
        look = theme.active()
        self.setObjectName(name)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        column.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(label(title, "subtitle"))
        head.addWidget(label(keys, "small"))
        head.addStretch(1)
        button = KeyButton(close, keys="Esc", name=f"{name}_close")
        button.setProperty("small", True)
        button.clicked.connect(self.closed)
        head.addWidget(button)
        column.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(8))
        column.addLayout(self.body, 1)
