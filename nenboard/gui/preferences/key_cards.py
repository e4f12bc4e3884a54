"""Cards of passphrases and keys: one's own passphrase, the recovery key, the database key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.preferences.part import narrow
from nenboard.gui.unlock.new_passphrase import NewPassphrase
from nenboard.gui.unlock.passphrase import PassphraseField
from nenboard.gui.unlock.steps import RecoveryStep
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.progress import ProgressRow
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _

_FORM = 420


class KeyCard(Card):
    """A card whose act may be refused: then its reason stands in the place of the act."""

    def __init__(self, title: str, text: str, *, name: str) -> None:
        super().__init__(title, name=name)
        self.body.addWidget(paragraph(text, "small"))
        self.refusal = paragraph("", "muted", name=f"{name}_refused")
        self.refusal.hide()
        self.body.addWidget(self.refusal)
        self.act = QWidget()
        self.form = QVBoxLayout(self.act)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(theme.active().px(10))
        self.body.addWidget(self.act)

    def refuse(self, why: str) -> None:
        """Show why this person cannot do it here; with an empty text they can."""
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        self.act.setVisible(not why)


class OwnCard(KeyCard):
    """The passphrase of the person who is signed in."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        text = _("Only you know it. It takes effect at once, and nothing is encrypted anew.")
        super().__init__(_("Your passphrase"), text, name="own_passphrase")
        self.old = PassphraseField("own_old", words=_("Passphrase of now"))
        self.secret = NewPassphrase("own")
        self.button = KeyButton(_("Change my passphrase"), kind="primary", name="own_change")
        for widget in (FieldRow(_("Passphrase of &now"), self.old, stacked=True), self.secret):
            self.form.addLayout(narrow(widget, _FORM))
        self.form.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.old.textChanged.connect(self._check)
        self.secret.changed.connect(self._check)
        self.button.clicked.connect(lambda: self.asked.emit(self.old.text(), self.secret.text))
        self._check()

    def _check(self) -> None:
        self.button.setEnabled(bool(self.old.text()) and self.secret.is_complete())

    def clear(self) -> None:
        """Forget what was typed."""
        self.old.clear()
        self.secret.clear()


class RecoveryCard(KeyCard):
    """A new recovery key: shown once, printed, and two of its groups typed again."""

    asked = Signal()
    print_asked = Signal(str)

    def __init__(self) -> None:
        text = _(
            "Opens the registry when a passphrase is lost. Make a new one when a copy is lost or "
            "was seen; the printed one opens nothing from then on."
        )
        super().__init__(_("Recovery key"), text, name="recovery_key")
        self.button = KeyButton(_("Make a new recovery key"), icon="key", name="recovery_make")
        self.button.clicked.connect(self.asked)
        self.form.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.step: RecoveryStep | None = None
        self.done = KeyButton(_("I have it"), kind="primary", name="recovery_done")
        self.done.clicked.connect(self.forget)
        self.form.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        self.done.hide()

    def show_key(self, key: str) -> None:
        """Show a key until two of its groups are typed again."""
        self.forget()
        step = RecoveryStep()
        self.step = step
        step.print_requested.connect(lambda: self.print_asked.emit(step.key_text))
        step.changed.connect(lambda: self.done.setEnabled(step.is_complete()))
        step.show_key(key)
        self.form.insertWidget(1, step)
        self.button.hide()
        self.done.setEnabled(False)
        self.done.show()
        step.print_button.setFocus()

    def forget(self) -> None:
        """Take the key from the screen."""
        if self.step is not None:
            self.step.hide()
            self.step.deleteLater()
            self.step = None
        self.done.hide()
        self.button.show()


class DatabaseKeyCard(KeyCard):
    """A new key for everything, for when somebody may have kept a copy of the old one."""

    asked = Signal()

    def __init__(self) -> None:
        text = _(
            "Encrypts every record under a new key, after a backup. Needed only when somebody who "
            "was removed, or a thief, may hold a copy of the registry and of the old key. "
            "Passphrases and the recovery key stay as they are."
        )
        super().__init__(_("Key of the database"), text, name="database_key")
        self.button = KeyButton(_("Change the database key"), name="database_change")
        self.button.clicked.connect(self.asked)
        self.form.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.progress = ProgressRow(name="database_progress")
        self.form.addWidget(self.progress)
        self.progress.hide()

    def show_busy(self, *, busy: bool) -> None:
        """Show progress with Cancel while it is done."""
        self.button.setEnabled(not busy)
        self.progress.setVisible(busy)
        if busy:
            self.progress.start(_("Backing up, then encrypting under the new key"))
