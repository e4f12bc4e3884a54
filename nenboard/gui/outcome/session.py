"""One outcome being typed: takes every key, keeps it, takes it back, and says what is open."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from nenboard.domain.concordance import Advised, Comparison
from nenboard.domain.dates import PartialDate
from nenboard.domain.outcome import Outcome, OutcomeDraft, Typing
from nenboard.domain.sign_off import OpenPoint
from nenboard.domain.terms import Result
from nenboard.gui.case_edit.read_dates import Habits, read_date
from nenboard.gui.outcome import edits
from nenboard.gui.outcome.keeper import Keeper
from nenboard.gui.outcome.steps import State, Steps
from nenboard.gui.page import Services
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.case_edit.reading import Reading
    from nenboard.gui.outcome.opened import Opened, Options
    from nenboard.registry.outcomes import StoredOutcome

_DATES: Final = ("condition_date", "deferral_return")
_LABELS: Final = {
    "text": "Type a line of the plan",
    "if": "Type when a line holds",
    "trial": "Type a trial",
    "what": "Type an action",
    "who": "Type who tells",
    "owner": "Type an owner",
    "due": "Type a date",
    "not_needed": "Type why nobody has to tell",
    "chair": "Type the chair",
}


def is_date(field: str) -> bool:
    """Whether a field holds a date."""
    return field in _DATES or field.endswith(".due")


class DraftSession(QObject):
    """Holds the draft of one discussion; the cards show it and hand it every key.

    `changed` names the field that changed, or is empty when anything may have; `moved_to` asks for
    the focus in a field; `caret_moved` follows the caret.
    """

    changed = Signal(str)
    moved_to = Signal(str)
    caret_moved = Signal(str, int)

    def __init__(self, services: Services, opened: "Opened", parent: QObject) -> None:
        super().__init__(parent)
        self.opened = opened
        self._habits = Habits(today=opened.today)
        self._state = State(opened.draft.outcome, _rough_of(opened.draft, self._habits))
        self._base = opened.draft.base_version
        self._newest = opened.newest
        self._typing: Typing | None = None
        self._is_over = False
        self._steps = Steps()
        self._keeper = Keeper(services, self)
        self._taken = set(opened.taken)

    @property
    def outcome(self) -> Outcome:
        """The outcome as it stands."""
        return self._state.outcome

    @property
    def newest(self) -> "StoredOutcome | None":
        """The newest version recorded."""
        return self._newest

    @property
    def options(self) -> "Options":
        """The options that lie before the board."""
        return self.opened.options

    @property
    def rough(self) -> Mapping[str, str]:
        """Texts that are no values yet, by field."""
        return dict(self._state.rough)

    @property
    def draft(self) -> OutcomeDraft:
        """What is kept."""
        rough = tuple(Typing(field=field, text=text) for field, text in self._state.rough)
        return OutcomeDraft(
            outcome=self.outcome, base_version=self._base, typing=self._typing, rough=rough
        )

    @property
    def is_recorded(self) -> bool:
        """Whether the newest version holds everything that is typed."""
        newest = self._newest
        return newest is not None and newest.outcome == self.outcome and not self._state.rough

    @property
    def is_untouched(self) -> bool:
        """Whether nothing differs from what was opened."""
        return self.outcome == self.opened.draft.outcome

    @property
    def comparison(self) -> Comparison:
        """How the outcome stands to the options."""
        return self.options.compared(self.outcome)

    @property
    def points(self) -> tuple[OpenPoint, ...]:
        """What is open before it can be signed."""
        return self.options.points(self.outcome)

    @property
    def undo_label(self) -> str:
        """What Ctrl+Z would take back."""
        return self._steps.undo_label

    @property
    def redo_label(self) -> str:
        """What Ctrl+Y would make again."""
        return self._steps.redo_label

    def reading(self, field: str) -> "Reading | None":
        """How the rough text of a date field reads; None if there is none."""
        text = self.rough.get(field)
        return read_date(text, self._habits) if text is not None else None

    def type_text(self, field: str, text: str, *, caret: int) -> None:
        """A key was pressed in a field."""
        if self._is_over:
            return
        self._typing = Typing(field=field, text=text, caret=max(caret, 0))
        if is_date(field):
            self._type_date(field, text)
        else:
            self._put(self._typed(field, text), label=_label(field), field=field, is_typing=True)

    def _typed(self, field: str, text: str) -> Outcome:
        made = edits.put(self.outcome, field, text)
        parts = field.split(".")
        if parts[0] == "plan" and parts[-1] == "text":
            option = self.option_called(text)
            if option is not None:
                made = edits.choose_option(made, parts[1], words=text, option=option)
        return made

    def _type_date(self, field: str, text: str) -> None:
        reading = read_date(text, self._habits)
        is_value = bool(text.strip()) and not reading.problem
        value = reading.value if is_value and isinstance(reading.value, PartialDate) else None
        rough = {**self.rough, field: text}
        if value is not None or not text.strip():
            del rough[field]
        made = self._dated(field, value)
        self._put(made, label=_label(field), field=field, is_typing=True, rough=rough)

    def _dated(self, field: str, value: PartialDate | None) -> Outcome:
        if field != "deferral_return":
            return edits.put(self.outcome, field, value)
        meetings = {str(day): key for key, day in self.opened.coming}
        return edits.put_return(self.outcome, meeting_id=meetings.get(str(value)), on=value)

    def choose_date(self, field: str, value: PartialDate, teaches: str) -> None:
        """One of the readings of a date was chosen; it teaches which figure comes first."""
        if teaches:
            self._habits = Habits(first=teaches, today=self.opened.today)
        rough = {name: text for name, text in self.rough.items() if name != field}
        self._put(self._dated(field, value), label=_label(field), field=field, rough=rough)

    def choose(self, field: str, value: object) -> None:
        """A value of a list was chosen."""
        self._put(edits.put(self.outcome, field, value), label=_("Choose a value"), field=field)

    def choose_result(self, result: Result | None) -> None:
        """The result was chosen."""
        label = _("Choose the result")
        self._put(edits.choose_result(self.outcome, result), label=label, field="result")

    def choose_option(self, key: str, option: Advised) -> None:
        """An option of the algorithm was chosen for a line."""
        words = self.options.label(option.option)
        made = edits.choose_option(self.outcome, key, words=words, option=option)
        self._put(made, label=_("Choose an option"), field=f"plan.{key}.text")

    def option_called(self, text: str) -> Advised | None:
        """The option of exactly this name."""
        wanted = text.strip().casefold()
        found = (one for words, one in self.options.choices() if words.casefold() == wanted)
        return next(found, None)

    def change(self, outcome: Outcome, *, label: str, field: str) -> None:
        """A line or action was added, moved or removed."""
        gone = _keys(self.outcome) - _keys(outcome)
        rough = {
            name: text
            for name, text in self.rough.items()
            if name.split(".")[:2] not in [[one[0], one[1]] for one in gone]
        }
        self._put(outcome, label=label, field=field, rough=rough)

    def new_key(self) -> str:
        """A key for a new line or action, never used before in this discussion."""
        key = edits.next_key(self._taken)
        self._taken.add(key)
        return key

    def end(self) -> None:
        """Another draft is shown: nothing is taken or kept any more."""
        self._is_over = True

    def left(self, field: str) -> None:
        """The focus has left a field."""
        if self._is_over:
            return
        self._steps.seal()
        if self._typing is not None and self._typing.field == field:
            self._typing = None
            self._keeper.keep(self.draft)
        self.changed.emit(field)

    def leave(self) -> None:
        """Whatever is being typed counts as left."""
        if self._typing is not None:
            self.left(self._typing.field)

    def undo(self) -> None:
        """Take the last step back and show where it was."""
        self._go(self._steps.undo(self._state))

    def redo(self) -> None:
        """Make it again."""
        self._go(self._steps.redo(self._state))

    def _go(self, turned: tuple[State, str] | None) -> None:
        if turned is None:
            return
        self._state, field = turned
        self._steps.seal()
        self._typing = None
        self._keeper.keep(self.draft)
        self.changed.emit("")
        self.moved_to.emit(field)

    def recorded(self, stored: "StoredOutcome", given: Outcome) -> None:
        """A version was made of `given`; what was typed meanwhile is kept as a draft of the next.

        Steps from before cannot be taken back once a version is signed; a recorded one can be
        changed, which makes the next version.
        """
        self._newest, self._base = stored, stored.version
        added = {"decided": stored.outcome.decided, "present": stored.outcome.present}
        is_same = self.outcome == given and not self._state.rough
        outcome = stored.outcome if is_same else self.outcome.model_copy(update=added)
        self._state = State(outcome, self._state.rough)
        self._typing = None
        if not is_same:
            self._keeper.keep(self.draft)
        self.changed.emit("")

    def _put(
        self,
        outcome: Outcome,
        *,
        label: str,
        field: str,
        is_typing: bool = False,
        rough: Mapping[str, str] | None = None,
    ) -> None:
        before = self._state
        kept = before.rough if rough is None else tuple(rough.items())
        self._state = State(outcome, kept)
        if not is_typing:
            self._typing = None
        if self._state != before:
            self._steps.note(before, label=label, field=field, is_typing=is_typing)
        self._keeper.keep(self.draft)
        self.changed.emit(field)


def _keys(outcome: Outcome) -> set[tuple[str, str]]:
    lines = {("plan", line.id) for line in outcome.plan}
    return lines | {("actions", action.id) for action in outcome.actions}


def _label(field: str) -> str:
    return _(_LABELS.get(field.rpartition(".")[2], "Type in the outcome"))


def _rough_of(draft: OutcomeDraft, habits: Habits) -> tuple[tuple[str, str], ...]:
    """Texts that are no values: those that were left, and a date that was being typed."""
    found = {one.field: one.text for one in draft.rough}
    typing = draft.typing
    is_dated = typing is not None and is_date(typing.field) and bool(typing.text.strip())
    if typing is not None and is_dated and read_date(typing.text, habits).problem:
        found[typing.field] = typing.text
    return tuple(found.items())
