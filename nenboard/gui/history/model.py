"""The table of the history: a section for each moment, a row for each line."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nenboard.gui.history.lines import Line
from nenboard.gui.history.words import moment
from nenboard.host.language import _

LINE: Final = int(Qt.ItemDataRole.UserRole)
SORT: Final = LINE + 1
COLUMNS: Final = ("what", "before", "after", "source")
Index = QModelIndex | QPersistentModelIndex


def section_words(line: Line) -> str:
    """When, who, which revision and why: the words over the lines of one moment."""
    parts = [moment(line.at), line.by]
    if line.revision:
        parts.append(_("revision {number}").format(number=line.revision))
    if line.reason:
        parts.append(line.reason)
    return "  ·  ".join(parts)


def cells(line: Line) -> tuple[str, str, str, str]:
    """The words of a row; what was never recorded says so where a value changed."""
    nothing = _("Not recorded") if line.revision else ""
    return (line.what, line.before or nothing, line.after or nothing, line.source)


class HistoryModel(QAbstractTableModel):
    """Values for the view, newest first; `None` stands where a section has its words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, Line | None]] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines under the moments they belong to."""
        self.beginResetModel()
        self._rows = []
        over: tuple[object, ...] = ()
        for line in lines:
            under = (line.at, line.by, line.revision)
            if under != over:
                over = under
                self._rows.append((section_words(line), None))
            self._rows.append(("", line))
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line in a row; None for a section."""
        return self._rows[row][1] if 0 <= row < len(self._rows) else None

    def sections(self) -> tuple[int, ...]:
        """The rows that hold the words of a moment."""
        return tuple(row for row, (_words, line) in enumerate(self._rows) if line is None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The words of a moment cannot be chosen."""
        if index.isValid() and self._rows[index.row()][1] is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The words of a cell; LINE gives the whole line, SORT its place in time."""
        if not index.isValid():
            return None
        words, line = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            if line is None:
                return words if index.column() == 0 else None
            return cells(line)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and line is not None:
            return f"{heading(COLUMNS[index.column()])}: {cells(line)[index.column()]}"
        if role == LINE:
            return line
        return index.row() if role == SORT else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """The words over a column."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return heading(COLUMNS[section]) if 0 <= section < len(COLUMNS) else None


def heading(column: str) -> str:
    """The words over a column."""
    return {
        "what": _("What"),
        "before": _("Before"),
        "after": _("After"),
        "source": _("Source, or what it was"),
    }[column]
