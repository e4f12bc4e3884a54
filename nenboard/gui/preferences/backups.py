"""Backup and restore on the settings page: another one now, check, carry elsewhere, restore."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from nenboard.gui import errors
from nenboard.gui.keeping import backup_facts, words
from nenboard.gui.keeping.backup_facts import FactsCard, Read
from nenboard.gui.keeping.backup_table import BackupTable
from nenboard.gui.page import Change, Services
from nenboard.gui.preferences.part import Part
from nenboard.gui.tasks import Cancelled, Job, Progress, Ticket
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.progress import ProgressRow
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.verify import Report

T = TypeVar("T")


class BackupPart(Part):
    """The backups of this registry: another one now, check, carry elsewhere, restore."""

    follows = ("backup", "registry")
    stepped = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(services, name="backup", title=_("Backup and restore"))
        self._ticket: Ticket | None = None
        self._is_running = False
        self.button = KeyButton(
            _("Back up now"), icon="export", kind="primary", name="settings_back_up"
        )
        self.button.clicked.connect(self.back_up)
        self.add_beside_title(self.button)
        self.state = InlineMessage(name="settings_newest_backup")
        self.column.addWidget(self.state)
        self.facts = FactsCard()
        self.column.addWidget(self.facts)
        self.column.addWidget(self._list())
        self.column.addWidget(self._progress())
        text = _(
            "A restore never overwrites: it shows first what would be lost, and keeps the files "
            "of now in the same folder."
        )
        self.column.addWidget(paragraph(text, "small"))

    def _list(self) -> Card:
        card = Card(_("Backups"), note=_("newest first"), name="settings_backups")
        self.table = BackupTable()
        self.table.opened.connect(self.restore)
        self.table.current_changed.connect(self._show_buttons)
        card.body.addWidget(self.table)
        self.message = InlineMessage(name="settings_backup_message")
        card.body.addWidget(self.message)
        self.restore_button = KeyButton(_("Restore…"), keys="Enter", name="settings_restore")
        self.restore_button.clicked.connect(self.restore)
        self.check_button = KeyButton(_("Check again"), name="settings_check_backup")
        self.check_button.clicked.connect(self.check_again)
        self.carry_button = KeyButton(_("Copy to another disk…"), name="settings_carry_backup")
        self.carry_button.clicked.connect(self._ask_where)
        other = KeyButton(_("Restore from elsewhere…"), kind="quiet", name="settings_restore_other")
        other.clicked.connect(self._ask_which)
        row = QHBoxLayout()
        for button in (self.restore_button, self.check_button, self.carry_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(other)
        card.body.addLayout(row)
        return card

    def _progress(self) -> Card:
        self.working = Card(name="settings_backing_up")
        self.working.setAccessibleName(_("Work on backups"))
        self.progress = ProgressRow(name="settings_backup_progress")
        self.progress.cancel_requested.connect(self.cancel)
        self.stepped.connect(self.progress.show_progress)
        self.working.body.addWidget(self.progress)
        text = _(
            "You can go on working. Cancel leaves the older backups as they are and removes the "
            "unfinished one."
        )
        self.working.body.addWidget(paragraph(text, "small"))
        self.working.hide()
        return self.working

    def read(self) -> None:
        """Read the folder of the backups again."""
        desk = self.services.desk
        self.services.run(
            lambda _job: backup_facts.read(desk.registry.folder), done=self._show, owner=self
        )

    def _show(self, found: Read) -> None:
        opened = self.services.open_registry
        if opened is not None:
            self.facts.show_read(found, opened.folder)
        text, kind = backup_facts.verdict(found)
        self.state.show_text(text, kind=kind)
        self.table.show_kept(found.kept)
        self._show_buttons()

    def _show_buttons(self) -> None:
        one, opened = self.table.chosen(), self.services.open_registry
        is_free = not self._is_running
        may_edit = opened is None or opened.may_edit
        self.button.setEnabled(is_free and (opened is None or not opened.is_read_only))
        self.restore_button.setEnabled(is_free and one is not None)
        self.check_button.setEnabled(is_free and one is not None)
        self.carry_button.setEnabled(is_free and may_edit and one is not None and one.is_checked)

    def back_up(self) -> None:
        """Make another backup and check it."""
        desk = self.services.desk

        def work(job: Job) -> datetime:
            from nenboard.workflow import maintain

            return maintain.back_up(desk.registry, progress=self._told(job)).at

        def done(at: datetime) -> None:
            text = _("Backed up and checked {time}.")
            self.services.say(text.format(time=f"{at.astimezone():%H:%M:%S}"))
            self.services.published(Change("backup"))

        self._do(_("Backing up now: writing, then opening and checking"), work, done)

    def check_again(self) -> None:
        """Run every check on the chosen backup once more."""
        one, row, desk = self.table.chosen(), self.table.currentIndex().row(), self.services.desk
        if one is None:
            return

        def work(job: Job) -> "Report":
            from nenboard.workflow import kept

            return kept.check_again(desk.registry, one.copy, progress=self._told(job))

        def done(report: "Report") -> None:
            found = ", ".join(dict.fromkeys(each.check for each in report.findings))
            self.table.backups.judge(row, found)
            text = _("The backup of {moment} opened and passed every check.")
            if found:
                text = _(
                    "The backup of {moment} is damaged ({what}). The registry is safe. Make "
                    "another backup now."
                )
            said = text.format(moment=words.moment(one.at), what=found)
            self.message.show_text(said, kind="problem" if found else "done")

        self._do(_("Opening and checking the backup"), work, done)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Folder on another disk"))
        dialog.setObjectName("carry_folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.carry(Path(folder)))
        dialog.open()

    def carry(self, to: Path) -> None:
        """Put the chosen backup into a folder elsewhere as well."""
        one, desk = self.table.chosen(), self.services.desk
        if one is None:
            return

        def work(_job: Job) -> Path:
            from nenboard.workflow import kept

            return kept.carry(desk.registry, one.copy, to=to)

        def done(there: Path) -> None:
            text = _("Copied and compared: {folder}. It can be restored from there.")
            self.message.show_text(text.format(folder=there), kind="done")

        self._do(_("Copying and comparing"), work, done)

    def _ask_which(self) -> None:
        dialog = QFileDialog(self, _("Folder of the backup"))
        dialog.setObjectName("restore_folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.services.ask_restore(Path(folder)))
        dialog.open()

    def restore(self) -> None:
        """Open the restore beside; nothing is changed by asking."""
        one = self.table.chosen()
        if one is not None and not self._is_running:
            self.services.ask_restore(one.copy.folder)

    def _told(self, job: Job) -> Callable[[int, int], bool]:
        def told(done: int, total: int) -> bool:
            self.stepped.emit(Progress(done, total))
            return not job.is_cancelled

        return told

    def _do(self, text: str, work: Callable[[Job], T], done: Callable[[T], None]) -> None:
        """One piece of work at a time, with its progress in the page."""
        self._is_running = True
        self.message.clear()
        self.progress.start(text)
        self.working.show()

        def finish(result: T) -> None:
            self._ended()
            done(result)

        self._ticket = self.services.run(work, done=finish, failed=self._failed, owner=self)
        self._show_buttons()

    def _ended(self) -> None:
        self._is_running = False
        self.working.hide()
        self._show_buttons()

    def _failed(self, error: Exception) -> None:
        self._ended()
        if isinstance(error, Cancelled) or type(error).__name__ == "Cancelled":
            text = _("Stopped. The older backups are as they were.")
            self.message.show_text(text, kind="info")
            return
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            return
        self.message.show_text(sentence, kind="problem")
        self.read()

    def cancel(self) -> None:
        """Stop what runs; things stay as they were."""
        if self._is_running and self._ticket is not None:
            self._ticket.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what runs."""
        if event.key() == Qt.Key.Key_Escape and self._is_running:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        """The table."""
        return self.table
