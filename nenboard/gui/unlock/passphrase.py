"""A passphrase field: hidden text, Show, Caps Lock warning; paste is allowed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nenboard.gui import theme
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.inputs import MarkedLineEdit
from nenboard.host.language import _


class PassphraseField(MarkedLineEdit):
    """Text shown as dots, with a button that shows it; `caps_lock_changed` says when it is on."""

    caps_lock_changed = Signal(bool)

    def __init__(self, name: str, *, words: str, parent: QWidget | None = None) -> None:
        self._show: KeyButton | None = None
        super().__init__("key", name=name, parent=parent)
        self.setAccessibleName(words)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._caps_lock = False
        self._show = self._show_button(name)
        self.set_margins()

    def _show_button(self, name: str) -> KeyButton:
        button = KeyButton(_("Show"), kind="quiet", name=f"{name}_show")
        button.setParent(self)
        button.setProperty("small", True)
        button.setCheckable(True)
        button.setAccessibleName(_("Show the passphrase"))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.toggled.connect(self._toggle)
        return button

    def _toggle(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        if self._show is not None:
            self._show.setText(_("Hide") if shown else _("Show"))
        self.set_margins()

    def set_margins(self) -> None:
        """Room for the key at the left and the button at the right."""
        if self._show is None:
            return
        look = theme.active()
        size = self._show.sizeHint()
        self.setTextMargins(look.px(24), 0, size.width() + look.px(4), 0)
        self._show.setGeometry(
            self.width() - size.width() - look.px(6),
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        self.set_margins()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, means that Caps Lock is on."""
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._set_caps_lock(not self._caps_lock)
        elif len(text) == 1 and text.isalpha() and text.upper() != text.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_caps_lock(text.isupper() != shifted)
        super().keyPressEvent(event)

    def _set_caps_lock(self, on: bool) -> None:
        if on != self._caps_lock:
            self._caps_lock = on
            self.caps_lock_changed.emit(on)
