"""A list beside the agenda: headings and rows of words that wrap, one focus stop, keys for rows."""

from functools import lru_cache
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nenboard.gui import icons, theme
from nenboard.gui.board.brush import broken, pen, write
from nenboard.gui.board.model import Index
from nenboard.gui.board.side_rows import SideRow
from nenboard.gui.widgets.chips import ChipLook, chip_size, paint_chip

ROW: Final = int(Qt.ItemDataRole.UserRole)
_MOST_LINES: Final = 4
_SELECTED: Final = QStyle.StateFlag.State_Selected


class SideModel(QAbstractListModel):
    """Rows that are replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[SideRow, ...] = ()

    def show_rows(self, rows: tuple[SideRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Headings and rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The sentence of a row; ROW gives the row itself."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        texts = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
        return row.said() if role in texts else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        row = self.rows[index.row()] if index.isValid() else None
        if row is None or row.is_heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Words(NamedTuple):
    """What of a row decides how it is laid out."""

    strong: str
    text: str
    chip: ChipLook | None
    is_marked: bool


class _Laid(NamedTuple):
    """A row laid out: where its words begin and end, the lines after the bold words, its height."""

    left: float
    right: float
    lines: tuple[str, ...]
    height: int


def _laid(row: SideRow, width: int) -> _Laid:
    words = _Words(row.strong, row.text, row.chip, row.is_box or bool(row.mark[0]))
    return _lay_out(words, width, theme.active())


@lru_cache(maxsize=2048)
def _lay_out(words: _Words, width: int, look: theme.Theme) -> _Laid:
    """Worked out once: a long list is laid out again at every change."""
    left = look.px(26) if words.is_marked else look.px(4)
    chip = chip_size(words.chip).width() + look.px(8) if words.chip is not None else 0
    right = width - look.px(4) - chip
    face, room = pen("label").face, right - left
    bold = pen("body_strong").face.metrics.horizontalAdvance(words.strong + " ")
    first, rest = "", words.text.split()
    while rest and bold + face.metrics.horizontalAdvance(f"{first} {rest[0]}") <= room:
        first = f"{first} {rest.pop(0)}".lstrip()
    lines = (first, *broken(" ".join(rest), face, room, most=_MOST_LINES))
    height = max(len(lines) * face.metrics.height(), look.px(20)) + look.px(10)
    return _Laid(left, right, lines, height)


class SideCell(QStyledItemDelegate):
    """Box or mark, bold words, the rest on further lines, chip at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words need at the width of the list."""
        look = theme.active()
        row: SideRow | None = index.data(ROW)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else look.px(260)
        if row is None or row.is_heading:
            return QSize(width, pen("body").face.metrics.height() + look.px(12))
        return QSize(width, _laid(row, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row or the heading."""
        look = theme.active()
        row: SideRow | None = index.data(ROW)
        if row is None:
            return
        rect = QRectF(option.rect)
        if row.is_heading:
            write(painter, rect.adjusted(0, look.px(6), 0, 0), row.strong, pen("body_strong"))
            return
        if option.state & _SELECTED:
            view = self.parent()
            has_focus = isinstance(view, QListView) and view.hasFocus()
            painter.fillRect(rect, look.colour("selection" if has_focus else "surface2"))
        _paint_row(painter, rect, row)


def _paint_row(painter: QPainter, rect: QRectF, row: SideRow) -> None:
    look = theme.active()
    top = rect.top() + look.px(5)
    _paint_mark(painter, QRectF(rect.left() + look.px(4), top, look.px(16), look.px(16)), row)
    laid = _laid(row, int(rect.width()))
    height = pen("label").face.metrics.height()
    spot = QRectF(rect.left() + laid.left, top, laid.right - laid.left, height)
    written = write(painter, spot, row.strong, pen("body_strong"))
    after = spot.adjusted(written + (look.px(5) if written else 0), 0, 0, 0)
    for line in laid.lines:
        write(painter, after, line, pen("label", "text2"))
        spot = spot.translated(0, height)
        after = spot
    if row.chip is not None:
        size = chip_size(row.chip)
        left = rect.right() - size.width() - look.px(4)
        paint_chip(painter, QRectF(left, top - look.px(1), size.width(), size.height()), row.chip)


def _paint_mark(painter: QPainter, box: QRectF, row: SideRow) -> None:
    look = theme.active()
    if row.is_box:
        painter.setPen(QPen(look.colour("control"), 1.0))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 2, 2)
    elif row.mark[0]:
        icons.paint(painter, row.mark[0], box.adjusted(1, 1, -1, -1), look.colour(row.mark[1]))


class SideList(QListView):
    """Space ticks the row, Enter opens its case, Del takes it away, Shift+F10 opens its menu."""

    ticked = Signal()
    opened = Signal(str)
    removal_asked = Signal()
    menu_asked = Signal(QPoint)
    current_changed = Signal()

    def __init__(self, *, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = SideModel(self)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setModel(self.rows)
        self.setItemDelegate(SideCell(self))
        self.setProperty("flat", "true")
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self._open())

    def sizeHint(self) -> QSize:
        """A few rows; it takes what room there is."""
        return QSize(theme.active().px(200), theme.active().px(84))

    def show_rows(self, rows: tuple[SideRow, ...]) -> None:
        """Show other rows; the place in the list is kept."""
        if rows == self.rows.rows:
            return
        place = self.currentIndex().row()
        self.rows.show_rows(rows)
        self.choose(min(place, len(rows) - 1) if place >= 0 else 0)

    def choose(self, row: int) -> None:
        """Choose a row, or the first one after a heading."""
        for number in (*range(max(row, 0), len(self.rows.rows)), *range(max(row, 0) - 1, -1, -1)):
            if 0 <= number < len(self.rows.rows) and not self.rows.rows[number].is_heading:
                self.setCurrentIndex(self.rows.index(number, 0))
                if number <= 1:
                    self.scrollToTop()
                return

    def current_row(self) -> SideRow | None:
        """The row chosen."""
        row: SideRow | None = (
            self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        )
        return row if row is not None and not row.is_heading else None

    def _open(self) -> None:
        row = self.current_row()
        if row is not None and row.case_id:
            self.opened.emit(row.case_id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the buttons below."""
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a row; letters are left to the page."""
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._open()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box ticks it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row: SideRow | None = index.data(ROW) if index.isValid() else None
        is_on_box = event.position().x() < theme.active().px(26)
        if row is not None and row.is_box and is_on_box:
            self.ticked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row, by the mouse or by Shift+F10."""
        spot = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            spot = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_asked.emit(self.viewport().mapToGlobal(spot))

    def changeEvent(self, event: QEvent) -> None:
        """A new scale needs other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
