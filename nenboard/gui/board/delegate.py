"""Paints the agenda: two lines a row, chips for the triage, shapes for the readiness."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nenboard.gui import icons, theme
from nenboard.gui.board.brush import broken, pen, write
from nenboard.gui.board.lines import BREAK, Line
from nenboard.gui.board.model import COLUMNS, LINE
from nenboard.gui.widgets.buttons import key_size, paint_key
from nenboard.gui.widgets.chips import ChipLook, Tone, chip_size, paint_chip
from nenboard.host.language import _

_SELECTED: Final = QStyle.StateFlag.State_Selected
_TRIAGE: Final[dict[str, tuple[str, Tone]]] = {
    "discuss": ("meeting", "info"),
    "standard_of_care": ("ok", "success"),
    "not_ready": ("pending", "warning"),
}
_STATUS: Final = {
    "ready": ("ok", "success"),
    "check": ("warning", "warning"),
    "blocked": ("error", "danger"),
    "overridden": ("signed", "neutral"),
    "signed": ("signed", "success"),
    "unsigned": ("warning", "warning"),
}
_LOUD: Final = frozenset({"check", "blocked", "unsigned"})


def triage_look(line: Line) -> ChipLook:
    """The chip of a triage."""
    icon, tone = _TRIAGE.get(line.triage, ("", "neutral"))
    return ChipLook(line.triage_words, icon=icon, tone=tone)


def status_mark(status: str) -> tuple[str, str]:
    """Icon and colour of a state of a case."""
    return _STATUS.get(status, ("info", "info"))


class AgendaCell(QStyledItemDelegate):
    """One painter for all columns."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, line below, and what stands in the cell."""
        look = theme.active()
        line: Line | None = index.data(LINE)
        if line is None:
            return
        rect = QRectF(option.rect)
        ground = look.colour("surface2") if line.kind == BREAK else None
        if option.state & _SELECTED:
            ground = look.colour("selection")
        if ground is not None:
            painter.fillRect(rect, ground)
        below = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(below, look.colour("line"))
        inner = rect.adjusted(look.px(6), look.px(4), -look.px(6), -look.px(5))
        if line.kind == BREAK:
            if index.column() == 1:
                _paint_break(painter, inner, line)
            return
        _paint_case(painter, inner, COLUMNS[index.column()], line)


def _paint_break(painter: QPainter, room: QRectF, line: Line) -> None:
    look = theme.active()
    grey = pen("body", "text2")
    side = look.px(14)
    spot = QRectF(room.left(), room.center().y() - side / 2, side, side)
    icons.paint(painter, "timer", spot, look.colour("text2"))
    left = spot.right() + look.px(6)
    left += write(painter, _from(room, left), line.patient[0], grey) + look.px(12)
    size = key_size("B")
    cap = QRectF(left, room.center().y() - size.height() / 2, size.width(), size.height())
    paint_key(painter, cap, "B", look.colour("text2"))
    does = _("no break here") if line.is_set else _("keep it here")
    write(painter, _from(room, cap.right() + look.px(5)), does, grey)


def _from(room: QRectF, left: float) -> QRectF:
    """What is left of a room."""
    return QRectF(left, room.top(), max(room.right() - left, 0), room.height())


def _paint_case(painter: QPainter, room: QRectF, column: str, line: Line) -> None:
    body = pen("body")
    height = body.face.metrics.height()
    top = QRectF(room.left(), room.top(), room.width(), height)
    below = top.translated(0, height)
    if column == "number":
        write(painter, top, line.number, pen("body", "text2", numbers=True, is_right=True))
    elif column == "patient":
        _paint_patient(painter, top, below, line)
    elif column == "tumour":
        _paint_tumour(painter, top, below, line)
    elif column == "question":
        asked = body if line.question else pen("body", "text3")
        lines = broken(line.question or _("Not recorded"), body.face, room.width(), most=2)
        for part, spot in zip(lines, (top, below), strict=False):
            write(painter, spot, part, asked)
    elif column == "triage":
        _paint_triage(painter, top, below, line)
    elif column == "readiness":
        _paint_readiness(painter, top, below, line)
    elif column == "minutes":
        write(painter, top, line.minutes, pen("body", numbers=True, is_right=True))
        write(painter, below, line.starts, pen("label", "text2", numbers=True, is_right=True))


def _paint_patient(painter: QPainter, top: QRectF, below: QRectF, line: Line) -> None:
    """The name on one line, or the given name below where it would be cut."""
    strong, small = pen("body_strong"), pen("label", "text2")
    name, about = line.patient
    family, _comma, given = name.partition(", ")
    if given and strong.face.metrics.horizontalAdvance(name) > top.width():
        name, about = f"{family},", f"{given} · {about}"
    write(painter, top, name, strong)
    write(painter, below, about, small)


def _paint_tumour(painter: QPainter, top: QRectF, below: QRectF, line: Line) -> None:
    """Ki-67 stands below the tumour, or after it where that takes more than a line."""
    body, first = pen("body"), line.tumour[0]
    if body.face.metrics.horizontalAdvance(first) <= top.width():
        write(painter, top, first, body)
        write(painter, below, line.tumour[1], pen("label", "text2"))
        return
    words = ", ".join(part for part in line.tumour if part)
    for part, spot in zip(
        broken(words, body.face, top.width(), most=2), (top, below), strict=False
    ):
        write(painter, spot, part, body)


def _paint_triage(painter: QPainter, top: QRectF, below: QRectF, line: Line) -> None:
    chip = triage_look(line)
    size = chip_size(chip)
    paint_chip(painter, QRectF(top.left(), top.top(), size.width(), size.height()), chip)
    lower = below.translated(0, theme.active().px(2))
    write(painter, lower, line.triage_note, pen("label", "text2"))


def _paint_readiness(painter: QPainter, top: QRectF, below: QRectF, line: Line) -> None:
    look = theme.active()
    icon, tone = status_mark(line.status)
    side = look.px(14)
    spot = QRectF(top.left(), top.center().y() - side / 2, side, side)
    icons.paint(painter, icon, spot, look.colour(tone))
    left = spot.right() + look.px(6)
    left += write(painter, _from(top, left), line.status_words, pen("body_strong", tone))
    answered = _from(top, left + look.px(8))
    write(painter, answered, line.answered, pen("label", "text2", numbers=True))
    colour = tone if line.status in _LOUD else "text2"
    write(painter, below, line.items, pen("label", colour))
