"""A recorded version as it is read: flat, with nothing in it that could be typed into."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from nenboard.domain.follow_up import ActionState, LedgerLine
from nenboard.gui import theme
from nenboard.gui.outcome.inputs import small_button
from nenboard.gui.outcome.opened import Options
from nenboard.gui.outcome.plan_section import standing_kind, standing_words
from nenboard.gui.outcome.sections import column_in, small_title
from nenboard.gui.outcome.state_words import (
    action_look,
    basis_words,
    line_note,
    result_words,
)
from nenboard.gui.summary.cards import clear
from nenboard.gui.widgets.cards import Card, line_between
from nenboard.gui.widgets.chips import Chip, StrengthLabel
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.labels import label as label_of
from nenboard.host.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from nenboard.domain.dates import PartialDate
    from nenboard.domain.outcome import Outcome

_ADVICE_WIDTH: Final = 170
_BASIS_WIDTH: Final = 210


class OutcomeView(QWidget):
    """Result, plan beside the advice, and actions as they stand now; `done` names an action."""

    done = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outcome_view")
        column = column_in(self, gap=10)
        self.result = Card(_("Outcome"), name="view_result")
        self.plan = Card(
            _("Plan, in order"),
            note=_("what was offered as an alternative is kept too"),
            name="view_plan",
        )
        self.actions_card = Card(_("Actions"), name="view_actions")
        for card in (self.result, self.plan, self.actions_card):
            column.addWidget(card)

    def show_outcome(
        self,
        outcome: "Outcome",
        *,
        options: Options,
        ledger: "Sequence[LedgerLine]" = (),
        today: "date | None" = None,
        back: "PartialDate | None" = None,
    ) -> None:
        """Show a version; with `today` the open actions can be marked as done.

        `back` is the day of the planned meeting that a deferred case comes back to.
        """
        self._show_result(outcome, back)
        self._show_plan(outcome, options)
        self._show_actions(outcome, ledger, today)

    def _show_result(self, outcome: "Outcome", back: "PartialDate | None") -> None:
        clear(self.result.body)
        words = result_words(outcome, back=back)
        self.result.body.addWidget(paragraph(words, "strong", name="view_words"))
        if outcome.question:
            asked = _("Asked: {question}").format(question=outcome.question)
            self.result.body.addWidget(paragraph(asked, "small"))
        if outcome.correction is not None:
            words = _("Corrects version {number}: {reason}").format(
                number=outcome.correction.of_version, reason=outcome.correction.reason
            )
            self.result.body.addWidget(paragraph(words, "small", name="view_correction"))

    def _show_plan(self, outcome: "Outcome", options: Options) -> None:
        clear(self.plan.body)
        self.plan.setVisible(bool(outcome.plan))
        if not outcome.plan:
            return
        table = QWidget()
        grid = _grid(table, (_("Plan line"), _("Advice of the algorithm"), _("Basis")))
        ranks = {line.id: rank for rank, line in enumerate(outcome.plan, 1)}
        for line in outcome.plan:
            at = grid.rowCount()
            grid.addWidget(line_between(), at, 0, 1, 4)
            grid.addWidget(label(str(ranks[line.id]), "strong"), at + 1, 0, _TOP)
            grid.addWidget(_two_lines(line.text, line_note(line, ranks)), at + 1, 1, _TOP)
            grid.addWidget(_advice(outcome, line.id, options), at + 1, 2, _TOP)
            grid.addWidget(paragraph(basis_words(line), "small"), at + 1, 3, _TOP)
        self.plan.body.addWidget(table)
        compared = options.compared(outcome)
        words = standing_words(compared)
        if outcome.departure is not None:
            words = _("The board departs from the advice: {reason}").format(
                reason=label_of(outcome.departure.reason)
            )
            words += f". {outcome.departure.words}" if outcome.departure.words else ""
        self.plan.body.addWidget(
            InlineMessage(words, kind=standing_kind(compared), name="view_standing")
        )

    def _show_actions(
        self, outcome: "Outcome", ledger: "Sequence[LedgerLine]", today: "date | None"
    ) -> None:
        clear(self.actions_card.body)
        if not outcome.actions:
            words = (
                _("No action is needed.") if outcome.has_no_actions else _("No action is named.")
            )
            self.actions_card.body.addWidget(paragraph(words, "small"))
            return
        table = QWidget()
        grid = _grid(table, (_("What"), _("Who"), _("By when"), _("State"), ""), rank=False)
        for line in ledger:
            self._add_action(grid, line, today)
        self.actions_card.body.addWidget(table)

    def _add_action(self, grid: QGridLayout, line: LedgerLine, today: "date | None") -> None:
        at = grid.rowCount()
        action = line.action
        is_overdue = today is not None and line.is_overdue(today)
        grid.addWidget(line_between(), at, 0, 1, 5)
        grid.addWidget(paragraph(action.what), at + 1, 0)
        grid.addWidget(label(action.owner or _("nobody named")), at + 1, 1)
        grid.addWidget(label(action.due.text if action.due else _("no date")), at + 1, 2)
        grid.addWidget(Chip(action_look(line, is_overdue=is_overdue)), at + 1, 3)
        if today is not None and line.state is ActionState.OPEN:
            button = small_button(_("Done today"), name=f"done.{action.id}")
            button.setAccessibleName(_("Done today: {what}").format(what=action.what))
            button.clicked.connect(partial(self._done, action.id))
            grid.addWidget(button, at + 1, 4)

    def _done(self, key: str, _on: bool = False) -> None:
        self.done.emit(key)


_TOP: Final = Qt.AlignmentFlag.AlignTop


def _grid(table: QWidget, heads: "Sequence[str]", *, rank: bool = True) -> QGridLayout:
    look = theme.active()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(12))
    grid.setVerticalSpacing(look.px(5))
    first = 1 if rank else 0
    for at, words in enumerate(heads):
        grid.addWidget(small_title(words), 0, at + first)
    grid.setColumnStretch(first, 1)
    if rank:
        grid.setColumnMinimumWidth(2, look.px(_ADVICE_WIDTH))
        grid.setColumnMinimumWidth(3, look.px(_BASIS_WIDTH))
    return grid


def _two_lines(words: str, note: str) -> QWidget:
    made = QWidget()
    column = column_in(made, gap=1)
    column.addWidget(paragraph(words, "strong"))
    if note:
        column.addWidget(paragraph(note, "small"))
    return made


def _advice(outcome: "Outcome", key: str, options: Options) -> QLabel | Chip:
    """The strength with which the algorithm listed the line when it was decided."""
    ref = next(line.option for line in outcome.plan if line.id == key)
    if ref is None:
        words = _("no advice to compare") if options.advised is None else _("not from the rule set")
        return label(words, "small")
    found = options.of(ref.node, ref.option)
    return StrengthLabel((found.strength if found is not None else ref.strength) or "")
