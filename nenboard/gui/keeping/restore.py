"""The restore dialog: which backup, what would be lost, then the act by its name."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import theme
from nenboard.gui.case_edit.form_field import within
from nenboard.gui.keeping import words
from nenboard.gui.keeping.loss import LossCard
from nenboard.gui.unlock.passphrase import PassphraseField
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.progress import ProgressRow
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.tasks import Progress, Ticket
    from nenboard.registry.restoring import Loss
    from nenboard.workflow.kept import Kept


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which backup, and who opens it with what."""

    source: Path
    user: str
    passphrase: str

    def __repr__(self) -> str:
        return "Wanted(...)"


class RestoreDialog(QDialog):
    """Asks and shows; decides nothing. Signals carry what was asked for.

    The safe button has the focus once the loss is shown; the other one names the act.
    """

    source_chosen = Signal(object)
    preview_requested = Signal(object)
    restore_requested = Signal(object)

    def __init__(self, folder: Path, parent: QWidget, *, is_sound: bool) -> None:
        """``is_sound`` says that the registry of now is open."""
        super().__init__(parent)
        look = theme.active()
        self._is_sound = is_sound
        self.folder = folder
        self._previewed: Wanted | None = None
        self._moment = ""
        self._ticket: Ticket | None = None
        self._is_busy = False
        self.setObjectName("restore_dialog")
        self.setWindowTitle(_("Restore a backup"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(22), look.px(18), look.px(22), look.px(18))
        column.setSpacing(look.px(10))
        column.addWidget(label(_("Restore a backup"), "title"))
        text = _(
            "The backup takes the place of the registry. You see first what would be lost; until "
            "then nothing is changed. The files of now are kept."
        )
        column.addWidget(paragraph(text, "small"))
        self._add_fields(column)
        self.loss = LossCard()
        self.loss.hide()
        column.addWidget(self.loss)
        self.message = InlineMessage(name="restore_message")
        column.addWidget(self.message)
        self.progress = ProgressRow(name="restore_progress")
        self.progress.cancel_requested.connect(self._stop)
        self.progress.hide()
        column.addWidget(self.progress)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self.resize(look.px(660), look.px(300))

    def _add_fields(self, column: QVBoxLayout) -> None:
        self.which = _box("restore_which")
        self.which.activated.connect(lambda _at: self._chosen())
        other = KeyButton(_("Elsewhere…"), icon="folder", name="restore_elsewhere")
        other.clicked.connect(self._ask_folder)
        row = QHBoxLayout()
        row.addWidget(FieldRow(_("&Backup"), self.which), 1)
        row.addWidget(other)
        column.addLayout(row)
        self.user = _box("restore_user")
        column.addWidget(FieldRow(_("&User"), self.user))
        self.passphrase = PassphraseField("restore_passphrase", words=_("Passphrase"))
        self.passphrase.returnPressed.connect(self._go_on)
        self.passphrase.textChanged.connect(self._changed)
        self.user.activated.connect(self._changed)
        self.secret = FieldRow(_("&Passphrase"), self.passphrase)
        column.addWidget(self.secret)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.keep = KeyButton(_("Cancel"), keys="Esc", name="restore_cancel")
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self.reject)
        self.go = KeyButton(
            _("Show what would be lost"), keys="Enter", kind="primary", name="restore_go"
        )
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self._go_on)
        self.act = KeyButton("", kind="danger", name="restore_act")
        self.act.setAutoDefault(False)
        self.act.clicked.connect(self._restore)
        self.act.hide()
        for button in (self.keep, self.go, self.act):
            row.addWidget(button)
        return row

    def show_backups(self, found: "tuple[Kept, ...]", source: Path | None) -> None:
        """Offer these, newest first; `source` is chosen, or the newest."""
        self.which.clear()
        for one in found:
            text = _("{moment}, {cases} ({why})")
            said = text.format(
                moment=words.moment(one.at),
                cases=words.cases_words(one.cases),
                why=within(words.why_words(one)),
            )
            self.which.addItem(said, one.copy.folder)
        if source is not None and all(one.copy.folder != source for one in found):
            self.which.addItem(str(source), source)
        if source is not None:
            self.which.setCurrentIndex(_place_of(self.which, source))
        if self.which.count():
            self._chosen()
        else:
            text = _("No backup is beside this registry. Choose the folder of one elsewhere.")
            self.message.show_text(text, kind="query")
        self._allow()

    def show_users(self, users: tuple[str, ...], wanted: str = "") -> None:
        """Who may open the chosen backup."""
        self.user.clear()
        self.user.addItems(list(users))
        if wanted in users:
            self.user.setCurrentText(wanted)
        self.passphrase.setFocus()

    def show_loss(self, loss: "Loss") -> None:
        """What the restore would take away; from now on it can be asked for."""
        self.show_busy("")
        self._moment = words.moment(loss.at) if loss.at is not None else _("unknown date")
        self.loss.show_loss(loss, self.folder, is_sound=self._is_sound)
        self.loss.show()
        self.go.hide()
        text = _("Restore the backup of {moment}").format(moment=self._moment)
        self.act.setText(text)
        self.act.setAccessibleName(text)
        self.act.updateGeometry()
        self.act.show()
        self.keep.setText(_("Keep the registry as it is"))
        self.keep.setAccessibleName(self.keep.text())
        self.keep.updateGeometry()
        self.keep.setFocus()
        self._fit()

    def show_fault(self, sentence: str) -> None:
        """What went wrong, what is safe, what to do."""
        self.show_busy("")
        self.message.show_text(sentence, kind="problem")
        self.passphrase.setFocus()
        self.passphrase.selectAll()
        self._fit()

    def show_busy(self, text: str) -> None:
        """While something runs nothing else can be asked; without words nothing runs."""
        self._is_busy = bool(text)
        for widget in (self.go, self.act, self.which, self.user, self.passphrase):
            widget.setEnabled(not self._is_busy)
        if text:
            self.message.clear()
            self.progress.start(text)
        else:
            self._ticket = None
            self._allow()
        self.progress.setVisible(self._is_busy)

    def watch(self, ticket: "Ticket") -> None:
        """Cancel stops this work."""
        self._ticket = ticket if self._is_busy else None

    def show_progress(self, step: "Progress") -> None:
        """How far the work is."""
        self.progress.show_progress(step)

    def wanted(self) -> Wanted:
        """What the fields say."""
        return Wanted(self.which.currentData(), self.user.currentText(), self.passphrase.text())

    def _go_on(self) -> None:
        if self.go.isVisibleTo(self) and self.go.isEnabled():
            self._previewed = self.wanted()
            self.preview_requested.emit(self._previewed)

    def _restore(self) -> None:
        if self._previewed is not None and self._previewed == self.wanted():
            self.restore_requested.emit(self._previewed)

    def _chosen(self) -> None:
        self._changed()
        self.source_chosen.emit(self.which.currentData())

    def _changed(self) -> None:
        """Another question: what was shown does not answer it."""
        self._previewed = None
        self.loss.hide()
        self.message.clear()
        self.act.hide()
        self.go.show()
        self._fit()
        self.keep.setText(_("Cancel"))
        self.keep.setAccessibleName(self.keep.text())
        self._allow()

    def _allow(self) -> None:
        self.go.setEnabled(
            not self._is_busy and bool(self.passphrase.text()) and self.which.count() > 0
        )

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("Folder of the backup"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.add_folder)
        dialog.open()

    def add_folder(self, folder: str) -> None:
        """Offer a folder elsewhere, and choose it."""
        self.which.insertItem(0, folder, Path(folder))
        self.which.setCurrentIndex(0)
        self._chosen()

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def reject(self) -> None:
        """Esc stops the work first, and closes when there is none."""
        if self._is_busy:
            self._stop()
        else:
            self.passphrase.clear()
            super().reject()


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _place_of(box: QComboBox, source: Path) -> int:
    return next((n for n in range(box.count()) if box.itemData(n) == source), 0)
