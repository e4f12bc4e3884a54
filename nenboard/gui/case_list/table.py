"""The table view of the list: rows of two lines, keys, copy as text."""

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nenboard.gui import clipboard, theme
from nenboard.gui.case_list import words
from nenboard.gui.case_list.delegate import CaseCell, row_height
from nenboard.gui.case_list.model import CaseListModel, Index
from nenboard.host.language import _

# Least width in pixels at 100 %, so that no chip is cut; what is left over is shared.
_LEAST = {
    "name": 160,
    "birth_date": 112,
    "site": 136,
    "ki67": 122,
    "last_response": 122,
    "line": 122,
    "target_meeting": 96,
}
_SHARES = {"name": 4, "site": 3, "birth_date": 1, "last_response": 1, "target_meeting": 1}


class CaseTable(QTableView):
    """One focus stop; arrows move inside, Enter opens, Space shows the preview."""

    opened = Signal(str)
    preview_toggled = Signal()
    current_changed = Signal()

    def __init__(self, model: CaseListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("cases_table")
        self.setAccessibleName(_("Cases"))
        self.setModel(model)
        self.setItemDelegate(CaseCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setObjectName("cases_header")
        header.setAccessibleName(_("Columns"))
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._open)
        self._restyle()

    def current_case(self) -> str | None:
        """The case of the current row."""
        return self._model.case_id(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self._model.index(row, 0))
        self.selectRow(row)

    def open_current(self) -> None:
        """Open the case of the current row."""
        case_id = self.current_case()
        if case_id is not None:
            self.opened.emit(case_id)

    def _open(self, index: QModelIndex) -> None:
        case_id = self._model.case_id(index.row())
        if case_id is not None:
            self.opened.emit(case_id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the preview."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_changed.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Repaint whole rows."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space previews, Ctrl+C copies; the rest is the table's own."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.open_current()
        elif event.key() == Qt.Key.Key_Space:
            self.preview_toggled.emit()
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """The chosen rows as text with headings, for a spreadsheet or a letter, for 30 seconds."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = ["\t".join(words.heading(column) for column in words.COLUMNS)]
        for row in rows:
            cells = [self._model.index(row, n).data() or "" for n in range(len(words.COLUMNS))]
            lines.append("\t".join(str(cell).replace("\t", " ") for cell in cells))
        clipboard.lend("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns, never below what their headings need."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """A new scale needs other rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(row_height())
        self.verticalHeader().setDefaultSectionSize(row_height())
        self._share_width()

    def shown_columns(self) -> tuple[str, ...]:
        """The columns in sight, in their order."""
        return tuple(column for n, column in enumerate(words.COLUMNS) if not self.isColumnHidden(n))

    def show_columns(self, columns: tuple[str, ...]) -> None:
        """Show these columns and the patient; all of them for an empty choice."""
        for number, column in enumerate(words.COLUMNS):
            self.setColumnHidden(number, bool(columns) and number > 0 and column not in columns)
        self._share_width()

    def _share_width(self) -> None:
        look = theme.active()
        shown = self.shown_columns()
        spare = self.viewport().width() - sum(look.px(_LEAST[column]) for column in shown)
        left = max(0, spare)
        shares = sum(_SHARES.get(column, 0) for column in shown) or 1
        for column in shown:
            share = max(0, spare) * _SHARES.get(column, 0) // shares
            extra = left if column == shown[-1] else share
            self.setColumnWidth(words.COLUMNS.index(column), look.px(_LEAST[column]) + extra)
            left -= share
