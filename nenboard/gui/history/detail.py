"""The line that is chosen, in full: both values, their source, and what can be done with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.history.lines import Line
from nenboard.gui.history.words import mark_words, moment, question
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card, line_between
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.history import MarkedStep


class ValueBlock(QWidget):
    """A value before or after a change, with the button that puts it back."""

    asked = Signal()

    def __init__(self, title: str, *, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.active().px(4))
        column.addWidget(label(title, "label"))
        self.words: QLabel = selectable(paragraph("", name=f"history_{name}"))
        column.addWidget(self.words)
        self.button = KeyButton(_("Restore this value"), icon="undo", name=f"restore_{name}")
        self.button.setProperty("small", True)
        self.button.setAccessibleName(_("Restore this value: {side}").format(side=title))
        self.button.clicked.connect(self.asked)
        row = QVBoxLayout()
        column.addLayout(row)
        row.addWidget(self.button)
        self.note = paragraph("", "small", name=f"history_{name}_note")
        column.addWidget(self.note)

    def show_value(self, words: str, *, offered: bool, is_now: bool) -> None:
        """Show a value; one that holds now needs no button."""
        self.words.setText(words or _("Not recorded"))
        self.button.setVisible(offered and not is_now)
        self.note.setText(_("as it is now") if is_now else "")
        self.note.setVisible(is_now)


class QuestionBlock(QWidget):
    """Whether class, grade or stage truly changed: the question, and its two answers."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        self.words = paragraph("", name="history_question")
        column.addWidget(self.words)
        self.buttons: dict[str, KeyButton] = {}
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        for code in ("true_change", "better_work_up"):
            button = KeyButton(mark_words(code), name=f"history_{code}")
            button.setProperty("small", True)
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, code=code: self.answered.emit(code))
            self.buttons[code] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def show_step(self, step: "MarkedStep | None", *, may_answer: bool) -> None:
        """Show the question, or what was answered; the answer can be changed."""
        self.setVisible(step is not None)
        if step is None:
            return
        said = step.mark.value if step.mark is not None else ""
        told = _("{name} said of this change: {mark}.")
        words = told.format(name=step.marked_by or "", mark=mark_words(said)) if said else ""
        self.words.setText(words or question(step))
        for code, button in self.buttons.items():
            button.setChecked(code == said)
            button.setVisible(may_answer)


class Detail(Card):
    """Asks for what its buttons say; the page does it."""

    value_asked = Signal(bool)
    past_asked = Signal(int)
    revision_asked = Signal(int)
    marked = Signal(object)

    def __init__(self) -> None:
        super().__init__(name="history_detail")
        self.setAccessibleName(_("The change that is chosen"))
        self.line: Line | None = None
        self.title = paragraph("", "subtitle", name="history_title")
        self.when = paragraph("", "small", name="history_when")
        self.question = QuestionBlock()
        self.question.answered.connect(self.marked)
        self.before = ValueBlock(_("Before"), name="before")
        self.before.asked.connect(lambda: self.value_asked.emit(True))
        self.after = ValueBlock(_("After"), name="after")
        self.after.asked.connect(lambda: self.value_asked.emit(False))
        self.source = selectable(paragraph("", name="history_source"))
        for widget in (
            self.title, self.when, self.question, self.before, self.after, self.source
        ):  # fmt: skip
            self.body.addWidget(widget)
        self._add_revision()
        self.body.addStretch(1)

    def _add_revision(self) -> None:
        self.between = line_between()
        self.body.addWidget(self.between)
        self.past = KeyButton(_("Show the case as it was"), keys="S", name="history_show_past")
        self.past.clicked.connect(lambda: self.past_asked.emit(self._revision()))
        self.whole = KeyButton(_("Restore this revision"), icon="undo", name="restore_revision")
        self.whole.clicked.connect(lambda: self.revision_asked.emit(self._revision()))
        self.note = paragraph("", "small", name="history_note")
        for widget in (self.past, self.whole, self.note):
            self.body.addWidget(widget)

    def _revision(self) -> int:
        return self.line.revision if self.line is not None else 0

    def show_line(self, line: Line, *, now: str, newest: int, refused: str) -> None:
        """Show a line; `now` is what the case says there, `refused` why nothing can be changed."""
        self.line = line
        self.title.setText(line.what)
        parts = [moment(line.at), line.by]
        if line.revision:
            parts.append(_("revision {number} of {newest}").format(
                number=line.revision, newest=newest))  # fmt: skip
        self.when.setText(", ".join(parts))
        offered = bool(line.path) and not refused
        for block, words in ((self.before, line.before), (self.after, line.after)):
            block.setVisible(bool(line.revision))
            block.show_value(words, offered=offered, is_now=bool(line.path) and words == now)
        told = [] if line.marked else [(_("Source: {words}"), line.source)]
        told.append((_("Reason: {words}"), line.reason))
        self.source.setText("\n".join(text.format(words=words) for text, words in told if words))
        self.source.setVisible(bool(self.source.text()))
        self.question.show_step(line.marked, may_answer=not refused)
        is_revision = bool(line.revision)
        for widget in (self.between, self.past, self.whole):
            widget.setVisible(is_revision)
        self.whole.setVisible(is_revision and line.revision != newest and not refused)
        self.note.setText(refused if is_revision else "")
        self.note.setVisible(bool(self.note.text()))
