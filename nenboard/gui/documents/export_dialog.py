"""The export dialog: folder, file name, paper; progress and cancel; faults in words."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import errors, theme
from nenboard.gui.documents import target
from nenboard.gui.documents.folder_row import FolderRow
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
class Choice:
    """What the person chose of the document: the paper, and who releases a patient's letter.

    A `seed` makes it anonymised: the codes of its people are drawn from it. `with_text` writes the
    text beside the PDF.
    """

    paper: str
    released_by: str = ""
    seed: str = ""
    with_text: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """The file name of the document as it is chosen, and what is to be known of it."""

    file_name: str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The file to write, and what was chosen of the document."""

    file: Path
    choice: Choice


@dataclass(frozen=True, slots=True)
class ExportTask:
    """What is exported: its words, who it is about, what to offer, and the work.

    `offer` and `work` run on the database thread. With `is_released` the dialog asks which
    clinician releases the letter, with `can_hide` whether the document is to be anonymised, with
    `has_text` whether its text is written beside it; a `seed` says that it was shown anonymised.
    """

    title: str
    note: str
    offer: Callable[[Choice], Offer]
    work: Callable[[Wanted, Told], None]
    identity: Identity | None = None
    names: tuple[str, ...] = ()
    suffix: str = ".pdf"
    is_released: bool = False
    can_hide: bool = False
    has_text: bool = False
    seed: str = ""


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
        self._offered = ""
        self._seed = task.seed or secrets.token_hex(16)
        self._build(folder)
        self._ask_name()

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
        outer.addLayout(column, 1)
        column.addWidget(label(self._task.title, "title"))
        self.note = paragraph(self._task.note, "small")
        column.addWidget(self.note)
        self._add_fields(column, folder)
        self.message = InlineMessage("", kind="problem", name="export_message")
        column.addWidget(self.message)
        self.progress = ProgressRow(name="export_progress")
        self.progress.cancel_requested.connect(self._stop)
        self.progress.hide()
        self.stepped.connect(self.progress.show_progress)
        column.addWidget(self.progress)
        column.addLayout(self._buttons())
        self.name.textEdited.connect(self._changed)
        self.paper.currentTextChanged.connect(self._changed)
        self.released_by.textEdited.connect(lambda _text: self._ask_name())
        self.resize(look.px(640), self.sizeHint().height())

    def _add_fields(self, column: QVBoxLayout, folder: Path) -> None:
        self.place = FolderRow(folder)
        self.place.changed.connect(self._changed)
        self.folder = self.place.edit
        column.addWidget(self.place)
        self.name = QLineEdit()
        self.name.setObjectName("export_name")
        self.name_row = FieldRow(_("File name"), self.name)
        column.addWidget(self.name_row)
        self.paper = QComboBox()
        self.paper.setObjectName("export_paper")
        self.paper.addItems(["A4", "Letter"])
        self.paper.setCurrentText(settings.load().paper)
        column.addWidget(FieldRow(_("Paper"), self.paper))
        self.released_by = QLineEdit()
        self.released_by.setObjectName("export_released_by")
        row = FieldRow(_("Released by"), self.released_by)
        row.show_message(
            _("The clinician who has read the letter. Without a name it stays a draft.")
        )
        row.setVisible(self._task.is_released)
        column.addWidget(row)
        self.anonymous = QCheckBox(_("Anonymised: no names, numbers, dates, staff or free text"))
        self.anonymous.setObjectName("export_anonymous")
        self.anonymous.setChecked(bool(self._task.seed))
        self.anonymous.setVisible(self._task.can_hide)
        self.anonymous.toggled.connect(lambda _on: self._ask_name())
        column.addWidget(self.anonymous)
        self.text = QCheckBox(_("Also write its text beside it (.txt), for screen readers"))
        self.text.setObjectName("export_text")
        self.text.setVisible(self._task.has_text)
        column.addWidget(self.text)

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

    @property
    def choice(self) -> Choice:
        """What is chosen of the document now."""
        seed = self._seed if self.anonymous.isChecked() else ""
        return Choice(
            self.paper.currentText(),
            self.released_by.text().strip(),
            seed,
            self.text.isVisibleTo(self) and self.text.isChecked(),
        )

    def _ask_name(self) -> None:
        """Offer the name that the document has as it is chosen now, unless one was typed."""
        choice = self.choice
        self.go.setEnabled(False)
        self._services.run(
            lambda _job: self._task.offer(choice),
            done=self._offer,
            failed=self._failed,
            owner=self,
        )

    def _offer(self, offer: Offer) -> None:
        if self.name.text() == self._offered:
            self.name.setText(offer.file_name)
        is_first = not self._offered
        self._offered = offer.file_name
        self.message.show_text(offer.warning, kind="query")
        self.note.setHidden(bool(self.choice.seed))
        self.go.setEnabled(True)
        if is_first:
            self.go.setFocus()

    def _changed(self) -> None:
        self._confirmed = None
        self.message.clear()

    def _export(self) -> None:
        folder, name = self.folder.text(), self.name.text().strip()
        problem = target.problem_of(folder, name, names=self._task.names)
        if problem:
            self.message.show_text(problem, kind="problem")
            return
        file = target.path_of(folder, name, suffix=self._task.suffix)
        wanted = Wanted(file, self.choice)
        files = (file, file.with_suffix(".txt")) if wanted.choice.with_text else (file,)
        if self._confirmed != file and any(one.exists() for one in files):
            self._ask_replace(file)
            return
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
