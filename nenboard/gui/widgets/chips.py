"""Chips: a word with its shape; kinds of missing, strengths, and plain ones."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.widgets.shapes import paint_strength
from nenboard.host.language import _

Tone = Literal["info", "success", "warning", "danger", "neutral", "synthetic"]


@dataclass(frozen=True, slots=True)
class ChipLook:
    """What a chip shows: word, icon of the theme, colours, outline."""

    text: str
    icon: str = ""
    tone: Tone = "neutral"
    outline: Literal["none", "solid", "dashed"] = "none"
    strength: str = ""


def missing_look(kind: str, detail: str = "") -> ChipLook:
    """The chip of a kind of missing (not_done, pending, ...), or of nothing recorded."""
    icon, word = {
        "not_done": ("notdone", _("Not done")),
        "pending": ("pending", _("Pending")),
        "unknown": ("unknown", _("Unknown")),
        "not_applicable": ("notapplicable", _("Not applicable")),
    }.get(kind, ("blank", _("Not recorded")))
    tone: Tone = "warning" if kind == "pending" else "neutral"
    text = f"{word}, {detail}" if detail else word
    return ChipLook(text, icon=icon, tone=tone, outline="dashed")


def strength_look(strength: str) -> ChipLook:
    """The label of a strength of recommendation: preferred, option, selected, not_routine, ..."""
    words = {
        "preferred": _("Preferred"),
        "option": _("Option"),
        "selected": _("Selected patients only"),
        "not_routine": _("Not routinely recommended"),
        "contraindicated": _("Contraindicated by a patient factor"),
    }
    return ChipLook(words.get(strength, _("Cannot say yet")), strength=strength or "undetermined")


def chip_size(look: ChipLook, at: theme.Theme | None = None) -> QSize:
    """The room a chip needs, in the theme in use or another one."""
    at = at or theme.active()
    width = QFontMetrics(_chip_font(look, at)).horizontalAdvance(look.text) + at.px(16)
    if look.icon or look.strength:
        width += at.px(14 + 5)
    return QSize(width, at.px(20))


def paint_chip(
    painter: QPainter, rect: QRectF, look: ChipLook, *, at: theme.Theme | None = None
) -> None:
    """Draw a chip into a rectangle of `chip_size`, in the theme in use or another one."""
    at = at or theme.active()
    ink, paper = _colours(look, at)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.0)
    if look.outline == "dashed":
        pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen if look.outline != "none" else Qt.PenStyle.NoPen)
    painter.setBrush(at.colour("surface") if look.outline == "dashed" else paper)
    corner = at.radius("control" if look.strength else "chip")
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    left = rect.left() + at.px(8)
    if look.icon or look.strength:
        side = at.px(14)
        spot = QRectF(left, rect.center().y() - side / 2, side, side)
        if look.strength:
            paint_strength(painter, look.strength, spot, ink=ink, paper=paper)
        else:
            icons.paint(painter, look.icon, spot, ink)
        left += side + at.px(5)
    painter.setPen(ink)
    painter.setFont(_chip_font(look, at))
    room = QRectF(left, rect.top(), rect.right() - left, rect.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, look.text)
    painter.restore()


def _chip_font(look: ChipLook, at: theme.Theme) -> QFont:
    weight = 600 if look.strength or look.tone == "synthetic" else 500
    return at.font("caption", weight=weight)


def _colours(look: ChipLook, at: theme.Theme) -> tuple[QColor, QColor]:
    if look.strength:
        return at.strength(look.strength)
    return at.colour(look.tone), at.colour(f"{look.tone}Bg")


class Chip(QWidget):
    """A chip as a widget; its words are its accessible name."""

    def __init__(self, look: ChipLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(look.text)

    @property
    def text(self) -> str:
        """The words on the chip."""
        return self._look.text

    def set_look(self, look: ChipLook) -> None:
        """Show something else."""
        self._look = look
        self.setAccessibleName(look.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The room of the chip."""
        return chip_size(self._look)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._look)

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or scale may need other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class MissingChip(Chip):
    """The chip of a kind of missing, with its due date or reason."""

    def __init__(self, kind: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(missing_look(kind, detail), parent)


class StrengthLabel(Chip):
    """Shape, word and colour of a strength of recommendation."""

    def __init__(self, strength: str, parent: QWidget | None = None) -> None:
        super().__init__(strength_look(strength), parent)


def synthetic_chip(parent: QWidget | None = None) -> Chip:
    """The mark of a person who does not exist."""
    return Chip(ChipLook(_("SYNTHETIC PERSON"), tone="synthetic", outline="solid"), parent)
