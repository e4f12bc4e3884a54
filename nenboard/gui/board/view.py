"""What the board page looks like: head, figures, agenda, and what stands beside or below it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.board.agenda_card import AgendaCard
from nenboard.gui.board.figures import Figures
from nenboard.gui.board.head import BoardHead
from nenboard.gui.board.order import OrderPanel
from nenboard.gui.board.side import SideCard
from nenboard.gui.widgets.messages import EmptyState
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.sizing import keep

_SIDE_WIDTH: Final = 320
_BESIDE_FROM: Final = 1000
_ANY_WIDTH: Final = 16_777_215


class BoardView(QWidget):
    """The widgets of the page. What is too high for a small window is scrolled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "window")
        inside = QWidget()
        inside.setProperty("surface", "window")
        self.area = scrolled(inside, name="board_scroll")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self._fill(inside)

    def _fill(self, inside: QWidget) -> None:
        """From the outside in: whatever is put into another place is styled anew, all of it."""
        look = theme.active()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(10))
        self.head = BoardHead()
        column.addWidget(self.head)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self.empty = EmptyState("board_empty")
        self.stack.addWidget(self.empty)
        self.content = QWidget()
        self.stack.addWidget(self.content)
        self._fill_content()

    def _fill_content(self) -> None:
        look = theme.active()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        self.figures = Figures()
        column.addWidget(self.figures)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(look.px(10))
        column.addLayout(self._halves, 1)
        self.agenda = AgendaCard()
        self._halves.addWidget(self.agenda, 1)
        self.beside = QStackedWidget()
        self._halves.addWidget(self.beside)
        self.side = SideCard()
        self.beside.addWidget(self.side)
        self.order = OrderPanel()
        self.beside.addWidget(self.order)
        for part, least in ((self.agenda.stack, 200), (self.beside, 400)):
            keep(part, part.setMinimumHeight, least)

    @property
    def has_meeting(self) -> bool:
        """Whether a meeting is shown, and not a sentence in its place."""
        return self.stack.currentWidget() is self.content

    @property
    def is_order_shown(self) -> bool:
        """Whether a suggested order waits to be accepted."""
        return self.beside.currentWidget() is self.order

    def show_beside(self, *, order: bool) -> None:
        """The suggested order, or the lists again."""
        self.beside.setCurrentWidget(self.order if order else self.side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists stand beside the agenda where there is room, else below."""
        super().resizeEvent(event)
        look = theme.active()
        wide = self.width() >= look.px(_BESIDE_FROM)
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self.beside.setMinimumWidth(look.px(_SIDE_WIDTH) if wide else 0)
        self.beside.setMaximumWidth(look.px(_SIDE_WIDTH) if wide else _ANY_WIDTH)
        self.side.turn(wide=wide)
        self.head.turn(wide=wide)
