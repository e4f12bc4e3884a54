"""The view of the history: moments as sections, copy as text."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nenboard.gui import clipboard, theme
from nenboard.gui.history.lines import Line
from nenboard.gui.history.model import COLUMNS, LINE, HistoryModel, Index, cells, heading
from nenboard.host.language import _

_SHARES: Final = {"what": 30, "before": 25, "after": 25, "source": 20}


class _Cell(QStyledItemDelegate):
    """Paints a cell: moments on their own ground, questions with their sign, words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line high."""
        return QSize(theme.active().px(60), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, the line below, and the words."""
        look = theme.active()
        rect = QRectF(option.rect)
        line: Line | None = index.data(LINE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paper = "selection" if chosen else "surface2" if line is None else "surface"
        painter.save()
        painter.fillRect(rect, look.colour(paper))
        low = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(low, look.colour("line"))
        is_name = index.column() == 0
        font = look.font("label" if line is None else "body", weight=600 if is_name else 400)
        painter.setFont(font)
        painter.setPen(look.colour(_ink(line, index.column())))
        room = rect.adjusted(
            look.px(10 if line is None else 18) if is_name else look.px(6), 0, 0, 0
        )
        words = str(index.data() or "")
        fits = QFontMetrics(font).elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width()) - look.px(6)
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), fits)
        painter.restore()


def _ink(line: Line | None, column: int) -> str:
    if line is None:
        return "text2"
    if line.marked is not None and line.marked.mark is None and COLUMNS[column] == "source":
        return "warning"
    is_blank = COLUMNS[column] in {"before", "after"} and not getattr(line, COLUMNS[column])
    return "text2" if is_blank else "text"


class HistoryTable(QTableView):
    """One focus stop; arrows move from line to line, Ctrl+C copies the line."""

    current_changed = Signal()
    details_asked = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("history_table")
        self.setAccessibleName(_("History, newest first"))
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._span_sections)
        self._restyle()

    def _span_sections(self) -> None:
        self.clearSpans()
        for row in self._model.sections():
            self.setSpan(row, 0, 1, len(COLUMNS))

    def current_line(self) -> Line | None:
        """The line that is chosen."""
        return self._model.line(self.currentIndex().row())

    def choose(self, line: Line | None) -> None:
        """Choose this line, or the first one."""
        rows = [row for row in range(self._model.rowCount()) if self._model.line(row) is not None]
        same = [row for row in rows if line is not None and _is_same(self._model.line(row), line)]
        for row in (*same, *rows)[:1]:
            self.setCurrentIndex(self._model.index(row, 0))
        self.current_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the detail."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the details, Ctrl+C copies; letters belong to the page."""
        line = self.current_line()
        if event.matches(QKeySequence.StandardKey.Copy) and line is not None:
            heads = "\t".join(heading(column) for column in COLUMNS)
            clipboard.lend(f"{heads}\n" + "\t".join(cells(line)))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.details_asked.emit()
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

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
        self.verticalHeader().setMinimumSectionSize(row_height())
        self.verticalHeader().setDefaultSectionSize(row_height())
        self._share_width()

    def _share_width(self) -> None:
        room = self.viewport().width()
        for at, name in enumerate(COLUMNS):
            self.setColumnWidth(at, room * _SHARES[name] // 100)


def _is_same(one: Line | None, other: Line) -> bool:
    return one is not None and (one.at, one.what, one.path) == (other.at, other.what, other.path)


def row_height() -> int:
    """The height of a row at the scale in use."""
    look = theme.active()
    return QFontMetrics(look.font("body")).height() + look.px(8)
