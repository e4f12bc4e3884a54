"""The lines of the command field: headings that cannot be chosen, and entries."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nenboard.gui.palette.entries import Entry, group_title

Index = QModelIndex | QPersistentModelIndex
ENTRY = int(Qt.ItemDataRole.UserRole)


class PaletteModel(QAbstractListModel):
    """Entries in groups; the heading of a group is a line of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Entry | str] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries, in their order; a heading stands before each group."""
        self.beginResetModel()
        self._lines = []
        group = ""
        for entry in entries:
            if entry.group != group:
                group = entry.group
                self._lines.append(group_title(group))
            self._lines.append(entry)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """The entry in a row; None for a heading or no row."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Entry) else None

    def next_entry(self, row: int, step: int) -> int:
        """The row of the next entry in a direction; the same row if there is none."""
        place = row + step
        while 0 <= place < len(self._lines):
            if self.entry(place) is not None:
                return place
            place += step
        return row

    def row_of(self, key: str) -> int:
        """Where an entry stands; -1 if it is not shown."""
        entries = ((place, self.entry(place)) for place in range(len(self._lines)))
        return next((place for place, one in entries if one is not None and one.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The words of a line; for screen readers with what stands beside them."""
        line = self._lines[index.row()] if index.isValid() else None
        if line is None:
            return None
        if role == ENTRY:
            return line if isinstance(line, Entry) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text if isinstance(line, Entry) else line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(line, str):
                return line
            return ", ".join(part for part in (line.text, line.beside, line.keys) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading can be neither chosen nor run."""
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
