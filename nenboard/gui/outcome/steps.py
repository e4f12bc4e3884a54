"""Undo and redo of what is typed into an outcome; keys in one field make one step."""

from dataclasses import dataclass
from typing import Final

from nenboard.domain.outcome import Outcome

_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class State:
    """An outcome as it stands, with the texts that are no values yet, by field."""

    outcome: Outcome
    rough: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    before: State
    label: str
    field: str


class Steps:
    """The states before each step, and after each step that was taken back."""

    def __init__(self) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._open_field = ""

    @property
    def undo_label(self) -> str:
        """What would be taken back, or an empty text."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What would be made again, or an empty text."""
        return self._undone[-1].label if self._undone else ""

    def note(self, before: State, *, label: str, field: str, is_typing: bool) -> None:
        """A step is made; further keys in the same field belong to it."""
        self._undone.clear()
        if is_typing and field == self._open_field and self._done:
            return
        self._open_field = field if is_typing else ""
        self._done = [*self._done, _Step(before, label, field)][-_MOST:]

    def seal(self) -> None:
        """The next key begins a step of its own."""
        self._open_field = ""

    def clear(self) -> None:
        """Nothing can be taken back any more."""
        self._done, self._undone, self._open_field = [], [], ""

    def undo(self, now: State) -> tuple[State, str] | None:
        """The state before the last step, and its field."""
        return _turn(self._done, self._undone, now)

    def redo(self, now: State) -> tuple[State, str] | None:
        """The state after the step taken back, and its field."""
        return _turn(self._undone, self._done, now)


def _turn(source: list[_Step], target: list[_Step], now: State) -> tuple[State, str] | None:
    if not source:
        return None
    step = source.pop()
    target.append(_Step(now, step.label, step.field))
    return step.before, step.field
