"""The editor of several choices: ticks in a menu, the words in a line."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from nenboard.domain.missing import Missing
from nenboard.gui import icons, theme
from nenboard.gui.case_edit.editors import is_flat
from nenboard.gui.case_edit.field_values import Entry
from nenboard.gui.case_edit.reading import DOT_CODES
from nenboard.gui.widgets.texts import set_state
from nenboard.host.labels import missing_label


class ManyEditor(QPushButton):
    """Several of a list of codes, ticked in a menu."""

    typed = Signal()
    finished = Signal(str)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: tuple[object, ...] = ()
        # Qt would hand codes back as plain text, so the values are kept here.
        self._values: list[object] = []
        self._dot_typed = False
        self.setProperty("kind", "many")
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, entries: tuple[Entry, ...]) -> None:
        """Set what can be ticked."""
        self._menu.clear()
        self._values = [entry.value for entry in entries]
        for entry in entries:
            action = self._menu.addAction(entry.words)
            action.setCheckable(True)
            action.toggled.connect(self._toggled)

    def show_state(self, text: str, value: object, missing: Missing | None) -> None:
        """Show what is ticked."""
        self._chosen = value if isinstance(value, tuple) else ()
        for action, held in zip(self._menu.actions(), self._values, strict=True):
            action.blockSignals(True)
            action.setChecked(held in self._chosen)
            action.blockSignals(False)
        self.setText(text or missing_label(missing))
        set_state(self, "blank", not text and missing is None)

    def text_now(self) -> str | None:
        """A tick is complete at once."""
        return None

    def _toggled(self) -> None:
        pairs = zip(self._menu.actions(), self._values, strict=True)
        self.picked.emit(tuple(held for action, held in pairs if action.isChecked()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Down open the list; dot codes and Delete work as in every field."""
        if is_flat(self):
            event.ignore()
            return
        text = event.text().lower()
        if self._dot_typed and f".{text}" in DOT_CODES:
            self._dot_typed = False
            self.picked.emit(DOT_CODES[f".{text}"])
            return
        self._dot_typed = text == "."
        if event.key() in (Qt.Key.Key_F4, Qt.Key.Key_Down):
            self.showMenu()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.picked.emit(())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A flat field has no menu."""
        if is_flat(self):
            event.ignore()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame by the style, then the words from the left and the arrow."""
        look = theme.active()
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = self.text(), ""
        option.features = QStyleOptionButton.ButtonFeature.None_
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        room = QRectF(self.rect()).adjusted(look.px(9), 0, -look.px(28), 0)
        painter.setPen(look.colour("text3" if self.property("blank") else "text"))
        elided = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, round(room.width())
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags), elided)
        side = look.px(14)
        spot = QRectF(self.width() - look.px(22), (self.height() - side) / 2, side, side)
        icons.paint(painter, "down", spot, look.colour("text2"))

    def sizeHint(self) -> QSize:
        """As high as the other editors."""
        return QSize(theme.active().px(120), theme.active().size("control_height"))
