"""A case that is put on the agenda while the meeting runs, on the word of a clinician."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nenboard.gui import errors, theme
from nenboard.gui.case_list import words
from nenboard.gui.meeting.drawer import Drawer
from nenboard.gui.meeting.rows import WordsTable
from nenboard.gui.page import Services
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry import CaseRow

_MOST: Final = 6


class LateDrawer(Drawer):
    """`added` carries the case, the clinician and the reason."""

    added = Signal(str, str, str)

    def __init__(self, services: Services) -> None:
        super().__init__(
            _("Add a late case"),
            keys=_("A few letters or digits find the case"),
            close=_("Close"),
            name="meeting_late",
        )
        self._services = services
        self._asked = 0
        self._names_hidden = False
        self._rows: tuple[CaseRow, ...] = ()
        self.who = _line("late_case")
        self.who.textEdited.connect(self._find)
        self.clinician = _line("late_clinician")
        self.who.returnPressed.connect(self.clinician.setFocus)
        self.reason = _line("late_reason")
        self.reason.returnPressed.connect(self._add)
        headings = (_("Patient"), _("Case"), _("Born"), _("Question"))
        self.table = WordsTable(headings, wide=3, name="late_found", title=_("Cases found"))
        self.table.chosen.connect(lambda _row: self.clinician.setFocus())
        self.message = InlineMessage(name="late_message")
        self._lay_out()

    def _lay_out(self) -> None:
        gap = theme.active().px(12)
        row = QHBoxLayout()
        row.setSpacing(gap)
        fields = QVBoxLayout()
        for text, field in (
            (_("&Name, number or case"), self.who),
            (_("&Clinician who wants it"), self.clinician),
            (_("&Reason"), self.reason),
        ):
            fields.addWidget(FieldRow(text, field, stacked=True))
        row.addLayout(fields, 2)
        row.addWidget(self.table, 3)
        content = QWidget()
        content.setProperty("surface", "window")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row, 1)
        last = QHBoxLayout()
        last.addWidget(self.message, 1)
        button = KeyButton(_("Add to the agenda"), kind="primary", name="late_add")
        button.clicked.connect(self._add)
        last.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(last)
        self.body.addWidget(scrolled(content, name="scroll_late"), 1)

    def begin(self, *, names_hidden: bool) -> None:
        """Empty fields."""
        self._names_hidden = names_hidden
        for field in (self.who, self.clinician, self.reason):
            field.clear()
        self._show(())
        self.message.clear()
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fault(self, error: Exception) -> None:
        """Why the case was not added."""
        self.message.show_text(errors.sentence_of(error) or str(error), kind="problem")

    def _find(self, typed: str) -> None:
        self._asked += 1
        asked, desk = self._asked, self._services.desk

        def work(_job: Job) -> "tuple[CaseRow, ...]":
            return desk.people(typed, most=_MOST)

        def done(rows: "tuple[CaseRow, ...]") -> None:
            if asked == self._asked:
                self._show(rows)

        self._services.run(work, done=done, owner=self)

    def _show(self, rows: "tuple[CaseRow, ...]") -> None:
        self._rows = rows
        shown = [
            (
                words.patient(row, hidden=self._names_hidden),
                row.case_id,
                words.date_text(row.birth_date),
                row.question or "",
            )
            for row in rows
        ]
        self.table.show_rows(shown, at=0)

    def _add(self) -> None:
        at = self.table.currentIndex().row()
        if not 0 <= at < len(self._rows):
            self.message.show_text(_("Find the case first: name, number or key."), kind="query")
            self.who.setFocus()
            return
        self.added.emit(self._rows[at].case_id, self.clinician.text(), self.reason.text())


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setMaxLength(200)
    return made
