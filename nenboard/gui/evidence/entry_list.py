"""The list of entries: sections, titles that wrap, the cursor as in the table of studies."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from nenboard.gui import theme
from nenboard.gui.evidence.entries import Entry

_PLACE: Final = int(Qt.ItemDataRole.UserRole)


class EntryList(QListWidget):
    """One focus stop; Enter goes to the details, Ctrl+C copies the entry."""

    current_changed = Signal()
    details_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("evidence_entries")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSpacing(theme.active().px(3))
        self.setUniformItemSizes(False)
        self._entries: tuple[Entry, ...] = ()
        self.currentRowChanged.connect(lambda _row: self.current_changed.emit())

    def show_entries(self, name: str, entries: Sequence[Entry]) -> None:
        """Show these entries under their sections; the first one is chosen."""
        self.setAccessibleName(name)
        self.blockSignals(True)
        self.clear()
        self._entries = tuple(entries)
        section = ""
        for place, entry in enumerate(self._entries):
            if entry.section != section:
                section = entry.section
                self.addItem(self._head(section))
            words = "\n".join(part for part in (entry.title, entry.note) if part)
            item = QListWidgetItem(words)
            item.setData(_PLACE, place)
            self.addItem(item)
        self.blockSignals(False)
        self.setCurrentRow(1 if self._entries else -1)

    def _head(self, section: str) -> QListWidgetItem:
        item = QListWidgetItem(section)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFont(theme.active().font("body_strong"))
        item.setBackground(theme.active().colour("surface2"))
        return item

    def current_entry(self) -> Entry | None:
        """The entry that is chosen."""
        row = self.currentRow()
        place = self.item(row).data(_PLACE) if row >= 0 else None
        return self._entries[place] if isinstance(place, int) else None

    def choose(self, code: str) -> bool:
        """Choose an entry by its code; False if it is not shown."""
        for row in range(self.count()):
            place = self.item(row).data(_PLACE)
            if isinstance(place, int) and self._entries[place].code == code:
                self.setCurrentRow(row)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the details, Ctrl+C copies; letters belong to the page."""
        entry = self.current_entry()
        if event.matches(QKeySequence.StandardKey.Copy) and entry is not None:
            parts = (entry.title, entry.note, *entry.sentences, *entry.later)
            QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.details_asked.emit()
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)
