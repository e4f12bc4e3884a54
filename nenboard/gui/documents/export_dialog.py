"""The export dialog: folder, file name, paper; progress and cancel; faults in words."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import errors, theme
from nenboard.gui.documents import target
from nenboard.gui.page import Services
from nenboard.gui.tasks import Cancelled, Job, Progress, Ticket
from nenboard.gui.widgets.banner import Identity, PatientBanner
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.progress import ProgressRow
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host import settings
from nenboard.host.language import _

Told = Callable[[int, int], bool | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person chose: the file and the paper."""

    file: Path
    paper: str


@dataclass(frozen=True, slots=True)
class ExportTask:
    """What is exported: its words, the name offered, who it is about, and the work."""

    title: str
    note: str
    file_name: str
    work: Callable[[Wanted, Told], None]
    identity: Identity | None = None
    names: tuple[str, ...] = ()
    suffix: str = ".pdf"


class ExportDialog(QDialog):
    """Stays open until the file is written, the person cancels, or a fault is mended."""

    written = Signal(object)
    stepped = Signal(object)

    def __init__(
        self, services: Services, task: ExportTask, *, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(task.title)
        self._services = services
        self._task = task
        self._ticket: Ticket | None = None
        self._confirmed: Path | None = None
        self._build(folder)

    def _build(self, folder: Path) -> None:
        look = theme.active()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, look.px(16))
        outer.setSpacing(look.px(10))
        if self._task.identity is not None:
            banner = PatientBanner()
            banner.show_identity(self._task.identity)
            outer.addWidget(banner)
        column = QVBoxLayout()
        column.setContentsMargins(look.px(20), look.px(12), look.px(20), 0)
        column.setSpacing(look.px(10))
        outer.addLayout(column)
        column.addWidget(label(self._task.title, "title"))
        column.addWidget(paragraph(self._task.note, "small"))
        self._add_fields(column, folder)
        self.message = InlineMessage("", kind="problem", name="export_message")
        column.addWidget(self.message)
        self.progress = ProgressRow(name="export_progress")
        self.progress.cancel_requested.connect(self._stop)
        self.progress.hide()
        self.stepped.connect(self.progress.show_progress)
        column.addWidget(self.progress)
        column.addLayout(self._buttons())
        for edit in (self.folder, self.name):
            edit.textEdited.connect(self._changed)
        self.resize(look.px(640), self.sizeHint().height())

    def _add_fields(self, column: QVBoxLayout, folder: Path) -> None:
        self.folder = QLineEdit(str(folder))
        self.folder.setObjectName("export_folder")
        choose = KeyButton(_("Browse…"), icon="folder", name="export_browse")
        choose.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(FieldRow(_("Folder"), self.folder), 1)
        row.addWidget(choose)
        column.addLayout(row)
        self.name = QLineEdit(self._task.file_name)
        self.name.setObjectName("export_name")
        self.name_row = FieldRow(_("File name"), self.name)
        column.addWidget(self.name_row)
        self.paper = QComboBox()
        self.paper.setObjectName("export_paper")
        self.paper.addItems(["A4", "Letter"])
        self.paper.setCurrentText(settings.load().paper)
        column.addWidget(FieldRow(_("Paper"), self.paper))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        leave = KeyButton(_("Cancel"), keys="Esc", name="export_cancel")
        leave.clicked.connect(self.reject)
        self.go = KeyButton(_("Export"), keys="Enter", kind="primary", name="export_go")
        self.go.setDefault(True)
        self.go.clicked.connect(self._export)
        row.addWidget(leave)
        row.addWidget(self.go)
        return row

    def _changed(self) -> None:
        self._confirmed = None
        self.message.clear()

    def _browse(self) -> None:
        dialog = QFileDialog(self, _("Choose a folder"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, folder: str) -> None:
        self.folder.setText(folder)
        self._changed()

    def _export(self) -> None:
        folder, name = self.folder.text(), self.name.text().strip()
        problem = target.problem_of(folder, name, names=self._task.names)
        if problem:
            self.message.show_text(problem, kind="problem")
            return
        file = target.path_of(folder, name, suffix=self._task.suffix)
        if file.exists() and self._confirmed != file:
            self._ask_replace(file)
            return
        wanted = Wanted(file, self.paper.currentText())
        self.message.clear()
        self.go.setEnabled(False)
        self.progress.start(_("Writing {file}").format(file=file.name))
        self.progress.show()
        self._ticket = self._services.run(
            lambda job: self._work(wanted, job),
            done=self._done,
            failed=self._failed,
            label=self._task.title,
            owner=self,
        )

    def _work(self, wanted: Wanted, job: Job) -> Wanted:
        """On the database thread; steps come back through a queued signal."""

        def told(done: int, total: int) -> bool:
            self.stepped.emit(Progress(done, total))
            return not job.is_cancelled

        self._task.work(wanted, told)
        return wanted

    def _ask_replace(self, file: Path) -> None:
        words = _("There is a file of this name already. Replace it, or choose another name.")
        self.message.show_text(
            words, kind="query", actions=((_("Replace"), lambda: self._replace(file)),)
        )

    def _replace(self, file: Path) -> None:
        self._confirmed = file
        self._export()

    def _done(self, wanted: Wanted) -> None:
        self._ticket = None
        words = _("Exported: {file}").format(file=wanted.file.name)
        self._services.say(words)
        self.written.emit(wanted)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._ticket = None
        self.progress.hide()
        self.go.setEnabled(True)
        if isinstance(error, Cancelled) or type(error).__name__ == "Cancelled":
            self.message.show_text(_("Stopped. Nothing was written."), kind="info")
            return
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("The document could not be made. The registry is safe.")
        self.message.show_text(sentence, kind="problem")

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def reject(self) -> None:
        """Esc stops the work first, and closes when there is none."""
        if self._ticket is not None:
            self._stop()
        else:
            super().reject()
