"""Put cases on an agenda: search, tick, and after the cut-off say which clinician wants it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import errors, theme
from nenboard.gui.board import words
from nenboard.gui.board.context import BoardContext
from nenboard.gui.case_list import words as case_words
from nenboard.gui.desk import ListQuery
from nenboard.gui.tasks import Cancelled, Job, Ticket
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.inputs import MarkedLineEdit
from nenboard.gui.widgets.messages import EmptyState, InlineMessage
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.domain.board import Meeting
    from nenboard.gui.board.snapshot import Snapshot
    from nenboard.registry import CaseRow
    from nenboard.registry.meetings import StoredMeeting

_MOST = 60
_CASE = int(Qt.ItemDataRole.UserRole)


class _Results(QListWidget):
    """Space and Enter tick the row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks, as Space does."""
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if item is not None:
                checked = item.checkState() == Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)


class AddCasesDialog(QDialog):
    """Cases that are not on the agenda; what is ticked stays ticked while the search changes."""

    def __init__(
        self,
        context: BoardContext,
        shown: "Snapshot",
        added: "Callable[[Meeting, StoredMeeting], None]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("add_cases_dialog")
        self.setWindowTitle(_("Add cases"))
        self._services, self._is_hidden = context.services, context.is_hidden
        self._shown, self._added = shown, added
        self._chosen: dict[str, str] = {}
        self._ticket: Ticket | None = None
        self._build()
        self.search_now()

    def _build(self) -> None:
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        column.setSpacing(look.px(10))
        column.addWidget(label(_("Add cases"), "title"))
        column.addWidget(paragraph(words.title(self._shown.meeting), "small"))
        self.search = MarkedLineEdit("search", name="add_search")
        self.search.setAccessibleName(_("Search cases"))
        self.search.setPlaceholderText(_("name, number, drug…"))
        self.search.textChanged.connect(lambda _text: self.search_now())
        column.addWidget(self.search)
        self.results = _Results()
        self.results.setObjectName("add_results")
        self.results.setAccessibleName(_("Cases that can be added; Space ticks"))
        self.results.itemChanged.connect(self._ticked)
        column.addWidget(self.results, 1)
        self.none = EmptyState("add_none")
        self.none.hide()
        column.addWidget(self.none, 1)
        self.chosen = paragraph("", "small", name="add_chosen")
        column.addWidget(self.chosen)
        self.clinician, self.reason = _line("add_clinician"), _line("add_reason")
        self.late = InlineMessage("", name="add_late")
        column.addWidget(self.late)
        if self._shown.is_late:
            text = _("The cut-off has passed. Who wants the case discussed, and why?")
            self.late.show_text(text, kind="query")
            column.addWidget(FieldRow(_("Clinician"), self.clinician))
            column.addWidget(FieldRow(_("Reason"), self.reason))
        self.message = InlineMessage("", kind="problem", name="add_message")
        column.addWidget(self.message)
        column.addLayout(self._buttons())
        self.resize(look.px(620), look.px(560))
        self._count()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        new = KeyButton(_("New case…"), name="add_new_case")
        new.clicked.connect(self._new_case)
        row.addWidget(new)
        row.addStretch(1)
        leave = KeyButton(_("Cancel"), keys="Esc", name="add_cancel")
        leave.clicked.connect(self.reject)
        self.go = KeyButton(_("Add to the agenda"), kind="primary", name="add_go")
        self.go.setDefault(True)
        self.go.clicked.connect(self._add)
        row.addWidget(leave)
        row.addWidget(self.go)
        return row

    def _new_case(self) -> None:
        from nenboard.gui.case_list.new_case import ask_new_case

        self.reject()
        around = self.parentWidget()
        if around is not None:
            ask_new_case(self._services, around)

    def search_now(self) -> None:
        """Ask again; an older answer is dropped."""
        if self._ticket is not None:
            self._ticket.cancel()
        query, desk = ListQuery(text=self.search.text()), self._services.desk
        on_agenda = {item.case_id for item in self._shown.meeting.agenda}

        def work(job: Job) -> "tuple[CaseRow, ...]":
            ids = [key for key in desk.find(query).ids if key not in on_agenda]
            job.check()
            return desk.rows(tuple(ids[:_MOST]))

        self._ticket = self._services.run(work, done=self._show, failed=self._failed, owner=self)

    def _show(self, rows: "tuple[CaseRow, ...]") -> None:
        self.results.blockSignals(True)
        self.results.clear()
        for row in rows:
            tumour = ", ".join(part for part in words.tumour(row) if part)
            item = QListWidgetItem(
                f"{case_words.patient(row, hidden=self._is_hidden)} · {row.case_id} · {tumour}"
            )
            item.setData(_CASE, row.case_id)
            ticked = row.case_id in self._chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.results.addItem(item)
        self.results.blockSignals(False)
        self.results.setVisible(bool(rows))
        self.none.setVisible(not rows)
        if rows:
            self.results.setCurrentRow(0)
            return
        is_asked = bool(self.search.text().strip())
        every = _("Every case of the registry is on this agenda.")
        self.none.show_text(_("No other case fits.") if is_asked else every)

    def _ticked(self, item: QListWidgetItem) -> None:
        case_id = item.data(_CASE)
        if item.checkState() == Qt.CheckState.Checked:
            self._chosen[case_id] = item.text().partition(" · ")[0]
        else:
            self._chosen.pop(case_id, None)
        self._count()

    def _count(self) -> None:
        count = len(self._chosen)
        text = counted("{count} case is ticked: ", "{count} cases are ticked: ", count=count)
        names = "; ".join(self._chosen.values())
        self.chosen.setText(
            text.format(count=count) + names if count else _("Tick the cases to add.")
        )
        self.go.setEnabled(count > 0)

    def _add(self) -> None:
        desk, key, ids = self._services.desk, self._shown.stored.meeting_id, tuple(self._chosen)
        clinician, reason = self.clinician.text().strip(), self.reason.text().strip()

        def work(_job: Job) -> "tuple[Meeting, StoredMeeting]":
            from nenboard.workflow import meeting

            before = desk.registry.meetings.get(key).meeting
            stored = meeting.add_cases(
                desk.registry,
                key,
                case_ids=ids,
                clinician=clinician or None,
                reason=reason or None,
            )
            return before, stored

        self._services.run(work, done=self._done, failed=self._failed, owner=self)

    def _done(self, made: "tuple[Meeting, StoredMeeting]") -> None:
        self.accept()
        self._added(*made)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("Nothing was changed. The registry is safe.")
        self.message.show_text(sentence, kind="problem")


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made
