"""The unlock page: who, passphrase, other registry; no patient, count or meeting in sight."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

import nenboard
from nenboard.gui import icons, theme
from nenboard.gui.unlock.passphrase import PassphraseField
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import Actions, InlineMessage, Kind
from nenboard.gui.widgets.scrolling import centred_in_scroll
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _, counted

_WIDTH = 470
_HEIGHT = 34


class Credentials(NamedTuple):
    """What was typed: user and passphrase; with a recovery key the passphrase is a new one."""

    user: str
    passphrase: str
    recovery_key: str = ""

    def __repr__(self) -> str:
        return "Credentials(...)"


class UnlockPage(QWidget):
    """Asks for the passphrase; decides nothing. Signals carry what was asked for."""

    unlock_requested = Signal(object)
    other_requested = Signal()
    new_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unlock_page")
        self.setProperty("surface", "window")
        self._folder: Path | None = None
        self._with_recovery_key = False
        self._seconds_left = 0
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._count_down)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_in_scroll(self._column(), name="unlock_scroll"))
        self._show_mode()

    def _column(self) -> QWidget:
        look = theme.active()
        column = QWidget()
        keep(column, column.setFixedWidth, _WIDTH)
        layout = QVBoxLayout(column)
        layout.setSpacing(look.px(12))
        layout.addLayout(program_heading())
        layout.addSpacing(look.px(4))
        layout.addWidget(self._card())
        layout.addLayout(self._footer())
        return column

    def _card(self) -> Card:
        look = theme.active()
        card = Card(name="unlock_card")
        card.setAccessibleName(_("Unlock the registry"))
        body = card.body
        body.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        body.setSpacing(look.px(4))
        body.addWidget(label(_("Unlock the registry"), "subtitle"))
        self.where = paragraph("", "small", name="unlock_where")
        body.addWidget(self.where)
        body.addSpacing(look.px(10))
        self.user_label = label(_("User"), "label")
        self.user = QComboBox()
        self.user.setObjectName("unlock_user")
        self.user.setAccessibleName(_("User"))
        self.user.setEnabled(False)
        self.user_label.setBuddy(self.user)
        keep(self.user, self.user.setMinimumHeight, _HEIGHT)
        body.addWidget(self.user_label)
        body.addWidget(self.user)
        body.addSpacing(look.px(8))
        self._add_secret(body)
        body.addSpacing(look.px(8))
        self.message = InlineMessage(name="unlock_message")
        body.addWidget(self.message)
        body.addSpacing(look.px(8))
        body.addLayout(self._buttons())
        return card

    def _add_secret(self, body: QVBoxLayout) -> None:
        self.secret_label: QLabel = label(_("Passphrase"), "label")
        self.passphrase = PassphraseField("unlock_passphrase", words=_("Passphrase"))
        keep(self.passphrase, self.passphrase.setMinimumHeight, _HEIGHT)
        self.passphrase.returnPressed.connect(self._submit)
        self.passphrase.caps_lock_changed.connect(self._show_caps_lock)
        self.recovery = QLineEdit()
        self.recovery.setObjectName("unlock_recovery_key")
        self.recovery.setAccessibleName(_("Recovery key"))
        self.recovery.setPlaceholderText(_("eight groups of five"))
        keep(self.recovery, self.recovery.setMinimumHeight, _HEIGHT)
        self.recovery.returnPressed.connect(self._submit)
        self.caps_lock = label(_("▲ Caps Lock is on."), "warning", name="unlock_caps_lock")
        self.caps_lock.hide()
        self.recovery_label: QLabel = label(_("Recovery key"), "label")
        self.recovery_label.setBuddy(self.recovery)
        self.secret_label.setBuddy(self.passphrase)
        for widget in (self.recovery_label, self.recovery, self.secret_label, self.passphrase):
            body.addWidget(widget)
        body.addWidget(self.caps_lock)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(8))
        self.recovery_button = KeyButton(
            _("Use recovery key…"), kind="quiet", name="unlock_use_recovery"
        )
        self.recovery_button.clicked.connect(self._toggle_mode)
        other = KeyButton(_("Other registry…"), name="unlock_other")
        other.clicked.connect(self.other_requested)
        self.submit = KeyButton(_("Unlock"), keys="Enter", kind="primary", name="unlock_submit")
        self.submit.setDefault(True)
        self.submit.clicked.connect(self._submit)
        row.addWidget(self.recovery_button)
        row.addStretch(1)
        row.addWidget(other)
        row.addWidget(self.submit)
        return row

    def _footer(self) -> QVBoxLayout:
        version = _("Version {version}").format(version=nenboard.__version__)
        facts = QHBoxLayout()
        facts.setSpacing(theme.active().px(18))
        facts.addStretch(1)
        for text in (_("Encrypted on this disk"), _("Works without a network"), version):
            facts.addWidget(label(text, "small"))
        facts.addStretch(1)
        named = label(_("No patient is named while the registry is locked."), "small")
        named.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout()
        column.addLayout(facts)
        column.addWidget(named)
        return column

    def show_registry(self, folder: Path, note: str = "") -> None:
        """Say which registry is meant: its folder, and why it is locked."""
        self._folder = folder
        self.stop_waiting()
        self.show_busy(busy=False)
        words = _("{name}, in {place}.").format(name=folder.name, place=folder.parent)
        self.where.setText(" ".join(part for part in (words, note) if part))
        self._with_recovery_key = False
        self._show_mode()
        self.clear_secret()

    @property
    def folder(self) -> Path | None:
        """The registry to be unlocked."""
        return self._folder

    def show_users(self, users: tuple[str, ...], last: str = "") -> None:
        """Offer the names that may sign in; none while they are not read yet."""
        self.user.clear()
        self.user.addItems(list(users))
        if last in users:
            self.user.setCurrentText(last)
        self.user.setEnabled(bool(users))

    def show_busy(self, *, busy: bool) -> None:
        """While the key is derived nothing can be asked twice."""
        self.submit.setEnabled(not busy)
        self.submit.setText(_("Opening…") if busy else _("Unlock"))

    def show_message(self, text: str, kind: Kind = "problem", *, actions: Actions = ()) -> None:
        """A sentence above the buttons."""
        self.message.show_text(text, kind=kind, actions=actions)

    def show_wait(self, seconds: int) -> None:
        """Count the seconds until the next attempt."""
        self._seconds_left = seconds
        self._show_seconds()
        self._countdown.start()

    def stop_waiting(self) -> None:
        """Forget the wait; another registry is shown."""
        self._countdown.stop()

    def clear_secret(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        self.recovery.clear()

    def take_focus(self) -> None:
        """Put the caret where typing goes on."""
        field = self.recovery if self._with_recovery_key else self.passphrase
        field.setFocus()
        field.selectAll()

    def _show_caps_lock(self, on: bool) -> None:
        self.caps_lock.setVisible(on)
        self.passphrase.setAccessibleDescription(_("Caps Lock is on.") if on else "")

    def _toggle_mode(self) -> None:
        self._with_recovery_key = not self._with_recovery_key
        self._show_mode()
        self.take_focus()

    def _show_mode(self) -> None:
        by_key = self._with_recovery_key
        self.recovery_label.setVisible(by_key)
        self.recovery.setVisible(by_key)
        self.secret_label.setText(_("New passphrase") if by_key else _("Passphrase"))
        self.passphrase.setAccessibleName(self.secret_label.text())
        words = _("Use passphrase…") if by_key else _("Use recovery key…")
        self.recovery_button.setText(words)
        self.recovery_button.setAccessibleName(words)

    def _submit(self) -> None:
        if not self.submit.isEnabled():
            return
        needed = (self.recovery, self.passphrase) if self._with_recovery_key else (self.passphrase,)
        empty = next((field for field in needed if not field.text()), None)
        if empty is not None:
            empty.setFocus()
            return
        self.message.clear()
        key = self.recovery.text() if self._with_recovery_key else ""
        self.unlock_requested.emit(
            Credentials(self.user.currentText(), self.passphrase.text(), key)
        )

    def _count_down(self) -> None:
        self._seconds_left -= 1
        if self._seconds_left <= 0:
            self._countdown.stop()
            self.message.clear()
            self.submit.setEnabled(True)
            self.take_focus()
        else:
            self._show_seconds()

    def _show_seconds(self) -> None:
        self.submit.setEnabled(False)
        words = counted(
            "The passphrase was wrong several times. Try again in {seconds} second.",
            "The passphrase was wrong several times. Try again in {seconds} seconds.",
            count=self._seconds_left,
        )
        self.message.show_text(words.format(seconds=self._seconds_left), kind="query")


def program_heading() -> QHBoxLayout:
    """The mark and the name of the program."""
    look = theme.active()
    row = QHBoxLayout()
    row.setSpacing(look.px(12))
    row.addStretch(1)
    mark = QLabel()
    mark.setPixmap(icons.pixmap("nenboard", "#000000", look.px(40)))
    mark.setAccessibleName("nenboard")
    row.addWidget(mark)
    words = label("nenboard")
    words.setFont(look.font("meeting_title"))
    row.addWidget(words)
    row.addStretch(1)
    return row
