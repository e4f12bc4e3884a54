"""What the commands of the menus do."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from nenboard.gui import clipboard
from nenboard.gui.page import Change
from nenboard.gui.tasks import Job
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.palette.field import CommandField
    from nenboard.gui.program import Program


class Deeds(QObject):
    """Connects every command with what it does; pages do their own part themselves."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._window = program.window
        self._look = program.look
        self._command_field: CommandField | None = None
        self._connect()

    def _connect(self) -> None:
        window = self._window
        window.commands.connect(
            {
                "new_case": self._new_case,
                "go_to": self._go_to,
                "cut": lambda: self._send_keys(Qt.Key.Key_X),
                "copy": lambda: self._send_keys(Qt.Key.Key_C),
                "paste": lambda: self._send_keys(Qt.Key.Key_V),
                "back_up": self._back_up,
                "start_meeting": self._start_meeting,
                "quit": self._window.frame.close,
                "full_screen": self._toggle_full_screen,
                "hide_names": self._hide_names,
                "next_case": lambda: self._step_case(1),
                "previous_case": lambda: self._step_case(-1),
                "next_area": lambda: self._step_area(1),
                "previous_area": lambda: self._step_area(-1),
                "page_keys": self._show_keys,
                "why_field": self._show_field_help,
                "guide": self._show_guide,
                "glossary": lambda: self._show_guide("9-glossary"),
                "about": self._show_about,
                "copy_identity": self._copy_identity,
                **self._program_commands(),
                **self._page_commands(),
            }
        )
        choices = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}
        self._theme_group = window.commands.add_choice("view", _("&Theme"), choices)
        self._theme_group.triggered.connect(self._choose_theme)
        self._look.changed.connect(self._mark_theme)
        self._mark_theme()

    def _choose_theme(self, action: QAction) -> None:
        self._program.choose_theme(action.data())

    def _mark_theme(self) -> None:
        for action in self._theme_group.actions():
            action.setChecked(action.data() == self._look.choice)

    def _program_commands(self) -> dict[str, Callable[[], object]]:
        program = self._program
        pages = ("board", "cases", "evidence", "settings")
        return {
            **{page: partial(program.choose, page) for page in pages},
            "lock": program.lock,
            "change_user": program.change_user,
            "larger": lambda: program.zoom(1),
            "smaller": lambda: program.zoom(-1),
            "normal_size": lambda: program.zoom(0),
        }

    def _page_commands(self) -> dict[str, Callable[[], object]]:
        def on_page(act: Callable[..., object], *given: object) -> Callable[[], object]:
            def run() -> None:
                page = self._window.current_page()
                if page is not None:
                    act(page, *given)

            return run

        return {
            "undo": on_page(lambda page: page.undo()),
            "redo": on_page(lambda page: page.redo()),
            "find": on_page(lambda page: page.start_find()),
            "next_open": on_page(lambda page: page.next_open_item(1)),
            "previous_open": on_page(lambda page: page.next_open_item(-1)),
            "one_page_pdf": on_page(lambda page: page.one_page_pdf()),
            "close_page": on_page(self._window.close_page),
        }

    def _new_case(self) -> None:
        page = self._window.current_page()
        if page is not None and page.add_case():
            return
        from nenboard.gui.case_list.new_case import ask_new_case

        opened = self._window.open_registry
        if opened is not None and opened.may_edit:
            ask_new_case(self._window, self._window.frame)
        elif opened is not None:
            self._window.say(_("Nothing can be changed here: no case can be added."))

    def _go_to(self) -> None:
        from nenboard.gui.palette.field import CommandField

        if self._command_field is None:
            self._command_field = CommandField(self._window)
            self._window.case_forgotten.connect(self._command_field.forget_case)
        self._command_field.open()

    def _start_meeting(self) -> None:
        from nenboard.gui.meeting.start import start_or_resume

        page = self._window.current_page()
        if page is None or not page.start_meeting():
            start_or_resume(self._window)

    def close_command_field(self) -> None:
        """Take the command field away, with the names in it."""
        if self._command_field is not None:
            self._command_field.dismiss(restore=False)

    @staticmethod
    def _send_keys(key: Qt.Key) -> None:
        """What the field or table with the focus does for Ctrl and this key."""
        target = QApplication.focusWidget()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if target is not None:
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.ControlModifier)
                QApplication.sendEvent(target, event)

    def _back_up(self) -> None:
        desk = self._window.desk

        def work(job: Job) -> datetime:
            return desk.back_up(job)

        def done(at: datetime) -> None:
            time = f"{at.astimezone():%H:%M:%S}"
            self._window.say(_("Backed up and checked {time}.").format(time=time))
            self._window.published(Change("backup"))

        self._window.run(work, done=done, label=_("Backing up the registry"))

    def _toggle_full_screen(self) -> None:
        if self._window.frame.isFullScreen():
            self._window.frame.showNormal()
        else:
            self._window.frame.showFullScreen()

    def _hide_names(self) -> None:
        hidden = self._window.commands.actions["hide_names"].isChecked()
        if self._window.book is not None:
            self._window.book.hide_names(hidden)

    def _step_case(self, step: int) -> None:
        if self._window.book is not None:
            self._window.book.step_case(step)

    def _step_area(self, step: int) -> None:
        page = self._window.current_page()
        if page is None:
            return
        areas = [self._window.rail, *page.areas()]
        focus = QApplication.focusWidget()
        held = [n for n, area in enumerate(areas) if focus and area.isAncestorOf(focus)]
        areas_with_focus = held or [n for n, area in enumerate(areas) if area is focus]
        now = areas_with_focus[-1] if areas_with_focus else 0
        for offset in range(1, len(areas) + 1):
            area = areas[(now + step * offset) % len(areas)]
            target = _focusable(area)
            if target is not None:
                target.setFocus()
                return

    def _show_keys(self) -> None:
        from nenboard.gui import dialogs

        page = self._window.current_page()
        own = [(key.keys, key.does) for key in page.key_help()] if page is not None else []
        groups = [(page.page_title(), own)] if page is not None and own else []
        dialogs.show_keys(
            [*groups, (_("Everywhere"), self._window.commands.keys())], self._window.frame
        )

    def _show_field_help(self) -> None:
        from nenboard.gui import dialogs

        page = self._window.current_page()
        text = page.field_help() if page is not None else ""
        if text:
            dialogs.show_help(text, self._window.frame)
        else:
            self._show_keys()

    def _copy_identity(self) -> None:
        page = self._window.current_page()
        line = page.identity_line() if page is not None else ""
        if line:
            clipboard.lend(line)
            self._window.say(
                _("Identity copied; it leaves the clipboard after {seconds} seconds.").format(
                    seconds=clipboard.seconds()
                )
            )

    def _show_guide(self, chapter: str = "") -> None:
        from nenboard.gui.guide import show_guide

        show_guide(self._window.frame, chapter)

    def _show_about(self) -> None:
        from nenboard.gui import dialogs

        dialogs.show_about(self._window.status.rules.text(), self._window.frame)


def _focusable(area: QWidget) -> QWidget | None:
    def may(widget: QWidget) -> bool:
        policy = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return policy and widget.isEnabled() and widget.isVisible()

    if may(area):
        return area
    inside = [widget for widget in area.findChildren(QWidget) if may(widget)]
    remembered = area.focusWidget()
    return remembered if remembered in inside else next(iter(inside), None)
