"""Changes of a meeting from its page: each on the database thread, each can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nenboard.gui import errors
from nenboard.gui.page import Change, Services
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.board import Meeting
    from nenboard.registry import Registry
    from nenboard.registry.meetings import StoredMeeting

Verb = Callable[["Registry"], "StoredMeeting | None"]


@dataclass(frozen=True, slots=True)
class Step:
    """A change that can be taken back: its name, and the meeting before and after it."""

    label: str
    before: "Meeting"
    after: "Meeting"


@dataclass(frozen=True, slots=True)
class _Made:
    """What a verb has done: the meeting before and after, None where nothing was to be done."""

    before: "Meeting"
    stored: "StoredMeeting | None"


class BoardChanges(QObject):
    """Runs verbs on the meeting shown, keeps the steps, and says what went wrong."""

    steps_changed = Signal()
    failed = Signal(str)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undo_text(self) -> str:
        """What Ctrl+Z would undo."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_text(self) -> str:
        """What Ctrl+Y would do again."""
        return self._undone[-1].label if self._undone else ""

    def forget(self) -> None:
        """Another meeting is shown: its steps are its own."""
        self._done, self._undone = [], []
        self.steps_changed.emit()

    def change(self, meeting_id: str, verb: Verb, *, label: str, offer: bool = False) -> None:
        """Change the meeting; with `offer` a toast offers to take it back."""
        desk, services = self._services.desk, self._services

        def work(_job: object) -> _Made:
            before = desk.registry.meetings.get(meeting_id).meeting
            return _Made(before, verb(desk.registry))

        def done(made: _Made) -> None:
            if made.stored is None or made.stored.meeting == made.before:
                return
            self.keep(label, made.before, stored=made.stored)
            if offer:
                services.offer_undo(f"{label}.", self.undo)

        services.saving()
        services.run(work, done=done, failed=self.show_fault, owner=self)

    def keep(self, label: str, before: "Meeting", *, stored: "StoredMeeting") -> None:
        """A change was made: keep the step and tell the pages."""
        self._done.append(Step(label, before, stored.meeting))
        self._undone = []
        self._tell(stored, before)

    def _tell(self, stored: "StoredMeeting", before: "Meeting") -> None:
        self._services.saved(stored.at)
        items = (*before.agenda, *stored.meeting.agenda)
        ids = tuple(dict.fromkeys(item.case_id for item in items))
        self._services.published(Change("meeting", ids))
        self.steps_changed.emit()

    def undo(self) -> None:
        """Take the last change back."""
        if self._done:
            step = self._done.pop()
            self._put(step, made=step.after, to=step.before, onto=self._undone)

    def redo(self) -> None:
        """Make it again."""
        if self._undone:
            step = self._undone.pop()
            self._put(step, made=step.before, to=step.after, onto=self._done)

    def _put(self, step: Step, *, made: "Meeting", to: "Meeting", onto: list[Step]) -> None:
        desk = self._services.desk

        def work(_job: object) -> "StoredMeeting":
            from nenboard.workflow import meeting

            return meeting.put_back(desk.registry, made.id, made=made, to=to)

        def done(stored: "StoredMeeting") -> None:
            onto.append(step)
            self._tell(stored, made)

        def failed(error: Exception) -> None:
            self.forget()
            self.show_fault(error)

        self._services.run(work, done=done, failed=failed, owner=self)

    def note(self, verb: Callable[["Registry"], object], change: Change, *, said: str = "") -> None:
        """Note something that is kept for ever, such as an answer that came back."""
        desk, services = self._services.desk, self._services

        def done(_result: object) -> None:
            services.published(change)
            if said:
                services.say(said)

        services.run(
            lambda _job: verb(desk.registry), done=done, failed=self.show_fault, owner=self
        )

    def show_fault(self, error: Exception) -> None:
        """Say in the page why nothing was changed."""
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("Nothing was changed. The registry is safe.")
        self.failed.emit(sentence)
