"""What a mark says, in a small card beside it that never covers the mark itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.reports.sayings import Saying

_WIDE: Final = 400
_MOST: Final = 6
_GAP: Final = 5


class Tip(QFrame):
    """Shows value, unit, date, method and source of a mark, or a list for a counted one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setObjectName("course_tip")
        self.setProperty("card", "well")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        look = theme.active()
        column.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        column.setSpacing(look.px(2))
        self._head = paragraph("", "label", name="course_tip_head")
        self._body = paragraph("", "small", name="course_tip_body")
        column.addWidget(self._head)
        column.addWidget(self._body)
        self.hide()

    @property
    def text(self) -> str:
        """All it shows."""
        return "\n".join(part for part in (self._head.text(), self._body.text()) if part)

    def show_at(self, says: "Sequence[Saying]", *, around: QRectF) -> None:
        """Show beside a mark, below it where there is room, else above, else at its side."""
        head, body = _words(says)
        self._head.setText(head)
        self._body.setText(body)
        self._body.setVisible(bool(body))
        look = theme.active()
        metrics = self._head.fontMetrics()
        longest = max(metrics.horizontalAdvance(line) for line in (head, *body.split("\n")))
        width = min(longest + look.px(34), look.px(_WIDE), max(self._ground.width(), 80))
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None  # noqa: S101 - set when it was made
        layout.activate()
        self.resize(width, layout.heightForWidth(width))
        self._place(around)
        self.show()
        self.raise_()

    def _place(self, around: QRectF) -> None:
        """Below, above, right or left of the mark: the first that covers nothing of it."""
        room = QRectF(self._ground.rect())
        gap = theme.active().px(_GAP)
        x = min(max(around.center().x() - self.width() / 2, 0), room.width() - self.width())
        places = (
            (x, around.bottom() + gap),
            (x, around.top() - gap - self.height()),
            (around.right() + gap, min(around.top(), room.height() - self.height())),
            (around.left() - gap - self.width(), min(around.top(), room.height() - self.height())),
        )
        inside = (p for p in places if room.contains(QRectF(*p, self.width(), self.height())))
        left, top = next(inside, places[0])
        self.move(round(left), round(top))


def _words(says: "Sequence[Saying]") -> tuple[str, str]:
    if len(says) == 1:
        said = says[0]
        head = f"{said.what} {said.value}".strip() + f", {said.when}"
        return head, "\n".join(part for part in (said.how, said.source) if part)
    lines = [said.sentence for said in says[:_MOST]]
    if len(says) > _MOST:
        lines.append(_("and {count} more; T lists all").format(count=len(says) - _MOST))
    head = _("{count} marks of about the same time, {row}").format(count=len(says), row=says[0].row)
    return head, "\n".join(lines)
