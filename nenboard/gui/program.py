"""The program: ties window, gate, pages, settings and locking together."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from nenboard.gui import clipboard, errors, theme
from nenboard.gui.deeds import Deeds
from nenboard.gui.desk import Desk, OpenRegistry
from nenboard.gui.frame import Frame
from nenboard.gui.idle import IdleWatch
from nenboard.gui.page import Change, Page
from nenboard.gui.pagebook import PageBook, Place
from nenboard.gui.tasks import Job, Runner
from nenboard.gui.unlock.gate import Gate, locked_note
from nenboard.gui.window import MainWindow
from nenboard.host import tokens
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.unlock.first_run import FirstRunPage
    from nenboard.gui.unlock.page import UnlockPage
    from nenboard.host.settings import Settings
    from nenboard.workflow.maintain import BackupState
    from nenboard.workflow.read_only import WhyReadOnly


class Program(QObject):
    """From the first paint to the last save. Everything slow goes through the runner."""

    def __init__(
        self,
        frame: Frame,
        *,
        runner: Runner,
        desk: Desk,
        look: theme.Look,
        first: "UnlockPage | FirstRunPage | None" = None,
    ) -> None:
        super().__init__(frame)
        self.frame = frame
        self.window = MainWindow(frame, runner, desk=desk, look=look)
        self.gate = Gate(self.window, first)
        self.gate.opened.connect(self._opened)
        self.look = look
        self._settings: Settings | None = None
        self._asked_folder: Path | None = None
        self._user = ""
        self._given_up: set[str] = set()
        self.idle: IdleWatch | None = None
        self.minutes = QTimer(self)
        self.minutes.setInterval(60_000)
        self.minutes.timeout.connect(self._tend)
        self.window.lock_requested.connect(self.lock)
        self.window.restore_requested.connect(self.restore)
        self.window.edit_requested.connect(self._edit)
        self.frame.leaving.connect(self._leave)
        self.window.backed_up.connect(self._read_backup_state)
        self.window.settings_changed.connect(self.keep_settings)
        self.window.rail.chosen.connect(self.choose)
        self.deeds = Deeds(self)
        errors.catch_uncaught(self._show_crash)

    def _show_crash(self, report: errors.CrashReport) -> None:
        from nenboard.gui import dialogs

        dialogs.show_crash(report, self.frame)

    def begin(self, folder: Path | None) -> None:
        """Ask for the passphrase of this registry, or, once the settings are read, of the last."""
        self._asked_folder = folder
        if folder is not None and self.gate.unlock.folder != folder:
            self.gate.show_unlock(folder)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.idle = IdleWatch(app, self)
            self.idle.idle.connect(self._idle)
            self.idle.warned.connect(lambda: self.window.show_idle_warning(shown=True))
            self.idle.used_again.connect(lambda: self.window.show_idle_warning(shown=False))
        if self.gate.unlock.folder is None:
            self.gate.show_first_run()
        self.window.run(_load, done=self._start, owner=self.window)

    def _start(self, settings: "Settings") -> None:
        """The settings are read: offer the last registry, or the first run."""
        self._settings = settings
        if self.idle is not None:
            self.idle.set_minutes(self._idle_minutes())
        folder = self._asked_folder or settings.last_registry
        if folder is None:
            return
        if self.gate.unlock.folder != folder:
            self.gate.show_unlock(folder)
        self.gate.read_users()

    def _opened(self, opened: OpenRegistry) -> None:
        window = self.window
        before = window.open_registry
        is_same_place = before is not None and before.folder == opened.folder
        is_same = is_same_place and before is not None and before.user == opened.user
        window.set_unlocked_look(opened)
        self._remember(opened)
        places: tuple[Place, ...] = ()
        if window.book is not None and not is_same:
            places = window.book.places() if is_same_place else ()
            window.book.clear()
            window.book = None
        if window.book is None:
            window.book = self._make_book()
            if not window.book.reopen(places):
                window.book.show("board")
            self._resume_meeting()
        else:
            window.book.resume()
            window.published(Change("registry"))
        self._page_shown()
        self._read_backup_state()
        self.minutes.start()
        if self.idle is not None:
            self.idle.start()

    def _resume_meeting(self) -> None:
        from nenboard.gui.meeting.start import resume_interrupted

        resume_interrupted(self.window)

    def restore(self, source: Path | None = None) -> None:
        """Open the restore beside, for the registry that is open or asked for."""
        from nenboard.gui.keeping.restoring import Restoring

        opened = self.window.open_registry if self.window.current_page() is not None else None
        folder = opened.folder if opened is not None else self.gate.unlock.folder
        if folder is None:
            return
        user = opened.user if opened is not None else self.gate.unlock.user.currentText()
        restoring = Restoring(self.window, folder, before=self._shut_for_restore, user=user)
        restoring.restored.connect(self._restored)
        restoring.ask(source)

    def _shut_for_restore(self) -> None:
        """Store what is typed and close; the unlock page waits behind the restore."""
        if self.window.current_page() is not None:
            self._shut(locked_note(datetime.now(UTC)))

    def _restored(self, opened: OpenRegistry, said: str) -> None:
        """Everything is shown anew: no page of before may stay."""
        self.window.open_registry = None
        self.gate.succeed(opened)
        self.window.say(said)

    def _edit(self, take_over: bool) -> None:
        """Ask again whether the registry is free for editing."""
        desk = self.window.desk

        def why(_job: Job) -> "WhyReadOnly | None":
            from nenboard.workflow import read_only

            return read_only.why(desk.registry)

        def failed(error: Exception) -> None:
            if errors.sentence_of(error) is None:
                self.window.show_problem(error)
            else:
                self.window.run(why, done=self._still_read_only)

        self.window.run(
            lambda _job: desk.edit(take_over=take_over), done=self._now_editing, failed=failed
        )

    def _still_read_only(self, why: "WhyReadOnly | None") -> None:
        opened = self.window.open_registry
        if opened is not None:
            self.window.open_registry = replace(opened, why_read_only=why)
            self.window.show_why_read_only(_("Asked just now."))

    def _now_editing(self, opened: OpenRegistry) -> None:
        """Others may have saved meanwhile: everything is read anew."""
        self.window.open_registry = None
        self._opened(opened)

    def _tend(self) -> None:
        """Every minute of an open registry; a fault that stays is said once, in the status bar."""
        desk = self.window.desk

        def failed(error: Exception) -> None:
            self.minutes.stop()
            sentence = errors.sentence_of(error)
            if sentence is None:
                self.window.show_problem(error)
            else:
                self.window.say(sentence)

        self.window.run(
            lambda _job: desk.tend(), done=lambda _none: self._read_backup_state(), failed=failed
        )

    def _read_backup_state(self) -> None:
        """The age of the last backup in the status bar."""
        desk = self.window.desk

        def work(_job: Job) -> "BackupState":
            from nenboard.workflow import maintain

            return maintain.backup_state(desk.registry.folder)

        def show(state: "BackupState") -> None:
            self.window.status.show_backup(state.at, is_old=state.is_old)

        if self.window.current_page() is not None:
            self.window.run(work, done=show, failed=lambda _error: None, owner=self.window)

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
        if self.idle is not None:
            self.idle.set_minutes(page.lock_after_minutes() or self._idle_minutes())
        window.rail.set_cases(book.open_cases(), page.page_key())
        window.status.show_keys(page.area_keys())
        window.status.show_undo(page.undo_text())
        actions: dict[str, tuple[QAction, ...]] = {}
        for menu in page.menus():
            actions[menu.menu] = actions.get(menu.menu, ()) + menu.actions
        window.commands.show_page_actions(actions)
        is_case = page.page_key().startswith("case:")
        may = window.commands.actions
        window.commands.show_steps(undo=page.undo_text(), redo=page.redo_text())
        for name in ("one_page_pdf", "copy_identity", "close_page"):
            may[name].setEnabled(is_case)
        for name in ("next_open", "previous_open"):
            may[name].setEnabled(is_case or page.page_key() in {"board", "meeting"})

    def choose(self, key: str) -> None:
        """Show what an entry of the rail stands for."""
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

    def change_user(self) -> None:
        """Let somebody else go on here: names vanish at once, the file stays open."""
        opened, book = self.window.open_registry, self.window.book
        if opened is None or book is None or self.window.current_page() is None:
            return
        _close_pop_ups()
        clipboard.forget()
        self.deeds.close_command_field()
        book.leave()
        self.gate.show_change(opened.folder, opened.user)
        book.settle()
        self.gate.read_users()

    def _idle(self) -> None:
        if self.gate.is_changing:
            self._stop_changing()
            return
        self._lock(locked_note(datetime.now(UTC), idle_minutes=self._idle_minutes()))

    def _stop_changing(self) -> None:
        """Nobody went on: close the registry as a lock does."""
        opened = self.window.open_registry
        if opened is not None:
            note = locked_note(datetime.now(UTC), idle_minutes=self._idle_minutes())
            self._shut(note)
            self.gate.read_users()

    def _idle_minutes(self) -> int:
        designed: int = tokens.read()["time"]["lock_after_idle_min"]
        chosen = self._settings.lock_after_min if self._settings is not None else None
        return chosen or designed

    def _lock(self, note: str) -> None:
        opened, book = self.window.open_registry, self.window.book
        if opened is None or book is None or self.window.current_page() is None:
            return
        _close_pop_ups()
        self._shut(note)
        self.gate.read_users()

    def _shut(self, note: str) -> None:
        """Store what is typed, show the unlock page, close the registry."""
        opened, book = self.window.open_registry, self.window.book
        if opened is None or book is None:
            return
        if self.idle is not None:
            self.idle.stop()
        self.minutes.stop()
        clipboard.forget()
        self.deeds.close_command_field()
        book.leave()
        self.gate.show_unlock(opened.folder, note, user=opened.user)
        book.settle()
        self.window.run(self._close_desk, done=lambda _none: None, owner=self.window)

    def _close_desk(self, _job: Job) -> None:
        self.window.desk.close()

    def _leave(self) -> None:
        """Quit: store what is typed, close the registry, then close the window."""
        clipboard.forget()
        self._given_up.clear()
        book = self.window.book
        if book is not None and self.window.current_page() is not None:
            book.leave()
            book.settle()
        self.window.run(lambda _job: None, done=self._close_unless_unfinished, owner=self.window)

    def _close_unless_unfinished(self, _none: None) -> None:
        book = self.window.book
        page = None
        if book is not None and self.window.current_page() is not None:
            page = book.unfinished(beside=self._given_up)
        if page is not None and book is not None:
            book.show(page.page_key())
            self._offer_rescue(page)
            return
        self._close()

    def _offer_rescue(self, page: Page) -> None:
        """A case that could not be stored is not lost by quitting."""
        from nenboard.gui.keeping.rescue import RescueDialog

        unsaved = page.unsaved()
        if unsaved is None:
            return
        dialog = RescueDialog(self.window, unsaved.case, unsaved.fault, self.frame)
        dialog.again.connect(self._leave)
        dialog.leave.connect(lambda: self._give_up(page.page_key()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _give_up(self, key: str) -> None:
        """Quit without this page; another one may still hold work."""
        self._given_up.add(key)
        self._close_unless_unfinished(None)

    def _close(self) -> None:
        """Close the registry, then the window."""
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
        if self.idle is not None:
            self.idle.set_minutes(self._idle_minutes())
        self.window.run(lambda _job: _save(settings), done=lambda _none: None)

    def zoom(self, steps: int) -> None:
        """Larger, smaller, or with 0 back to 100 %; kept for the next start."""
        self.look.zoom(steps)
        if self._settings is not None:
            self.keep_settings(self._settings.model_copy(update={"scale": self.look.theme.scale}))

    def choose_theme(self, choice: str) -> None:
        """Follow the system, or stay light or dark."""
        self.look.choose(choice, self.look.theme.scale)
        if self._settings is not None:
            self.keep_settings(self._settings.model_copy(update={"theme": choice}))


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
