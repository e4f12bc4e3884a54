"""Passphrases and keys on the settings page: one's own, the recovery key, the database key."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nenboard.gui import errors
from nenboard.gui.page import Change, Services
from nenboard.gui.preferences.key_cards import DatabaseKeyCard, OwnCard, RecoveryCard
from nenboard.gui.preferences.part import Part
from nenboard.gui.preferences.roles import refused
from nenboard.gui.tasks import Cancelled, Job, Progress, Ticket
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.registry import Registry

T = TypeVar("T")


class KeysPart(Part):
    """Everybody changes their own passphrase; an admin makes new keys."""

    follows = ("registry",)
    stepped = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(services, name="keys", title=_("Passphrases and recovery"))
        self._ticket: Ticket | None = None
        self.message = InlineMessage(name="keys_message")
        self.own = OwnCard()
        self.recovery = RecoveryCard()
        self.database = DatabaseKeyCard()
        for widget in (self.message, self.own, self.recovery, self.database):
            self.column.addWidget(widget)
        self.own.asked.connect(self.change_own)
        self.recovery.asked.connect(self.change_recovery)
        self.recovery.print_asked.connect(self._print)
        self.database.asked.connect(self.change_database_key)
        self.database.progress.cancel_requested.connect(self._cancel)
        self.stepped.connect(self.database.progress.show_progress)

    def read(self) -> None:
        """What this person may do."""
        opened = self.services.open_registry
        is_read_only = opened is not None and opened.is_read_only
        self.own.refuse(refused(opened) if is_read_only else "")
        self.recovery.refuse(refused(opened))
        self.database.refuse(refused(opened))

    def change_own(self, old: str, new: str) -> None:
        """Give oneself another passphrase."""

        def work(registry: "Registry") -> None:
            from nenboard.workflow import people

            people.change_own_passphrase(registry, old=old, new=new)

        def done(_none: None) -> None:
            self.own.clear()
            text = _("Your passphrase is changed. The old one opens nothing from now on.")
            self.message.show_text(text, kind="done")

        self._do(work, done)

    def change_recovery(self) -> None:
        """Make a new recovery key; it is shown until it has been confirmed."""

        def work(registry: "Registry") -> str:
            from nenboard.workflow import people

            return people.change_recovery_key(registry)

        self._do(work, self.recovery.show_key)

    def _print(self, key: str) -> None:
        from nenboard.gui.unlock.printing import print_recovery_key

        print_recovery_key(key, self)

    def change_database_key(self) -> None:
        """Encrypt everything under a new key, with progress and Cancel."""
        desk = self.services.desk
        self.database.show_busy(busy=True)

        def work(job: Job) -> int:
            from nenboard.workflow import maintain

            def told(done: int, total: int) -> bool:
                self.stepped.emit(Progress(done, total))
                return not job.is_cancelled

            desk.change_database_key(told)
            return len(maintain.backups_of_old_keys(desk.registry))

        def done(old: int) -> None:
            self.database.show_busy(busy=False)
            text = _("The registry is encrypted under a new key. Passphrases and the recovery key "
                     "are as before.")  # fmt: skip
            more = counted(
                "{count} backup still opens with the key and passphrases of before.",
                "{count} backups still open with the key and passphrases of before.",
                count=old,
            )
            said = f"{text} {more.format(count=old)}" if old else text
            self.services.published(Change("backup"))
            self.message.show_text(said, kind="done")

        def failed(error: Exception) -> None:
            self.database.show_busy(busy=False)
            if isinstance(error, Cancelled) or type(error).__name__ == "Cancelled":
                text = _("Stopped. The key is as it was.")
                self.message.show_text(text, kind="info")
            else:
                self._failed(error)

        self._ticket = self.services.run(work, done=done, failed=failed, owner=self)

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def _do(self, act: "Callable[[Registry], T]", done: Callable[[T], None]) -> None:
        desk = self.services.desk
        self.message.clear()
        self.services.run(
            lambda _job: act(desk.registry), done=done, failed=self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self.services.show_problem(error)
        else:
            self.message.show_text(sentence, kind="problem")

    def leave(self) -> None:
        """Forget every passphrase that was typed, and the key that is shown."""
        self.own.clear()
        self.recovery.forget()
        self.message.clear()

    def first_focus(self) -> QWidget:
        """The passphrase of now."""
        return self.own.old
