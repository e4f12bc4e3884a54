"""The card beside the agenda: chase list, actions and follow-up in tabs, attendance below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import theme
from nenboard.gui.board import side_rows
from nenboard.gui.board.side_list import SideList
from nenboard.gui.board.side_rows import SideRow
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card, line_between
from nenboard.gui.widgets.flow import Flow
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.board.context import BoardContext

CHASE, ACTIONS, LATER, ATTENDANCE = "chase", "actions", "later", "attendance"
"""The lists; the first two are documents of the meeting by the same name."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A button below a list: its name, words, key, and what it does with the row chosen.

    `fits` says whether it can be done to a row; None needs no row.
    """

    name: str
    words: str
    act: Callable[[SideRow | None], None]
    keys: str = ""
    fits: Callable[[SideRow], bool] | None = None


class SidePart(QWidget):
    """A list with a sentence above it and its buttons below; the buttons follow the row chosen."""

    def __init__(self, key: str, words: str, note: str, empty: str) -> None:
        super().__init__()
        look = theme.active()
        self.top = QHBoxLayout()
        self._deeds: tuple[Deed, ...] = ()
        self._buttons: list[KeyButton] = []
        self._may_act = True
        self._empty_words = empty
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self.note = paragraph(note, "small", name=f"side_{key}_note")
        if not note:
            self.note.hide()
        self.top.addWidget(self.note, 1)
        column.addLayout(self.top)
        self.empty = paragraph(empty, "small", name=f"side_{key}_empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.empty, 1)
        self.list = SideList(name=f"side_{key}", words=words)
        column.addWidget(self.list, 1)
        self.row = Flow(gap=look.px(6), name=f"side_{key}_deeds")
        column.addWidget(self.row)
        self.list.current_changed.connect(self._follow)
        self.list.ticked.connect(lambda: self._run(0))
        self.list.removal_asked.connect(lambda: self._run_named("drop"))
        self.list.menu_asked.connect(self._open_menu)

    def offer(self, deeds: Sequence[Deed]) -> None:
        """The buttons; the first is also what Space does."""
        self._deeds = tuple(deeds)
        for deed in self._deeds:
            button = KeyButton(deed.words, keys=deed.keys, name=f"side_{deed.name}")
            button.setProperty("small", True)
            button.clicked.connect(lambda _on=False, one=deed: one.act(self.list.current_row()))
            self._buttons.append(button)
            self.row.flow.addWidget(button)
        self._follow()

    def show_rows(self, rows: tuple[SideRow, ...], *, may_act: bool) -> None:
        """Show other rows."""
        self._may_act = may_act
        self.list.show_rows(rows)
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._follow()

    def _follow(self) -> None:
        row = self.list.current_row()
        for deed, button in zip(self._deeds, self._buttons, strict=True):
            button.setVisible(self._may_act)
            button.setEnabled(self._fits(deed, row))
        self.row.setVisible(self._may_act and bool(self._deeds))

    def _fits(self, deed: Deed, row: SideRow | None) -> bool:
        if not self._may_act:
            return False
        return deed.fits is None or (row is not None and deed.fits(row))

    def _run(self, place: int) -> None:
        row = self.list.current_row()
        if place < len(self._deeds) and self._fits(self._deeds[place], row):
            self._deeds[place].act(row)

    def _run_named(self, name: str) -> None:
        found = [n for n, deed in enumerate(self._deeds) if deed.name == name]
        if found:
            self._run(found[0])

    def run_named(self, name: str) -> None:
        """Do one of them by its name, if it fits the row chosen."""
        self._run_named(name)

    def _open_menu(self, spot: QPoint) -> None:
        row = self.list.current_row()
        menu = QMenu(self)
        menu.setObjectName("side_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for deed in self._deeds:
            if self._fits(deed, row):
                action = menu.addAction(deed.words)
                action.triggered.connect(lambda _on=False, one=deed: one.act(row))
        if row is not None and row.case_id:
            menu.addAction(_("Open the case")).triggered.connect(
                lambda: self.list.opened.emit(row.case_id)
            )
        menu.popup(spot)


class SideCard(Card):
    """Tabs of lists above, who comes below. `opened` carries a case, `print_asked` a document."""

    opened = Signal(str)
    print_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="board_side", parent=parent)
        self.setAccessibleName(_("Chase list, actions, attendance"))
        self.parts = {
            CHASE: SidePart(
                CHASE,
                _("Chase list"),
                _("Grouped by who can answer. Tick what is back; the case checks itself."),
                _("Nothing is open."),
            ),
            ACTIONS: SidePart(
                ACTIONS,
                _("Open actions"),
                _("Of all meetings, the earliest day first."),
                _("No action is open."),
            ),
            LATER: SidePart(
                LATER, _("Follow-up"), "", _("No plan is to be asked after, and no case waits.")
            ),
            ATTENDANCE: SidePart(ATTENDANCE, _("Attendance"), "", _("Nobody is listed yet.")),
        }
        self._build()

    def _build(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setObjectName("side_tabs")
        self.tabs.setAccessibleName(_("Lists"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(True)
        self.tabs.setUsesScrollButtons(False)
        self.stack = QStackedWidget()
        for key in (CHASE, ACTIONS, LATER):
            self.tabs.addTab("")
            self.stack.addWidget(self.parts[key])
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        for key in (CHASE, ACTIONS):
            self.parts[key].top.addWidget(self._print_button(key))
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._halves.setSpacing(theme.active().px(12))
        self._between = line_between()
        self._halves.addWidget(_column(self.tabs, self.stack), 3)
        self._halves.addWidget(self._between)
        title = label(_("Attendance"), "subtitle")
        self._halves.addWidget(_column(title, self.parts[ATTENDANCE]), 2)
        self.body.addLayout(self._halves, 1)
        for part in self.parts.values():
            part.list.opened.connect(self.opened)
        self._count({})

    def turn(self, *, wide: bool) -> None:
        """Attendance stands below the lists, or beside them where the card is wide."""
        way = QBoxLayout.Direction
        self._halves.setDirection(way.TopToBottom if wide else way.LeftToRight)
        self._between.setVisible(wide)

    def show_context(self, context: "BoardContext") -> None:
        """Show the lists of the meeting; what is chased and done does not end with it."""
        shown, hidden = context.shown, context.is_hidden
        if shown is None:
            return
        rows = {
            CHASE: side_rows.chase_rows(shown, hidden=hidden),
            ACTIONS: side_rows.action_rows(shown, hidden=hidden),
            LATER: side_rows.later_rows(shown, hidden=hidden),
            ATTENDANCE: side_rows.attendance_rows(shown),
        }
        for key, found in rows.items():
            may_act = context.may_act if key == ATTENDANCE else context.may_edit
            self.parts[key].show_rows(found, may_act=may_act)
        self._count({key: sum(not row.is_heading for row in found) for key, found in rows.items()})

    def _count(self, counts: dict[str, int]) -> None:
        titles = ((CHASE, _("Chase")), (ACTIONS, _("Actions")), (LATER, _("Follow-up")))
        for place, (key, title) in enumerate(titles):
            count = counts.get(key, 0)
            self.tabs.setTabText(place, f"{title} {count}" if count else title)

    def show_part(self, key: str) -> None:
        """Bring a list into sight and put the keyboard into it."""
        if key != ATTENDANCE:
            self.tabs.setCurrentIndex((CHASE, ACTIONS, LATER).index(key))
        part = self.parts[key]
        (part.list if part.list.isVisibleTo(part) else part).setFocus()

    def _print_button(self, key: str) -> KeyButton:
        button = KeyButton(_("Print"), icon="print", name=f"side_{key}_print")
        button.setProperty("small", True)
        button.clicked.connect(lambda: self.print_asked.emit(key))
        return button


def _column(above: QWidget, below: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.active().px(8))
    column.addWidget(above)
    column.addWidget(below, 1)
    return made
