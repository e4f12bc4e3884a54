"""What changes of class, grade and stage were: asked where they are worked out, told when said."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.case_edit.marks import MarkQuestions
from nenboard.gui.history.words import mark_words, question, told
from nenboard.gui.widgets.messages import Actions, InlineMessage
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import counted

if TYPE_CHECKING:
    from nenboard.workflow.history import Marked, MarkedStep


class MarksBlock(QWidget):
    """One calm question at a time, with two answers; it can be left alone for as long as liked."""

    def __init__(self, questions: MarkQuestions) -> None:
        super().__init__()
        self.setObjectName("marks")
        self._questions = questions
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.active().px(6))
        self.message = InlineMessage("", kind="query", name="mark_question")
        self.said: QLabel = paragraph("", "small", name="marks_said")
        column.addWidget(self.message)
        column.addWidget(self.said)
        questions.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask of the newest change that waits, and tell of each the newest that was said."""
        waiting = self._questions.waiting
        self.message.show_text(_asked(waiting), kind="query", actions=self._answers())
        newest: dict[Marked, MarkedStep] = {}
        for step in self._questions.steps:
            if step.mark is not None:
                newest.setdefault(step.change.what, step)
        self.said.setText("\n".join(told(step) for step in newest.values()))
        self.said.setVisible(bool(newest))
        self.setVisible(bool(waiting or newest))

    def _answers(self) -> Actions:
        if not self._questions.waiting or not self._questions.may_answer:
            return ()
        step = self._questions.waiting[0]
        return (
            (mark_words("true_change"), lambda: self._questions.answer(step, "true_change")),
            (mark_words("better_work_up"), lambda: self._questions.answer(step, "better_work_up")),
        )


def _asked(waiting: "tuple[MarkedStep, ...]") -> str:
    if not waiting:
        return ""
    words = question(waiting[0])
    more = len(waiting) - 1
    if more:
        rest = counted("{count} more is asked after it.", "{count} more are asked after it.",
                       count=more)  # fmt: skip
        words = f"{words} {rest.format(count=more)}"
    return words
