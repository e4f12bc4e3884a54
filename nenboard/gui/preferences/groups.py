"""The list at the left of the settings: entries under the headings of their groups."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nenboard.gui import theme
from nenboard.host.language import _

_KEY = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class GroupList(QListWidget):
    """One stop of the Tab key; arrows and typed letters go through the entries.

    `chosen` carries the key of the entry.
    """

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__()
        self.setObjectName("settings_groups")
        self.setAccessibleName(_("Groups of settings"))
        self.setProperty("kind", "groups")
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for heading, entries in groups:
            self._add(heading, "")
            for key, words in entries:
                self._add(words, key)
        self.currentItemChanged.connect(self._turned)

    def _add(self, words: str, key: str) -> None:
        item = QListWidgetItem(words, self)
        item.setData(_KEY, key)
        if not key:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _turned(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None and item.data(_KEY):
            self.chosen.emit(item.data(_KEY))

    def choose(self, key: str) -> None:
        """Mark an entry."""
        for row in range(self.count()):
            if self.item(row).data(_KEY) == key:
                self.setCurrentRow(row)


class _Delegate(QStyledItemDelegate):
    """Headings small and bold; the entry that is shown on the ground of a selection."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Headings keep a distance from the group above."""
        look = theme.active()
        is_first = index.row() == 0
        height = 30 if index.data(_KEY) else 26 if is_first else 38
        return QSize(look.px(120), look.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Ground and words; the style draws the ring of the focus."""
        look = theme.active()
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_entry, is_shown = bool(index.data(_KEY)), bool(state & QStyle.StateFlag.State_Selected)
        is_under = bool(state & QStyle.StateFlag.State_MouseOver)
        if is_entry and (is_shown or is_under):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selection" if is_shown else "surface2"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), look.px(4), look.px(4))
        painter.setPen(look.colour("text" if is_entry else "text2"))
        role = "body" if is_entry else "label"
        painter.setFont(look.font(role, weight=400 if is_entry and not is_shown else 600))
        words = rect.adjusted(look.px(10), 0, -look.px(6), 0)
        if not is_entry:
            words.setTop(words.bottom() - look.px(26))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        painter.restore()
