"""The Board page: will the meeting work? Figures, agenda, why a case waits, and who is asked."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from nenboard.gui import errors
from nenboard.gui.board import words
from nenboard.gui.board.actions import BoardActions
from nenboard.gui.board.agenda_card import state_sentences
from nenboard.gui.board.context import BoardContext
from nenboard.gui.board.doing import BoardDoing
from nenboard.gui.board.lines import lines_of
from nenboard.gui.board.snapshot import Snapshot, read
from nenboard.gui.board.view import BoardView
from nenboard.gui.case_edit.pieces import Pieces
from nenboard.gui.page import Change, Key, Page, PageMenu, Services
from nenboard.gui.tasks import Cancelled, Job, Ticket
from nenboard.host import tokens
from nenboard.host.language import _


class BoardPage(Page):
    """Shows one meeting; the newest reading wins and older ones are dropped."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.setObjectName("board")
        self.setProperty("surface", "window")
        self._wanted: str | None = None
        self._ticket: Ticket | None = None
        self._pieces = Pieces(self)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(tokens.read()["time"]["busy_hint_after_ms"])
        self._slow.timeout.connect(self._say_opening)
        self.context = BoardContext(services, self)
        self.view = BoardView(self)
        self.doing = BoardDoing(self.context, self.view)
        self.acts = BoardActions(self, self.doing)
        self._connect()
        self.read_again()

    def _connect(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.view)
        self.view.head.meeting_chosen.connect(self.show_meeting)
        self.view.head.plan_asked.connect(self.plan)
        self.view.agenda.table.menu_asked.connect(self.acts.open_menu)
        self.view.agenda.table.current_changed.connect(self._explain)
        self.context.changes.failed.connect(self._show_fault)
        self.context.changes.steps_changed.connect(self.status_changed)

    def read_again(self) -> None:
        """Read the meeting anew; an answer to an older question is never shown."""
        if self._ticket is not None:
            self._ticket.cancel()
        desk, wanted = self.services.desk, self._wanted

        def work(job: Job) -> Snapshot:
            job.check()
            return read(desk.registry, wanted)

        self._slow.start()
        self._ticket = self.services.run(
            work, done=self._show, failed=self._could_not_read, owner=self
        )

    def show_meeting(self, meeting_id: str) -> None:
        """Show another meeting."""
        if meeting_id != self.context.meeting_id:
            self.context.changes.forget()
        self._wanted = meeting_id
        self.doing.leave_order()
        self.read_again()

    def plan(self) -> None:
        """Plan a meeting and show it."""
        if self.context.may_edit:
            self.doing.meeting.plan(self.show_meeting)

    def _show(self, shown: Snapshot) -> None:
        self._slow.stop()
        is_first = self.context.shown is None
        self.context.shown = shown
        self.view.head.show_snapshot(shown)
        if shown.board is None:
            self._show_no_meeting()
            return
        self._wanted = shown.stored.meeting_id
        self._show_parts()
        self.view.stack.setCurrentWidget(self.view.content)
        if is_first and self.isVisible() and not self._holds_focus():
            self.view.agenda.table.setFocus()
        self.title_changed.emit()

    def _holds_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus) and focus.isVisible()

    def _show_parts(self) -> None:
        shown, agenda = self.context.shown, self.view.agenda
        if shown is None or shown.board is None:
            return
        self.view.figures.show_snapshot(shown)
        text = state_sentences(shown, may_edit=self.context.may_edit)
        agenda.state.show_text(text, kind="info")
        lines = lines_of(shown, hidden=self.context.is_hidden)
        agenda.show_lines(shown, lines, may_act=self.context.may_act)
        self._explain()
        self._pieces.add(self._show_side)

    def _show_side(self) -> None:
        """The lists can be long: they are filled after the agenda is seen."""
        self.view.side.show_context(self.context)

    def _show_no_meeting(self) -> None:
        empty = self.view.empty
        self.view.stack.setCurrentWidget(empty)
        if self.context.may_edit:
            said = _("No meeting planned. Plan one, or go on with the cases.")
            empty.show_text(said, _("Plan a meeting"), self.plan)
        else:
            empty.show_text(_("No meeting planned."))
        button = empty.action()
        if button is not None and self.isVisible():
            button.setFocus()
        self.title_changed.emit()

    def _say_opening(self) -> None:
        if self.context.shown is None:
            self.view.empty.show_text(_("Opening…"))

    def _could_not_read(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self._slow.stop()
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The meeting could not be read. The registry is safe.")
        self.view.empty.show_text(sentence, _("Try again"), self.read_again)
        self.view.stack.setCurrentWidget(self.view.empty)

    def _show_fault(self, sentence: str) -> None:
        """Nothing was changed, and why; it stays until the next reading."""
        self.view.agenda.state.show_text(sentence, kind="problem")

    def _explain(self) -> None:
        shown, line = self.context.shown, self.doing.line()
        if shown is None:
            return
        name = ""
        if line is not None:
            row = shown.row(line.case_id)
            name = words.family(row, line.case_id, hidden=self.context.is_hidden)
        bar = self.view.agenda.explain
        bar.show_line(shown, line, name=name, may_act=self.context.may_act)

    def add_case(self) -> bool:
        """Ctrl+N: put cases on the agenda shown; without one it is left to the window."""
        return self.doing.add_case()

    def start_meeting(self) -> bool:
        """F5: the meeting shown here, unless it is over; the window then takes the next one."""
        return self.doing.start()

    def next_open_item(self, step: int) -> None:
        """Ctrl+J: the next case that needs work."""
        self.doing.next_to_do(step)

    def page_key(self) -> str:
        """The key of the page."""
        return "board"

    def page_title(self) -> str:
        """The title of the window."""
        return _("Board")

    def area_keys(self) -> str:
        """What the keys do here."""
        return _("Enter: open case   D S N: triage   C: chase   Alt+↑↓: move   B: break")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return self.acts.key_help()

    def menus(self) -> tuple[PageMenu, ...]:
        """Export, what is done with a case, what is done with the meeting."""
        return self.acts.menus()

    def areas(self) -> tuple[QWidget, ...]:
        """Head, figures, agenda, what stands beside it."""
        if not self.view.has_meeting:
            return (self.view.head, self.view.stack)
        return (self.view.head, self.view.figures, self.view.agenda, self.view.beside)

    def first_focus(self) -> QWidget | None:
        """The agenda, or what there is to do without a meeting."""
        if not self.view.has_meeting:
            return self.view.empty.action() or self.view.head.meetings
        return self.view.agenda.table

    def undo_text(self) -> str:
        """What Ctrl+Z would undo."""
        return self.context.changes.undo_text

    def redo_text(self) -> str:
        """What Ctrl+Y would do again."""
        return self.context.changes.redo_text

    def undo(self) -> None:
        """Take the last change of the meeting back."""
        self.context.changes.undo()

    def redo(self) -> None:
        """Make it again."""
        self.context.changes.redo()

    def refresh(self, change: Change) -> None:
        """A case, a meeting or the whole registry may have changed."""
        if change.what in {"case", "meeting", "registry"}:
            self.read_again()

    def hide_names(self, hidden: bool) -> None:
        """F8."""
        self.context.is_hidden = hidden
        self._show_parts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single letters work where no text is edited."""
        if event.key() == Qt.Key.Key_Escape and self.view.is_order_shown:
            self.doing.leave_order()
            return
        act = self.acts.letters().get(event.text().lower()) if not event.modifiers() else None
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)
