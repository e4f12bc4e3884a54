"""The view of the studies: sections, plots in the rows, copy as text."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
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

from nenboard.gui import theme
from nenboard.gui.evidence import painting
from nenboard.gui.evidence.model import COLUMNS, LINE, PLOT, Index, Line, StudyModel, heading
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.evidence import Study

# Least width in pixels at 100 %; what is left over is shared.
_LEAST: Final = {
    "study": 150,
    "design": 52,
    "n": 60,
    "treatment": 136,
    "plot": 112,
    "orr": 92,
    "pfs": 92,
    "os": 122,
}
_SHARES: Final = {"study": 3, "treatment": 6, "plot": 2, "os": 1}
_RIGHT: Final = {"n"}
_PRESSED: Final = ("study", "treatment", "plot")
_WHOLE: Final = {"design": 140, "n": 140, "orr": 136, "pfs": 136, "os": 136}
"""Columns whose words are not cut; what is wider than this is, and stands in the details."""


class _Cell(QStyledItemDelegate):
    """Paints a cell: section titles on their own ground, plots, words."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line high."""
        return QSize(theme.active().px(60), row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, the line below, and what stands in the cell."""
        look = theme.active()
        rect = QRectF(option.rect)
        line: Line = index.data(LINE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paper = look.colour("surface2" if line.is_section else "surface")
        if chosen:
            paper = look.colour("selection")
        painter.save()
        painter.fillRect(rect, paper)
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), look.colour("line")
        )
        if index.column() == PLOT and line.plot is not None:
            painting.paint_scale(painter, rect)
            painting.paint_row(painter, rect, line.plot, paper=paper)
        else:
            _write(painter, rect, line, column=index.column())
        painter.restore()


def _write(painter: QPainter, rect: QRectF, line: Line, *, column: int) -> None:
    words = (line.title if column == 0 else "") if line.is_section else line.cells[column]
    if not words:
        return
    look = theme.active()
    name = COLUMNS[column]
    font = look.font("body_strong" if name == "study" else "body", numbers=name != "treatment")
    painter.setFont(font)
    painter.setPen(look.colour("text"))
    room = rect.adjusted(look.px(8), 0, -look.px(4), 0)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    side = Qt.AlignmentFlag.AlignRight if name in _RIGHT else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int((side | Qt.AlignmentFlag.AlignVCenter).value), shown)


class _Header(QHeaderView):
    """Column headings; over the plot stands its scale."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The section by the style; ticks 0, 50 and 100 instead of the words of the plot."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section == PLOT:
            self._ticks(painter, rect)

    def _ticks(self, painter: QPainter, rect: QRect) -> None:
        look = theme.active()
        inner = QRectF(rect).adjusted(0, 1, 0, -2)
        painter.fillRect(inner, look.colour("surface2"))
        painter.setPen(look.colour("text2"))
        painter.setFont(look.font("caption", weight=600, numbers=True))
        for tick in (0, 50, 100):
            x = painting.axis_x(QRectF(rect), tick)
            width = look.px(40)
            spot = QRectF(x - width / 2, inner.top(), width, inner.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(tick))


class StudyTable(QTableView):
    """One focus stop; arrows move from study to study, Ctrl+C copies the row."""

    current_changed = Signal()
    details_asked = Signal()

    def __init__(self, model: StudyModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("evidence_table")
        self.setAccessibleName(_("Studies"))
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        header = _Header(Qt.Orientation.Horizontal, self)
        self.setHorizontalHeader(header)
        header.setObjectName("evidence_header")
        header.setAccessibleName(_("Columns"))
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._span_sections)
        self.is_plot_only = False
        self._restyle()

    def _span_sections(self) -> None:
        self.clearSpans()
        for row, line in enumerate(self._model.lines):
            if line.is_section:
                self.setSpan(row, 0, 1, len(COLUMNS))
        self._share_width()

    def current_study(self) -> "Study | None":
        """The study of the current row."""
        return self._model.study(self.currentIndex().row())

    def choose(self, study_id: str) -> None:
        """Make a study the current one; the first one if it is not shown."""
        row = self._model.row_of(study_id)
        if row < 0:
            row = next((n for n, line in enumerate(self._model.lines) if line.study), -1)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, 0))
            self.scrollTo(self._model.index(row, 0))
        self.current_changed.emit()

    def set_plot_only(self, wanted: bool) -> None:
        """Leave out treatment and times, so that the plot gets their room."""
        self.is_plot_only = wanted
        for name in ("design", "pfs", "os"):
            self.setColumnHidden(COLUMNS.index(name), wanted)
        self._share_width()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the detail."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the details, Ctrl+C copies; letters belong to the page."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_row()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.details_asked.emit()
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def copy_row(self) -> None:
        """The current row as text with headings."""
        line = self._model.lines[self.currentIndex().row()] if self.current_study() else None
        if line is not None:
            heads = "\t".join(heading(column) for column in COLUMNS)
            QGuiApplication.clipboard().setText(f"{heads}\n" + "\t".join(line.cells))

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

    def _needed(self, name: str) -> int:
        """What a narrow column needs so that none of its words is cut."""
        if name not in _WHOLE:
            return 0
        look = theme.active()
        metrics = QFontMetrics(look.font("body", numbers=True))
        place = COLUMNS.index(name)
        cells = (line.cells[place] for line in self._model.lines if line.cells)
        most = look.px(_WHOLE[name])
        widths = (metrics.horizontalAdvance(cell) + look.px(14) for cell in cells)
        return max((width for width in widths if width <= most), default=0)

    def _share_width(self) -> None:
        look = theme.active()
        shown = [name for n, name in enumerate(COLUMNS) if not self.isColumnHidden(n)]
        least = {name: max(look.px(_LEAST[name]), self._needed(name)) for name in shown}
        least = _pressed(least, self.viewport().width())
        spare = max(0, self.viewport().width() - sum(least.values()))
        shares = {name: _SHARES.get(name, 0) for name in shown}
        if self.is_plot_only:
            shares |= {"plot": 12}
        for name in shown:
            width = least[name] + spare * shares[name] // sum(shares.values())
            self.setColumnWidth(COLUMNS.index(name), width)


def _pressed(least: dict[str, int], room: int) -> dict[str, int]:
    """Columns of words give way where all together are a little too wide; at most by a third."""
    over = sum(least.values()) - room
    words = {name: least[name] for name in _PRESSED if name in least}
    if over <= 0 or not words or over > sum(words.values()) // 3:
        return least
    share = over / sum(words.values())
    return {
        name: int(width * (1 - share)) if name in words else width for name, width in least.items()
    }


def row_height() -> int:
    """The height of a row at the scale in use."""
    look = theme.active()
    return QFontMetrics(look.font("body")).height() + look.px(8)
