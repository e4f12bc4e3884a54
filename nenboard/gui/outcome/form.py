"""A short form inside a card: a few fields, one act named on its button, and Cancel."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from nenboard.domain.dates import PartialDate
from nenboard.gui.case_edit.read_dates import Habits, read_date
from nenboard.gui.outcome.inputs import CodeChoice
from nenboard.gui.outcome.sections import column_in, row_of
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.host.language import _


class Form(QWidget):
    """Hidden until it is asked for; `given` when its act was pressed, then `close_form` hides it.

    What was typed stays if the act fails.
    """

    given = Signal()

    def __init__(self, name: str, act: str, *, today: Callable[[], Habits]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._today = today
        self._column = column_in(self)
        self.rows: dict[str, FieldRow] = {}
        self.message = InlineMessage("", kind="problem", name=f"{name}_message")
        self.act = KeyButton(act, kind="primary", name=f"{name}_act")
        self.act.clicked.connect(lambda _on=False: self.given.emit())
        leave = KeyButton(_("Cancel"), keys="Esc", name=f"{name}_cancel")
        leave.clicked.connect(lambda _on=False: self.close_form())
        self._buttons = row_of(self.act, leave)
        self._buttons.addStretch(1)
        self.hide()

    def add_line(self, key: str, words: str) -> QLineEdit:
        """Add a line to type in."""
        line = QLineEdit()
        line.setObjectName(f"{self.objectName()}_{key}")
        line.returnPressed.connect(self.given)
        self._add(key, FieldRow(words, line, stacked=True))
        return line

    def add_choice(self, key: str, words: str, codes: "Sequence[Enum]") -> CodeChoice:
        """Add a choice among codes."""
        box = CodeChoice(f"{self.objectName()}_{key}", words=_("Choose"), codes=codes)
        box.setAccessibleName(words)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._add(key, FieldRow(words, box, stacked=True))
        return box

    def _add(self, key: str, row: FieldRow) -> None:
        self.rows[key] = row
        self._column.addWidget(row)

    def finish(self) -> None:
        """All fields are there: put message and buttons below them."""
        self._column.addWidget(self.message)
        self._column.addLayout(self._buttons)

    def open_form(self) -> None:
        """Show the empty form with the focus in its first field."""
        self.message.clear()
        for row in self.rows.values():
            if isinstance(row.editor, QLineEdit):
                row.editor.clear()
            elif isinstance(row.editor, CodeChoice):
                row.editor.show_code(None)
        self.show()
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.editor.setFocus()

    def close_form(self) -> None:
        """Hide the form; the focus goes back to the card."""
        self.hide()
        around = self.parentWidget()
        if around is not None:
            around.setFocus()

    def text(self, key: str) -> str:
        """What was typed in a line."""
        editor = self.rows[key].editor
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def code(self, key: str) -> Enum | None:
        """What was chosen."""
        editor = self.rows[key].editor
        return editor.codes[editor.currentIndex()] if isinstance(editor, CodeChoice) else None

    def day(self, key: str) -> PartialDate | None:
        """The date typed; None, with its problem shown, if it does not read."""
        reading = read_date(self.text(key), self._today())
        if isinstance(reading.value, PartialDate):
            return reading.value
        self.refuse(key, reading.problem)
        return None

    def refuse(self, key: str, words: str) -> None:
        """Say what is wrong with a field and go there."""
        self.message.show_text(words, kind="problem")
        self.rows[key].editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the form."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)
