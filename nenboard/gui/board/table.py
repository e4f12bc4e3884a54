"""The table view of the agenda: one focus stop; keys move, open, edit and take off."""

from typing import Final

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nenboard.gui import clipboard, theme
from nenboard.gui.board.delegate import AgendaCell
from nenboard.gui.board.lines import BREAK, CASE, Line
from nenboard.gui.board.model import COLUMNS, AgendaModel, Index, heading
from nenboard.gui.case_list.delegate import row_height
from nenboard.host.language import _

# Least width in pixels at 100 %; what is left over is shared.
_LEAST: Final = {
    "number": 34,
    "patient": 150,
    "tumour": 126,
    "question": 132,
    "triage": 138,
    "readiness": 144,
    "minutes": 46,
}
_SHARES: Final = {"patient": 3, "tumour": 4, "question": 5, "readiness": 3, "triage": 1}
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AgendaTable(QTableView):
    """Arrows move inside, Alt+arrows move the case, Enter opens it; letters go to the page."""

    opened = Signal(str)
    moved = Signal(int)
    edit_asked = Signal()
    removal_asked = Signal()
    menu_asked = Signal(QPoint)
    current_changed = Signal()

    def __init__(self, model: AgendaModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("agenda_table")
        self.setAccessibleName(_("Agenda"))
        self.setModel(model)
        self.setItemDelegate(AgendaCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setProperty("flat", "true")
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setObjectName("agenda_header")
        header.setAccessibleName(_("Columns"))
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self._lay_out_rows)
        self._restyle()

    def sizeHint(self) -> QSize:
        """A few rows; it takes what room there is."""
        return QSize(theme.active().px(600), theme.active().px(180))

    def current_line(self) -> Line | None:
        """The line of the current row."""
        return self._model.line(self.currentIndex().row())

    def current_case(self) -> str:
        """The case of the current row, or that before the break there; empty without a row."""
        line = self.current_line()
        return line.case_id if line is not None else ""

    def choose(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, 1))
            self.scrollTo(self.currentIndex())

    def choose_case(self, case_id: str, kind: str = CASE) -> bool:
        """Go to the row of a case, or of the break after it; whether there is one."""
        row = self._model.row_of(case_id, kind)
        self.choose(row)
        return row >= 0

    def _open(self, index: QModelIndex) -> None:
        line = self._model.line(index.row())
        if line is not None and line.kind == CASE:
            self.opened.emit(line.case_id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the bar below."""
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Repaint whole rows."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the agenda; letters are left to the page."""
        key, held = event.key(), event.modifiers()
        alt = bool(held & Qt.KeyboardModifier.AltModifier)
        if alt and key in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(key)])
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not held:
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_F2:
            self.edit_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif event.text() and event.text().isprintable() and not alt:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row, by the mouse or by Shift+F10."""
        spot = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            spot = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_asked.emit(self.viewport().mapToGlobal(spot))

    def copy_rows(self) -> None:
        """The whole agenda as text with headings, for 30 seconds."""
        lines = ["\t".join(heading(column) for column in COLUMNS)]
        for row in range(self._model.rowCount()):
            cells = [self._model.index(row, n).data() or "" for n in range(len(COLUMNS))]
            lines.append("\t".join(str(cell).replace("\t", " ") for cell in cells))
        clipboard.lend("\n".join(lines))

    def _lay_out_rows(self) -> None:
        """A break is one line high and goes across the columns."""
        self.clearSpans()
        header = self.verticalHeader()
        look = theme.active()
        for row, line in enumerate(self._model.lines):
            is_break = line.kind == BREAK
            header.resizeSection(row, look.px(28) if is_break else row_height())
            if is_break:
                self.setSpan(row, 1, 1, len(COLUMNS) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """A new scale needs other rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(theme.active().px(24))
        header.setDefaultSectionSize(row_height())
        self._lay_out_rows()
        self._share_width()

    def _share_width(self) -> None:
        look = theme.active()
        spare = self.viewport().width() - sum(look.px(one) for one in _LEAST.values())
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if spare < 0 else policy.ScrollBarAlwaysOff
        )
        spare = max(spare, 0)
        shares = sum(_SHARES.values())
        for number, column in enumerate(COLUMNS):
            extra = spare * _SHARES.get(column, 0) // shares
            self.setColumnWidth(number, look.px(_LEAST[column]) + extra)
