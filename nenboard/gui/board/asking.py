"""A dialog that asks a few things before a step is taken; it stays until the step succeeded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import errors, theme
from nenboard.gui.board import typed
from nenboard.gui.page import Services
from nenboard.gui.widgets.banner import Identity, PatientBanner
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry import Registry

_ACROSS = 3
Kind = Literal["line", "text", "date", "time", "number", "choice", "many"]
Values = Mapping[str, str]
Work = Callable[["Registry", Values], object]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked: its name, words, kind, and what stands there already.

    `choices` are (code, words) of a choice or of many; the value of many are codes with commas.
    One that `is_beside` stands in the line of the field before it.
    """

    key: str
    words: str
    kind: Kind = "line"
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_needed: bool = False
    hint: str = ""
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a dialog asks: title, a sentence, the fields, and the words of its button.

    A dialog about a patient carries the banner of `identity`.
    """

    title: str
    note: str
    fields: tuple[Field, ...]
    go: str
    identity: Identity | None = None
    name: str = "board_ask"


class AskDialog(QDialog):
    """Fields below each other. `work` gets what is typed, on the database thread."""

    def __init__(
        self,
        services: Services,
        asked: Asked,
        work: Work,
        *,
        done: Callable[[Any], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(asked.name)
        self.setWindowTitle(asked.title)
        self._services, self._asked = services, asked
        self._work, self._then = work, done
        self.rows: dict[str, FieldRow] = {}
        self._build()

    def _build(self) -> None:
        look = theme.active()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, look.px(16))
        outer.setSpacing(0)
        if self._asked.identity is not None:
            banner = PatientBanner()
            banner.show_identity(self._asked.identity)
            outer.addWidget(banner)
        column = QVBoxLayout()
        column.setContentsMargins(look.px(20), look.px(14), look.px(20), 0)
        column.setSpacing(look.px(10))
        outer.addLayout(column)
        column.addWidget(label(self._asked.title, "title"))
        if self._asked.note:
            column.addWidget(paragraph(self._asked.note, "small"))
        column.addWidget(self._fields(), 1)
        self.message = InlineMessage("", kind="problem", name=f"{self._asked.name}_message")
        column.addWidget(self.message)
        column.addLayout(self._buttons())
        self.resize(look.px(600), self.sizeHint().height())

    def _fields(self) -> QWidget:
        """The fields in lines; in a small window they are scrolled."""
        look = theme.active()
        inside = QWidget()
        inside.setProperty("surface", "surface")
        column = QVBoxLayout(inside)
        edge = look.px(4)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.px(8))
        row = QHBoxLayout()
        for field in self._asked.fields:
            if not field.is_beside:
                row = QHBoxLayout()
                row.setSpacing(look.px(12))
                column.addLayout(row)
            stacked = field.kind in {"text", "many"} or self._is_in_company(field)
            self.rows[field.key] = FieldRow(field.words, self._editor(field), stacked=stacked)
            row.addWidget(self.rows[field.key], 1)
        column.addStretch(1)
        area = scrolled(inside, name=f"{self._asked.name}_fields")
        area.setProperty("surface", "surface")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = self.parentWidget()
        most = around.height() * 3 // 5 if around is not None else look.px(600)
        area.setMinimumHeight(min(inside.sizeHint().height() + look.px(8), most))
        return area

    def _is_in_company(self, field: Field) -> bool:
        """Whether another field stands in its line."""
        fields = self._asked.fields
        following = fields[fields.index(field) + 1 :]
        return field.is_beside or (bool(following) and following[0].is_beside)

    def _editor(self, field: Field) -> QWidget:
        made = _EDITORS[field.kind](field)
        made.setObjectName(f"{self._asked.name}_{field.key}")
        if field.hint and isinstance(made, QLineEdit | QPlainTextEdit):
            made.setPlaceholderText(field.hint)
        return made

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        leave = KeyButton(_("Cancel"), keys="Esc", name=f"{self._asked.name}_cancel")
        leave.clicked.connect(self.reject)
        self.go = KeyButton(self._asked.go, kind="primary", name=f"{self._asked.name}_go")
        self.go.setDefault(True)
        self.go.clicked.connect(self.send)
        row.addWidget(leave)
        row.addWidget(self.go)
        return row

    def editor(self, key: str) -> QWidget:
        """What a field is typed in."""
        return self.rows[key].editor

    def send(self) -> None:
        """Read every field; if all can be read, take the step."""
        found = {field.key: self._read(field) for field in self._asked.fields}
        wrong = [key for key, reading in found.items() if reading.problem]
        for key, reading in found.items():
            self.rows[key].show_message(reading.problem, "invalid" if reading.problem else "ok")
        if wrong:
            self.editor(wrong[0]).setFocus()
            return
        values = {key: reading.value for key, reading in found.items()}
        desk, work = self._services.desk, self._work
        self.go.setEnabled(False)
        self._services.run(
            lambda _job: work(desk.registry, values),
            done=self._done,
            failed=self._failed,
            owner=self,
        )

    def _read(self, field: Field) -> typed.Read:
        text = _text_of(self.editor(field.key))
        if not text:
            return typed.Read(problem=_("This is needed.") if field.is_needed else "")
        return typed.READERS.get(field.kind, typed.as_it_is)(text)

    def _done(self, result: object) -> None:
        self.accept()
        self._then(result)

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        sentence = _refusal(error) or errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("Nothing was changed. The registry is safe.")
        self.message.show_text(sentence, kind="problem")


def _refusal(error: Exception) -> str | None:
    """What cannot be as it was typed: a text that is too long, a guest who leaves before coming."""
    from pydantic import ValidationError

    from nenboard.domain.base import problems_of

    if not isinstance(error, ValidationError):
        return None
    return "; ".join(problem.message for problem in problems_of(error))


class _Many(QWidget):
    """Boxes of which any can be ticked."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        chosen = set(field.value.split(","))
        self.boxes: dict[str, QCheckBox] = {}
        for place, (code, words) in enumerate(field.choices):
            box = QCheckBox(words)
            box.setObjectName(f"{field.key}_{code}")
            box.setAccessibleName(words)
            box.setChecked(code in chosen)
            self.boxes[code] = box
            grid.addWidget(box, place // _ACROSS, place % _ACROSS)


def _line(field: Field) -> QLineEdit:
    return QLineEdit(field.value)


def _text(field: Field) -> QPlainTextEdit:
    made = QPlainTextEdit(field.value)
    made.setTabChangesFocus(True)
    made.setFixedHeight(theme.active().px(50))
    return made


def _choice(field: Field) -> QComboBox:
    made = QComboBox()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for code, words in field.choices:
        made.addItem(words, code)
    made.setCurrentIndex(max(0, made.findData(field.value)))
    return made


_EDITORS: Mapping[Kind, Callable[[Field], QWidget]] = {
    "line": _line,
    "date": _line,
    "time": _line,
    "number": _line,
    "text": _text,
    "choice": _choice,
    "many": _Many,
}


def _text_of(editor: QWidget) -> str:
    if isinstance(editor, QLineEdit):
        return editor.text().strip()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    if isinstance(editor, _Many):
        return ",".join(code for code, box in editor.boxes.items() if box.isChecked())
    return ""
