"""How the tables and lists of the board write: one line, cut at its end where there is no room."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from nenboard.gui import theme
from nenboard.gui.case_list.delegate import Face, tools

_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value


class Pen(NamedTuple):
    """A face, a colour of the theme, and on which side a line stands."""

    face: Face
    colour: str = "text"
    is_right: bool = False


def pen(role: str, colour: str = "text", *, numbers: bool = False, is_right: bool = False) -> Pen:
    """A pen of a type role: body, body_strong or label."""
    return Pen(tools(theme.active()).faces[role, numbers], colour, is_right)


def write(painter: QPainter, room: QRectF, text: str, with_pen: Pen) -> int:
    """Write a line into its room; returns how wide it is."""
    if not text or room.width() <= 0:
        return 0
    metrics = with_pen.face.metrics
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.setFont(with_pen.face.font)
    painter.setPen(theme.active().colour(with_pen.colour))
    painter.drawText(room, _RIGHT if with_pen.is_right else _LEFT, shown)
    return metrics.horizontalAdvance(shown)


def broken(text: str, face: Face, width: float, *, most: int) -> list[str]:
    """A text broken between words into at most so many lines; the last holds all the rest."""
    metrics, rest = face.metrics, text.split()
    lines: list[str] = []
    while rest and len(lines) < most - 1:
        line = rest.pop(0)
        while rest and metrics.horizontalAdvance(f"{line} {rest[0]}") <= width:
            line = f"{line} {rest.pop(0)}"
        lines.append(line)
    return [*lines, " ".join(rest)] if rest else lines
