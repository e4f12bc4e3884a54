"""The head of the board page: which meeting, where, who leads it, and what can be done with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.board import words
from nenboard.gui.documents.kinds import meeting_kinds
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.flow import Flow
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host import labels
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.gui.board.snapshot import Snapshot
    from nenboard.registry.meetings import StoredMeeting


class BoardHead(QWidget):
    """Title and subtitle at the left, buttons at the right."""

    meeting_chosen = Signal(str)
    plan_asked = Signal()
    list_asked = Signal(str)
    start_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.active()
        self._shown: Snapshot | None = None
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(look.px(8))
        column = QVBoxLayout()
        column.setSpacing(look.px(2))
        self.title = label("", "title", name="board_title")
        self.about = paragraph("", "small", name="board_about")
        column.addWidget(self.title)
        column.addWidget(self.about)
        self._halves.addLayout(column, 1)
        self.meetings = KeyButton(_("Meetings"), icon="board", keys="M", name="board_meetings")
        self.meetings.clicked.connect(self.open_meetings)
        self.lists = KeyButton(_("Discipline lists"), icon="print", name="board_lists")
        self.lists.clicked.connect(self._open_lists)
        self.pack = KeyButton(_("Export pack"), icon="export", keys="Ctrl+E", name="board_pack")
        self.pack.clicked.connect(lambda: self.list_asked.emit("pack"))
        self.start = KeyButton(
            _("Start meeting"), icon="meeting", keys="F5", kind="primary", name="board_start"
        )
        self.start.clicked.connect(self.start_asked)
        row = Flow(gap=look.px(8), name="board_buttons")
        for button in (self.meetings, self.lists, self.pack, self.start):
            row.flow.addWidget(button)
        self._halves.addWidget(row)

    def turn(self, *, wide: bool) -> None:
        """The buttons stand beside the title, or below it."""
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def show_snapshot(self, shown: "Snapshot") -> None:
        """Show another meeting, or that there is none."""
        self._shown = shown
        has_meeting = shown.board is not None
        self.title.setText(words.title(shown.meeting) if has_meeting else _("Board"))
        self.about.setText(words.about(shown) if has_meeting else "")
        has_cases = has_meeting and bool(shown.meeting.agenda)
        self.lists.setEnabled(has_cases)
        self.pack.setEnabled(has_cases)
        self.start.setVisible(has_cases and shown.meeting.finished is None)
        is_running = has_meeting and shown.meeting.started is not None
        self.start.setText(_("Resume meeting") if is_running else _("Start meeting"))
        self.start.setAccessibleName(self.start.text())

    def open_meetings(self) -> None:
        """Open the menu of all meetings."""
        self.meetings_menu().popup(self._below(self.meetings))

    def meetings_menu(self) -> QMenu:
        """All meetings, the newest first, and planning one."""
        menu = self._menu("board_meetings_menu")
        stored = self._shown.meetings if self._shown is not None else ()
        current = self._shown.board if self._shown is not None else None
        for one in stored:
            action = menu.addAction(meeting_line(one))
            action.setCheckable(True)
            action.setChecked(current is not None and current.stored.meeting_id == one.meeting_id)
            action.triggered.connect(
                lambda _on=False, key=one.meeting_id: self.meeting_chosen.emit(key)
            )
        if stored:
            menu.addSeparator()
        menu.addAction(_("&Plan a meeting…")).triggered.connect(self.plan_asked)
        return menu

    def _open_lists(self) -> None:
        menu = self._menu("board_lists_menu")
        for kind in meeting_kinds():
            menu.addAction(kind.words).triggered.connect(
                lambda _on=False, key=kind.key: self.list_asked.emit(key)
            )
        menu.popup(self._below(self.lists))

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    @staticmethod
    def _below(button: KeyButton) -> QPoint:
        return button.mapToGlobal(QPoint(0, button.height()))


def meeting_line(stored: "StoredMeeting") -> str:
    """Thursday 26-Nov-2026, 14:00 · 9 cases · Planned."""
    meeting = stored.meeting
    count = len(meeting.agenda)
    at = f", {meeting.starts:%H:%M}" if meeting.starts is not None else ""
    cases = counted("{count} case", "{count} cases", count=count).format(count=count)
    return f"{words.day(meeting.date)}{at} · {cases} · {labels.label(meeting.state)}"
