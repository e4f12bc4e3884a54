"""A table that is worked by keyboard: add, remove, move, copy; arrows inside, Tab leaves it."""

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nenboard.gui import clipboard, theme

_MOST_ROWS: Final = 11
_WIDEST: Final = 230


class RowsView(QTableView):
    """Asks for what its keys mean; the card around it does the work."""

    add_asked = Signal()
    repeat_asked = Signal(int)
    remove_asked = Signal(int)
    move_asked = Signal(int, int)
    copy_down_asked = Signal(QModelIndex)
    row_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.active()
        self._is_flat = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(look.size("row_normal"))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def be_flat(self) -> None:
        """Show rows that nobody can change."""
        self._is_flat = True
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def fit(self) -> None:
        """As many rows in view as there are, up to nine, and columns as wide as their content."""
        look = theme.active()
        rows = min(max(self.model().rowCount(), 1), _MOST_ROWS)
        policy = Qt.ScrollBarPolicy
        fits = self.model().rowCount() <= _MOST_ROWS
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        self._fit_columns()
        head = self.horizontalHeader().sizeHint().height()
        too_wide = self.horizontalHeader().length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if too_wide else 0
        self.setFixedHeight(rows * look.size("row_normal") + head + bar + 2 * self.frameWidth())

    def _fit_columns(self) -> None:
        """Spare room is shared out; long texts are held back so that others stay in view."""
        header = self.horizontalHeader()
        most = theme.active().px(_WIDEST)
        wanted = {
            i: min(max(self.sizeHintForColumn(i), header.sectionSizeHint(i)), most)
            for i in range(header.count())
            if not header.isSectionHidden(i)
        }
        spare = max(self.viewport().width() - sum(wanted.values()), 0)
        for section, width in wanted.items():
            header.resizeSection(section, width + spare // len(wanted))

    def changeEvent(self, event: QEvent) -> None:
        """A new scale needs other rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            height = theme.active().size("row_normal")
            self.verticalHeader().setDefaultSectionSize(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow the width, and room for their bar is made where they need one."""
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        """As high as `fit` made it."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def choose(self, row: int, column: int = 0) -> None:
        """Choose a row."""
        index = self.model().index(row, column)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def current_row(self) -> int:
        """The row that is chosen, or -1."""
        return self.currentIndex().row()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell which row is chosen."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_chosen.emit(current.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first row is chosen when there is none."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.choose(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Ins, Ctrl+Shift+Ins, Ctrl+Del, Alt+Up and Down, Ctrl+D, Ctrl+C, Enter."""
        row = self.current_row()
        combination = event.keyCombination()
        plain = {
            _key(Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier): self.add_asked.emit,
            _key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier): lambda: self._remove(row),
            _key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): lambda: self._move(row, -1),
            _key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): lambda: self._move(row, 1),
            _key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier): self._copy_down,
        }
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        plain[_key(Qt.Key.Key_Insert, both)] = lambda: self.repeat_asked.emit(row)
        keys = QKeySequence(combination).toString()
        act = None if self._is_flat else plain.get(keys)
        if act is not None:
            act()
        elif event.matches(QKeySequence.StandardKey.Copy):
            clipboard.lend(self.as_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._may_edit():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _may_edit(self) -> bool:
        """Whether Enter begins to edit: a cell is chosen, and none is being edited."""
        may = self.current_row() >= 0 and not self._is_flat
        return may and self.state() != self.State.EditingState

    def as_text(self) -> str:
        """The chosen row, or all rows when none is chosen, as text with headers."""
        model = self.model()
        columns = range(model.columnCount())
        heads = [str(model.headerData(i, Qt.Orientation.Horizontal)) for i in columns]
        row = self.current_row()
        rows = [row] if row >= 0 else range(model.rowCount())
        lines = [heads]
        role = Qt.ItemDataRole.AccessibleTextRole
        lines += [[str(model.index(at, i).data(role) or "") for i in columns] for at in rows]
        return "\n".join("\t".join(line) for line in lines)

    def _remove(self, row: int) -> None:
        if row >= 0:
            self.remove_asked.emit(row)

    def _move(self, row: int, step: int) -> None:
        if row >= 0 and 0 <= row + step < self.model().rowCount():
            self.move_asked.emit(row, row + step)

    def _copy_down(self) -> None:
        if self.current_row() > 0:
            self.copy_down_asked.emit(self.currentIndex())


def _key(key: Qt.Key, modifier: Qt.KeyboardModifier) -> str:
    return QKeySequence(modifier | key).toString()
