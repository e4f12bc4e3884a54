"""Erasing a patient: who, what goes, which backups still hold the person, and the act by name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nenboard.gui import errors, theme
from nenboard.gui.keeping import words
from nenboard.gui.page import Change, Services
from nenboard.gui.tasks import Cancelled, Job, Progress, Ticket
from nenboard.gui.widgets.banner import Identity, PatientBanner
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.progress import ProgressRow
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.registry.copies import Copy
    from nenboard.workflow.maintain import Cleared, Erased

_MOST_NAMED = 6


class EraseDialog(QDialog):
    """First the patient, retyped; then, once erased, the backups that still hold the person."""

    stepped = Signal(object)

    def __init__(
        self, services: Services, case_id: str, identity: Identity, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._case_id = case_id
        self._answers = _answers(case_id, identity)
        self._copies: tuple[Copy, ...] = ()
        self._ticket: Ticket | None = None
        self._is_busy = False
        self.setObjectName("erase_dialog")
        self.setWindowTitle(_("Erase a patient"))
        self.banner = PatientBanner()
        self.banner.show_identity(identity)
        self._build(identity)
        opened = services.open_registry
        if opened is not None and (not opened.is_admin or opened.is_read_only):
            self._refuse()
        else:
            self._look_for_copies()

    def _build(self, identity: Identity) -> None:
        look = theme.active()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, look.px(16))
        outer.setSpacing(look.px(10))
        outer.addWidget(self.banner)
        column = QVBoxLayout()
        column.setContentsMargins(look.px(20), look.px(4), look.px(20), 0)
        column.setSpacing(look.px(10))
        outer.addLayout(column, 1)
        column.addWidget(label(_("Erase this patient"), "title"))
        text = _(
            "Every revision of the case, its answers, outcomes, agenda entries and drafts are "
            "removed from the registry. The audit trail keeps that it was done, when and by whom, "
            "and nothing of what was erased. This cannot be undone."
        )
        self.what = paragraph(text)
        column.addWidget(self.what)
        self.held = InlineMessage(name="erase_copies")
        column.addWidget(self.held)
        self.typed = QLineEdit()
        self.typed.setObjectName("erase_typed")
        self.typed.setMaxLength(200)
        self.typed.textChanged.connect(self._allow)
        self.row = FieldRow(_asked(identity), self.typed, stacked=True)
        column.addWidget(self.row)
        self.message = InlineMessage(name="erase_message")
        column.addWidget(self.message)
        self.progress = ProgressRow(name="erase_progress")
        self.progress.cancel_requested.connect(self._stop)
        self.progress.hide()
        self.stepped.connect(self.progress.show_progress)
        column.addWidget(self.progress)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self.keep.setFocus()
        self.resize(look.px(640), look.px(360))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.keep = KeyButton(_("Keep the patient"), keys="Esc", name="erase_cancel")
        self.keep.clicked.connect(self.reject)
        self.act = KeyButton(_("Erase this patient for good"), kind="danger", name="erase_act")
        self.act.setEnabled(False)
        self.act.clicked.connect(self._erase)
        self.clear = KeyButton("", kind="danger", name="erase_clear_copies")
        self.clear.clicked.connect(self._clear_copies)
        self.clear.hide()
        for button in (self.keep, self.act, self.clear):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def _refuse(self) -> None:
        self.row.hide()
        self.act.hide()
        text = _(
            "Only an administrator can erase a patient, in a registry that is open for editing. "
            "Ask the person who looks after this registry. Nothing was changed."
        )
        self.message.show_text(text, kind="info")

    def _look_for_copies(self) -> None:
        desk, case_id = self._services.desk, self._case_id

        def work(_job: Job) -> "tuple[Copy, ...]":
            from nenboard.workflow import maintain

            return maintain.copies_holding(desk.registry, case_id)

        self._services.run(work, done=self._show_copies, failed=self._failed, owner=self)

    def _show_copies(self, found: "tuple[Copy, ...]") -> None:
        if not found:
            text = _("No backup beside this registry holds the person.")
            self.held.show_text(text, kind="info")
            return
        text = counted(
            "{count} backup still holds the person: {which}. You can take the person out of it "
            "in the next step. Copies on other disks have to be removed by hand.",
            "{count} backups still hold the person: {which}. You can take the person out of them "
            "in the next step. Copies on other disks have to be removed by hand.",
            count=len(found),
        )
        self.held.show_text(text.format(count=len(found), which=_named(found)), kind="query")
        self._fit()

    def _fit(self) -> None:
        """As high as the words need at this width."""
        self.banner.setMaximumHeight(self.banner.heightForWidth(self.width()))
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """The first height, once the banner has found its rows at this width."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _allow(self) -> None:
        typed = " ".join(self.typed.text().split()).casefold()
        self.act.setEnabled(not self._is_busy and typed in self._answers)

    def _erase(self) -> None:
        if not self.act.isEnabled():
            return
        desk, case_id = self._services.desk, self._case_id

        def work(_job: Job) -> "Erased":
            from nenboard.workflow import maintain

            return maintain.erase_case(desk.registry, case_id)

        self._begin(_("Erasing"))
        self._services.run(work, done=self._erased, failed=self._failed, owner=self)

    def _erased(self, erased: "Erased") -> None:
        self._end()
        self._services.forget_case(self._case_id)
        self._services.published(Change("case", (self._case_id,)))
        self._copies = erased.copies
        self.banner.hide()
        self.typed.clear()
        self.what.hide()
        self.row.hide()
        self.act.hide()
        self._show_end(_("The patient is erased from the registry."), erased.copies)

    def _show_end(self, done: str, left: "tuple[Copy, ...]") -> None:
        """What was done, and what still holds the person."""
        self.message.show_text(done, kind="done")
        if not left:
            self.held.clear()
            self.clear.hide()
            self._name_keep(_("Close"))
            self._fit()
            return
        text = counted(
            "{count} backup still holds the person: {which}. It can be made anew without the "
            "person, and checked; where that cannot be, it is removed. A fresh backup is made "
            "first.",
            "{count} backups still hold the person: {which}. They can be made anew without the "
            "person, and checked; those where that cannot be are removed. A fresh backup is made "
            "first.",
            count=len(left),
        )
        self.held.show_text(text.format(count=len(left), which=_named(left)), kind="query")
        act = counted(
            "Take the person out of {count} backup",
            "Take the person out of {count} backups",
            count=len(left),
        ).format(count=len(left))
        self.clear.setText(act)
        self.clear.setAccessibleName(act)
        self.clear.updateGeometry()
        self.clear.show()
        self._name_keep(_("Leave the backups as they are"))
        self._fit()

    def _name_keep(self, words_of: str) -> None:
        self.keep.setText(words_of)
        self.keep.setAccessibleName(words_of)
        self.keep.updateGeometry()
        self.keep.setFocus()

    def _clear_copies(self) -> None:
        desk, case_id, which = self._services.desk, self._case_id, self._copies

        def work(job: Job) -> "Cleared":
            from nenboard.workflow import maintain

            def told(done: int, total: int) -> bool:
                self.stepped.emit(Progress(done, total))
                return not job.is_cancelled

            return maintain.take_out_of_copies(desk.registry, case_id, which=which, progress=told)

        self._begin(_("Making the backups anew without the person"))
        ticket = self._services.run(work, done=self._cleared, failed=self._failed, owner=self)
        self._ticket = ticket if self._is_busy else None

    def _cleared(self, cleared: "Cleared") -> None:
        self._end()
        self._services.published(Change("backup"))
        left = tuple(one for one in self._copies if one.name in cleared.left)
        self._copies = left
        text = _("Backups made anew without the person: {remade}. Removed: {removed}.")
        self._show_end(text.format(remade=len(cleared.remade), removed=len(cleared.removed)), left)

    def _begin(self, text: str) -> None:
        self._is_busy = True
        self.message.clear()
        for button in (self.act, self.clear, self.typed):
            button.setEnabled(False)
        self.progress.start(text)
        self.progress.show()

    def _end(self) -> None:
        self._is_busy = False
        self._ticket = None
        self.progress.hide()
        self.clear.setEnabled(True)
        self.typed.setEnabled(True)
        self._allow()

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled) or type(error).__name__ == "Cancelled":
            text = _("Stopped. The backups not reached yet still hold the person.")
            self.message.show_text(text, kind="info")
            return
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("The program failed. Look whether the case is still there.")
        self.message.show_text(sentence, kind="problem")

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def reject(self) -> None:
        """Esc stops the work first, and closes when there is none."""
        if self._is_busy:
            self._stop()
        else:
            self.typed.clear()
            super().reject()


def ask_erase(services: Services, case_id: str, identity: Identity, parent: QWidget) -> EraseDialog:
    """Open the dialog about this patient; nothing is changed by asking."""
    dialog = EraseDialog(services, case_id, identity, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _answers(case_id: str, identity: Identity) -> frozenset[str]:
    """What may be typed to confirm: a number or the name, or the key where neither is recorded."""
    known = [part for part in (identity.hospital_number, identity.family) if part]
    return frozenset(" ".join(part.split()).casefold() for part in known or [case_id])


def _asked(identity: Identity) -> str:
    if identity.hospital_number and identity.family:
        return _("To confirm, type the hospital &number or the family name")
    if identity.hospital_number:
        return _("To confirm, type the hospital &number")
    if identity.family:
        return _("To confirm, type the family &name")
    return _("To confirm, type the case &key; name and number are not recorded")


def _named(copies: "tuple[Copy, ...]") -> str:
    """The moments of backups, newest first; files kept before a restore by what they are."""
    backups = sorted((one.backup.at for one in copies if one.backup is not None), reverse=True)
    parts = [words.moment(at) for at in backups[:_MOST_NAMED]]
    more = len(backups) - _MOST_NAMED
    if more > 0:
        parts.append(_("{count} older").format(count=more))
    others = len(copies) - len(backups)
    if others:
        text = counted(
            "{count} kept before a restore", "{count} kept before restores", count=others
        )
        parts.append(text.format(count=others))
    return ", ".join(parts)
