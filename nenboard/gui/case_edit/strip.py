"""The strip with fitness and wishes that stands on every tab of a case and cannot be closed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.case_edit.strip_words import fitness_words, wishes_words
from nenboard.gui.page import CaseContext
from nenboard.host.language import _

Part = tuple[str, str, str]
"""Icon, title and words."""
Box = tuple[QRectF, QRectF, Part]
"""Where title and words of a part stand."""


class FitnessStrip(QWidget):
    """One line, or two where one is too narrow; nothing in it is cut."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fitness_strip")
        self._context = context
        self._parts: tuple[Part, ...] = ()
        self._laid_out: tuple[theme.Theme, dict[int, list[Box]]] = (theme.active(), {})
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        context.case_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """The case has changed."""
        case = self._context.case
        self._parts = (
            ("heart", _("Fitness"), fitness_words(case)),
            ("wish", _("Wishes"), wishes_words(case)),
        )
        said = "; ".join(f"{title}: {words}" for _icon, title, words in self._parts)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self._laid_out[1].clear()
        self.updateGeometry()
        self.update()

    def _boxes(self, width: int) -> list[Box]:
        """Where each part stands; a layout asks for it again and again, so it is kept."""
        look = theme.active()
        if self._laid_out[0] is not look:
            self._laid_out = (look, {})
        if width not in self._laid_out[1]:
            self._laid_out[1][width] = self._measured(width, look)
        return self._laid_out[1][width]

    def _measured(self, width: int, look: theme.Theme) -> list[Box]:
        """Title and words of each part, wrapped where needed."""
        bold = QFontMetricsF(look.font("label", weight=600))
        plain = QFontMetricsF(look.font("label", weight=400))
        margin, icon = look.px(16), look.px(20)
        found = []
        left, top = float(margin), float(look.px(5))
        room = width - 2 * margin
        heads = [icon + bold.horizontalAdvance(title) + look.px(8) for _i, title, _w in self._parts]
        wants = [plain.horizontalAdvance(words) + 4 for _i, _t, words in self._parts]
        one_line = sum(heads) + sum(wants) + look.px(24) <= room
        for part, head, want in zip(self._parts, heads, wants, strict=True):
            share = want if one_line else room - head
            words = plain.boundingRect(
                QRectF(0, 0, share, 1000), int(Qt.TextFlag.TextWordWrap.value), part[2]
            )
            height = max(words.height(), plain.height())
            title_box = QRectF(left, top, head, plain.height())
            found.append((title_box, QRectF(left + head, top, share, height), part))
            if one_line:
                left += head + share + look.px(24)
            else:
                top += height + look.px(2)
        return found

    def heightForWidth(self, width: int) -> int:
        """One line, or as many as the words need."""
        bottom = max(box.bottom() for _title, box, _part in self._boxes(width))
        return round(bottom + theme.active().px(6))

    def sizeHint(self) -> QSize:
        """Room for one line in a wide window."""
        width = max(self.width(), theme.active().px(600))
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, title and words of each part."""
        look = theme.active()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("selection"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
        painter.setPen(look.colour("text"))
        for title, words, (icon, head, text) in self._boxes(self.width()):
            side = look.px(14)
            spot = QRectF(title.left(), title.center().y() - side / 2, side, side)
            icons.paint(painter, icon, spot, look.colour("text"))
            painter.setFont(QFont(look.font("label", weight=600)))
            painter.drawText(title.adjusted(look.px(20), 0, 0, 0), head)
            painter.setFont(QFont(look.font("label", weight=400)))
            painter.drawText(words, int(Qt.TextFlag.TextWordWrap.value), text)
