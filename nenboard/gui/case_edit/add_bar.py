"""The bar above a table that asks for what a new row cannot be without."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.case_edit import field_values
from nenboard.gui.case_edit.editors import ChoiceEditor, LineEditor
from nenboard.gui.case_edit.field_box import AnyEditor, make_editor
from nenboard.gui.case_edit.form_field import FormField, Kind, TableSpec
from nenboard.gui.case_edit.read_facts import read_fact, shapes
from nenboard.gui.case_edit.reading import Reading
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _


class AddBar(QWidget):
    """`given` carries the values by field name once all are there; Esc closes the bar."""

    given = Signal(dict)
    closed = Signal()

    def __init__(self, session: EditSession, spec: TableSpec) -> None:
        super().__init__()
        self.setObjectName(f"add_bar_{spec.path}")
        self._session = session
        self._spec = spec
        self._editors: dict[str, AnyEditor] = {}
        self._values: dict[str, object] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.active().px(8))
        for name in spec.asks:
            self._ask(row, spec.field(name))
        self._said = label("", "danger")
        row.addWidget(self._said)
        row.addStretch(1)
        self._button = KeyButton(_("Add"), keys="Enter", kind="primary", name="add_row")
        self._button.clicked.connect(self._give)
        row.addWidget(self._button)

    def _ask(self, row: QHBoxLayout, field: FormField) -> None:
        editor = make_editor(field)
        editor.setObjectName(f"new_{field.path}")
        editor.setAccessibleName(_(field.label))
        editor.setMinimumWidth(theme.active().px(180))
        editor.picked.connect(lambda value, name=field.name: self._picked(name, value))
        editor.finished.connect(lambda text, one=field: self._typed(one, text))
        row.addWidget(label(_(field.label), "small"))
        row.addWidget(editor)
        self._editors[field.name] = editor

    def begin(self) -> None:
        """Ask: empty editors, the cursor in the first."""
        self._values = {}
        self._said.clear()
        for name, editor in self._editors.items():
            if isinstance(editor, ChoiceEditor):
                field = self._spec.field(name)
                editor.offer(field_values.entries(field, self._session.case, ""))
            if isinstance(editor, ChoiceEditor | LineEditor):
                editor.show_state("", None, None)
        self.show()
        next(iter(self._editors.values())).setFocus()

    def holds_focus(self) -> bool:
        """Whether the cursor is in the bar."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _picked(self, name: str, value: object) -> None:
        self._values[name] = value
        self._show(name, value)

    def _show(self, name: str, value: object) -> None:
        editor = self._editors[name]
        if isinstance(editor, ChoiceEditor):
            words = next((entry.words for entry in editor.entries if entry.value == value), "")
            editor.show_state(words, value, None)

    def _typed(self, field: FormField, text: str) -> None:
        reading = self._read(field, text)
        self._said.setText(reading.problem)
        if reading.problem:
            self._values.pop(field.name, None)
        else:
            self._values[field.name] = reading.value

    def _read(self, field: FormField, text: str) -> Reading:
        if field.kind is Kind.FACT_VALUE:
            return read_fact(str(self._values.get("fact") or ""), text, shapes())
        return field_values.read_text(
            field, self._session.case, "", text=text, habits=self._session.habits
        )

    def _give(self) -> None:
        lacking = [name for name in self._spec.asks if self._values.get(name) is None]
        if not lacking:
            self.given.emit(dict(self._values))
            return
        field = self._spec.field(lacking[0])
        if not self._said.text():
            self._said.setText(_("{field} is needed.").format(field=_(field.label)))
        self._editors[lacking[0]].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds the row, Esc gives it up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
