"""From the question to the restored registry: what the restore dialog asks for is done here."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nenboard.gui import errors
from nenboard.gui.keeping import words
from nenboard.gui.keeping.restore import RestoreDialog, Wanted
from nenboard.gui.tasks import Cancelled, Job
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.desk import OpenRegistry
    from nenboard.gui.window import MainWindow
    from nenboard.registry.restoring import Loss, Restored
    from nenboard.workflow.kept import Kept


class Restoring(QObject):
    """One restore, beside whatever the window shows.

    `before` is called once the person has said so: it stores what is typed and shows the unlock
    page, because the registry is closed then. `restored` carries the open registry and a sentence.
    """

    restored = Signal(object, str)

    def __init__(
        self, window: "MainWindow", folder: Path, *, before: Callable[[], None], user: str = ""
    ) -> None:
        super().__init__(window)
        self._window = window
        self._before = before
        self._user = user
        self._folder = folder
        why = window.open_registry.why_read_only if window.open_registry else None
        is_sound = window.current_page() is not None and (why is None or why.kind != "damaged")
        self.dialog = RestoreDialog(folder, window.frame, is_sound=is_sound)
        self.dialog.source_chosen.connect(self._read_users)
        self.dialog.preview_requested.connect(self._preview)
        self.dialog.restore_requested.connect(self._restore)
        self.dialog.destroyed.connect(self.deleteLater)

    def ask(self, source: Path | None = None) -> None:
        """Open the dialog with this backup, or with the newest good one."""
        folder = self._folder

        def work(_job: Job) -> "tuple[Kept, ...]":
            from nenboard.workflow import kept

            return kept.kept(folder)

        def show(found: "tuple[Kept, ...]") -> None:
            good = tuple(one for one in found if one.is_checked)
            self.dialog.show_backups(good, source)

        self._window.run(work, done=show, failed=self._failed, owner=self.dialog)
        self.dialog.open()

    def _read_users(self, source: Path) -> None:
        desk, user = self._window.desk, self._user
        self._window.run(
            lambda _job: desk.users(source),
            done=lambda users: self.dialog.show_users(users, user),
            failed=self._failed,
            owner=self.dialog,
        )

    def _preview(self, wanted: Wanted) -> None:
        folder = self._folder

        def work(_job: Job) -> "Loss":
            from nenboard.workflow import maintain

            return maintain.preview_restore(
                folder, wanted.source, passphrase=wanted.passphrase, user=wanted.user or None
            )

        self.dialog.show_busy(_("Opening and checking the backup"))
        self._window.run(work, done=self.dialog.show_loss, failed=self._failed, owner=self.dialog)

    def _restore(self, wanted: Wanted) -> None:
        desk, folder = self._window.desk, self._folder

        def work(job: Job) -> "tuple[Restored, OpenRegistry]":
            from nenboard.workflow import maintain

            secret, user = wanted.passphrase, wanted.user or None
            done = maintain.restore(
                folder, wanted.source, passphrase=secret, user=user, progress=job.step
            )
            return done, desk.open(folder, passphrase=secret, user=user)

        self._before()
        self.dialog.show_busy(_("Putting the backup in place"))
        ticket = self._window.runner.run(
            work,
            done=self._done,
            failed=self._failed,
            progress=self.dialog.show_progress,
            owner=self.dialog,
        )
        self.dialog.watch(ticket)

    def _done(self, result: "tuple[Restored, OpenRegistry]") -> None:
        restored, opened = result
        text = _("Restored: {cases}. The files of before are kept among the backups.")
        said = text.format(cases=words.cases_words(restored.counts.get("cases")))
        self.dialog.show_busy("")
        self.dialog.accept()
        self.restored.emit(opened, said)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled) or type(error).__name__ == "Cancelled":
            self.dialog.show_fault(_("Stopped. The registry is as it was."))
            return
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._window.show_problem(error)
            sentence = _("The program failed. Nothing was restored.")
        self.dialog.show_fault(sentence)
