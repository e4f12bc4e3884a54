"""The gate: from the start of the program, or a lock, to an open registry."""

import math
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from nenboard.gui import errors
from nenboard.gui.desk import NewRegistry, OpenRegistry
from nenboard.gui.tasks import Cancelled
from nenboard.gui.unlock.page import Credentials, UnlockPage
from nenboard.gui.widgets.messages import Actions
from nenboard.host import paths
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.tasks import Job
    from nenboard.gui.unlock.first_run import FirstRunPage
    from nenboard.gui.window import MainWindow


class Gate(QObject):
    """Shows the unlock or first-run page and turns what is asked there into work.

    `opened` carries the OpenRegistry; all refusals stay on the page as sentences.
    """

    opened = Signal(object)

    def __init__(self, window: "MainWindow", first: "UnlockPage | FirstRunPage | None") -> None:
        super().__init__(window)
        self._window = window
        self.unlock = first if isinstance(first, UnlockPage) else UnlockPage()
        self.unlock.unlock_requested.connect(self._try)
        self.unlock.other_requested.connect(self._choose_folder)
        self.unlock.new_requested.connect(self.show_first_run)
        self.first_run: FirstRunPage | None = None
        if first is not None and not isinstance(first, UnlockPage):
            self._take_first_run(first)
        self._last_user = ""
        self._asked: Credentials | None = None
        self.is_changing = False

    def show_unlock(self, folder: Path, note: str = "", user: str = "") -> None:
        """Ask for the passphrase of a registry."""
        self._last_user = user or self._last_user
        self.is_changing = False
        self.unlock.show_registry(folder, note)
        self.unlock.show_users((user,) if user else ())
        self._window.show_front(self.unlock)
        self.unlock.take_focus()

    def show_change(self, folder: Path, user: str) -> None:
        """Ask who goes on with the registry that is open; what is shown comes back for them."""
        note = _("Choose who goes on. What {name} typed is kept for {name}.")
        self.show_unlock(folder, note.format(name=user), user=user)
        self.is_changing = True

    def read_users(self) -> None:
        """Fill in who may sign in; called after the first paint."""
        folder = self.unlock.folder
        if folder is None:
            return

        desk = self._window.desk

        def work(_job: "Job") -> tuple[tuple[str, ...], str]:
            return desk.users(folder), desk.demo_passphrase(folder)

        self._window.run(work, done=self._show_users, failed=self._refused, owner=self.unlock)

    def _show_users(self, read: tuple[tuple[str, ...], str]) -> None:
        users, passphrase = read
        self.unlock.show_users(users, self._last_user)
        if passphrase:
            known = Credentials(users[0] if users else "", passphrase)
            self.unlock.show_message(
                _("This is a demo registry: all people are synthetic. Passphrase: {words}").format(
                    words=passphrase
                ),
                "info",
                actions=((_("Open it"), lambda: self._try(known)),),
            )

    def show_first_run(self) -> None:
        """Offer to create a registry, to open one, or to look at the demo."""
        from nenboard.gui.unlock.first_run import FirstRunPage

        page = self.first_run or self._take_first_run(FirstRunPage())
        self._window.show_front(page)
        page.take_focus()

    def _take_first_run(self, page: "FirstRunPage") -> "FirstRunPage":
        self.first_run = page
        page.prepare_requested.connect(self._prepare)
        page.finish_requested.connect(self._finish)
        page.abandoned.connect(self._abandon)
        page.open_requested.connect(self._choose_folder)
        page.demo_requested.connect(self._open_demo)
        page.print_requested.connect(self._print_key)
        return page

    def _choose_folder(self) -> None:
        start = self.unlock.folder.parent if self.unlock.folder else paths.documents_folder()
        found = QFileDialog.getExistingDirectory(
            self._window.frame, _("Folder of the registry"), str(start)
        )
        if found:
            self.show_unlock(Path(found))
            self.unlock.message.clear()
            self.read_users()

    def _try(self, asked: Credentials, *, read_only: bool = False, take_over: bool = False) -> None:
        folder = self.unlock.folder
        if folder is None:
            return
        self._asked = asked
        self._last_user = asked.user
        self.unlock.show_busy(busy=True)
        desk, is_changing = self._window.desk, self.is_changing

        def work(_job: "Job") -> OpenRegistry:
            if is_changing and not asked.recovery_key:
                return desk.change_user(passphrase=asked.passphrase, user=asked.user or None)
            if is_changing:
                desk.close()
            if asked.recovery_key:
                return desk.recover(
                    folder, key=asked.recovery_key, user=asked.user, passphrase=asked.passphrase
                )
            secret, user = asked.passphrase, asked.user or None
            if take_over:
                return desk.take_over(folder, passphrase=secret, user=user)
            return desk.open(folder, passphrase=secret, user=user, read_only=read_only)

        self._window.run(work, done=self.succeed, failed=self._refused, owner=self.unlock)

    def _look_at_damaged(self, asked: Credentials) -> None:
        folder = self.unlock.folder
        if folder is None:
            return
        desk = self._window.desk
        self.unlock.show_busy(busy=True)

        def work(_job: "Job") -> OpenRegistry:
            user = asked.user or None
            return desk.open_damaged(folder, passphrase=asked.passphrase, user=user)

        def failed(error: Exception) -> None:
            self.unlock.show_busy(busy=False)
            sentence = errors.sentence_of(error)
            if sentence is None:
                self._window.show_problem(error)
                return
            text = _("Nothing in it can be read. {sentence}").format(sentence=sentence)
            self.unlock.show_message(text, actions=(self._restore_offer(),))

        self._window.run(work, done=self.succeed, failed=failed, owner=self.unlock)

    def _restore_offer(self) -> tuple[str, Callable[[], None]]:
        return (_("Restore a backup…"), self._window.ask_restore)

    def succeed(self, opened: OpenRegistry) -> None:
        """A registry is open: forget what was typed, and say so."""
        self._asked = None
        self.is_changing = False
        self.unlock.clear_secret()
        self.unlock.message.clear()
        self.unlock.show_busy(busy=False)
        if self.first_run is not None:
            self._window.stack.removeWidget(self.first_run)
            self.first_run.deleteLater()
            self.first_run = None
        self.opened.emit(opened)

    def _refused(self, error: Exception) -> None:
        """Say on the page what happened, what is safe, what to do."""
        from nenboard.registry.errors import TooManyAttempts, WrongPassphrase

        page = self.unlock
        page.show_busy(busy=False)
        sentence = errors.sentence_of(error)
        if isinstance(error, TooManyAttempts):
            page.show_wait(math.ceil(error.wait.total_seconds()))
            return
        if sentence is None:
            self._window.show_problem(error)
            return
        page.show_message(sentence, actions=self._ways_on(error))
        if isinstance(error, WrongPassphrase):
            page.clear_secret()
        page.take_focus()

    def _ways_on(self, error: Exception) -> Actions:
        """What can be done about a refusal, as buttons beside its sentence."""
        from nenboard.registry import errors as faults

        asked = self._asked
        restore = self._restore_offer()
        if asked is None or asked.recovery_key:
            return ()
        read = (_("Open read-only"), lambda: self._try(asked, read_only=True))
        if isinstance(error, faults.RegistryLocked):
            take_over = (_("Take over"), lambda: self._try(asked, take_over=True))
            return (read, take_over) if error.is_dead else (read,)
        if isinstance(error, faults.NoAccess | faults.ReadOnlyFolder):
            return (read,)
        if isinstance(error, faults.DamagedRegistry):
            return (restore, (_("Look at what is left"), lambda: self._look_at_damaged(asked)))
        if isinstance(error, faults.MissingDatabase | faults.MissingKeys | faults.DamagedKeys):
            return (restore,)
        if isinstance(error, faults.UpgradeNeeded | faults.RecoveryNeeded):
            return ((_("Open for writing"), lambda: self._try(asked)),)
        if isinstance(error, faults.FolderVanished | faults.DiskFault | faults.RegistryBusy):
            return ((_("Try again"), lambda: self._try(asked)),)
        return ()

    def _prepare(self, wanted: NewRegistry) -> None:
        page = self._first_run()

        def work(_job: "Job") -> str:
            return self._window.desk.prepare(wanted)

        self._window.run(work, done=page.show_recovery_key, failed=self._not_made, owner=page)

    def _finish(self, wanted: NewRegistry) -> None:
        def work(_job: "Job") -> OpenRegistry:
            return self._window.desk.finish(wanted)

        self._window.run(work, done=self.succeed, failed=self._not_made, owner=self._first_run())

    def _abandon(self) -> None:
        def work(_job: "Job") -> None:
            self._window.desk.abandon()

        self._window.run(work, done=lambda _none: None)

    def _open_demo(self) -> None:
        page = self._first_run()
        page.show_busy(busy=True)
        folder = paths.config_folder() / "demo"

        def work(job: "Job") -> OpenRegistry:
            return self._window.desk.open_demo(folder, job)

        ticket = self._window.runner.run(
            work,
            done=self.succeed,
            failed=self._not_made,
            progress=page.show_progress,
            owner=page,
        )
        page.watch(ticket, _("Making the demo registry and its documents"))

    def _print_key(self, key: str) -> None:
        from nenboard.gui.unlock.printing import print_recovery_key

        print_recovery_key(key, self._first_run())

    def _not_made(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._first_run().show_message("")
            return
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._window.show_problem(error)
        self._first_run().show_message(sentence or "")

    def _first_run(self) -> "FirstRunPage":
        if self.first_run is None:
            raise RuntimeError("the first-run page is not shown")
        return self.first_run


def locked_note(at: datetime, *, idle_minutes: int = 0) -> str:
    """Why the registry is locked: *Locked 13:52 after 10 minutes without use.*"""
    time = f"{at.astimezone():%H:%M}"
    if idle_minutes:
        text = _("Locked {time} after {minutes} minutes without use.")
        return text.format(time=time, minutes=idle_minutes)
    return _("Locked {time}.").format(time=time)
