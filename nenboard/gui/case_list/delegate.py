"""Paints a cell of the list: two lines, chips for what is missing, glyphs for responses."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nenboard.gui import theme
from nenboard.gui.case_list import words
from nenboard.gui.case_list.model import CELL
from nenboard.gui.widgets.chips import chip_size, missing_look, paint_chip
from nenboard.gui.widgets.shapes import paint_response
from nenboard.host.language import _

_SELECTED = QStyle.StateFlag.State_Selected
_ELIDE = Qt.TextElideMode.ElideRight
_NOT_LISTED = "target_meeting"
_NUMBERS = {"birth_date", "ki67", "target_meeting"}


class Face(NamedTuple):
    """A font with its metrics."""

    font: QFont
    metrics: QFontMetrics


class Tools(NamedTuple):
    """What painting needs from the theme, made once: a page of the list has a hundred cells."""

    colours: dict[str, QColor]
    faces: dict[tuple[str, bool], Face]


@lru_cache(maxsize=4)
def tools(look: theme.Theme) -> Tools:
    """The tools of a theme."""
    names = ("selection", "line", "neutralBg", "text", "text2", "text3")
    faces = {}
    for role, weight in (("body_strong", None), ("body", None), ("label", 400)):
        for numbers in (False, True):
            font = look.font(role, weight=weight, numbers=numbers)
            faces[role, numbers] = Face(font, QFontMetrics(font))
    return Tools({name: look.colour(name) for name in names}, faces)


class CaseCell(QStyledItemDelegate):
    """One painter for all columns; what it needs from the theme is read once for each paint."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines high."""
        look = theme.active()
        return QSize(look.px(80), row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, line below, and the words."""
        look = theme.active()
        colours = tools(look).colours
        rect = QRectF(option.rect)
        if option.state & _SELECTED:
            painter.fillRect(rect, colours["selection"])
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, colours["line"])
        column = words.COLUMNS[index.column()]
        cell = index.data(CELL)
        inner = rect.adjusted(look.px(6), look.px(4), -look.px(6), -look.px(5))
        if cell is None:
            waiting = QRectF(inner.left(), inner.top() + 4, inner.width() * 0.6, look.px(10))
            painter.fillRect(waiting, colours["neutralBg"])
            return
        first, second = cell
        if not first or first in words.KINDS_OF_MISSING:
            self._paint_missing(painter, inner, column=column, kind=first)
            first = ""
        self._paint_lines(painter, inner, column=column, lines=(first, second))

    def _paint_missing(self, painter: QPainter, inner: QRectF, *, column: str, kind: str) -> None:
        look = theme.active()
        if column == _NOT_LISTED:
            kit = tools(look)
            painter.setFont(kit.faces["body", False].font)
            painter.setPen(kit.colours["text3"])
            painter.drawText(inner, int(_TOP_LEFT), _("not listed"))
            return
        chip = missing_look(kind)
        size = chip_size(chip)
        width = min(float(size.width()), inner.width())
        left = inner.right() - width if column == "ki67" else inner.left()
        paint_chip(painter, QRectF(left, inner.top(), width, size.height()), chip)

    def _paint_lines(
        self, painter: QPainter, inner: QRectF, *, column: str, lines: tuple[str, str]
    ) -> None:
        look = theme.active()
        kit = tools(look)
        first, second = lines
        numbers = column in _NUMBERS
        role = "body_strong" if column == "name" else "body"
        face = kit.faces[role, numbers]
        height = face.metrics.height()
        top = QRectF(inner.left(), inner.top(), inner.width(), height)
        if first and column == "last_response":
            side = look.px(11)
            glyph = QRectF(top.left(), top.center().y() - side / 2, side, side)
            paint_response(painter, first, glyph, ink=kit.colours["text"])
            top.setLeft(top.left() + side + look.px(6))
        side_flag = _RIGHT if column == "ki67" else _LEFT
        painter.setPen(kit.colours["text"])
        _write(painter, top, first, face=face, side=side_flag)
        below = QRectF(inner.left(), top.bottom(), inner.width(), height)
        painter.setPen(kit.colours["text2"])
        _write(painter, below, second, face=kit.faces["label", numbers], side=side_flag)


_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_TOP_LEFT = (Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft).value


def _write(painter: QPainter, room: QRectF, text: str, *, face: Face, side: int) -> None:
    if not text:
        return
    painter.setFont(face.font)
    shown = face.metrics.elidedText(text, _ELIDE, int(room.width()) + 1)
    painter.drawText(room, side, shown)


def row_height() -> int:
    """The height of a row of two lines at the scale in use."""
    look = theme.active()
    lines = QFontMetrics(look.font("body")).height() * 2
    return lines + look.px(10)
