"""The result of a discussion: five buttons, and what each of them asks."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from nenboard.domain.outcome import Condition, Deferral
from nenboard.domain.terms import DeferralCause, Result
from nenboard.gui import theme
from nenboard.gui.outcome.edits import RESULTS
from nenboard.gui.outcome.inputs import CodeChoice, TypedLine, object_name
from nenboard.gui.outcome.sections import Section, column_in, row_of
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.flow import Flow
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, set_state
from nenboard.host.labels import label as label_of
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.outcome.session import DraftSession

_DATE_WIDTH: Final = 132
_NAME_WIDTH: Final = 190


class ResultSection(Section):
    """Result, what it asks, and the chair."""

    def __init__(self) -> None:
        super().__init__(_("Outcome"), name="outcome_result")
        look = theme.active()
        self.body.setSpacing(look.px(8))
        self.buttons: dict[Result, KeyButton] = {}
        flow = Flow(gap=look.px(8), name="outcome_results")
        for number, result in enumerate(RESULTS, 1):
            flow.flow.addWidget(self._button(result, number))
        self.body.addWidget(flow)
        self.protocol = TypedLine("protocol", words=_("Protocol of the standard of care"))
        self.returned = TypedLine("returned", words=_("Why the case is returned"), is_short=False)
        self.parts = {
            Result.CONDITIONAL: self._condition(),
            Result.DEFERRED: self._deferral(),
            Result.STANDARD_OF_CARE: _part(row_of(self.protocol, stretch=0)),
            Result.RETURNED: _part(row_of(self.returned, stretch=0)),
        }
        for part in self.parts.values():
            part.hide()
            self.body.addWidget(part)
        self.body.addWidget(self.question)
        self._add_chair()

    def _button(self, result: Result, number: int) -> KeyButton:
        name = object_name("result") if number == 1 else f"outcome_result_{result.value}"
        button = KeyButton(label_of(result), keys=str(number), name=name)
        button.setCheckable(True)
        button.clicked.connect(partial(self.choose, result))
        self.buttons[result] = button
        return button

    def _add_chair(self) -> None:
        self.chair = TypedLine("chair", words=_("Chair"))
        keep(self.chair, self.chair.setFixedWidth, _NAME_WIDTH)
        self.chair.offer(self._people)
        said = label(_("Chair"), "small")
        said.setBuddy(self.chair)
        self.head.addWidget(said)
        self.head.addWidget(self.chair)

    def _condition(self) -> QWidget:
        self.condition = TypedLine("condition", words=_("The condition"), is_short=False)
        self.condition_date = _dated("condition_date", _("Known by"))
        return _part(row_of(self.condition, self.condition_date, stretch=0))

    def _deferral(self) -> QWidget:
        self.cause = CodeChoice("deferral_cause", words=_("What was lacking"), codes=DeferralCause)
        self.words = TypedLine("deferral_words", words=_("In words"), is_short=False)
        self.owner = TypedLine("deferral_owner", words=_("Who brings it"))
        self.owner.offer(self._people)
        self.returns = _dated("deferral_return", _("Comes back on"))
        self.returns.offer(self._days)
        self.back = label("", "small", name="outcome_comes_back")
        first = row_of(self.cause, self.words, stretch=1)
        return _part(first, row_of(self.owner, self.returns, self.back, stretch=0))

    def _people(self) -> tuple[str, ...]:
        return self.session.opened.people if self.session is not None else ()

    def _days(self) -> tuple[str, ...]:
        coming = self.session.opened.coming if self.session is not None else ()
        return tuple(day.text for _key, day in coming)

    def bind(self, session: "DraftSession") -> None:
        """Show another draft."""
        super().bind(session)
        self.cause.bind(session)

    def choose(self, result: Result, _checked: bool = True) -> None:
        """Choose a result; a result chosen before is taken back by its own button."""
        if self.session is not None:
            is_chosen = self.session.outcome.result is result
            self.session.choose_result(None if is_chosen else result)

    def show_session(self) -> None:
        """Show result and what it asks."""
        if self.session is None:
            return
        outcome = self.session.outcome
        for result, button in self.buttons.items():
            is_chosen = outcome.result is result
            button.setChecked(is_chosen)
            set_state(button, "kind", "primary" if is_chosen else "")
            button.set_icon("tick" if is_chosen else "")
        for result, part in self.parts.items():
            part.setVisible(outcome.result is result)
        self.show_line(self.chair, outcome.chair)
        condition = outcome.condition or Condition(text="")
        self.show_line(self.condition, condition.text)
        self.show_line(self.condition_date, condition.due)
        self._show_deferral(outcome.deferral or Deferral())
        self.show_line(self.protocol, outcome.protocol)
        self.show_line(self.returned, outcome.returned_because)
        self.ask_dates()

    def _show_deferral(self, deferral: Deferral) -> None:
        assert self.session is not None  # noqa: S101 - only called for a session
        self.cause.show_code(deferral.cause)
        self.show_line(self.words, deferral.words)
        self.show_line(self.owner, deferral.owner)
        days = dict(self.session.opened.coming)
        day = days.get(deferral.returns_to or "", deferral.returns_on)
        self.show_line(self.returns, day)
        if deferral.returns_to is not None:
            self.back.setText(_("to the meeting planned that day"))
        elif deferral.returns_on is not None:
            self.back.setText(_("to the first meeting from that day"))
        else:
            self.back.setText("")


def _dated(field: str, words: str) -> TypedLine:
    made = TypedLine(field, words=words)
    keep(made, made.setFixedWidth, _DATE_WIDTH)
    return made


def _part(*rows: QHBoxLayout) -> QWidget:
    made = QWidget()
    column = column_in(made)
    for row in rows:
        column.addLayout(row)
    return made
