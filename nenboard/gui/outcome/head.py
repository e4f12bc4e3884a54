"""The head of the tab: the discussions to choose from, the state of the one shown, its bar."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nenboard.gui import theme
from nenboard.gui.outcome.discussions import Detail, Discussion, State, Talks
from nenboard.gui.outcome.inputs import small_button
from nenboard.gui.outcome.state_words import state_look
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.chips import Chip
from nenboard.gui.widgets.flow import Flow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import set_state
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.dates import PartialDate
    from nenboard.gui.widgets.buttons import KeyButton
    from nenboard.registry.outcomes import Attestation


class OutcomeHead(Card):
    """`wanted` names the meeting whose discussion is asked for."""

    wanted = Signal(str)
    addendum_wanted = Signal()
    correction_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Discussion"), name="outcome_head")
        look = theme.active()
        self.chip = Chip(state_look(State.OPEN))
        self.head.insertWidget(1, self.chip)
        self._flow = Flow(gap=look.px(6), name="outcome_meetings")
        self._buttons: list[KeyButton] = []
        self._shown: tuple[PartialDate, KeyButton] | None = None
        self.body.addWidget(self._flow)
        self.message = InlineMessage("", name="outcome_bar")
        self.body.addWidget(self.message)

    def show_talks(self, talks: Talks, *, is_typed: bool, may_edit: bool) -> None:
        """Show the discussions of a case."""
        detail = talks.detail
        for button in self._buttons:
            self._flow.flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._shown = None
        self._buttons = [self._button(one, detail) for one in talks.discussions]
        for button in self._buttons:
            self._flow.flow.addWidget(button)
            button.show()
        self._flow.setVisible(len(self._buttons) > 1)
        self._flow.updateGeometry()
        if detail is None:
            return
        self.title_label.setText(_("MDT {date}").format(date=detail.day.text))
        self.set_note(_note(detail))
        shown = next(one for one in talks.discussions if one.meeting_id == detail.meeting_id)
        self.show_state(shown.state)
        self._show_bar(detail, is_typed=is_typed, may_edit=may_edit)

    def _button(self, one: Discussion, detail: Detail | None) -> "KeyButton":
        words = _button_words(one.day, one.state)
        button = small_button(words, name=f"discussion_{one.meeting_id}")
        button.setCheckable(True)
        is_shown = detail is not None and detail.meeting_id == one.meeting_id
        button.setChecked(is_shown)
        set_state(button, "kind", "primary" if is_shown else "")
        if is_shown:
            self._shown = (one.day, button)
        button.clicked.connect(partial(self._want, one.meeting_id))
        return button

    def _want(self, meeting_id: str, _on: bool = False) -> None:
        self.wanted.emit(meeting_id)

    def first_button(self) -> QWidget | None:
        """Where the focus stands first in a discussion that is only read."""
        shown = (button for button in self._buttons if button.isVisible())
        return next(shown, None)

    def show_state(self, state: State) -> None:
        """Show how far the discussion is."""
        self.chip.set_look(state_look(state))
        if self._shown is not None:
            day, button = self._shown
            button.setText(_button_words(day, state))
            button.setAccessibleName(button.text())
            button.updateGeometry()

    def _show_bar(self, detail: Detail, *, is_typed: bool, may_edit: bool) -> None:
        """Say why nothing can be typed, and how it is changed."""
        stored = detail.stored
        signature = stored.signature if stored is not None else None
        if signature is not None:
            self._show_signed(signature, is_typed=is_typed, may_edit=may_edit)
        elif not may_edit:
            not_yet = _("Nothing is recorded yet. You can read here.")
            read = _("Not signed yet. You can read here.")
            self.message.show_text(not_yet if stored is None else read)
        elif detail.others:
            words = _("{names} types an outcome of this discussion too. Only one can be recorded.")
            self.message.show_text(words.format(names=", ".join(detail.others)), kind="query")
        else:
            self.message.clear()

    def _show_signed(self, signature: "Attestation", *, is_typed: bool, may_edit: bool) -> None:
        if is_typed:
            words = _("A correction: recording it makes a new version, to be signed again.")
            self.message.show_text(words, kind="query")
            return
        at = signature.at.astimezone()
        words = _("Signed by {name}, {date}. It stays as it is.").format(
            name=signature.attested.name, date=f"{at:%d-%b-%Y %H:%M}"
        )
        actions = (
            (_("Add addendum"), self.addendum_wanted.emit),
            (_("Correct…"), self.correction_wanted.emit),
        )
        self.message.show_text(words, kind="done", actions=actions if may_edit else ())


def _button_words(day: "PartialDate", state: State) -> str:
    return f"{day.text}: {state_look(state).text}"


def _note(detail: Detail) -> str:
    """Version, minutes, chair and roles, as far as they are known."""
    stored = detail.stored
    outcome = stored.outcome if stored is not None else None
    parts = []
    if stored is not None and stored.version > 1:
        parts.append(_("version {number}").format(number=stored.version))
    if outcome is not None and outcome.minutes_spent is not None:
        seconds = round(float(outcome.minutes_spent) * 60)
        parts.append(_("minutes spent {time}").format(time=f"{seconds // 60}:{seconds % 60:02d}"))
    if outcome is not None and outcome.chair:
        parts.append(_("chair {name}").format(name=outcome.chair))
    met, wanted = detail.roles
    if wanted:
        parts.append(_("{met} of {wanted} roles present").format(met=met, wanted=wanted))
    return ", ".join(parts)
