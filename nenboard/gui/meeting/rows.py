"""A plain table of words, walked by the arrow keys: the agenda, the people."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from nenboard.gui import theme
from nenboard.gui.widgets.sizing import keep

Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 28
_BESIDE: Final = 18
_NONE: Final = QModelIndex()


class WordsModel(QAbstractTableModel):
    """Headings and rows of words; all rows change at once."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if index.isValid() and role in words:
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heading of a column."""
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None


class WordsTable(QTableView):
    """One stop of the focus. `chosen` follows Enter or a double click; `pressed` other letters."""

    chosen = Signal(int)
    pressed = Signal(int, str)

    def __init__(self, headings: Sequence[str], *, wide: int, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.words = WordsModel(headings)
        self.words.setParent(self)
        self.setModel(self.words)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        keep(self, self.verticalHeader().setDefaultSectionSize, _ROW)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))

    def show_rows(self, rows: Sequence[tuple[str, ...]], *, at: int) -> None:
        """Show other rows, one of them selected."""
        self.words.show_rows(rows)
        if rows:
            self.selectRow(min(max(at, 0), len(rows) - 1))

    def sizeHintForColumn(self, column: int) -> int:
        """The words with some room beside them."""
        return super().sizeHintForColumn(column) + theme.active().px(_BESIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; letters and the space bar are handed on; arrows walk."""
        row = self.currentIndex().row()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.chosen.emit(row)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            event.ignore()
        elif plain and row >= 0 and event.text().strip() and event.text().isprintable():
            self.pressed.emit(row, event.text().upper())
        elif event.key() == Qt.Key.Key_Space and row >= 0:
            self.pressed.emit(row, " ")
        else:
            super().keyPressEvent(event)
