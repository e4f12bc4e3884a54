"""Inline messages in the page, and the toast that offers an undo."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host import tokens
from nenboard.host.language import _

Kind = Literal["info", "query", "problem", "done"]
Actions = Sequence[tuple[str, Callable[[], None]]]

_LEAST_TEXT = 220
_TONES = {"info": "info", "query": "warning", "problem": "danger", "done": "success"}
_ICONS = {"info": "info", "query": "warning", "problem": "error", "done": "ok"}


class InlineMessage(QFrame):
    """A sentence with a bar and a shape at its left, and at most two actions.

    The actions stand beside the sentence, or below it where that leaves too little room for it.
    Hidden while it has no text, unless it was made with one.
    """

    def __init__(
        self,
        text: str = "",
        *,
        kind: Kind = "info",
        name: str = "inline_message",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = theme.active()
        self._kind: Kind = kind
        self.setObjectName(name)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        keep(self, self._set_margins, 38)
        self._row.setSpacing(look.px(8))
        self._text = paragraph(text, name=f"{name}_text")
        self._row.addWidget(self._text, 1)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(look.px(8))
        self._row.addLayout(self._acts)
        self._buttons: list[KeyButton] = []
        self.show_text(text, kind=kind)

    def _set_margins(self, left: int) -> None:
        look = theme.active()
        self._row.setContentsMargins(left, look.px(8), look.px(10), look.px(8))

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    @property
    def kind(self) -> Kind:
        """What kind of sentence it is."""
        return self._kind

    def show_text(
        self,
        text: str,
        *,
        kind: Kind = "info",
        actions: Actions = (),
    ) -> None:
        """Show a sentence with up to two actions; an empty text hides the message."""
        self._kind = kind
        self._text.setText(text)
        self.setAccessibleName(text)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [self._button(words, act) for words, act in actions[:2]]
        self._make_room()
        self.setVisible(bool(text))
        self.update()

    def clear(self) -> None:
        """Hide the message."""
        self.show_text("")

    def _button(self, words: str, act: Callable[[], None]) -> KeyButton:
        button = KeyButton(words, name=f"{self.objectName()}_action")
        button.clicked.connect(lambda _checked=False: act())
        self._acts.insertWidget(self._acts.count() - 1 if self._is_stacked() else -1, button)
        return button

    def _is_stacked(self) -> bool:
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def _make_room(self) -> None:
        """Beside the sentence, or below it."""
        wide = sum(button.sizeHint().width() + self._acts.spacing() for button in self._buttons)
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - wide
        stacked = bool(self._buttons) and room < theme.active().px(_LEAST_TEXT)
        if stacked == self._is_stacked():
            return
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        if stacked:
            self._acts.addStretch(1)
        else:
            self._acts.takeAt(self._acts.count() - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow message has its actions below."""
        super().resizeEvent(event)
        self._make_room()

    def _first_line(self) -> float:
        """The middle of the first line of the sentence, which stands in the middle of its room."""
        height = self._text.heightForWidth(self._text.width())
        top = self._text.y() + (self._text.height() - height) / 2
        return top + self._text.fontMetrics().height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, bar and shape."""
        look = theme.active()
        tone = _TONES[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}Bg"))
        painter.drawRoundedRect(QRectF(self.rect()), look.px(4), look.px(4))
        painter.setBrush(look.colour(tone))
        painter.drawRect(QRectF(0, 0, look.px(4), self.height()))
        side = look.size("icon")
        spot = QRectF(look.px(14), self._first_line() - side / 2, side, side)
        icons.paint(painter, _ICONS[self._kind], spot, look.colour(tone))


class Toast(QFrame):
    """Offers an undo in the corner of the page for eight seconds; stays while it has the focus."""

    undone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setProperty("card", "true")
        self._undo: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        self._text = label("", name="toast_text")
        self._button = KeyButton(_("Undo"), keys="Ctrl+Z", icon="undo", name="toast_undo")
        self._button.clicked.connect(self._press)
        row.addWidget(self._text)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(tokens.read()["time"]["toast_ms"])
        self._timer.timeout.connect(self._expire)
        self.hide()

    def offer(self, text: str, undo: Callable[[], None]) -> None:
        """Show the offer; a newer one takes the place of an older one."""
        self._undo = undo
        self._text.setText(text)
        self.setAccessibleName(text)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def place(self) -> None:
        """Stand in the bottom right corner of the parent."""
        margin = theme.active().px(16)
        around = self.parentWidget()
        if around is not None:
            size = self.sizeHint()
            self.setGeometry(
                around.width() - size.width() - margin,
                around.height() - size.height() - margin,
                size.width(),
                size.height(),
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the offer."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """A closed offer is gone."""
        self._timer.stop()

    def _expire(self) -> None:
        if self._button.hasFocus() or self.underMouse():
            self._timer.start()
        else:
            self.hide()

    def _press(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
            self.undone.emit()


class EmptyState(QWidget):
    """One sentence and one action in the middle of an empty page."""

    def __init__(self, name: str = "empty_state", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.addStretch(1)
        self._text = paragraph("", "muted", name=f"{name}_text")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._text)
        self._button = KeyButton("", name=f"{name}_action")
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._act: Callable[[], None] | None = None
        self._button.clicked.connect(self._press)

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def action(self) -> KeyButton | None:
        """The button of the action, if one is offered."""
        return self._button if self._button.text() else None

    def show_text(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a sentence, with one action if there is any."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self._act = act

    def _press(self) -> None:
        if self._act is not None:
            self._act()
