"""What the deeds of the board page share: the meeting shown, its changes, and dialogs that ask."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nenboard.gui.board.asking import AskDialog, Asked, Values
from nenboard.gui.board.changes import BoardChanges
from nenboard.gui.board.snapshot import Snapshot
from nenboard.gui.page import Services
from nenboard.gui.widgets.banner import PatientBanner

if TYPE_CHECKING:
    from nenboard.gui.widgets.banner import Identity
    from nenboard.registry import Registry
    from nenboard.registry.meetings import StoredMeeting


class BoardContext(QObject):
    """One board page as its deeds see it: what is shown, whether names are hidden, the dialog."""

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self.services = services
        self.page = page
        self.changes = BoardChanges(services, self)
        self.shown: Snapshot | None = None
        self.is_hidden = False
        self.dialog: AskDialog | None = None

    @property
    def meeting_id(self) -> str:
        """The meeting shown; empty where there is none."""
        shown = self.shown
        return shown.stored.meeting_id if shown is not None and shown.board is not None else ""

    @property
    def may_edit(self) -> bool:
        """Whether this person can change meetings here."""
        opened = self.services.open_registry
        return opened is not None and opened.may_edit

    @property
    def may_act(self) -> bool:
        """Whether the agenda shown can be changed: one that is over cannot."""
        shown = self.shown
        has_meeting = shown is not None and shown.board is not None
        return (
            self.may_edit and has_meeting and shown is not None and shown.meeting.finished is None
        )

    def ask(
        self,
        asked: Asked,
        work: "Callable[[Registry, Values], object]",
        *,
        done: Callable[[Any], None],
    ) -> None:
        """Open a dialog; `work` runs on the database thread, `done` when it has succeeded."""
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = AskDialog(self.services, asked, work, done=done, parent=self.page.window())
        for banner in self.dialog.findChildren(PatientBanner):
            banner.hide_names(self.is_hidden)
        self.dialog.open()

    def ask_change(
        self,
        asked: Asked,
        change: "Callable[[Registry, Values], StoredMeeting]",
        *,
        label: str,
    ) -> None:
        """Ask, then change the meeting shown as a step that can be taken back."""
        meeting_id = self.meeting_id

        def work(registry: "Registry", values: Values) -> object:
            before = registry.meetings.get(meeting_id).meeting
            return before, change(registry, values)

        def done(made: Any) -> None:
            before, stored = made
            if stored.meeting != before:
                self.changes.keep(label, before, stored=stored)

        self.ask(asked, work, done=done)

    def with_identity(self, case_id: str, then: "Callable[[Identity], None]") -> None:
        """Read whom a case is about, for the banner of a dialog."""
        desk = self.services.desk

        def work(_job: object) -> "Identity":
            from nenboard.gui.identity import identity_of
            from nenboard.workflow import clock

            return identity_of(desk.case(case_id).case, today=clock.today())

        self.services.run(work, done=then, failed=self.changes.show_fault, owner=self)
