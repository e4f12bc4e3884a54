"""The dialog for many cases: one kind of document of each into a folder, with progress and cancel.

Each document is a piece of work of its own, so that the registry answers between two of them, and
that Cancel leaves whole files only.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import errors, theme
from nenboard.gui.documents.folder_row import FolderRow
from nenboard.gui.documents.kinds import Kind, kinds
from nenboard.gui.page import Services
from nenboard.gui.tasks import Progress
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.messages import Kind as MessageKind
from nenboard.gui.widgets.progress import ProgressRow
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host import settings
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.workflow.batch import Result
    from nenboard.workflow.orders import Order

_MOST_REFUSALS = 8
_SEVERAL = 2
"""With fewer rows chosen the whole list is meant: the row that has the focus is chosen too."""


class BatchDialog(QDialog):
    """Asks which document of which cases goes where, writes them one by one, and sums up."""

    written = Signal(object)

    def __init__(
        self,
        services: Services,
        chosen: tuple[str, ...],
        *,
        listed: tuple[str, ...],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("batch_dialog")
        self.setWindowTitle(_("Export documents of cases"))
        self._services, self._chosen, self._listed = services, chosen, listed
        self._orders: tuple[Order, ...] = ()
        self._results: list[Result] = []
        self._is_running = self._is_stopped = False
        self._build(folder)

    def _build(self, folder: Path) -> None:
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        column.setSpacing(look.px(10))
        column.addWidget(label(_("Export documents of cases"), "title"))
        note = _("A file for each case, named by its key and state, never by the patient.")
        column.addWidget(paragraph(note, "small"))
        self._add_choices(column)
        self.place = FolderRow(folder)
        column.addWidget(self.place)
        self.replace = QCheckBox(_("Replace files of the same name"))
        self.replace.setObjectName("batch_replace")
        column.addWidget(self.replace)
        self.message = InlineMessage("", kind="info", name="batch_message")
        column.addWidget(self.message)
        self.refused = selectable(paragraph("", "small", name="batch_refused"))
        self.refused.hide()
        column.addWidget(self.refused)
        self.progress = ProgressRow(name="batch_progress")
        self.progress.cancel_requested.connect(self._stop)
        self.progress.hide()
        column.addWidget(self.progress)
        column.addLayout(self._buttons())
        self._turn()
        self.go.setEnabled(bool(self._listed))
        self.resize(look.px(640), self.sizeHint().height())

    def _add_choices(self, column: QVBoxLayout) -> None:
        self.cases = QComboBox()
        self.cases.setObjectName("batch_cases")
        if self._chosen:
            text = counted("{count} chosen case", "{count} chosen cases", count=len(self._chosen))
            self.cases.addItem(text.format(count=len(self._chosen)), self._chosen)
        text = counted(
            "the {count} case of the list", "all {count} cases of the list", count=len(self._listed)
        )
        self.cases.addItem(text.format(count=len(self._listed)), self._listed)
        if len(self._chosen) < _SEVERAL:
            self.cases.setCurrentIndex(self.cases.count() - 1)
        column.addWidget(FieldRow(_("Cases"), self.cases))
        self.kind = QComboBox()
        self.kind.setObjectName("batch_kind")
        for kind in kinds():
            self.kind.addItem(kind.words, kind)
        self.kind.currentIndexChanged.connect(lambda _at: self._turn())
        column.addWidget(FieldRow(_("Document"), self.kind))
        self.paper = QComboBox()
        self.paper.setObjectName("batch_paper")
        self.paper.addItems(["A4", "Letter"])
        self.paper.setCurrentText(settings.load().paper)
        column.addWidget(FieldRow(_("Paper"), self.paper))
        self.anonymous = QCheckBox(_("Anonymised: no names, numbers, dates, staff or free text"))
        self.anonymous.setObjectName("batch_anonymous")
        column.addWidget(self.anonymous)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.leave = KeyButton(_("Close"), keys="Esc", name="batch_close")
        self.leave.clicked.connect(self.reject)
        self.go = KeyButton(_("Export"), keys="Enter", kind="primary", name="batch_go")
        self.go.setDefault(True)
        self.go.clicked.connect(self.export)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        return row

    def _turn(self) -> None:
        kind: Kind = self.kind.currentData()
        self.anonymous.setEnabled(kind.can_hide)
        if not kind.can_hide:
            self.anonymous.setChecked(False)

    def export(self) -> None:
        """Begin with the first case."""
        from nenboard.workflow import batch

        place = Path(self.place.text).expanduser()
        if not self.place.text.strip() or not place.is_dir():
            words = _("There is no such folder. Choose another one.")
            self.message.show_text(words, kind="problem")
            return
        kind: Kind = self.kind.currentData()
        self._orders = batch.orders_for(
            self.cases.currentData(),
            kind.key,
            paper=self.paper.currentText(),
            is_anonymous=self.anonymous.isChecked(),
        )
        self._results, self._is_stopped, self._is_running = [], False, True
        self.go.setEnabled(False)
        self.message.clear()
        self.refused.hide()
        self.progress.start(_("Writing into {folder}").format(folder=place.name))
        self.progress.show()
        self._next(place)

    def _next(self, place: Path) -> None:
        """Write the next document, or sum up after the last one."""
        if self._is_stopped or len(self._results) == len(self._orders):
            self._finish()
            return
        order = self._orders[len(self._results)]
        registry, may_replace = self._services.desk, self.replace.isChecked()

        def work(_job: object) -> "Result":
            from nenboard.workflow import batch

            return batch.export_into(
                registry.registry, order, folder=place, may_replace=may_replace
            )

        self._services.run(
            work, done=lambda result: self._stepped(result, place), failed=self._failed, owner=self
        )

    def _stepped(self, result: "Result", place: Path) -> None:
        self._results.append(result)
        self.progress.show_progress(Progress(len(self._results), len(self._orders)))
        self._next(place)

    def _finish(self, problem: str = "") -> None:
        """Say what was written and what was not."""
        from nenboard.workflow import batch

        self._is_running = False
        self.progress.hide()
        self.go.setEnabled(True)
        refused = batch.refusals(self._results)
        said = batch.summary(self._results, wanted=len(self._orders))
        is_whole = not problem and not refused and len(self._results) == len(self._orders)
        kind: MessageKind = "problem" if problem else "done" if is_whole else "query"
        self.message.show_text(f"{problem} {said}".strip(), kind=kind)
        shown = list(refused[:_MOST_REFUSALS])
        if rest := len(refused) - len(shown):
            shown.append(_("and {count} more").format(count=rest))
        self.refused.setText("\n".join(shown))
        self.refused.setVisible(bool(shown))
        self._services.say(said)
        self.written.emit(Path(self.place.text).expanduser())

    def _failed(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("The documents could not be made. The registry is safe.")
        self._finish(sentence)

    def _stop(self) -> None:
        self._is_stopped = True

    def reject(self) -> None:
        """Esc stops the work first, and closes when there is none."""
        if self._is_running:
            self._stop()
        else:
            super().reject()
