"""The editors of single values: a line, a longer text, a choice.

Each shows what it is given without telling anybody (loading never saves), says `typed` while text
changes, `finished` with the text when it is left, and `picked` with a chosen value or kind of
missing. The four dot codes work in all of them.
"""

from typing import Final, Protocol

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from nenboard.domain.missing import Missing
from nenboard.gui import icons, theme
from nenboard.gui.case_edit.field_values import Entry
from nenboard.gui.case_edit.reading import DOT_CODES, missing_code
from nenboard.gui.widgets.chips import chip_size, missing_look, paint_chip
from nenboard.gui.widgets.texts import set_state
from nenboard.host.labels import missing_label
from nenboard.host.language import _

MISSING_ICONS: Final = {
    Missing.NOT_DONE: "notdone",
    Missing.PENDING: "pending",
    Missing.UNKNOWN: "unknown",
    Missing.NOT_APPLICABLE: "notapplicable",
}
_SEARCHED_FROM: Final = 12
_PROSE_LINES: Final = 3


class FieldEditor(Protocol):
    """What the box of a field asks of its editor."""

    def show_state(self, text: str, value: object, missing: Missing | None) -> None:
        """Show a value (its text, or what was typed), or a kind of missing."""
        ...

    def text_now(self) -> str | None:
        """The text as it stands if it was typed since it was shown, otherwise None."""
        ...


def flatten(editor: QWidget) -> None:
    """Make an editor flat: it shows its value and takes the focus, and changes nothing."""
    editor.setProperty("flat", True)
    if isinstance(editor, QLineEdit | QPlainTextEdit):
        editor.setReadOnly(True)
    line = editor.lineEdit() if isinstance(editor, QComboBox) else None
    if line is not None:
        line.setReadOnly(True)


def is_flat(editor: QWidget) -> bool:
    """Whether an editor only shows its value."""
    return bool(editor.property("flat"))


def _paint_missing(widget: QWidget, missing: Missing) -> None:
    """The chip of a kind of missing, inside an empty editor."""
    look = missing_look(missing.value)
    size = chip_size(look)
    painter = QPainter(widget)
    left = theme.active().px(8)
    top = (min(widget.height(), theme.active().size("control_height")) - size.height()) / 2
    paint_chip(painter, QRectF(left, top, size.width(), size.height()), look)


class LineEditor(QLineEdit):
    """One line: text, a number, a date."""

    typed = Signal()
    finished = Signal(str)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing: Missing | None = None
        self._is_typed = False
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._finish)

    def show_state(self, text: str, value: object, missing: Missing | None) -> None:
        """Show a text or a kind of missing."""
        self._is_typed = False
        self._missing = missing
        if self.text() != text:
            self.setText(text)
        words = missing_label(missing)
        self.setPlaceholderText("" if missing is not None else words)
        self.update()

    def text_now(self) -> str | None:
        """What was typed since the last value was shown."""
        return self.text() if self._is_typed else None

    def _edited(self, text: str) -> None:
        self._is_typed = True
        code = missing_code(text)
        if code is not None:
            self._is_typed = False
            self.picked.emit(code)
        else:
            self.typed.emit()

    def _finish(self) -> None:
        if self._is_typed:
            self._is_typed = False
            self.finished.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace or Delete in a field that holds a kind of missing clears it."""
        keys = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        is_cleared = event.key() in keys and not is_flat(self)
        if self._missing is not None and not self.text() and is_cleared:
            self.picked.emit(None)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and the chip of a kind of missing."""
        super().paintEvent(event)
        if self._missing is not None and not self.text():
            _paint_missing(self, self._missing)


class ProseEditor(QPlainTextEdit):
    """Several lines. Tab leaves the field."""

    typed = Signal()
    finished = Signal(str)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing: Missing | None = None
        self._is_typed = False
        self._is_loading = False
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._edited)
        self.setFixedHeight(self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """A new scale needs other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Room for a few lines."""
        height = self.fontMetrics().lineSpacing() * _PROSE_LINES + theme.active().px(14)
        return QSize(super().sizeHint().width(), height)

    def show_state(self, text: str, value: object, missing: Missing | None) -> None:
        """Show a text or a kind of missing."""
        self._is_typed = False
        self._missing = missing
        self._is_loading = True
        if self.toPlainText() != text:
            self.setPlainText(text)
        self._is_loading = False
        self.setPlaceholderText("" if missing is not None else missing_label(None))
        self.viewport().update()

    def text_now(self) -> str | None:
        """What was typed since the last value was shown."""
        return self.toPlainText() if self._is_typed else None

    def _edited(self) -> None:
        if self._is_loading:
            return
        self._is_typed = True
        code = missing_code(self.toPlainText())
        if code is not None:
            self._is_typed = False
            self.picked.emit(code)
        else:
            self.typed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field finishes it."""
        super().focusOutEvent(event)
        if self._is_typed and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._is_typed = False
            self.finished.emit(self.toPlainText())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the chip of a kind of missing."""
        super().paintEvent(event)
        if self._missing is not None and not self.toPlainText():
            _paint_missing(self.viewport(), self._missing)


class ChoiceEditor(QComboBox):
    """One of a list of codes; long lists can be searched by typing any part of a word."""

    typed = Signal()
    finished = Signal(str)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        # Qt would hand codes back as plain text, so the values are kept here.
        self._values: list[object] = []
        self._is_done = False
        self._dot_typed = False
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)
        self.setIconSize(QSize(theme.active().px(14), theme.active().px(14)))
        self.activated.connect(self._activated)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What can be chosen, kinds of missing aside."""
        return self._entries

    def offer(self, entries: tuple[Entry, ...]) -> None:
        """Set what can be chosen; the kinds of missing and *Not recorded* are added."""
        if entries == self._entries and self.count():
            return
        self._entries = entries
        self.clear()
        self._values = [None, *(entry.value for entry in entries), *DOT_CODES.values()]
        self.addItem(missing_label(None))
        for entry in entries:
            self.addItem(entry.words)
        for dot, code in DOT_CODES.items():
            mark = icons.icon(MISSING_ICONS[code], "text2")
            self.addItem(mark, f"{missing_label(code)}   {dot}")
        self.setMinimumWidth(0)
        self._make_searchable(len(entries) >= _SEARCHED_FROM or self._is_cell())

    def _is_cell(self) -> bool:
        """Whether it edits a cell: there a letter must search, never take the first that fits."""
        return bool(self.property("cell"))

    def _make_searchable(self, searchable: bool) -> None:
        if searchable == self.isEditable():
            return
        self.setEditable(searchable)
        line, completer = self.lineEdit(), self.completer()
        if line is not None and is_flat(self):
            line.setReadOnly(True)
        if line is None or completer is None:
            return
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._completed)
        line.setFrame(False)
        line.editingFinished.connect(self._search_finished)
        line.textEdited.connect(self._searching)

    def show_state(self, text: str, value: object, missing: Missing | None) -> None:
        """Show a choice, a kind of missing, or a text that is none of them."""
        wanted = missing if missing is not None else value
        index = next((i for i, held in enumerate(self._values) if _same(held, wanted)), -1)
        if index < 0:
            self.setPlaceholderText(text)
        self.setCurrentIndex(index)
        set_state(self, "blank", wanted is None and not text)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(missing_label(None))
            line.setText(text if index < 0 else self._shown(index))
            line.setCursorPosition(0)
            if self._is_cell():
                line.selectAll()

    def text_now(self) -> str | None:
        """A choice is complete at once; there is never text on the way."""
        return None

    def _shown(self, index: int) -> str:
        return self.itemText(index).partition("   ")[0] if self._values[index] is not None else ""

    def _activated(self, index: int) -> None:
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()
        self._pick(self._values[index])

    def _pick(self, value: object) -> None:
        """Say what was chosen; an editor of a cell says it once and closes."""
        if not self._is_done:
            self._is_done = self._is_cell()
            self.picked.emit(value)

    def _completed(self, text: str) -> None:
        index = self.findText(text)
        if index >= 0:
            self._activated(index)

    def _searching(self, text: str) -> None:
        code = missing_code(text)
        if code is not None:
            self._pick(code)

    def take(self) -> None:
        """Take the entry that is named by the text as it stands."""
        if self.lineEdit() is not None:
            self._search_finished()

    def _search_finished(self) -> None:
        """Text that names an entry is taken; anything else gives way to what was there."""
        if self._is_done:
            return
        line = self.lineEdit()
        text = line.text().strip() if line is not None else ""
        index = self.currentIndex()
        if index >= 0 and text == self._shown(index):
            return
        fits = [i for i in range(self.count()) if text and _begins(self.itemText(i), text)]
        if not text or len(fits) == 1:
            self._activated(fits[0] if fits else 0)
        elif line is not None:
            self.finished.emit(text)

    def showPopup(self) -> None:
        """A flat field has no list."""
        if not is_flat(self):
            super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Dot codes, and Backspace or Delete to clear, in lists that are not searched."""
        if is_flat(self):
            event.ignore()
            return
        if self.lineEdit() is None:
            text = event.text().lower()
            if self._dot_typed and f".{text}" in DOT_CODES:
                self._dot_typed = False
                self.picked.emit(DOT_CODES[f".{text}"])
                return
            self._dot_typed = text == "."
            if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
                self.picked.emit(None)
                return
            if self._dot_typed:
                return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel scrolls the page and never changes a value."""
        event.ignore()


def _same(held: object, wanted: object) -> bool:
    return type(held) is type(wanted) and held == wanted


def _begins(words: str, text: str) -> bool:
    return words.lower().startswith(text.lower())


def explain_codes() -> str:
    """The hint under a card of fields."""
    return _("Type .n .p .u .x in any field for not done, pending, unknown, not applicable.")
