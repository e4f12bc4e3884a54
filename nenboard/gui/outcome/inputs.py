"""The inputs of the outcome: a line that tells every key, a date, a choice, a small button."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QLineEdit, QWidget

from nenboard.domain.base import LONG_TEXT, SHORT_TEXT
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import set_state
from nenboard.host.labels import label as label_of
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.outcome.session import DraftSession

_PREFIX = "outcome."
_MOST_FOUND = 12


def object_name(field: str) -> str:
    """The object name of the widget of a field."""
    return f"{_PREFIX}{field}"


def starts_a_word(words: str, typed: str) -> bool:
    """Whether some word of a text begins as typed, capitals aside."""
    text, wanted = words.casefold(), typed.strip().casefold()
    at = text.find(wanted)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(wanted, at + 1)
    return at >= 0


class TypedLine(QLineEdit):
    """A line of which every key goes to the session, with the caret; first letters find offers."""

    def __init__(self, field: str, *, words: str, is_short: bool = True) -> None:
        super().__init__()
        self.field = field
        self.setObjectName(object_name(field))
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setMaxLength(SHORT_TEXT if is_short else LONG_TEXT)
        self._session: DraftSession | None = None
        self._offers: Callable[[], Iterable[str]] | None = None
        self._taken: Callable[[str], None] | None = None
        self._found = QStringListModel(self)
        self._popup: QAbstractItemView | None = None
        self.textEdited.connect(self._typed)
        self.cursorPositionChanged.connect(self._moved)

    def bind(self, session: "DraftSession") -> None:
        """Tell this session from now on."""
        self._session = session

    def show_text(self, text: str) -> None:
        """Show a text; the caret stays where it is while the text is the same."""
        if self.text() != text:
            at = self.cursorPosition()
            self.setText(text)
            if self.hasFocus():
                self.setCursorPosition(min(at, len(text)))
            else:
                self.setCursorPosition(0)

    def offer(
        self, offers: Callable[[], Iterable[str]], taken: Callable[[str], None] | None = None
    ) -> None:
        """Offer what begins with the letters typed; a choice goes to `taken`, or is typed."""
        self._offers, self._taken = offers, taken
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST_FOUND)
        self._popup = completer.popup()
        if self._popup is not None:
            self._popup.setAccessibleName(_("Offers"))
        completer.activated.connect(self._choose)
        self.setCompleter(completer)

    def _typed(self, text: str) -> None:
        self._find(text)
        if self._session is not None:
            self._session.type_text(self.field, text, caret=self.cursorPosition())

    def _find(self, text: str) -> None:
        if self._offers is None:
            return
        found = [one for one in self._offers() if text.strip() and starts_a_word(one, text)]
        self._found.setStringList([] if found == [text] else found[:_MOST_FOUND])
        if not found and self._popup is not None:
            self._popup.hide()

    def _choose(self, words: str) -> None:
        if self._taken is not None:
            self._taken(words)
        elif self._session is not None:
            self._session.type_text(self.field, words, caret=len(words))

    def _moved(self, _old: int, new: int) -> None:
        if self._session is not None and self.hasFocus():
            self._session.caret_moved.emit(self.field, new)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret stands here now."""
        super().focusInEvent(event)
        if self._session is not None:
            self._session.caret_moved.emit(self.field, self.cursorPosition())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The field is left, unless only its offers have opened."""
        super().focusOutEvent(event)
        if self._session is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._session.left(self.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
            event.accept()


class CodeChoice(QComboBox):
    """A choice among the codes of a vocabulary, or none of them yet."""

    def __init__(self, field: str, *, words: str, codes: Iterable[Enum]) -> None:
        super().__init__()
        self.field = field
        self.setObjectName(object_name(field))
        self.setAccessibleName(words)
        self._session: DraftSession | None = None
        self.codes: tuple[Enum | None, ...] = (None, *codes)
        self.addItem(words)
        self.addItems([label_of(code) for code in self.codes if code is not None])
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._chosen)
        self._show_blank()

    def bind(self, session: "DraftSession") -> None:
        """Tell this session from now on."""
        self._session = session

    def show_code(self, code: Enum | None) -> None:
        """Show a code, or that nothing is chosen."""
        self.setCurrentIndex(self.codes.index(code))
        self._show_blank()

    def _show_blank(self) -> None:
        set_state(self, "blank", self.currentIndex() == 0)

    def _chosen(self, at: int) -> None:
        self._show_blank()
        if self._session is not None:
            self._session.choose(self.field, self.codes[at])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus stands here now."""
        super().focusInEvent(event)
        if self._session is not None:
            self._session.caret_moved.emit(self.field, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel scrolls the page and never changes a value."""
        event.ignore()


def small_button(words: str, *, name: str) -> KeyButton:
    """A small button."""
    button = KeyButton(words, name=name)
    button.setProperty("small", True)
    return button


def field_in(widget: QWidget, field: str) -> QWidget | None:
    """The widget of a field inside another one."""
    return widget.findChild(QWidget, object_name(field))
