"""A card with a table of rows, the bar that asks for a new one, the fields of the chosen row."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.case_edit import places
from nenboard.gui.case_edit.add_bar import AddBar
from nenboard.gui.case_edit.columns import column_count, set_up
from nenboard.gui.case_edit.columns import places as places_of
from nenboard.gui.case_edit.field_box import FieldBox
from nenboard.gui.case_edit.form_field import FormField, TableSpec, within
from nenboard.gui.case_edit.pieces import Pieces
from nenboard.gui.case_edit.places import EditRefused
from nenboard.gui.case_edit.rows_model import LINES, RowsDelegate, RowsModel
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.table_view import RowsView
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

_MANY: Final = 6
_BELOW: Final = 100


class TableCard(Card):
    """The rows of a list: in a table, and the chosen one field by field below it."""

    focused = Signal(object)

    def __init__(self, session: EditSession, spec: TableSpec, table: str, pieces: Pieces) -> None:
        super().__init__(_(spec.title), note=_(spec.note), name=f"card_{spec.path}")
        self.spec = spec
        self._session = session
        self._pieces = pieces
        self._is_built = False
        self.model = RowsModel(session, spec, table, self)
        self.view = RowsView()
        self.view.setObjectName(f"table_{spec.path}")
        self.view.setAccessibleName(_(spec.title))
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowsDelegate(session, self.view))
        self.view.verticalHeader().setVisible(spec.path == LINES)
        self._add_button = KeyButton(
            _(spec.word), icon="add", keys="Ctrl+Ins", name=f"add_{spec.path}"
        )
        self._add_button.setProperty("small", True)
        self._add_button.setAccessibleName(_("Add {row}").format(row=within(_(spec.word))))
        self._add_button.clicked.connect(self.ask_row)
        self.add_beside_title(self._add_button)
        self._bar = AddBar(session, spec)
        self._bar.hide()
        self._empty = label("", "muted", name=f"empty_{spec.path}")
        self._problem = InlineMessage("", kind="problem", name=f"problem_{spec.path}")
        self._said = InlineMessage("", kind="query", name=f"said_{spec.path}")
        for widget in (self._bar, self._problem, self._said, self.view, self._empty):
            self.body.addWidget(widget)
        self._record = QWidget()
        self._grid = QGridLayout(self._record)
        self._grid.setContentsMargins(0, theme.active().px(6), 0, 0)
        self.body.addWidget(self._record)
        self.boxes: list[FieldBox] = []
        self.tables: list[TableCard] = []
        self._columns = 0
        if session.is_read_only:
            self._add_button.hide()
            self.view.be_flat()
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.view.add_asked.connect(self.ask_row)
        self.view.repeat_asked.connect(self.repeat_row)
        self.view.remove_asked.connect(self._remove)
        self.view.move_asked.connect(self._move)
        self.view.copy_down_asked.connect(self._copy_down)
        self.view.row_chosen.connect(self._show_record)
        self._bar.given.connect(self._add)
        self._bar.closed.connect(self._close_bar)

    def refresh(self) -> None:
        """The draft has changed: show its rows, and the chosen one."""
        row = self.view.current_row()
        self.model.refresh()
        count = self.model.rowCount()
        self.view.setVisible(count > 0)
        words = _("No {row} yet. Ctrl+Ins adds one.")
        if self._session.is_read_only:
            words = _("No {row} recorded.")
        empty = words.format(row=within(_(self.spec.word)))
        self._empty.setText(empty)
        self._empty.setVisible(count == 0 and self._bar.isHidden())
        self.view.fit()
        if count and self.view.current_row() < 0:
            self.view.choose(min(max(row, 0), count - 1))
        self._show_record(self.view.current_row())

    def put_below_table(self, widget: QWidget) -> None:
        """Put something between the rows and the fields of the chosen one."""
        self.body.insertWidget(self.body.indexOf(self._record), widget)

    def show_remarks(self) -> None:
        """The checks have run: show what they say."""
        found = self._session.issues_at(self.model.table)
        whole = [issue.message for issue in found if issue.path == self.model.table]
        needed = self._session.needed_at(self.model.table)
        blocking = [f"{one.label}: {one.message}" for one in needed if one.blocks]
        said = "\n".join(whole[:1] or blocking)
        self._said.show_text(said, kind="query" if whole else "info")
        self.view.viewport().update()
        for box in self.boxes:
            box.show_remarks()
        for table in self.tables:
            table.show_remarks()

    def set_table(self, table: str) -> None:
        """Show the list of another row."""
        if table != self.model.table:
            self.model.set_table(table)
        self.refresh()

    def all_boxes(self) -> Iterator[FieldBox]:
        """The boxes of the chosen row, those of inner tables included."""
        yield from self.boxes
        for table in self.tables:
            yield from table.all_boxes()

    def reveal(self, path: str) -> QWidget | None:
        """Choose the row a path lies in; returns what should get the cursor."""
        if path == self.model.table:
            return self.entrance() if self._session.is_read_only else self._add_button
        prefix = f"{self.model.table}."
        row, _dot, rest = path.removeprefix(prefix).partition(".")
        if not path.startswith(prefix) or not row.isdigit():
            return None
        self.view.choose(int(row))
        for table in self.tables:
            found = table.reveal(path)
            if found is not None:
                return found
        wanted = {self._row_path(int(row), field.path) for field in self._record_fields()}
        while (box := self._box_at(path)) is None and path in wanted and self._pieces.step():
            pass
        if box is not None:
            return box.editor
        if rest in self.spec.columns:
            self.view.choose(int(row), self.spec.columns.index(rest))
        return self.view

    def focused_path(self) -> str:
        """The cell that holds the cursor, or the table where a row is being added; else empty."""
        focus = QApplication.focusWidget()
        if focus is self.view or (focus is not None and self.view.isAncestorOf(focus)):
            return self.model.path_at(self.view.currentIndex())
        if self._add_button.hasFocus() or self._bar.holds_focus():
            return self.model.table
        return next(filter(None, (table.focused_path() for table in self.tables)), "")

    def _box_at(self, path: str) -> FieldBox | None:
        return next((box for box in self.boxes if box.path == path), None)

    def entrance(self) -> QWidget:
        """What gets the cursor first: the rows, or the button that adds one."""
        return self.view if self.model.rowCount() else self._add_button

    def ask_row(self) -> None:
        """Begin a new row: at once, or after asking what it cannot be without."""
        if not self.spec.asks:
            self._add({})
            return
        self._empty.hide()
        self._bar.begin()

    def repeat_row(self, row: int) -> None:
        """Add a row like the chosen one, or like the last: what is the same in both is copied."""
        count = self.model.rowCount()
        at = row if row >= 0 else count - 1
        if not self.spec.repeats or not 0 <= at < count:
            return
        source = places.rows_at(self._session.case, self.model.table)[at]
        values = ((name, getattr(source, name)) for name in self.spec.repeats)
        self._add({name: value for name, value in values if value is not None})

    def _add(self, given: dict[str, object]) -> None:
        try:
            row = self._session.add_row(self.spec, self.model.table, given)
        except EditRefused as refused:
            self._problem.show_text(str(refused), kind="problem")
            return
        self._close_bar()
        self.view.choose(row)
        self.view.setFocus()

    def _close_bar(self) -> None:
        self._problem.clear()
        had_focus = self._bar.holds_focus()
        self._bar.hide()
        self._empty.setVisible(self.model.rowCount() == 0)
        if had_focus:
            (self.view if self.model.rowCount() else self._add_button).setFocus()

    def _remove(self, row: int) -> None:
        try:
            self._session.remove_row(self.spec, self.model.table, row)
        except EditRefused:
            words = _("Other entries belong to this {row}. Move or remove them first.")
            self._problem.show_text(words.format(row=within(_(self.spec.word))), kind="problem")
            return
        self._problem.clear()
        count = self.model.rowCount()
        if count:
            self.view.choose(min(row, count - 1))
        else:
            self._add_button.setFocus()

    def _move(self, row: int, to: int) -> None:
        column = self.view.currentIndex().column()
        self._session.move_row(self.spec, self.model.table, row, to=to)
        self.view.choose(to, column)

    def _copy_down(self, index: QModelIndex) -> None:
        if self.model.is_told(index):
            return
        above = self.model.index(index.row() - 1, index.column())
        value = places.get_at(self._session.case, self.model.path_at(above))
        self._session.put_value(self.model.field_at(index), self.model.path_at(index), value)
        self._session.left()

    def _record_fields(self) -> tuple[FormField, ...]:
        inner = {f"{self.spec.path}.*.{name}" for name in self.spec.columns}
        beside = tuple(field for field in self.spec.fields if field.path not in inner)
        return self.spec.fields if len(beside) >= _MANY else beside

    def _show_record(self, row: int) -> None:
        self._record.setVisible(row >= 0)
        if row < 0:
            return
        if not self._is_built:
            self._build_record()
        for box in self.boxes:
            box.set_path(self._row_path(row, box.field.path))
            box.show_value()
        for table in self.tables:
            table.set_table(self._row_path(row, table.spec.path))

    def _row_path(self, row: int, pattern: str) -> str:
        name = pattern.removeprefix(f"{self.spec.path}.*.")
        return f"{self.model.table}.{row}.{name}"

    def _build_record(self) -> None:
        self._is_built = True
        self._arrange()
        for field in self._record_fields():
            self._pieces.add(partial(self._add_box, field))
        for inner in self.spec.tables:
            self._pieces.add(partial(self._add_table, inner))

    def _add_box(self, field: FormField) -> None:
        row = max(self.view.current_row(), 0)
        box = FieldBox(self._session, field, self._row_path(row, field.path))
        box.focused.connect(self.focused)
        self.boxes.append(box)
        place = self._places[field.path]
        self._grid.addWidget(box, place.row, place.column)

    def _add_table(self, spec: TableSpec) -> None:
        row = max(self.view.current_row(), 0)
        path = self._row_path(row, spec.path)
        table = TableCard(self._session, spec, path, self._pieces)
        table.focused.connect(self.focused)
        self.tables.append(table)
        self._grid.addWidget(table, _BELOW + len(self.tables), 0, 1, max(self._columns, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fields of a row stand in two columns where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = column_count(self.width())
        if columns == self._columns or not self._is_built:
            return
        self._columns = columns
        fields = self._record_fields()
        self._places = places_of(fields, columns)
        set_up(self._grid, fields, columns)
        for box in self.boxes:
            place = self._places[box.field.path]
            self._grid.addWidget(box, place.row, place.column)
        for at, table in enumerate(self.tables, start=1):
            self._grid.addWidget(table, _BELOW + at, 0, 1, columns)
