"""How a line of the command field is drawn: words, what stands beside them, the cap of its keys."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nenboard.gui import theme
from nenboard.gui.palette.model import ENTRY, Index
from nenboard.gui.widgets.buttons import key_size, paint_key


class PaletteLine(QStyledItemDelegate):
    """Paints headings small and entries with their keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """An entry is a row; a heading is lower."""
        look = theme.active()
        is_entry = index.data(ENTRY) is not None
        return QSize(look.px(200), look.size("row_normal") if is_entry else look.px(24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground of the chosen line, then the words."""
        look = theme.active()
        rect = QRectF(option.rect)
        room = rect.adjusted(look.px(12), 0, -look.px(12), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry is None:
            painter.setFont(look.font("caption", weight=600))
            painter.setPen(look.colour("text2"))
            painter.drawText(room, middle, index.data())
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selection"))
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), look.px(4), look.px(4))
        if entry.keys:
            size = key_size(entry.keys)
            top = rect.center().y() - size.height() / 2
            spot = QRectF(room.right() - size.width(), top, size.width(), size.height())
            paint_key(painter, spot, entry.keys, look.colour("text2"))
            room.setRight(spot.left() - look.px(10))
        _paint_words(painter, room, words=(entry.text, entry.beside))
        painter.restore()


def _paint_words(painter: QPainter, room: QRectF, *, words: tuple[str, str]) -> None:
    look = theme.active()
    text, beside = words
    middle, cut = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
    painter.setFont(look.font("body"))
    painter.setPen(look.colour("text"))
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(text, cut, int(room.width()))
    painter.drawText(room, middle, shown)
    rest = room.adjusted(metrics.horizontalAdvance(shown) + look.px(12), 0, 0, 0)
    if rest.width() > look.px(40):
        painter.setFont(look.font("label", weight=400))
        painter.setPen(look.colour("text2"))
        shown = QFontMetrics(painter.font()).elidedText(beside, cut, int(rest.width()))
        painter.drawText(rest, middle, shown)
