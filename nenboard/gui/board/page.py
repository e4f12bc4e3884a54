"""The Board page: will the meeting work? Figures, agenda, why a case waits, and who is asked."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nenboard.gui import errors, theme
from nenboard.gui.board import side, words
from nenboard.gui.board.actions import BoardActions
from nenboard.gui.board.agenda_card import AgendaCard, state_sentences
from nenboard.gui.board.agenda_deeds import AgendaDeeds
from nenboard.gui.board.context import BoardContext
from nenboard.gui.board.figures import Figures
from nenboard.gui.board.head import BoardHead
from nenboard.gui.board.lines import CASE, Line, lines_of
from nenboard.gui.board.meeting_deeds import MeetingDeeds
from nenboard.gui.board.order import OrderPanel
from nenboard.gui.board.side import SideCard
from nenboard.gui.board.side_deeds import SideDeeds
from nenboard.gui.board.snapshot import Snapshot, read
from nenboard.gui.case_edit.pieces import Pieces
from nenboard.gui.page import Change, Key, Page, PageMenu, Services
from nenboard.gui.tasks import Cancelled, Job, Ticket
from nenboard.gui.widgets.messages import EmptyState
from nenboard.gui.widgets.sizing import keep
from nenboard.host import tokens
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.board import Meeting
    from nenboard.gui.board.add_cases import AddCasesDialog
    from nenboard.registry.meetings import StoredMeeting
    from nenboard.workflow.agenda_order import Plan

_SIDE_WIDTH: Final = 320
_BESIDE_FROM: Final = 1000
_STATUSES: Final = frozenset({"blocked", "check", "unsigned"})


class BoardPage(Page):
    """Shows one meeting; the newest reading wins and older ones are dropped."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.setObjectName("board")
        self.setProperty("surface", "window")
        self._wanted: str | None = None
        self._names_hidden = False
        self._ticket: Ticket | None = None
        self.dialog: AddCasesDialog | None = None
        self.context = BoardContext(services, self)
        self.meeting_deeds = MeetingDeeds(self.context)
        self.agenda_deeds = AgendaDeeds(self.context)
        self._pieces = Pieces(self)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(tokens.read()["time"]["busy_hint_after_ms"])
        self._slow.timeout.connect(self._say_opening)
        self._build()
        self.actions_ = BoardActions(self)
        self.read_again()

    def _build(self) -> None:
        look = theme.active()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        outer.setSpacing(look.px(10))
        self.head = BoardHead()
        outer.addWidget(self.head)
        self.figures = Figures()
        self.content = QWidget()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addWidget(self.figures)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(look.px(10))
        self.agenda = AgendaCard(chase=self.chase_case, override=self.override)
        self._halves.addWidget(self.agenda, 1)
        self.side = SideCard()
        self.side_deeds = SideDeeds(self.context, self.side)
        self.order = OrderPanel()
        self.beside = QStackedWidget()
        self.beside.addWidget(self.side)
        self.beside.addWidget(self.order)
        keep(self.beside, self._set_side_width, _SIDE_WIDTH)
        self._halves.addWidget(self.beside)
        column.addLayout(self._halves, 1)
        self.empty = EmptyState("board_empty")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.content)
        outer.addWidget(self.stack, 1)
        self._connect()

    def _set_side_width(self, width: int) -> None:
        self.beside.setMinimumWidth(width)
        self.beside.setMaximumWidth(width)

    def _connect(self) -> None:
        head, agenda, table = self.head, self.agenda, self.agenda.table
        head.meeting_chosen.connect(self.show_meeting)
        head.plan_asked.connect(self.plan)
        head.list_asked.connect(self.meeting_deeds.export)
        head.start_asked.connect(self.start)
        self.figures.opened.connect(self.open_figure)
        agenda.add_asked.connect(self.add_case)
        agenda.order_asked.connect(self.suggest_order)
        agenda.freeze_asked.connect(self.meeting_deeds.freeze)
        table.opened.connect(self.services.open_case)
        table.moved.connect(self.move_case)
        table.edit_asked.connect(lambda: self._on_line(self.agenda_deeds.edit))
        table.removal_asked.connect(lambda: self._on_line(self.agenda_deeds.remove))
        table.menu_asked.connect(self._open_menu)
        table.current_changed.connect(self._explain)
        self.side.opened.connect(self.services.open_case)
        self.side.print_asked.connect(self.meeting_deeds.export)
        self.order.accepted.connect(self._accept_order)
        self.order.left.connect(self.leave_order)
        self.order.list.opened.connect(self.services.open_case)
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
        self.leave_order()
        self.read_again()

    def _show(self, shown: Snapshot) -> None:
        self._slow.stop()
        is_first = self.context.shown is None
        self.context.shown = shown
        self.head.show_snapshot(shown)
        if shown.board is None:
            self._show_no_meeting()
            return
        self._wanted = shown.stored.meeting_id
        self._show_parts()
        self.stack.setCurrentWidget(self.content)
        if is_first and self.isVisible() and not self._holds_focus():
            self.agenda.table.setFocus()
        self.title_changed.emit()

    def _holds_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus) and focus.isVisible()

    def _show_parts(self) -> None:
        shown = self.context.shown
        if shown is None or shown.board is None:
            return
        hidden, may_act = self._names_hidden, self.context.may_act
        self.figures.show_snapshot(shown)
        text = state_sentences(shown, may_edit=self.context.may_edit)
        self.agenda.state.show_text(text, kind="info")
        self.agenda.show_lines(shown, lines_of(shown, hidden=hidden), may_act=may_act)
        self._explain()
        self._pieces.add(self._show_side)

    def _show_side(self) -> None:
        """The lists can be long: they are filled after the agenda is seen."""
        shown = self.context.shown
        if shown is not None:
            self.side.show_snapshot(shown, hidden=self._names_hidden, may_act=self.context.may_edit)

    def _show_no_meeting(self) -> None:
        self.stack.setCurrentWidget(self.empty)
        if self.context.may_edit:
            self.empty.show_text(
                _("No meeting is planned. Plan one, or go on with the cases."),
                _("Plan a meeting"),
                self.plan,
            )
        else:
            self.empty.show_text(_("No meeting is planned."))
        button = self.empty.action()
        if button is not None and self.isVisible():
            button.setFocus()
        self.title_changed.emit()

    def _say_opening(self) -> None:
        if self.context.shown is None:
            self.empty.show_text(_("Opening…"))

    def _could_not_read(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self._slow.stop()
        sentence = errors.sentence_of(error) or _local_file(error)
        if sentence is None:
            self.services.show_problem(error)
            sentence = _("The meeting could not be read. The registry is safe.")
        self.empty.show_text(sentence, _("Try again"), self.read_again)
        self.stack.setCurrentWidget(self.empty)

    def _show_fault(self, sentence: str) -> None:
        """Nothing was changed, and why; it stays until the next reading."""
        self.agenda.state.show_text(sentence, kind="problem")

    def _explain(self) -> None:
        shown, line = self.context.shown, self.agenda.table.current_line()
        if shown is None:
            return
        name = ""
        if line is not None:
            row = shown.row(line.case_id)
            name = words.family(row, line.case_id, hidden=self._names_hidden)
        self.agenda.explain.show_line(shown, line, name=name, may_act=self.context.may_act)

    def current_line(self) -> Line | None:
        """The line of the agenda that is chosen."""
        return self.agenda.table.current_line()

    def _on_line(self, act: Callable[[Line], None], *, cases_only: bool = False) -> None:
        line = self.current_line()
        if line is not None and self.context.may_act and (line.kind == CASE or not cases_only):
            act(line)

    def move_case(self, by: int) -> None:
        """Alt and an arrow: the case goes up or down."""
        self._on_line(lambda line: self.agenda_deeds.move(line, by), cases_only=True)

    def triage(self, to: str) -> None:
        """D, S and N."""
        self._on_line(lambda line: self.agenda_deeds.triage(line, to), cases_only=True)

    def toggle_break(self) -> None:
        """B: a break after the case, or none."""
        self._on_line(self.agenda_deeds.toggle_break)

    def edit_item(self) -> None:
        """F2: what the agenda says of the case."""
        self._on_line(self.agenda_deeds.edit)

    def remove_item(self) -> None:
        """Del: the case leaves the agenda."""
        self._on_line(self.agenda_deeds.remove)

    def override(self) -> None:
        """A clinician lists a blocked case."""
        self._on_line(self.agenda_deeds.override, cases_only=True)

    def chase(self) -> None:
        """C: ask for the line of the chase list, or for all that the chosen case lacks."""
        chased = self.side.parts[side.CHASE]
        if chased.list.hasFocus():
            chased.run_named("ask")
        else:
            self.chase_case()

    def chase_case(self) -> None:
        """Ask for everything that is open of the case chosen."""
        self._on_line(lambda line: self.side_deeds.chase_case(line.case_id), cases_only=True)

    def plan(self) -> None:
        """Plan a meeting and show it."""
        if self.context.may_edit:
            self.meeting_deeds.plan(self.show_meeting)

    def edit_meeting(self) -> None:
        """Change date, place, chair, time and cut-off."""
        if self.context.may_act:
            self.meeting_deeds.edit()

    def start(self) -> None:
        """Show the meeting to the room."""
        if self.context.meeting_id:
            self.services.show_page("meeting", self.context.meeting_id)

    def add_case(self) -> bool:
        """Ctrl+N: put cases on the agenda shown; without one it is left to the window."""
        if self.context.shown is None or not self.context.may_act:
            return False
        from nenboard.gui.board.add_cases import AddCasesDialog

        self.dialog = AddCasesDialog(self.services, self.context.shown, self._added, self.window())
        self.dialog.open()
        return True

    def _added(self, before: "Meeting", stored: "StoredMeeting") -> None:
        new = [item.case_id for item in stored.meeting.agenda if before.item(item.case_id) is None]
        if new:
            self.context.changes.keep(_("Add cases"), before, stored=stored)
            self.agenda.table.choose_case(new[0])

    def suggest_order(self) -> None:
        """O: work out a better order and show it beside the agenda."""
        if self.context.may_act:
            self.meeting_deeds.suggest(self._show_order)

    def _show_order(self, plan: "Plan") -> None:
        shown = self.context.shown
        if shown is not None and shown.board is not None:
            self.order.show_plan(plan, shown, hidden=self._names_hidden)
            self.beside.setCurrentWidget(self.order)
            (self.order.accept if self.order.accept.isEnabled() else self.order.list).setFocus()

    def _accept_order(self, plan: "Plan") -> None:
        self.leave_order()
        self.meeting_deeds.accept(plan)

    def leave_order(self) -> None:
        """Take the preview away; the agenda stands as it was."""
        if self.beside.currentWidget() is self.order:
            self.beside.setCurrentWidget(self.side)
            self.agenda.table.setFocus()

    def open_figure(self, key: str) -> None:
        """The rows behind a figure."""
        table, shown = self.agenda.table, self.context.shown
        if key == "quorum":
            self.side.show_part(side.ATTENDANCE)
        elif key == "actions":
            self.side.show_part(side.ACTIONS)
        elif shown is not None:
            rows = {"list": lambda _line: True, "ready": _wants_work, "time": _is_break}
            self._next_row(rows[key])
            table.setFocus()

    def _next_row(self, fits: Callable[[Line], bool]) -> None:
        """The next row that fits, from the one chosen on and round."""
        table, lines = self.agenda.table, self.agenda.model.lines
        now = table.currentIndex().row()
        order = (*range(now + 1, len(lines)), *range(max(now, 0) + 1))
        found = next((row for row in order if row < len(lines) and fits(lines[row])), -1)
        table.choose(found)

    def next_open_item(self, step: int) -> None:
        """Ctrl+J: the next case that needs work."""
        self._next_row(_wants_work)

    def _open_menu(self, spot: QPoint) -> None:
        self.actions_.open_menu(spot)

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
        return self.actions_.key_help()

    def menus(self) -> tuple[PageMenu, ...]:
        """Export, what is done with a case, what is done with the meeting."""
        return self.actions_.menus()

    def areas(self) -> tuple[QWidget, ...]:
        """Head, figures, agenda, what stands beside it."""
        if self.stack.currentWidget() is self.empty:
            return (self.head, self.stack)
        return (self.head, self.figures, self.agenda, self.beside)

    def first_focus(self) -> QWidget | None:
        """The agenda."""
        if self.stack.currentWidget() is self.empty:
            return self.empty.action() or self.head.meetings
        return self.agenda.table

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
        self._names_hidden = hidden
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists stand beside the agenda where there is room, else below."""
        super().resizeEvent(event)
        look = theme.active()
        wide = self.width() >= look.px(_BESIDE_FROM)
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single letters work where no text is edited."""
        if event.key() == Qt.Key.Key_Escape and self.beside.currentWidget() is self.order:
            self.leave_order()
            return
        act = self.actions_.letters().get(event.text().lower()) if not event.modifiers() else None
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)


def _wants_work(line: Line) -> bool:
    return line.kind == CASE and line.status in _STATUSES


def _is_break(line: Line) -> bool:
    return line.kind != CASE


def _local_file(error: Exception) -> str | None:
    """What is wrong with the hospital's own file of the board."""
    from nenboard.workflow.board_rules import BoardRulesError

    return str(error) if isinstance(error, BoardRulesError) else None
