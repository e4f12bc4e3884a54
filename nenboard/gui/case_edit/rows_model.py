"""The rows of a list of the case as a table model, and the delegate that edits its cells."""

from typing import Protocol, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nenboard.domain.line_numbers import line_numbers
from nenboard.domain.missing import Missing
from nenboard.gui import theme
from nenboard.gui.case_edit import field_values, places
from nenboard.gui.case_edit.editors import ChoiceEditor, FieldEditor
from nenboard.gui.case_edit.field_box import make_editor, typed_in
from nenboard.gui.case_edit.form_field import FormField, Kind, TableSpec
from nenboard.gui.case_edit.many_editor import ManyEditor
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.told import list_words, stands_for
from nenboard.gui.widgets.chips import chip_size, missing_look, paint_chip
from nenboard.host.labels import missing_label
from nenboard.host.language import _

Index = QModelIndex | QPersistentModelIndex
LINES = "lines"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MISSING_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


class RowsModel(QAbstractTableModel):
    """One row for each row of the list, one column for each field named by the table."""

    def __init__(
        self, session: EditSession, spec: TableSpec, table: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._fields = tuple(spec.field(name) for name in spec.columns)
        self._columns = (*spec.columns, *spec.told)
        self._inner = {one.path.rsplit(".", maxsplit=1)[-1]: one.title for one in spec.tables}
        self._count = self._rows()

    @property
    def table(self) -> str:
        """The path of the list shown."""
        return self._table

    def set_table(self, table: str) -> None:
        """Show the list at another path."""
        self.beginResetModel()
        self._table = table
        self._count = self._rows()
        self.endResetModel()

    def refresh(self) -> None:
        """The draft has changed."""
        count = self._rows()
        if count != self._count:
            self.beginResetModel()
            self._count = count
            self.endResetModel()
        elif count:
            last = self.index(count - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, count - 1)

    def _rows(self) -> int:
        return len(places.rows_at(self._session.case, self._table)) if self._table else 0

    def path_at(self, index: Index) -> str:
        """The path of a cell."""
        return f"{self._table}.{index.row()}.{self._columns[index.column()]}"

    def field_at(self, index: Index) -> FormField:
        """The field of a cell that can be edited."""
        return self._fields[index.column()]

    def is_told(self, index: Index) -> bool:
        """Whether a cell says a list inside the row, which is edited below the table."""
        return index.column() >= len(self._fields)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows of the list."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Columns of the table."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell of a field can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = super().flags(index)
        return base if self.is_told(index) else base | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Field labels across, row numbers down; a line of treatment has its own number."""
        if orientation == Qt.Orientation.Vertical:
            return self._number(section, role)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section >= len(self._fields):
            return _(self._inner[self._columns[section]])
        field = self._fields[section]
        unit = f", {_(field.unit)}" if field.unit and len(field.unit) < 4 else ""
        return f"{_(field.label)}{unit}"

    def _number(self, row: int, role: int) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if self._table != LINES:
            return str(row + 1) if role == Qt.ItemDataRole.DisplayRole else None
        found = line_numbers(self._session.case)
        if row >= len(found):
            return None
        number = found[row]
        if number.number is None:
            return "–" if role == Qt.ItemDataRole.DisplayRole else _("Not counted as a line")
        words = _("{number} set").format(number=number.number)
        if role == Qt.ItemDataRole.DisplayRole:
            return words if number.number != number.computed else str(number.number)
        computed = number.computed if number.computed is not None else _("none")
        return _("Number {number}; by the order of lines: {computed}").format(
            number=number.number, computed=computed
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The value in words; the kind of missing under a role of its own."""
        if not index.isValid():
            return None
        if role == MISSING_ROLE:
            return field_values.missing_at(self._session.case, self.path_at(index))
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index) or self._stands_for(index)
        if role == Qt.ItemDataRole.EditRole:
            return self._text(index)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(index)
        if (
            role == Qt.ItemDataRole.TextAlignmentRole
            and not self.is_told(index)
            and _is_figure(self.field_at(index))
        ):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, index: Index) -> str:
        path = self.path_at(index)
        if self.is_told(index):
            return list_words(places.rows_at(self._session.case, path))
        rough = self._session.draft.rough.get(path)
        if rough is not None:
            return rough.text
        return field_values.value_text(self.field_at(index), self._session.case, path)

    def _stands_for(self, index: Index) -> str:
        """What follows for an empty cell from the rest of its row."""
        row = places.get_at(self._session.case, f"{self._table}.{index.row()}")
        return stands_for(row, self._columns[index.column()])

    def _words(self, index: Index) -> str:
        path = self.path_at(index)
        rough = self._session.draft.rough.get(path)
        if rough is not None:
            return f"{rough.text}: {rough.problem}"
        issues = self._session.issues_at(path)
        said = issues[0].message if issues else ""
        text = self._text(index) or self._stands_for(index)
        if not text:
            text = missing_label(field_values.missing_at(self._session.case, path))
        return f"{text}. {said}" if said else text

    def mark_of(self, index: Index) -> str:
        """The colour of a cell's mark: danger for text that is no value, warning for an issue."""
        path = self.path_at(index)
        if path in self._session.draft.rough:
            return "danger"
        return "warning" if self._session.issues_at(path) else ""


def _is_figure(field: FormField) -> bool:
    """Whether the column holds numbers, which stand at its right."""
    return field.kind is not Kind.FACT_VALUE and field_values.leaf_of(field).is_number


class Marked(Protocol):
    """A model whose cells can need attention."""

    def mark_of(self, index: Index) -> str:
        """The colour of the mark of a cell, or an empty text."""
        ...


class RowsDelegate(QStyledItemDelegate):
    """Edits a cell with the editor of its field, and draws chips and marks."""

    def __init__(self, session: EditSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of the field, told where its edits go."""
        model = cast("RowsModel", index.model())
        field, path = model.field_at(index), model.path_at(index)
        editor = make_editor(field)
        editor.setParent(parent)
        editor.setObjectName(f"cell_{field.path}")
        editor.setAccessibleName(_(field.label))
        editor.setProperty("cell", True)

        def picked(value: object) -> None:
            self._session.put_value(field, path, value)
            self._session.left()
            self.closeEditor.emit(editor)

        def finished(text: str) -> None:
            self._session.put_text(field, path, text)
            self._session.left()

        editor.picked.connect(picked)
        editor.finished.connect(finished)
        editor.typed.connect(lambda: self._session.typing(typed_in(editor, path)))
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter takes what a list says and closes it; other editors are closed as usual."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in _ENTER
        is_pressed = event.type() == QEvent.Type.KeyPress
        if isinstance(editor, ChoiceEditor) and is_enter and is_pressed:
            editor.take()
            if editor.isVisible():
                self.closeEditor.emit(editor)
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell holds, once: text being typed is never replaced."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        model = cast("RowsModel", index.model())
        field, path, case = model.field_at(index), model.path_at(index), self._session.case
        if isinstance(editor, ChoiceEditor | ManyEditor):
            editor.offer(field_values.entries(field, case, path))
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        value = places.get_at(case, path)
        shown = cast("FieldEditor", editor)
        shown.show_state(text, value, field_values.missing_at(case, path))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Typed text that is on its way when the editor closes."""
        text = cast("FieldEditor", editor).text_now()
        if text is not None:
            rows = cast("RowsModel", model)
            self._session.put_text(rows.field_at(index), rows.path_at(index), text)
            self._session.left()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for a row, and for the chip of a kind of missing."""
        size = super().sizeHint(option, index)
        look = theme.active()
        missing = index.data(MISSING_ROLE)
        width = size.width() + look.px(20)
        if isinstance(missing, Missing):
            width = max(width, chip_size(missing_look(missing.value)).width() + look.px(16))
        return QSize(width, look.size("row_normal"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground by the style; then words, a chip for a kind of missing, and a mark."""
        look = theme.active()
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, shown.text = shown.text, ""
        widget = option.widget
        if widget is not None:
            element = QStyle.ControlElement.CE_ItemViewItem
            widget.style().drawControl(element, shown, painter, widget)
        rect = QRectF(option.rect)
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), look.colour("line")
        )
        room = rect.adjusted(look.px(8), 0, -look.px(8), 0)
        missing = index.data(MISSING_ROLE)
        if isinstance(missing, Missing):
            _paint_chip(painter, missing, room)
        elif not text and index.column() == 0:
            painter.setFont(look.font("label", weight=400))
            painter.setPen(look.colour("text3"))
            painter.drawText(room, int(shown.displayAlignment), missing_label(None))
        elif text:
            painter.setFont(look.font("label", weight=400, numbers=True))
            painter.setPen(look.colour("text"))
            elided = painter.fontMetrics().elidedText(
                text.replace("\n", " "), Qt.TextElideMode.ElideRight, round(room.width())
            )
            painter.drawText(room, int(shown.displayAlignment), elided)
        mark = cast("Marked", index.model()).mark_of(index)
        if mark:
            bar = QRectF(rect.left(), rect.top() + 2, look.px(3), rect.height() - 4)
            painter.fillRect(bar, look.colour(mark))


def _paint_chip(painter: QPainter, missing: Missing, room: QRectF) -> None:
    chip = missing_look(missing.value)
    size = chip_size(chip)
    spot = QRectF(0, 0, min(size.width(), room.width()), size.height())
    spot.moveCenter(room.center())
    spot.moveLeft(room.left() - theme.active().px(4))
    paint_chip(painter, spot, chip)
