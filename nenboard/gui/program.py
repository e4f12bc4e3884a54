"""The program: ties window, gate, pages, settings and locking together."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from nenboard.gui import dialogs, errors, theme
from nenboard.gui.desk import Desk, OpenRegistry
from nenboard.gui.frame import Frame
from nenboard.gui.idle import IdleWatch
from nenboard.gui.page import Change
from nenboard.gui.pagebook import PageBook
from nenboard.gui.tasks import Job, Runner
from nenboard.gui.unlock.gate import Gate, locked_note
from nenboard.gui.window import MainWindow
from nenboard.host import tokens
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.host.settings import Settings


class Program(QObject):
    """From the first paint to the last save. Everything slow goes through the runner."""

    def __init__(self, frame: Frame, *, runner: Runner, desk: Desk, look: theme.Look) -> None:
        super().__init__(frame)
        self.frame = frame
        self.window = MainWindow(frame, runner, desk=desk, look=look)
        self.gate = Gate(self.window)
        self.gate.opened.connect(self._opened)
        self.look = look
        self._settings: Settings | None = None
        self._asked_folder: Path | None = None
        self._user = ""
        self.idle: IdleWatch | None = None
        self._copied = ""
        self._clipboard_end = QTimer(self)
        self._clipboard_end.setSingleShot(True)
        self._clipboard_end.timeout.connect(self.forget_copied)
        self.window.lock_requested.connect(self.lock)
        self.frame.leaving.connect(self._leave)
        self.window.settings_changed.connect(self.keep_settings)
        self.window.rail.chosen.connect(self._choose)
        self._connect_commands()
        errors.catch_uncaught(lambda report: dialogs.show_crash(report, self.frame))

    def begin(self, folder: Path | None) -> None:
        """Ask for the passphrase of this registry, or, once the settings are read, of the last."""
        self._asked_folder = folder
        if folder is not None:
            self.gate.show_unlock(folder)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.idle = IdleWatch(app, self)
            self.idle.idle.connect(self._idle)
            self.idle.warned.connect(lambda: self.window.show_idle_warning(shown=True))
            self.idle.used_again.connect(lambda: self.window.show_idle_warning(shown=False))
        self.window.run(_load, done=self._start, owner=self.window)

    def _start(self, settings: "Settings") -> None:
        """The settings are read: offer the last registry, or the first run."""
        self._settings = settings
        folder = self._asked_folder or settings.last_registry
        if folder is None:
            self.gate.show_first_run()
            return
        if self.gate.unlock.folder != folder:
            self.gate.show_unlock(folder)
        self.gate.read_users()

    def _opened(self, opened: OpenRegistry) -> None:
        window = self.window
        same = window.open_registry is not None and (
            window.open_registry.folder == opened.folder
            and window.open_registry.user == opened.user
        )
        window.set_unlocked_look(opened)
        self._remember(opened)
        if window.book is not None and not same:
            window.book.clear()
            window.book = None
        if window.book is None:
            window.book = self._make_book()
            window.book.show("cases")
        else:
            window.book.resume()
            window.published(Change("registry"))
        self._page_shown()
        if self.idle is not None:
            self.idle.start()

    def _make_book(self) -> PageBook:
        from nenboard.gui import catalogue

        book = PageBook(self.window, catalogue.page_makers(), catalogue.case_maker())
        book.shown.connect(self._page_shown)
        return book

    def _page_shown(self) -> None:
        """Title, status, rail and menus follow the page that is shown."""
        window, book = self.window, self.window.book
        page = window.current_page()
        if page is None or book is None:
            return
        window.show_title(page.page_title())
        window.rail.set_cases(book.open_cases(), page.page_key())
        window.status.show_keys(page.area_keys())
        window.status.show_undo(page.undo_text())
        actions: dict[str, tuple[QAction, ...]] = {}
        for menu in page.menus():
            actions[menu.menu] = actions.get(menu.menu, ()) + menu.actions
        window.commands.show_page_actions(actions)
        is_case = page.page_key().startswith("case:")
        may = window.commands.actions
        may["undo"].setEnabled(bool(page.undo_text()))
        may["redo"].setEnabled(bool(page.redo_text()))
        for name in ("one_page_pdf", "copy_identity", "next_open", "previous_open", "close_page"):
            may[name].setEnabled(is_case)

    def _choose(self, key: str) -> None:
        book = self.window.book
        if key == "lock":
            self.lock()
        elif book is not None:
            if key.startswith("case:"):
                book.open_case(key.removeprefix("case:"))
            else:
                book.show(key)
            self._page_shown()

    def lock(self) -> None:
        """Lock now: identifiers vanish at once; what is typed is stored before the keys go."""
        self._lock(locked_note(datetime.now(UTC)))

    def _idle(self) -> None:
        minutes = tokens.read()["time"]["lock_after_idle_min"]
        self._lock(locked_note(datetime.now(UTC), idle_minutes=minutes))

    def _lock(self, note: str) -> None:
        opened, book = self.window.open_registry, self.window.book
        if opened is None or book is None or self.window.current_page() is None:
            return
        if self.idle is not None:
            self.idle.stop()
        _close_pop_ups()
        self.forget_copied()
        book.leave()
        self.gate.show_unlock(opened.folder, note, user=opened.user)
        book.settle()
        self.window.run(self._close_desk, done=lambda _none: None, owner=self.window)

    def _close_desk(self, _job: Job) -> None:
        self.window.desk.close()

    def _leave(self) -> None:
        """Quit: store what is typed, close the registry, then close the window."""
        self.forget_copied()
        book = self.window.book
        if book is not None and self.window.current_page() is not None:
            book.leave()
            book.settle()
        self.window.run(lambda _job: None, done=self._close_unless_unfinished, owner=self.window)

    def _close_unless_unfinished(self, _none: None) -> None:
        book = self.window.book
        page = book.unfinished() if book is not None and self.window.current_page() else None
        if page is not None and book is not None:
            book.show(page.page_key())
            return
        geometry = self.frame.geometry_text()
        settings = self._settings

        def work(_job: Job) -> None:
            try:
                self.window.desk.close()
            finally:
                if settings is not None:
                    _save(settings.model_copy(update={"geometry": geometry}))

        self.window.run(work, done=lambda _none: self.frame.let_go(), failed=self._could_not_close)

    def _could_not_close(self, error: Exception) -> None:
        """The registry is closed, but its backup or the settings failed: say it, then go."""
        self.window.show_problem(error)
        for dialog in self.frame.findChildren(QWidget):
            if dialog.isWindow() and dialog.isVisible():
                dialog.destroyed.connect(self.frame.let_go)
                return
        self.frame.let_go()

    def _remember(self, opened: OpenRegistry) -> None:
        if self._settings is not None and not opened.is_demo:
            self.keep_settings(self._settings.with_registry(opened.folder))

    def keep_settings(self, settings: "Settings") -> None:
        """Use these settings from now on, and write them."""
        self._settings = settings
        self.window.run(lambda _job: _save(settings), done=lambda _none: None)

    def _zoom(self, steps: int) -> None:
        self.look.zoom(steps)
        if self._settings is not None:
            self.keep_settings(self._settings.model_copy(update={"scale": self.look.theme.scale}))

    def choose_theme(self, choice: str) -> None:
        """Follow the system, or stay light or dark."""
        self.look.choose(choice, self.look.theme.scale)
        if self._settings is not None:
            self.keep_settings(self._settings.model_copy(update={"theme": choice}))

    def _connect_commands(self) -> None:
        window = self.window
        window.commands.connect(
            {
                "new_case": self._new_case,
                "settings": lambda: self._choose("settings"),
                "cases": lambda: self._choose("cases"),
                "lock": self.lock,
                "quit": self.frame.close,
                "larger": lambda: self._zoom(1),
                "smaller": lambda: self._zoom(-1),
                "normal_size": lambda: self._zoom(0),
                "full_screen": self._toggle_full_screen,
                "hide_names": self._hide_names,
                "next_case": lambda: self._step_case(1),
                "previous_case": lambda: self._step_case(-1),
                "next_area": lambda: self._step_area(1),
                "previous_area": lambda: self._step_area(-1),
                "page_keys": self._show_keys,
                "why_field": self._show_field_help,
                "about": lambda: dialogs.show_about(window.status.rules.text(), self.frame),
                "copy_identity": self._copy_identity,
                **self._page_commands(),
            }
        )
        choices = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}
        self._theme_group = window.commands.add_choice("view", _("&Theme"), choices)
        self._theme_group.triggered.connect(lambda action: self.choose_theme(action.data()))
        self.look.changed.connect(self._mark_theme)
        self._mark_theme()

    def _mark_theme(self) -> None:
        for action in self._theme_group.actions():
            action.setChecked(action.data() == self.look.choice)

    def _page_commands(self) -> dict[str, Callable[[], object]]:
        def on_page(act: Callable[..., object], *given: object) -> Callable[[], object]:
            def run() -> None:
                page = self.window.current_page()
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
            "close_page": on_page(self.window.close_page),
        }

    def _new_case(self) -> None:
        from nenboard.gui.case_list.new_case import ask_new_case

        opened = self.window.open_registry
        if opened is not None and not opened.is_read_only:
            ask_new_case(self.window, self.frame)

    def _toggle_full_screen(self) -> None:
        if self.frame.isFullScreen():
            self.frame.showNormal()
        else:
            self.frame.showFullScreen()

    def _hide_names(self) -> None:
        hidden = self.window.commands.actions["hide_names"].isChecked()
        if self.window.book is not None:
            self.window.book.hide_names(hidden)

    def _step_case(self, step: int) -> None:
        if self.window.book is not None:
            self.window.book.step_case(step)

    def _step_area(self, step: int) -> None:
        page = self.window.current_page()
        if page is None:
            return
        areas = [self.window.rail, *page.areas()]
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
        page = self.window.current_page()
        own = [(key.keys, key.does) for key in page.key_help()] if page is not None else []
        groups = [(page.page_title(), own)] if page is not None and own else []
        dialogs.show_keys([*groups, (_("Everywhere"), self.window.commands.keys())], self.frame)

    def _show_field_help(self) -> None:
        page = self.window.current_page()
        text = page.field_help() if page is not None else ""
        if text:
            dialogs.show_help(text, self.frame)
        else:
            self._show_keys()

    def forget_copied(self) -> None:
        """Take the copied identity out of the clipboard, unless something else is there by now."""
        self._clipboard_end.stop()
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""

    def _copy_identity(self) -> None:
        page = self.window.current_page()
        line = page.identity_line() if page is not None else ""
        if line:
            QGuiApplication.clipboard().setText(line)
            seconds = tokens.read()["time"]["clipboard_clear_s"]
            self._copied = line
            self._clipboard_end.start(seconds * 1000)
            self.window.say(
                _("Identity copied; it leaves the clipboard after {seconds} seconds.").format(
                    seconds=seconds
                )
            )


def _load(_job: Job) -> "Settings":
    from nenboard.host import log, settings

    log.configure()
    loaded = settings.read()
    import nenboard.registry.folder  # noqa: F401 - loaded while nobody waits

    return loaded.settings


def _save(settings: "Settings") -> None:
    from nenboard.host.settings import save

    save(settings)


def _close_pop_ups() -> None:
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and not isinstance(widget, Frame):
            widget.close()


def _focusable(area: QWidget) -> QWidget | None:
    from PySide6.QtCore import Qt

    def may(widget: QWidget) -> bool:
        policy = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return policy and widget.isEnabled() and widget.isVisible()

    if may(area):
        return area
    inside = [widget for widget in area.findChildren(QWidget) if may(widget)]
    remembered = area.focusWidget()
    return remembered if remembered in inside else next(iter(inside), None)
