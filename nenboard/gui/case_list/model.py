"""The table of cases: ids from SQL, rows fetched page by page, nothing sorted here."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from nenboard.gui.case_list import words

if TYPE_CHECKING:
    from nenboard.registry import CaseRow

PAGE = 100
CELL = int(Qt.ItemDataRole.UserRole)
ROW = CELL + 1
SORT = CELL + 2

_RIGHT = {"ki67"}
Index = QModelIndex | QPersistentModelIndex


class CaseListModel(QAbstractTableModel):
    """Values for the view. `fetch` is asked for the ids of a page and answers with `add_rows`.

    Sorting belongs to SQL: `sort` only says what was asked, through `sort_asked`.
    """

    sort_asked = Signal(str, bool)

    def __init__(
        self, fetch: Callable[[tuple[str, ...]], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: tuple[str, ...] = ()
        self._rows: dict[str, CaseRow] = {}
        self._asked: set[int] = set()
        self._hidden = False
        self._words: dict[tuple[str, int], tuple[str, str]] = {}

    def show_found(self, ids: tuple[str, ...], rows: "Sequence[CaseRow]") -> None:
        """Show these cases; `rows` are those of the first page."""
        self.beginResetModel()
        self._ids = ids
        self._rows = {row.case_id: row for row in rows}
        self._asked = {0} if rows else set()
        self._words = {}
        self.endResetModel()

    def add_rows(self, rows: "Sequence[CaseRow]") -> None:
        """Rows that were asked for, or that have changed."""
        self._rows.update({row.case_id: row for row in rows})
        self._words = {}
        if not rows or not self._ids:
            return
        places = [n for n, case_id in enumerate(self._ids) if case_id in self._rows]
        first = self.index(places[0], 0) if places else QModelIndex()
        last = self.index(places[-1], self.columnCount() - 1) if places else QModelIndex()
        self.dataChanged.emit(first, last)

    def set_hidden(self, hidden: bool) -> None:
        """Initials instead of names."""
        self._hidden = hidden
        self._words = {}
        if self._ids:
            last = self.index(len(self._ids) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def ids(self) -> tuple[str, ...]:
        """The cases shown, in order."""
        return self._ids

    def case_id(self, row: int) -> str | None:
        """The case in a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, case_id: str) -> int:
        """Where a case stands; -1 if it is not shown."""
        return self._ids.index(case_id) if case_id in self._ids else -1

    def case_row(self, row: int) -> "CaseRow | None":
        """The values of a row, if they are here; otherwise they are fetched."""
        case_id = self._ids[row]
        found = self._rows.get(case_id)
        if found is None:
            self._ask(row // PAGE)
        return found

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self._fetch(self._ids[page * PAGE : (page + 1) * PAGE])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many cases are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(words.COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The words of a cell; CELL gives both lines, ROW the whole row, SORT the stored value."""
        if role:
            return self._other(index, role)
        row = self.case_row(index.row()) if index.isValid() else None
        if row is None:
            return None
        first, second = self._cell(row, index.column())
        return f"{first}, {second}" if second else first

    def _other(self, index: Index, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.data(index)
        if role < CELL or not index.isValid():
            if role == Qt.ItemDataRole.TextAlignmentRole and index.isValid():
                right = words.COLUMNS[index.column()] in _RIGHT
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            return None
        row = self.case_row(index.row())
        if row is None:
            return None
        column = words.COLUMNS[index.column()]
        if role == CELL:
            return self._cell(row, index.column())
        if role == ROW:
            return row
        return getattr(row, column) if role == SORT else None

    def _cell(self, row: "CaseRow", column: int) -> tuple[str, str]:
        """The words of a cell, worked out once: it is painted again and again."""
        key = (row.case_id, column)
        if key not in self._words:
            name = words.COLUMNS[column]
            self._words[key] = words.cell(row, name, hidden=self._hidden)
        return self._words[key]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """The words over a column; the key of the case beside a row, for screen readers."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            right = section < len(words.COLUMNS) and words.COLUMNS[section] in _RIGHT
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return words.heading(words.COLUMNS[section]) if section < len(words.COLUMNS) else None
        return self.case_id(section)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Say what order was asked for; SQL does it."""
        if 0 <= column < len(words.COLUMNS):
            descending = order == Qt.SortOrder.DescendingOrder
            self.sort_asked.emit(words.COLUMNS[column], descending)
