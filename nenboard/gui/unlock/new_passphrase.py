"""A new passphrase, typed twice: how long it is, whether both agree, Caps Lock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.unlock import strength
from nenboard.gui.unlock.passphrase import PassphraseField
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _


class NewPassphrase(QWidget):
    """Two fields; `changed` when they may be complete. Nothing is shown unless asked for."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.once = PassphraseField(f"{name}_passphrase", words=_("New passphrase"))
        self.twice = PassphraseField(f"{name}_passphrase_again", words=_("Passphrase again"))
        self.caps_lock = label(_("▲ Caps Lock is on."), "warning", name=f"{name}_caps_lock")
        self.caps_lock.hide()
        self.once_row = FieldRow(_("&Passphrase"), self.once, stacked=True)
        self.twice_row = FieldRow(_("Passphrase &again"), self.twice, stacked=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.active().px(10))
        for widget in (self.once_row, self.twice_row, self.caps_lock):
            column.addWidget(widget)
        for field in (self.once, self.twice):
            field.textChanged.connect(self._check)
            field.caps_lock_changed.connect(self.caps_lock.setVisible)
        self._check()

    @property
    def text(self) -> str:
        """The passphrase."""
        return self.once.text()

    def is_complete(self) -> bool:
        """Twice the same passphrase that is long enough."""
        is_good = strength.hint(self.once.text())[1] in {"query", "ok"}
        return is_good and self.once.text() == self.twice.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.once.clear()
        self.twice.clear()

    def _check(self) -> None:
        text, severity = strength.hint(self.once.text())
        self.once_row.show_message(text, severity or "ok")  # type: ignore[arg-type]
        differs = bool(self.twice.text()) and self.twice.text() != self.once.text()
        self.twice_row.show_message(
            _("Not the same as above.") if differs else "", "invalid" if differs else "ok"
        )
        self.changed.emit()
