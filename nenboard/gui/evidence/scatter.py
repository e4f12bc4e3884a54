"""Response against PFS of the arms shown, with the chosen study filled."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nenboard.gui import theme
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.algorithm.evidence import Study

_STEP: Final = 12.0
_MOST_LABELS: Final = 2


class Scatter(QWidget):
    """One ring for each arm whose response and PFS are both printed, larger with a larger N."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence_scatter")
        self.points: tuple[tuple[str, str, float, float, int], ...] = ()
        self._chosen = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_studies(self, studies: "Sequence[Study]", chosen: str) -> None:
        """Draw these studies; one of them is the chosen one."""
        self.points = tuple(
            (study.id, arm.regimen, float(arm.orr.value), float(arm.pfs.value), study.n.total)
            for study in studies
            for arm in study.arms
            if arm.orr.value is not None and arm.pfs.value is not None
        )
        self._chosen = chosen
        own = [point for point in self.points if point[0] == chosen]
        said = "; ".join(
            _("{regimen}: response {response} %, PFS {pfs} months").format(
                regimen=regimen, response=f"{orr:g}", pfs=f"{pfs:g}"
            )
            for _id, regimen, orr, pfs, _n in own
        )
        name = _("Response and PFS of {count} arms").format(count=len(self.points))
        self.setAccessibleName(f"{name}. {said}".rstrip(". ") + ".")
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        """A small square plot."""
        look = theme.active()
        return QSize(look.px(216), look.px(150))

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes, arms, the chosen study last."""
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((point[3] for point in self.points), default=_STEP)
        top = _STEP * max(2, -(-most // _STEP))
        room = QRectF(
            look.px(26), look.px(8), self.width() - look.px(46), self.height() - look.px(30)
        )
        self._axes(painter, room, top=top)
        others = [point for point in self.points if point[0] != self._chosen]
        own = [point for point in self.points if point[0] == self._chosen]
        labels = []
        for number, (study_id, regimen, orr, pfs, count) in enumerate((*others, *own)):
            is_own = study_id == self._chosen
            x = room.left() + orr / 100 * room.width()
            y = room.bottom() - pfs / top * room.height()
            r = look.px(3 + min(count, 150) / 50)
            painter.setPen(QPen(look.colour("primary" if is_own else "text2"), 1.2))
            painter.setBrush(look.colour("primary" if is_own else "surface"))
            painter.drawEllipse(QPointF(x, y), r, r)
            if is_own and len(own) <= _MOST_LABELS:
                is_below = (number - len(others)) % 2 == 1
                labels.append((regimen, QPointF(x, y + r if is_below else y - r), is_below))
        for words, at, is_below in labels:
            self._label(painter, room, at, words=words, is_below=is_below)

    def _axes(self, painter: QPainter, room: QRectF, *, top: float) -> None:
        look = theme.active()
        painter.setFont(look.font("caption", numbers=True))
        for share in (0.0, 0.5, 1.0):
            y = room.bottom() - share * room.height()
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(look.colour("text2"))
            spot = QRectF(0, y - look.px(8), room.left() - look.px(4), look.px(16))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(spot, int(flags.value), f"{top * share:g}")
            x = room.left() + share * room.width()
            below = QRectF(x - look.px(24), room.bottom() + look.px(2), look.px(48), look.px(16))
            words = "100 %" if share == 1 else f"{share * 100:g}"
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(QPen(look.colour("text2"), 1))
        painter.drawLine(room.bottomLeft(), room.topLeft())
        painter.drawText(
            QRectF(room.left() + look.px(4), room.top() + look.px(1), look.px(60), look.px(14)),
            int(Qt.AlignmentFlag.AlignLeft.value),
            _("months"),
        )

    def _label(
        self, painter: QPainter, room: QRectF, at: QPointF, *, words: str, is_below: bool
    ) -> None:
        look = theme.active()
        font = look.font("caption", weight=600)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        wide = metrics.horizontalAdvance(shown)
        left = min(max(at.x() - wide / 2, room.left()), room.right() - wide)
        top = at.y() if is_below else max(at.y() - metrics.height(), 0.0)
        painter.fillRect(QRectF(left, top, wide, metrics.height()), look.colour("surface"))
        painter.drawText(QPointF(left, top + metrics.ascent()), shown)
