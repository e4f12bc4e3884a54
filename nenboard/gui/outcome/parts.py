"""What stands on the Discussion & outcome tab: the discussion, and a side column beside it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.outcome.editor import OutcomeEditor
from nenboard.gui.outcome.head import OutcomeHead
from nenboard.gui.outcome.later_cards import AddendaCard, LaterCard, ToldCard
from nenboard.gui.outcome.sections import column_in
from nenboard.gui.outcome.sign_card import SignCard
from nenboard.gui.outcome.view import OutcomeView
from nenboard.gui.page import Services
from nenboard.gui.summary.cards import FitnessCard

if TYPE_CHECKING:
    from nenboard.gui.case_edit.read_dates import Habits
    from nenboard.gui.outcome.discussions import Talks

_SIDE: Final = 360
_NO_LIMIT: Final = 16_777_215


class OutcomeParts(QWidget):
    """Head, editor or view; and fitness, who is told, sign-off, addenda, what is asked later."""

    def __init__(self, services: Services, habits: "Callable[[], Habits]", parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "window")
        self.side = QWidget(self)
        self.head = OutcomeHead()
        self.editor = OutcomeEditor(services, parent=self)
        self.view = OutcomeView()
        self.fitness = FitnessCard()
        self.sign = SignCard()
        self.told = ToldCard(habits)
        self.later = LaterCard(habits)
        self.addenda = AddendaCard(habits)
        self._lay_out()

    def _lay_out(self) -> None:
        look = theme.active()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        margin = look.px(16)
        self._halves.setContentsMargins(margin, look.px(10), margin, look.px(10))
        self._halves.setSpacing(look.px(10))
        main = QVBoxLayout()
        self._halves.addLayout(main, 1)
        main.setSpacing(look.px(10))
        for widget in (self.head, self.editor, self.view):
            main.addWidget(widget)
        main.addStretch(1)
        self._halves.addWidget(self.side)
        side = column_in(self.side, gap=10)
        tell = self.editor.fields.tell
        for card in (self.fitness, tell, self.told, self.sign, self.addenda, self.later):
            side.addWidget(card)
        side.addStretch(1)

    def turn(self, *, wide: bool) -> None:
        """The side column stands below where there is no room."""
        look = theme.active()
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self.side.setMaximumWidth(look.px(_SIDE) if wide else _NO_LIMIT)
        self.side.setMinimumWidth(look.px(_SIDE) if wide else 0)
        self.fitness.setVisible(wide)

    def show_talks(self, talks: "Talks", *, is_typed: bool, may_edit: bool) -> None:
        """Show the discussion chosen, if there is one; the editor is filled by itself."""
        detail = talks.detail
        if detail is None:
            return
        is_read = not is_typed and detail.stored is not None
        self.head.show_talks(talks, is_typed=is_typed, may_edit=may_edit)
        for widget, is_shown in (
            (self.editor, is_typed),
            (self.editor.fields.tell, is_typed),
            (self.sign, is_typed),
            (self.view, is_read),
            (self.told, is_read),
            (self.addenda, detail.is_signed),
        ):
            widget.setVisible(is_shown)
        may_note = may_edit and detail.is_signed
        self.addenda.show_addenda(detail.addenda)
        self.later.show_detail(detail, may_edit=may_note)
        if detail.stored is not None and is_read:
            self.told.show_lines(detail.tells, today=detail.today, may_edit=may_note)
            self.view.show_outcome(
                detail.stored.outcome,
                options=detail.options,
                ledger=detail.ledger,
                today=detail.today if may_note else None,
                back=detail.back,
            )
