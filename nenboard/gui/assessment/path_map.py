"""The decision map: the path lit, other branches thin and openable, walked by the arrow keys."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment import map_painting
from nenboard.gui.assessment.graph_view import Graph
from nenboard.gui.assessment.map_layout import Box, Key, PathMap, lay_out
from nenboard.gui.assessment.view import OutcomeView
from nenboard.host.language import _

_STEPS: Final = {
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PathMapView(QWidget):
    """One stop for the focus. Down follows the path or opens a branch, Right opens or goes on.

    `node_asked` names a node whose sources are wanted; `moved` the rectangle of the node that has
    the cursor.
    """

    node_asked = Signal(str)
    moved = Signal(QRectF)

    def __init__(self, outcomes: Sequence[OutcomeView], graph: Graph) -> None:
        super().__init__()
        self.setObjectName("path_map")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._outcomes, self._graph = tuple(outcomes), graph
        self._opened: tuple[str, ...] = ()
        self._map = PathMap((), (), 0, 0)
        self._asked: tuple[int, tuple[str, ...], float] | None = None
        self._answer = self._map
        self._at: Key | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = [step.sentence(n) for one in outcomes for n, step in enumerate(one.steps, 1)]
        self.setAccessibleName(_("Path of this patient. {steps}").format(steps=" ".join(said)))

    @property
    def map(self) -> PathMap:
        """The map as it stands."""
        return self._map

    @property
    def current(self) -> Box | None:
        """The node that has the cursor."""
        return self._map.box(self._at) if self._at is not None else None

    def _laid_out(self, width: int) -> PathMap:
        """The map for a width; kept, because a layout asks for its height again and again."""
        scale = theme.active().scale
        asked = (width, self._opened, scale)
        if self._asked != asked:
            self._asked = asked
            self._answer = lay_out(
                self._outcomes,
                self._graph,
                opened=self._opened,
                width=width / scale - 2,
                measure=_measure,
            )
        return self._answer

    def heightForWidth(self, width: int) -> int:
        """Room for all rows."""
        return round(self._laid_out(width).height * theme.active().scale) + 4

    def sizeHint(self) -> QSize:
        """Room for all rows at the present width."""
        width = max(self.width(), theme.active().px(320))
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the boxes anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._map = self._laid_out(self.width())
        self.setMinimumHeight(round(self._map.height * theme.active().scale) + 4)
        self.updateGeometry()
        self.update()

    def open_branch(self, box: Box) -> None:
        """Show where a branch leads; others in the same row close."""
        depth = 0 if box.key[0] == "path" else box.key[1] + 1
        self._opened = (*self._opened[:depth], box.code)
        self._place()

    def close_branch(self) -> bool:
        """Close the innermost open branch; False if none is open."""
        if not self._opened:
            return False
        closed = self._opened[-1]
        self._opened = self._opened[:-1]
        self._place()
        again = next((b for b in self._map.boxes if b.code == closed and not b.is_lit), None)
        if again is not None and self.current is None:
            self._go(again)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter asks for the sources, Space opens and closes, Esc closes."""
        key, box = Qt.Key(event.key()), self.current
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._walk(_STEPS[key])
        elif key in _ENTER and box is not None:
            self.node_asked.emit(box.code)
        elif key == Qt.Key.Key_Space and box is not None and box.opens:
            self._toggle(box)
        elif key == Qt.Key.Key_Escape and self.close_branch():
            return
        else:
            super().keyPressEvent(event)

    def _toggle(self, box: Box) -> None:
        if box.is_open:
            self.close_branch()
        else:
            self.open_branch(box)
        self._go(self._map.box(box.key) or box)

    def _walk(self, way: str) -> None:
        box = self.current
        if box is None or way == "home":
            self._go(self._map.rows[0][0])
            return
        if way == "right" and box.opens and not box.is_open:
            self.open_branch(box)
            self._go(self._map.box(box.key) or box)
            return
        if way == "down" and box.opens and not box.is_open:
            self.open_branch(box)
        found = self._next(box, way)
        if found is not None:
            self._go(found)

    def _next(self, box: Box, way: str) -> Box | None:
        links = self._map.links
        if way == "end":
            return next((one for one in reversed(self._map.boxes) if one.is_end), None)
        if way == "up":
            starts = [link.start for link in links if link.end == box.key]
            return self._map.box(starts[-1]) if starts else None
        if way == "down":
            ends = [link.end for link in reversed(links) if link.start == box.key]
            ends.sort(key=lambda key: not self._is_lit(key))
            order = [one.key for one in self._map.boxes]
            lit = [key for key in ends if self._is_lit(key)]
            return self._map.box(min(lit or ends, key=order.index)) if ends else None
        row = next(row for row in self._map.rows if any(one.key == box.key for one in row))
        keys = [one.key for one in row]
        place = keys.index(box.key) + (1 if way == "right" else -1)
        return row[place] if 0 <= place < len(row) else None

    def _is_lit(self, key: Key) -> bool:
        box = self._map.box(key)
        return box is not None and box.is_lit

    def _go(self, box: Box) -> None:
        self._at = box.key
        self.setAccessibleDescription(self._spoken(box))
        scale = theme.active().scale
        self.moved.emit(
            QRectF(box.left * scale, box.top * scale, box.width * scale, box.height * scale)
        )
        self.update()

    def _spoken(self, box: Box) -> str:
        """The node as it is read out, with its place in the row."""
        row = next(row for row in self._map.rows if any(one.key == box.key for one in row))
        state = _("on the path") if box.is_lit else _("not taken")
        branch = (_("open") if box.is_open else _("closed")) if box.opens else ""
        place = _("{number} of {count}").format(
            number=[one.key for one in row].index(box.key) + 1, count=len(row)
        )
        return ", ".join(part for part in (box.title, state, branch, place) if part)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click gives the cursor to a node and asks for its sources."""
        box = self._box_at(event.position())
        self.setFocus()
        if box is not None:
            if box.opens and not box.is_open:
                self.open_branch(box)
            self._go(self._map.box(box.key) or box)
            self.node_asked.emit(box.code)

    def _box_at(self, spot: QPointF) -> Box | None:
        at = spot / theme.active().scale
        return next((one for one in self._map.boxes if map_painting.area(one).contains(at)), None)

    def event(self, event: QEvent) -> bool:
        """The condition that leads to a node, as a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            box = self._box_at(QPointF(event.pos()))
            words = self._tip(box) if box is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _tip(self, box: Box) -> str:
        starts = {link.start[2] for link in self._map.links if link.end == box.key}
        node = self._graph.get(box.code)
        into = node.into if node is not None else ()
        return "\n".join([box.title, *(e.condition for e in into if e.start in starts)])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Links first, lit ones on top, then the boxes, then what decided."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(1, 1)
        painter.scale(theme.active().scale, theme.active().scale)
        for link in self._map.links:
            map_painting.paint_link(painter, link)
        for box in self._map.boxes:
            is_current = self.hasFocus() and box.key == self._at
            map_painting.paint_box(painter, box, is_current=is_current)
        for link in self._map.links:
            start = self._map.box(link.start)
            if link.is_lit and link.words and start is not None:
                map_painting.paint_words(painter, link, start, width=self._map.width)


def _measure(title: str, width: float) -> float:
    scale = theme.active().scale
    metrics = QFontMetricsF(theme.active().font("caption", weight=600))
    room = QRectF(0, 0, (width - 14) * scale, 1000)
    return max(metrics.boundingRect(room, map_painting.WRAP, title).height() / scale + 12, 30.0)
