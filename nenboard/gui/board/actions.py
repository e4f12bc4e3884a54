"""The commands of the board page: menus, letters, the menu of a row, the help about keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from nenboard.gui.board.doing import BoardDoing
from nenboard.gui.board.lines import BREAK
from nenboard.gui.page import Key, PageMenu
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.board.page import BoardPage


class BoardActions(QObject):
    """One action each; single letters are shown in the menus and taken by the page itself."""

    def __init__(self, page: "BoardPage", doing: BoardDoing) -> None:
        super().__init__(page)
        self._page, self._doing = page, doing
        self._by_name: dict[str, QAction] = {}
        self._export = self._export_actions()
        self._of_case = self._case_actions()
        self._of_meeting = self._meeting_actions()

    def _export_actions(self) -> tuple[QAction, ...]:
        deeds = self._doing.meeting
        return (
            self._made("export_pack", _("&Export pack…"), lambda: deeds.export("pack"), "Ctrl+E"),
            self._made("export_agenda", _("Export &agenda…"), lambda: deeds.export("agenda")),
            self._made("print_chase", _("Print c&hase list…"), lambda: deeds.export("chase")),
            self._made("print_actions", _("Print ac&tions…"), lambda: deeds.export("actions")),
        )

    def _case_actions(self) -> tuple[QAction, ...]:
        doing = self._doing
        return (
            self._made("agenda_discuss", _("&Discuss"), lambda: doing.triage("discuss"), shown="D"),
            self._made(
                "agenda_soc",
                _("&Standard of care"),
                lambda: doing.triage("standard_of_care"),
                shown="S",
            ),
            self._made(
                "agenda_not_ready",
                _("&Not ready…"),
                lambda: doing.triage("not_ready"),
                shown="N",
            ),
            self._made("agenda_chase", _("&Chase"), doing.chase, shown="C"),
            self._made("agenda_override", _("&Override as clinician…"), doing.override),
            self._made("agenda_up", _("Move &up"), lambda: doing.move_case(-1), shown="Alt+Up"),
            self._made(
                "agenda_down", _("Move do&wn"), lambda: doing.move_case(1), shown="Alt+Down"
            ),
            self._made("agenda_break", _("&Break after it"), doing.toggle_break, shown="B"),
            self._made("agenda_edit", _("&Edit on the agenda…"), doing.edit_item, shown="F2"),
            self._made("agenda_remove", _("&Take off the agenda"), doing.remove_item, shown="Del"),
        )

    def _meeting_actions(self) -> tuple[QAction, ...]:
        page, doing = self._page, self._doing
        return (
            self._made("meeting_choose", _("&Meetings…"), page.view.head.open_meetings, shown="M"),
            self._made("meeting_plan", _("&Plan a meeting…"), page.plan),
            self._made("meeting_edit", _("&Change this meeting…"), doing.edit_meeting),
            self._made("meeting_add", _("Add &case…"), doing.add_case),
            self._made("meeting_order", _("&Suggest order"), doing.suggest_order, shown="O"),
            self._made("meeting_freeze", _("&Freeze agenda"), doing.freeze),
            self._made("meeting_attendance", _("&Attendance"), self._attendance),
        )

    def _made(
        self, name: str, words: str, act: Callable[[], object], keys: str = "", *, shown: str = ""
    ) -> QAction:
        action = QAction(f"{words}\t{shown}" if shown else words, self)
        action.setObjectName(f"action_{name}")
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on=False: act())
        self._by_name[name] = action
        return action

    def _attendance(self) -> None:
        self._doing.open_figure("quorum")

    def menus(self) -> tuple[PageMenu, ...]:
        """What stands in the menus of the window while the board is shown."""
        context = self._page.context
        for action in (*self._of_case, *self._of_meeting):
            action.setEnabled(context.may_act)
        for name in ("meeting_choose", "meeting_attendance"):
            self._by_name[name].setEnabled(True)
        self._by_name["meeting_plan"].setEnabled(context.may_edit)
        for action in self._export:
            action.setEnabled(bool(context.meeting_id))
        return (
            PageMenu("file", self._export),
            PageMenu("case", self._of_case),
            PageMenu("meeting", self._of_meeting),
        )

    def open_menu(self, spot: QPoint) -> None:
        """The menu of the row chosen."""
        line = self._doing.line()
        if line is None:
            return
        menu = QMenu(self._page)
        menu.setObjectName("agenda_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        if line.kind == BREAK:
            menu.addAction(self._by_name["agenda_break"])
        else:
            open_ = menu.addAction(_("Open the case"))
            open_.triggered.connect(lambda: self._page.services.open_case(line.case_id))
            menu.addActions(self._of_case)
        menu.popup(spot)

    def letters(self) -> dict[str, Callable[[], object]]:
        """What single letters do where no text is edited."""
        page, doing = self._page, self._doing
        return {
            "d": lambda: doing.triage("discuss"),
            "s": lambda: doing.triage("standard_of_care"),
            "n": lambda: doing.triage("not_ready"),
            "c": doing.chase,
            "b": doing.toggle_break,
            "o": doing.suggest_order,
            "m": page.view.head.open_meetings,
        }

    @staticmethod
    def key_help() -> tuple[Key, ...]:
        """The keys of the page, for Shift+F1."""
        return (
            Key("D, S, N", _("Discuss, standard of care, not ready")),
            Key("C", _("Chase what the case lacks, or the line of the chase list")),
            Key("Alt+↑ ↓", _("Move the case up or down")),
            Key("B", _("A break after the case, or none")),
            Key("F2", _("Question, minutes, experts, guest")),
            Key("Del", _("Take the case off the agenda; drop a line of a list")),
            Key("Enter", _("Open the case")),
            Key(_("Space"), _("In the lists: back, done, present")),
            Key("Ctrl+N", _("Add cases")),
            Key("O", _("Suggest an order")),
            Key("M", _("All meetings, and planning one")),
            Key("Ctrl+E", _("Export the pack")),
            Key("F5", _("Start or resume the meeting")),
            Key("Ctrl+Z", _("Undo the last change of the meeting")),
        )
