"""The plan: ranked lines with alternatives, held against the advice of the algorithm."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nenboard.domain.concordance import Comparison, Concordance, Why
from nenboard.domain.terms import DepartureReason
from nenboard.gui import theme
from nenboard.gui.outcome import edits
from nenboard.gui.outcome.inputs import CodeChoice, TypedLine, object_name
from nenboard.gui.outcome.plan_row import PlanRow
from nenboard.gui.outcome.sections import Section, column_in, fade, holds_focus, row_of
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.messages import InlineMessage, Kind
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.outcome.session import DraftSession

_FOLLOWS: Final = {
    Concordance.LEADING: "The first line follows the advice: it leads the list of the rule set.",
    Concordance.LISTED: "The first line is listed by the rule set, behind its leading option.",
    Concordance.WAITING: "The first line is listed; a missing fact decides how strongly.",
}
_DEPARTS: Final = {
    Why.NOT_LISTED: "The rule set does not list the first line. Say why the board departs from it.",
    Why.NOT_ROUTINE: "The rule set does not list the first line as routine. Say why the board "
    "departs from it.",
    Why.CONTRAINDICATED: "The rule set lists the first line as contraindicated. Say why the board "
    "departs from it.",
}
_NOTHING: Final = {
    Why.NO_ANSWER: "The rule set has not been run on this state of the case, so the plan is held "
    "against nothing.",
    Why.NO_OPTIONS: "The rule set lists no option for this case, so the plan is held against "
    "nothing.",
}


def standing_words(comparison: Comparison) -> str:
    """How the plan stands to the advice, in a sentence; empty while there is nothing to say."""
    if comparison.concordance is Concordance.NOT_COMPARED:
        words = _NOTHING.get(comparison.why or Why.NO_RESULT, "")
    elif comparison.concordance is Concordance.DEPARTS:
        words = _DEPARTS[comparison.why or Why.NOT_LISTED]
    else:
        words = _FOLLOWS[comparison.concordance]
    said = _(words) if words else ""
    if said and not comparison.is_certain:
        said += " " + _("Missing facts keep more than one branch open.")
    return said


class PlanSection(Section):
    """Lines of the plan in order, how the first stands to the advice, and why it departs."""

    def __init__(self, *, is_narrow: bool = False) -> None:
        note = "" if is_narrow else _("what was offered as an alternative is kept too")
        super().__init__(_("Plan, in order"), note=note, name="outcome_plan")
        self._is_narrow = is_narrow
        look = theme.active()
        self.body.setSpacing(look.px(4))
        self.rows: dict[str, PlanRow] = {}
        self.add = KeyButton(_("Line"), keys="Ctrl+Ins", icon="add", name=object_name("plan_add"))
        self.add.setAccessibleName(_("Add a line to the plan"))
        self.add.clicked.connect(lambda _on=False: self.add_line())
        self.add_beside_title(self.add)
        self._holder = QWidget(self)
        self._lines: QVBoxLayout = column_in(self._holder, gap=2)
        self.body.addWidget(self._holder)
        self.standing = InlineMessage("", name="outcome_standing")
        self.body.addWidget(self.standing)
        self._departure = QWidget()
        self.reason = CodeChoice(
            "departure", words=_("Why the board departs"), codes=DepartureReason
        )
        self.words = TypedLine("departure_words", words=_("In words"), is_short=False)
        column_in(self._departure).addLayout(row_of(self.reason, self.words, stretch=1))
        self.body.addWidget(self._departure)

    def bind(self, session: "DraftSession") -> None:
        """Show another draft."""
        if self.rows:
            self.rows = {}
            old, self._holder = self._holder, QWidget(self)
            self._lines = column_in(self._holder, gap=2)
            self.body.replaceWidget(old, self._holder)
            fade(old)
        super().bind(session)
        self.reason.bind(session)

    def grow(self) -> bool:
        """Make one of the lines that are missing."""
        plan = self.session.outcome.plan if self.session is not None else ()
        missing = next((line.id for line in plan if line.id not in self.rows), None)
        if missing is not None:
            self._lines.addWidget(self._new_row(missing))
        return missing is not None

    def show_session(self) -> None:
        """Show the lines in their order; a row stays the same widget while its line lives."""
        if self.session is None:
            return
        plan = self.session.outcome.plan
        for key in self.rows.keys() - {line.id for line in plan}:
            self._drop(key)
        ranks = {line.id: rank for rank, line in enumerate(plan, 1)}
        for at, line in enumerate(plan):
            row = self.rows.get(line.id) or self._new_row(line.id)
            if self._lines.indexOf(row) != at:
                self._lines.insertWidget(at, row)
                row.show()
            row.show_place(at + 1, count=len(plan), main=ranks.get(line.alternative_to or ""))
            row.show_line(line, self.session)
            self.show_line(row.text, line.text)
            self.show_line(row.condition, line.if_condition)
            self.show_line(row.trial, line.trial)
        self._show_standing()

    def _show_standing(self) -> None:
        assert self.session is not None  # noqa: S101 - only called for a session
        outcome, comparison = self.session.outcome, self.session.comparison
        is_owed = comparison.needs_reason
        self.standing.show_text(
            standing_words(comparison) if outcome.plan else "",
            kind="query" if is_owed and outcome.departure is None else standing_kind(comparison),
        )
        departure = outcome.departure
        self._departure.setVisible(is_owed or departure is not None)
        self.reason.show_code(departure.reason if departure is not None else None)
        self.words.setEnabled(departure is not None)
        self.show_line(self.words, departure.words if departure is not None else None)

    def _new_row(self, key: str) -> PlanRow:
        row = PlanRow(key, self._holder, is_narrow=self._is_narrow)
        assert self.session is not None  # noqa: S101 - rows are only made for a session
        row.bind(self.session)
        row.moved.connect(self._move)
        row.removed.connect(self._remove)
        row.sided.connect(self._turn_beside)
        self.rows[key] = row
        return row

    def _drop(self, key: str) -> None:
        row = self.rows.pop(key)
        self._lines.removeWidget(row)
        fade(row)

    def add_line(self) -> None:
        """Add a line and put the caret into it."""
        session = self.session
        if session is None:
            return
        key = session.new_key()
        made = edits.add_line(session.outcome, key)
        session.change(made, label=_("Add a line"), field=f"plan.{key}.text")
        self.rows[key].text.setFocus()

    def _move(self, key: str, by: int) -> None:
        if self.session is not None:
            made = edits.move_line(self.session.outcome, key, by=by)
            self.session.change(made, label=_("Move a line"), field=f"plan.{key}.text")

    def _remove(self, key: str) -> None:
        if self.session is None:
            return
        keys = [line.id for line in self.session.outcome.plan]
        at = keys.index(key)
        made = edits.remove_line(self.session.outcome, key)
        self.session.change(made, label=_("Remove a line"), field="plan_add")
        left = [one for one in keys if one != key]
        next_one = self.rows[left[min(at, len(left) - 1)]].text if left else self.add
        next_one.setFocus()

    def _turn_beside(self, key: str) -> None:
        session = self.session
        if session is None:
            return
        line = next(one for one in session.outcome.plan if one.id == key)
        main = edits.main_line_before(session.outcome, key)
        beside = None if line.alternative_to is not None else main
        made = edits.put_line(session.outcome, key, alternative_to=beside)
        session.change(made, label=_("Offer a line beside another"), field=f"plan.{key}.text")

    def focused_line(self) -> str | None:
        """The line that holds the focus."""
        return next((key for key, row in self.rows.items() if holds_focus(row)), None)

    def move_focused(self, by: int) -> None:
        """Move the line that holds the focus."""
        key = self.focused_line()
        if key is not None:
            self._move(key, by)
            self.rows[key].text.setFocus()

    def remove_focused(self) -> None:
        """Remove the line that holds the focus; Ctrl+Z brings it back."""
        key = self.focused_line()
        if key is not None:
            self._remove(key)


def standing_kind(comparison: Comparison) -> Kind:
    """The kind of message that says how a plan stands to the advice."""
    if comparison.concordance is Concordance.NOT_COMPARED:
        return "info"
    return "info" if comparison.needs_reason else "done"
