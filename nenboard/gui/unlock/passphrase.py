"""A passphrase field: hidden text, Show, Caps Lock warning; paste is allowed."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.host.language import _


class PassphraseField(QLineEdit):
    """Text shown as dots, with a button that shows it; `caps_lock_changed` says when it is on."""

    caps_lock_changed = Signal(bool)

    def __init__(self, name: str, *, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._caps_lock = False
        self._show = KeyButton(_("Show"), kind="quiet", name=f"{name}_show")
        self._show.setParent(self)
        self._show.setProperty("small", True)
        self._show.setCheckable(True)
        self._show.setAccessibleName(_("Show the passphrase"))
        self._show.setCursor(Qt.CursorShape.PointingHandCursor)
        self._show.toggled.connect(self._toggle)
        self._place()

    def _toggle(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._show.setText(_("Hide") if shown else _("Show"))
        self._place()

    def _place(self) -> None:
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
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or scale needs other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_show"):
            self._place()

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, with a key at its left."""
        super().paintEvent(event)
        look = theme.active()
        side = look.size("icon")
        painter = QPainter(self)
        spot = QRectF(look.px(10), (self.height() - side) / 2, side, side)
        icons.paint(painter, "key", spot, look.colour("text2"))
