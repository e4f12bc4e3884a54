"""The chart in words: one row of a real table for each mark, by row of the chart and by time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from nenboard.gui import clipboard, theme
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.reports.sayings import Saying

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CourseModel(QAbstractTableModel):
    """Rows of the chart in words."""

    def __init__(self) -> None:
        super().__init__()
        self.says: tuple[Saying, ...] = ()

    def show_sayings(self, says: "tuple[Saying, ...]") -> None:
        """Show other marks."""
        self.beginResetModel()
        self.says = says
        self.endResetModel()

    def headings(self) -> tuple[str, ...]:
        """The columns in words."""
        return (_("Row"), _("Date"), _("What"), _("Value"), _("How"), _("Source"))

    def cells(self, row: int) -> tuple[str, ...]:
        """A row in words."""
        said = self.says[row]
        return (said.row, said.when, said.what, said.value, said.how, said.source)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One for each mark."""
        return 0 if parent.isValid() else len(self.says)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Row, date, what, value, how, source."""
        return 0 if parent.isValid() else len(self.headings())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings across, numbers down."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.headings()[section] if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid() or role not in shown:
            return None
        return self.cells(index.row())[index.column()].replace("\n", " ")


class CourseTable(QTableView):
    """The table; Enter opens where a value is entered, Ctrl+C copies all rows."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("course_table")
        self.setAccessibleName(_("Course of disease as a table"))
        self.rows = CourseModel()
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(theme.active().size("row_compact"))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_sayings(self, says: "tuple[Saying, ...]") -> None:
        """Show other marks, with columns as wide as their words up to a limit."""
        if says == self.rows.says:
            return
        self.rows.show_sayings(says)
        most = theme.active().px(300)
        for column in range(self.rows.columnCount() - 1):
            self.setColumnWidth(column, min(self.sizeHintForColumn(column) + 16, most))
        if says:
            self.selectRow(0)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.rows.says) and self.rows.says[row].place:
            self.opened.emit(self.rows.says[row].place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Ctrl+C copies the table as text with headings."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            rows = (self.rows.cells(row) for row in range(len(self.rows.says)))
            lines = ("\t".join(cells) for cells in (self.rows.headings(), *rows))
            clipboard.lend("\n".join(lines))
        elif event.text().lower() in {"t", "l"} and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)
