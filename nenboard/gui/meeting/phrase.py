"""A phrase of the reports in the type of the room: weights, tones, and missing values marked."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from nenboard.gui.theme import Theme

if TYPE_CHECKING:
    from nenboard.reports.values import Phrase, Span

_WEIGHTS: Final = {"regular": 400, "semibold": 600, "bold": 700}
_NARROWEST: Final = 200


class PhraseLabel(QWidget):
    """Wraps and is never cut. A missing value keeps its word and has a dashed line below it."""

    def __init__(self, phrase: "Phrase", look: Theme, *, role: str = "meeting_body") -> None:
        super().__init__()
        self._phrase = phrase
        self._look = look
        self._role = role
        self.setAccessibleName("".join(span.text for span in phrase))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """All its words."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        """As high as the words need at the present width."""
        width = max(self.width(), self._look.px(_NARROWEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow if need be."""
        return QSize(self._look.px(_NARROWEST), self._look.px(18))

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return round(self._laid_out(width)[1])

    def _laid_out(self, width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self.text, self._look.font(self._role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        bottom = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, bottom))
            bottom += line.height()
        layout.endLayout()
        return layout, bottom

    def _formats(self) -> list[QTextLayout.FormatRange]:
        made, start = [], 0
        for span in self._phrase:
            part = QTextLayout.FormatRange()
            part.start, part.length = start, len(span.text.encode("utf-16-le")) // 2
            part.format = self._format(span)
            made.append(part)
            start += part.length
        return made

    def _format(self, span: "Span") -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFontWeight(QFont.Weight(_WEIGHTS[span.weight.value]))
        shape.setForeground(self._look.colour("text2" if span.gap else span.tone.value))
        if span.gap:
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        return shape

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines."""
        painter = QPainter(self)
        painter.setPen(self._look.colour("text"))
        layout, _bottom = self._laid_out(self.width())
        layout.draw(painter, QPointF(0, 0), [], QRectF(self.rect()))
