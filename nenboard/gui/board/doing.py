"""What the keys, buttons and menus of the board page do with the line that is chosen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nenboard.gui.board import side
from nenboard.gui.board.agenda_deeds import AgendaDeeds
from nenboard.gui.board.context import BoardContext
from nenboard.gui.board.lines import CASE, Line
from nenboard.gui.board.meeting_deeds import MeetingDeeds
from nenboard.gui.board.side_deeds import SideDeeds
from nenboard.gui.board.view import BoardView
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.board import Meeting
    from nenboard.gui.board.add_cases import AddCasesDialog
    from nenboard.registry.meetings import StoredMeeting
    from nenboard.workflow.agenda_order import Plan

_TO_DO = frozenset({"blocked", "check", "unsigned"})


class BoardDoing(QObject):
    """Finds the line or row chosen, and hands it to the deed; `dialog` is that of adding cases."""

    def __init__(self, context: BoardContext, view: BoardView) -> None:
        super().__init__(context)
        self._context, self._view = context, view
        self.meeting = MeetingDeeds(context)
        self._agenda = AgendaDeeds(context)
        self._side = SideDeeds(context, view.side)
        self.dialog: AddCasesDialog | None = None
        self._connect()

    def _connect(self) -> None:
        head, agenda, table = self._view.head, self._view.agenda, self._view.agenda.table
        head.list_asked.connect(self.meeting.export)
        head.start_asked.connect(self.start)
        agenda.add_asked.connect(self.add_case)
        agenda.order_asked.connect(self.suggest_order)
        agenda.freeze_asked.connect(self.freeze)
        table.moved.connect(self.move_case)
        table.edit_asked.connect(self.edit_item)
        table.removal_asked.connect(self.remove_item)
        agenda.explain.chase_asked.connect(self.chase_case)
        agenda.explain.override_asked.connect(self.override)
        self._view.figures.opened.connect(self.open_figure)
        self._view.side.print_asked.connect(self.meeting.export)
        self._view.order.accepted.connect(self._accept_order)
        self._view.order.left.connect(self.leave_order)
        open_case = self._context.services.open_case
        for opened in (table.opened, self._view.side.opened, self._view.order.list.opened):
            opened.connect(open_case)

    def line(self) -> Line | None:
        """The line of the agenda that is chosen."""
        return self._view.agenda.table.current_line()

    def _on_line(self, act: Callable[[Line], None], *, cases_only: bool = True) -> None:
        line = self.line()
        if line is not None and self._context.may_act and (line.kind == CASE or not cases_only):
            act(line)

    def move_case(self, by: int) -> None:
        """Alt and an arrow: the case goes up or down."""
        self._on_line(lambda line: self._agenda.move(line, by))

    def triage(self, to: str) -> None:
        """D, S and N."""
        self._on_line(lambda line: self._agenda.triage(line, to))

    def toggle_break(self) -> None:
        """B: a break after the case, or none."""
        self._on_line(self._agenda.toggle_break, cases_only=False)

    def edit_item(self) -> None:
        """F2: what the agenda says of the case."""
        self._on_line(self._agenda.edit)

    def remove_item(self) -> None:
        """Del: the case leaves the agenda, or the break that was set."""
        self._on_line(self._agenda.remove, cases_only=False)

    def override(self) -> None:
        """A clinician lists a blocked case."""
        self._on_line(self._agenda.override)

    def chase(self) -> None:
        """C: ask for the line of the chase list, or for all that the chosen case lacks."""
        chased = self._view.side.parts[side.CHASE]
        if chased.list.hasFocus():
            chased.run_named("ask")
        else:
            self.chase_case()

    def chase_case(self) -> None:
        """Ask for everything that is open of the case chosen."""
        self._on_line(lambda line: self._side.chase_case(line.case_id))

    def edit_meeting(self) -> None:
        """Change date, place, chair, time and cut-off."""
        if self._context.may_act:
            self.meeting.edit()

    def freeze(self) -> None:
        """Send out the agenda as its next version."""
        if self._context.may_act:
            self.meeting.freeze()

    def start(self) -> bool:
        """Show the meeting to the room; False if there is none or it is over."""
        from nenboard.gui.meeting.start import PAGE

        shown, key = self._context.shown, self._context.meeting_id
        if shown is None or not key or shown.meeting.finished is not None:
            return False
        self._context.services.show_page(PAGE, key)
        return True

    def add_case(self) -> bool:
        """Ctrl+N: put cases on the agenda shown; without one it is left to the window."""
        shown = self._context.shown
        if shown is None or not self._context.may_act:
            return False
        from nenboard.gui.board.add_cases import AddCasesDialog

        around = self._context.page.window()
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = AddCasesDialog(self._context, shown, self._added, around)
        self.dialog.open()
        return True

    def _added(self, before: "Meeting", stored: "StoredMeeting") -> None:
        new = [item.case_id for item in stored.meeting.agenda if before.item(item.case_id) is None]
        if new:
            self._context.changes.keep(_("Add cases"), before, stored=stored)
            self._view.agenda.table.choose_case(new[0])

    def suggest_order(self) -> None:
        """O: work out a better order and show it beside the agenda."""
        if self._context.may_act:
            self.meeting.suggest(self._show_order)

    def _show_order(self, plan: "Plan") -> None:
        shown, order = self._context.shown, self._view.order
        if shown is not None and shown.board is not None:
            order.show_plan(plan, shown, hidden=self._context.is_hidden)
            self._view.show_beside(order=True)
            (order.accept if order.accept.isEnabled() else order.list).setFocus()

    def _accept_order(self, plan: "Plan") -> None:
        self.leave_order()
        self.meeting.accept(plan)

    def leave_order(self) -> None:
        """Take the preview away; the agenda stands as it was."""
        if self._view.is_order_shown:
            self._view.show_beside(order=False)
            self._view.agenda.table.setFocus()

    def open_figure(self, key: str) -> None:
        """The rows behind a figure."""
        if key in {"quorum", "actions"}:
            part = side.ATTENDANCE if key == "quorum" else side.ACTIONS
            self._view.side.show_part(part)
            return
        if key == "time":
            self._next_row(lambda line: line.kind != CASE)
        elif key == "ready":
            self.next_to_do()
        else:
            self._view.agenda.table.choose(0)
        self._view.agenda.table.setFocus()

    def next_to_do(self, step: int = 1) -> None:
        """The next case that needs work, or the one before."""
        self._next_row(lambda line: line.kind == CASE and line.status in _TO_DO, step)

    def _next_row(self, fits: Callable[[Line], bool], step: int = 1) -> None:
        """The next row that fits, from the one chosen on and round."""
        table, lines = self._view.agenda.table, self._view.agenda.model.lines
        now, count = max(table.currentIndex().row(), 0), len(lines)
        order = ((now + step * away) % count for away in range(1, count + 1)) if count else ()
        table.choose(next((row for row in order if fits(lines[row])), -1))
