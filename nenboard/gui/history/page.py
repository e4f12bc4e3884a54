"""The History tab: every change of a case by time, the case as it was, and the way back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import errors, theme
from nenboard.gui.case_edit.marks import MarkQuestions
from nenboard.gui.case_edit.places import EditRefused
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.strip import FitnessStrip
from nenboard.gui.history.detail import Detail
from nenboard.gui.history.lines import Line, read_lines, restored_words, words_now
from nenboard.gui.history.model import HistoryModel
from nenboard.gui.history.table import HistoryTable
from nenboard.gui.page import CaseContext, CaseTab, Change, Key, Services
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.inputs import MarkedLineEdit
from nenboard.gui.widgets.messages import EmptyState
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.domain.case import Case

_SIDE: Final = 320
_WIDE_FROM: Final = 900
_SEARCH: Final = 260
_FOLLOWED: Final = frozenset({"case", "assessment", "document", "registry", "meeting"})


class HistoryTab(CaseTab):
    """Reads again when the case was changed; shows a part of the lines if that is asked for."""

    tab_key = "history"

    def __init__(
        self, services: Services, context: CaseContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(services, context, parent)
        self.setObjectName("tab_history")
        self.session = EditSession.of(services, context)
        self.lines: tuple[Line, ...] = ()
        self._is_stale = True
        self.model = HistoryModel(self)
        self.table = HistoryTable(self.model)
        self.detail = Detail()
        self._build()
        self.table.current_changed.connect(self._show_detail)
        self.table.details_asked.connect(lambda: self._first_button().setFocus())
        self.detail.value_asked.connect(self.restore_value)
        self.detail.revision_asked.connect(self.restore_revision)
        self.detail.past_asked.connect(context.past_asked)
        self.detail.marked.connect(self._answer)
        self.session.changed.connect(lambda _place: self.status_changed.emit())

    def _build(self) -> None:
        look = theme.active()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(FitnessStrip(self.context))
        column = QVBoxLayout()
        column.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        outer.addLayout(column, 1)
        column.addLayout(self._head())
        self.state = EmptyState("history_state")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.state)
        halves = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, halves)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(look.px(10))
        self._side = scrolled(self.detail, name="history_detail_scroll")
        self._halves.addWidget(self.table, 1)
        self._halves.addWidget(self._side)
        self.stack.addWidget(halves)
        column.addWidget(self.stack, 1)
        self._content = halves

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(8))
        self.search = MarkedLineEdit("search", name="history_search")
        self.search.setAccessibleName(_("Find in the history"))
        self.search.setPlaceholderText(_("Find in the history"))
        self.search.setClearButtonEnabled(True)
        keep(self.search, self.search.setMaximumWidth, _SEARCH)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.field = QComboBox()
        self.field.setObjectName("history_field")
        self.field.setAccessibleName(_("Field"))
        keep(self.field, self.field.setMaximumWidth, _SEARCH)
        self.field.activated.connect(lambda _at: self._filter())
        self.count = label("", "small", name="history_count")
        row.addWidget(self.search, 2)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addStretch(1)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The detail stands at the side where there is room, else below."""
        super().resizeEvent(event)
        look = theme.active()
        wide = self.width() >= look.px(_WIDE_FROM)
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._side.setMaximumWidth(look.px(_SIDE) if wide else 16_777_215)
        self._side.setMinimumWidth(look.px(_SIDE) if wide else 0)
        self._halves.setStretch(1, 0 if wide else 1)

    def on_shown(self) -> None:
        """What is typed is stored first: it belongs to the history too."""
        self.session.save()
        if self._is_stale:
            self._read()

    def _read(self) -> None:
        desk, case_id = self.services.desk, self.context.case_id
        self._is_stale = False
        if not self.lines:
            self.state.show_text(_("Opening…"))

        def work(_job: Job) -> tuple[Line, ...]:
            return read_lines(desk.registry, case_id)

        self.services.run(work, done=self._show, failed=self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The history could not be read. The case is safe.")
        self._is_stale = True
        self.state.show_text(sentence, _("Try again"), self._read)
        self.stack.setCurrentWidget(self.state)

    def _show(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        chosen = self.field.currentData()
        self.field.clear()
        self.field.addItem(_("All fields"), "")
        for name in sorted({line.field for line in lines}, key=str.casefold):
            self.field.addItem(name, name)
        self.field.setCurrentIndex(max(0, self.field.findData(chosen)))
        self._filter()

    def _filter(self) -> None:
        """Show the lines that fit, and say how many there are."""
        before = self.table.current_line()
        words, field = self.search.text().casefold().split(), self.field.currentData()
        found = [
            line
            for line in self.lines
            if (not field or line.field == field) and all(word in line.searched for word in words)
        ]
        total = counted("{count} change", "{count} changes", count=len(self.lines))
        text = total.format(count=len(self.lines))
        if len(found) < len(self.lines):
            text = _("{count} of {total}").format(count=len(found), total=text)
        self.count.setText(text)
        self.model.show_lines(found)
        if found:
            self.stack.setCurrentWidget(self._content)
            self.table.choose(before)
        else:
            self.state.show_text(_("No change fits."), _("Show all"), self._show_all)
            self.stack.setCurrentWidget(self.state)

    def _show_all(self) -> None:
        self.field.setCurrentIndex(0)
        self.search.clear()
        self._filter()
        self.table.setFocus()

    def _show_detail(self) -> None:
        line = self.table.current_line()
        self.detail.setVisible(line is not None)
        if line is None:
            return
        now = words_now(self.context.case, line) if line.path else ""
        newest = self.context.stored.revision
        self.detail.show_line(line, now=now, newest=newest, refused=self._refused())

    def _refused(self) -> str:
        """Why this person can put nothing back, or an empty text."""
        if not self.session.is_read_only:
            return ""
        if self.session.is_viewer:
            return _("You are signed in as a viewer: nothing can be put back.")
        return _("Open to read only: nothing can be put back.")

    def _first_button(self) -> QWidget:
        candidates = (self.detail.before.button, self.detail.after.button, self.detail.past)
        return next((each for each in candidates if each.isVisibleTo(self)), self.table)

    def restore_value(self, is_before: bool) -> None:
        """Put back the value that the chosen line shows, as a change of its own."""
        line = self.table.current_line()
        if line is None or not line.path or self.session.is_read_only:
            return
        revision = line.revision - 1 if is_before else line.revision
        words = line.before if is_before else line.after
        reason = _("Value restored from revision {number}").format(number=revision)

        def restore(earlier: "Case") -> None:
            from nenboard.gui.history.restore import with_value_of
            from nenboard.workflow.errors import CannotRestoreValue

            try:
                case = with_value_of(self.session.case, earlier, line)
            except (CannotRestoreValue, EditRefused) as refused:
                self.services.say(str(refused))
                return
            self.session.restore(case, label=restored_words(line, words), reason=reason)

        self._with_revision(revision, restore)

    def restore_revision(self, revision: int) -> None:
        """Make an earlier state the newest one."""
        if not revision or self.session.is_read_only:
            return
        reason = _("Restored from revision {number}").format(number=revision)
        label = _("Restore revision {number}").format(number=revision)
        self._with_revision(
            revision, lambda case: self.session.restore(case, label=label, reason=reason)
        )

    def _with_revision(self, revision: int, act: "Callable[[Case], None]") -> None:
        desk, case_id = self.services.desk, self.context.case_id
        if not revision:
            from nenboard.domain.case import Case

            act(Case(id=case_id))
            return

        def work(_job: Job) -> "Case":
            from nenboard.workflow import casework

            return casework.load_case(desk.registry, case_id, revision=revision).case

        self.services.run(work, done=act, owner=self)

    def _answer(self, code: str) -> None:
        """Keep what somebody says of a change of class, grade or stage."""
        line = self.table.current_line()
        if line is not None and line.marked is not None:
            MarkQuestions.of(self.services, self.context).answer(line.marked, code)

    def refresh(self, change: Change) -> None:
        """The case was changed, or something was done with it."""
        if change.what in _FOLLOWED and change.touches(self.context.case_id):
            self._is_stale = True
            if self.isVisible():
                self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """S shows the case as it was; Esc in the search clears it."""
        if event.text().casefold() == "s" and not event.modifiers() and self.detail.line:
            self.context.past_asked.emit(self.detail.line.revision)
        else:
            super().keyPressEvent(event)

    def start_find(self) -> None:
        """Into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def tab_title(self) -> str:
        """The words on the tab."""
        return _("History")

    def area_keys(self) -> str:
        """Keys for the status bar."""
        return _("Ctrl+F: find   S: the case as it was   Enter: what can be done")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (
            Key("Ctrl+F", _("find in the history")),
            Key("S", _("show the case as it was")),
            Key("Enter", _("to the buttons of the change that is chosen")),
            Key("Ctrl+C", _("copy the change as text with headers")),
        )

    def areas(self) -> tuple[QWidget, ...]:
        """Search, list, detail."""
        return (self.search, self.table, self.detail)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table


def history_tab(services: Services, context: CaseContext) -> CaseTab:
    """The History tab."""
    return HistoryTab(services, context)
