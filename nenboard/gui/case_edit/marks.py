"""Whether a change of class, grade or stage is a true one: what was said, and what is asked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nenboard.gui.page import CaseContext, Change, Services
from nenboard.gui.tasks import Job

if TYPE_CHECKING:
    from nenboard.workflow.history import MarkedStep


class MarkQuestions(QObject):
    """The changes of one case that carry a mark; nothing waits for an answer.

    `steps` are all of them and `waiting` those without an answer, both newest first; `changed`
    follows when they do.
    """

    changed = Signal()

    def __init__(self, services: Services, context: CaseContext) -> None:
        super().__init__(context)
        self.setObjectName("mark_questions")
        self.steps: tuple[MarkedStep, ...] = ()
        self.waiting: tuple[MarkedStep, ...] = ()
        self._services = services
        self._context = context
        self._stored = context.stored
        context.stored_changed.connect(self._look_at_stored)
        self.read()

    @classmethod
    def of(cls, services: Services, context: CaseContext) -> "MarkQuestions":
        """The questions of a case, read when somebody first asks for them."""
        found = context.findChild(MarkQuestions)
        return found if isinstance(found, MarkQuestions) else cls(services, context)

    @property
    def may_answer(self) -> bool:
        """Whether this person can say what a change was, here and now."""
        opened = self._services.open_registry
        return not self._context.is_past and (opened is None or opened.may_edit)

    def read(self) -> None:
        """Read what was changed and what was said of it; of a past state nothing is asked."""
        if self._context.is_past:
            return
        desk, case_id = self._services.desk, self._context.case_id

        def work(_job: Job) -> "tuple[tuple[MarkedStep, ...], tuple[MarkedStep, ...]]":
            from nenboard.workflow import history

            steps = history.marked_changes(desk.registry, case_id)
            return steps, history.open_marks(desk.registry, case_id, among=steps)

        self._services.run(work, done=self._show, owner=self)

    def _show(self, found: "tuple[tuple[MarkedStep, ...], tuple[MarkedStep, ...]]") -> None:
        if found != (self.steps, self.waiting):
            self.steps, self.waiting = found
            self.changed.emit()

    def _look_at_stored(self) -> None:
        """Read again only when class, grade or stage is another one than before."""
        from nenboard.workflow.history import changes_to_mark

        before, self._stored = self._stored, self._context.stored
        if changes_to_mark(before.case, self._stored.case):
            self.read()

    def answer(self, step: "MarkedStep", code: str) -> None:
        """Keep what somebody says of a change, in the place of what was said before."""
        desk, case_id = self._services.desk, self._context.case_id

        def work(_job: Job) -> None:
            from nenboard.workflow import history

            marks = {step.change.what: history.ChangeMark(code)}
            history.mark(desk.registry, case_id, revision=step.revision, marks_of=marks)

        def done(_none: None) -> None:
            self.read()
            self._services.published(Change("case", (case_id,)))

        self._services.run(work, done=done, owner=self)
