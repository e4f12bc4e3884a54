"""Cards of what follows from the entries of a tab: grade, class and stage; kidney and body."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.case_edit.editors import LineEditor
from nenboard.gui.case_edit.marks import MarkQuestions
from nenboard.gui.case_edit.marks_block import MarksBlock
from nenboard.gui.case_edit.read_numbers import read_number
from nenboard.gui.widgets.cards import Card, line_between
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _
from nenboard.workflow.errors import WorkflowError

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.gui.case_edit.field_box import FieldBox
    from nenboard.gui.case_edit.form_field import CardSpec
    from nenboard.gui.case_edit.session import EditSession
    from nenboard.workflow.worked_out import WorkedOut

_FIELD: Final = 90


class WorkedOutCard(Card):
    """Rows that follow from the case; nothing in them is stored."""

    focused = Signal(object)

    def __init__(self, session: "EditSession", spec: "CardSpec") -> None:
        super().__init__(_(spec.title), note=_(spec.note), name=f"card_{spec.key}")
        self.spec = spec
        self.boxes: list[FieldBox] = []
        self._session = session
        self._shown: Case | None = None
        self._rows: QWidget | None = None
        self.refresh()
        self._add_marks()

    def _add_marks(self) -> None:
        """Whether a change of class, grade or stage was a true one."""
        questions = MarkQuestions.of(self._session.services, self._session.context)
        self.body.insertWidget(0, MarksBlock(questions))

    def found(self) -> "tuple[WorkedOut, ...]":
        """Grade, class and stage of the case as it stands."""
        from nenboard.workflow import worked_out

        return worked_out.tissue(self._session.case)

    def refresh(self) -> None:
        """The draft has changed: show what follows from it, unless it is the same."""
        if self._session.case is not self._shown:
            self._shown = self._session.case
            self.show_rows()

    def show_rows(self) -> None:
        """Show the rows anew."""
        if self._rows is not None:
            self._rows.hide()
            self._rows.deleteLater()
        try:
            self._rows = _rows(self.found())
        except WorkflowError as fault:
            self._rows = InlineMessage(str(fault), kind="problem", name=f"fault_{self.spec.key}")
        self.body.addWidget(self._rows)

    def show_remarks(self) -> None:
        """The checks say nothing of what follows from the rest."""


class BodyCard(WorkedOutCard):
    """Kidney function and body surface; weight, height and AUC are typed and kept nowhere."""

    def __init__(self, session: "EditSession", spec: "CardSpec") -> None:
        self.typed: dict[str, Decimal] = {}
        super().__init__(session, spec)
        self._problem = InlineMessage("", kind="problem", name="problem_body")
        fields = QHBoxLayout()
        fields.setSpacing(theme.active().px(12))
        for key, words in (
            ("weight_kg", _("Weight, kg")),
            ("height_cm", _("Height, cm")),
            ("auc", _("AUC")),
        ):
            fields.addWidget(_field(key, words, self._take))
        fields.addStretch(1)
        self.body.insertLayout(0, fields)
        self.body.insertWidget(1, self._problem)

    def _add_marks(self) -> None:
        """Kidney and body carry no marks."""

    def found(self) -> "tuple[WorkedOut, ...]":
        """The figures of the case as it stands, with what was typed here."""
        from nenboard.workflow import worked_out

        today = self._session.habits.today
        assert today is not None  # noqa: S101 - the habits of a session know today
        typed = worked_out.Body(**self.typed)
        return worked_out.body_figures(self._session.case, typed, on=today)

    def _take(self, key: str, text: str) -> None:
        """Take a typed number; what is no number above zero says so and counts as not typed."""
        reading = read_number(text) if text.strip() else None
        value = reading.value if reading is not None else None
        self.typed.pop(key, None)
        if isinstance(value, Decimal) and value > 0:
            self.typed[key] = value
        wrong = reading is not None and key not in self.typed
        words = _("“{text}” is no number above zero.").format(text=text.strip()) if wrong else ""
        self._problem.show_text(words, kind="problem")
        self.show_rows()


def _field(key: str, words: str, take: Callable[[str, str], None]) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.active().px(6))
    editor = LineEditor()
    editor.setObjectName(f"typed_{key}")
    editor.setAccessibleName(words)
    keep(editor, editor.setFixedWidth, _FIELD)
    editor.editingFinished.connect(lambda: take(key, editor.text()))
    name = label(words)
    name.setBuddy(editor)
    row.addWidget(name)
    row.addWidget(editor)
    return made


def _rows(found: "tuple[WorkedOut, ...]") -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.active().px(4))
    if not found:
        column.addWidget(paragraph(_("Nothing to work out yet."), "muted"))
    for number, each in enumerate(found):
        if number:
            column.addWidget(line_between())
        column.addWidget(_row(each))
    return made


def _row(each: "WorkedOut") -> QWidget:
    """Name and result side by side, below them inputs with source, then what has to be asked."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(theme.active().px(2))
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(paragraph(each.name), 0, 0, top)
    result = paragraph(each.words, "strong")
    result.setAccessibleName(f"{each.name}: {each.words}")
    grid.addWidget(result, 0, 1, top)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    rests = ". ".join(filter(None, (each.inputs, each.source)))
    grid.addWidget(paragraph(rests, "caption"), 1, 0, 1, 2)
    for number, remark in enumerate(each.remarks, start=2):
        grid.addWidget(paragraph(f"▲ {remark}", "warning"), number, 0, 1, 2)
    return made
