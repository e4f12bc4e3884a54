"""A meeting being run: each key is one verb of the workflow, and the scene that follows it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nenboard.gui import errors
from nenboard.gui.page import Change, Services
from nenboard.gui.tasks import Job

if TYPE_CHECKING:
    from nenboard.domain.outcome import Deferral
    from nenboard.registry import Registry
    from nenboard.workflow.room import Scene

Verb = Callable[["Registry", str], object]


class MeetingRun(QObject):
    """Holds what is shown of one meeting; `changed` follows each verb, `ticked` each second."""

    changed = Signal()
    ticked = Signal(int)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.meeting_id = ""
        self.scene: Scene | None = None
        self._shown = 0
        self._caret: tuple[str, int] | None = None
        self._clock = QTimer(self)
        self._clock.setObjectName("meeting_clock")
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)

    def open(self, meeting_id: str) -> None:
        """Show a meeting; one that is running goes on where it was left."""
        self.meeting_id = meeting_id
        self._do(_go_on)

    def read(self) -> None:
        """Read again what is shown."""
        if self.meeting_id:
            self._do(lambda _registry, _meeting: None)

    def start(self) -> None:
        """The meeting begins, with its first case."""
        from nenboard.workflow import sitting

        def verb(registry: "Registry", meeting_id: str) -> None:
            sitting.start(registry, meeting_id)
            _go_on(registry, meeting_id)

        self._do(verb, publishes=True)

    def step(self, by: int) -> None:
        """The next case or the one before; out of a break, the case that was shown."""
        from nenboard.workflow import meeting_mode

        if self.scene is not None and self.scene.cursor.is_on_break and by < 0:
            self.go_on()
        else:
            self._do(lambda registry, key: meeting_mode.step(registry, key, by=by))

    def show(self, case_id: str) -> None:
        """A case of the agenda."""
        from nenboard.workflow import meeting_mode

        self._do(lambda registry, key: meeting_mode.show(registry, key, case_id=case_id))

    def go_on(self) -> None:
        """The case that was shown before the break."""
        self._do(_go_on_now)

    def take_break(self) -> None:
        """A break; no patient is shown."""
        from nenboard.workflow import meeting_mode

        self._do(meeting_mode.take_break)

    def leave(self, done: Callable[[], None]) -> None:
        """Stop the timer; the meeting goes on running."""
        from nenboard.workflow import meeting_mode

        self._do(meeting_mode.leave, done=done)

    def mark(self, name: str, mark: str) -> None:
        """Somebody is there, is not, sent apologies, or leaves now."""
        from nenboard.domain.terms import Presence
        from nenboard.workflow import sitting

        def verb(registry: "Registry", meeting_id: str) -> None:
            if mark == "left":
                sitting.leave(registry, meeting_id, name=name)
            else:
                sitting.mark(registry, meeting_id, name=name, presence=Presence(mark))

        self._do(verb, publishes=True)

    def expect(self, name: str, role: str) -> None:
        """Somebody who was not listed is there."""
        from nenboard.domain.terms import BoardRole, Presence
        from nenboard.workflow import sitting

        def verb(registry: "Registry", meeting_id: str) -> None:
            sitting.expect(registry, meeting_id, (name, BoardRole(role)))
            sitting.mark(registry, meeting_id, name=name, presence=Presence.PRESENT)

        self._do(verb, publishes=True)

    def add_late(
        self,
        case_id: str,
        *,
        clinician: str,
        reason: str,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Put a case at the end of the agenda; it is marked as late."""
        from nenboard.workflow import meeting

        def verb(registry: "Registry", meeting_id: str) -> None:
            meeting.add_cases(
                registry, meeting_id, case_ids=(case_id,), clinician=clinician, reason=reason
            )

        self._do(verb, publishes=True, done=done, failed=failed)

    def finish(
        self,
        rest: "Deferral | None",
        *,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Close the meeting; cases without an outcome are deferred as said."""
        from nenboard.workflow import sitting

        def verb(registry: "Registry", meeting_id: str) -> None:
            sitting.finish(registry, meeting_id, rest=rest)

        self._do(verb, publishes=True, done=done, failed=failed)

    def place_caret(self, field: str, caret: int) -> None:
        """Remember where the caret stands; a later place overtakes one that is still waiting."""
        is_waiting, self._caret = self._caret is not None, (field, caret)
        if is_waiting:
            return
        desk, meeting_id = self._services.desk, self.meeting_id

        def work(_job: Job) -> None:
            from nenboard.workflow import meeting_mode

            place, self._caret = self._caret, None
            if place is not None:
                meeting_mode.place_caret(desk.registry, meeting_id, field=place[0], caret=place[1])

        def failed(error: Exception) -> None:
            # The text itself says that it was not saved; one dialog a key would stop the typing.
            if errors.sentence_of(error) is None:
                self._services.show_problem(error)

        self._services.run(work, done=lambda _none: None, failed=failed, owner=self)

    def stop(self) -> None:
        """Nothing ticks any more; nothing of a patient stays, or comes with a late answer."""
        self._shown += 1
        self._clock.stop()
        self.scene = None

    def seconds(self) -> int:
        """The time spent on the case shown."""
        from nenboard.workflow import meeting_mode

        scene = self.scene
        if scene is None or scene.cursor.case_id is None:
            return 0
        return meeting_mode.seconds_spent(scene.cursor, scene.cursor.case_id)

    def _do(
        self,
        verb: Verb,
        *,
        publishes: bool = False,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        desk, meeting_id, shown = self._services.desk, self.meeting_id, self._shown

        def work(_job: Job) -> "Scene":
            from nenboard.workflow import room

            verb(desk.registry, meeting_id)
            return room.scene(desk.registry, meeting_id)

        def show(scene: "Scene") -> None:
            if shown != self._shown:
                return
            self.scene = scene
            ticks = scene.is_running and scene.cursor.since is not None
            (self._clock.start if ticks else self._clock.stop)()
            self.changed.emit()
            self._tick()
            if publishes:
                self._services.published(Change("meeting"))
            if done is not None:
                done()

        def fail(error: Exception) -> None:
            (failed or self._services.show_problem)(error)
            self.changed.emit()

        self._services.run(work, done=show, failed=fail, owner=self)

    def _tick(self) -> None:
        self.ticked.emit(self.seconds())


def _go_on(registry: "Registry", meeting_id: str) -> None:
    """A running meeting goes on where it was left: at its case, in its break, or at its start."""
    from nenboard.workflow import meeting_mode
    from nenboard.workflow.room import scene

    found = scene(registry, meeting_id)
    if found.is_running and found.lines and not found.cursor.is_on_break:
        if found.place is None:
            meeting_mode.step(registry, meeting_id, by=0)
        elif found.cursor.since is None:
            meeting_mode.show(registry, meeting_id, case_id=found.place.item.case_id)


def _go_on_now(registry: "Registry", meeting_id: str) -> None:
    from nenboard.workflow import meeting_mode

    meeting_mode.step(registry, meeting_id, by=0)
