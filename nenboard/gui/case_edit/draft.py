"""The draft: one immutable Case, the text that is not yet a value, and the way back.

Every draft is a valid Case, since *not recorded* is None. Text that cannot be read as a value, or
that the case refuses, stays beside the case under its path. Each change is one named step; edits
of one field that follow each other are one step until the field is left.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.gaps import Gap
from nenboard.domain.missing import Missing
from nenboard.gui.case_edit import places, shape

STEPS: Final = 1000


@dataclass(frozen=True, slots=True)
class Rough:
    """Text as typed, and why it is not a value yet. `offers` are readings to choose from."""

    text: str
    problem: str
    offers: tuple["Offer", ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to read a text: the words on the button, and the values by path it stands for."""

    words: str
    values: Mapping[str, object] = field(hash=False)
    teaches: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What the form shows: the case, and rough text by path."""

    case: Case
    rough: Mapping[str, Rough] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class _Step:
    label: str
    place: str
    before: State


class Draft:
    """Holds the state and the steps; knows nothing of screens, files or the clock."""

    def __init__(self, case: Case) -> None:
        self._state = State(case)
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._sealed = False

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self._state.case

    @property
    def rough(self) -> Mapping[str, Rough]:
        """Text that is not a value, by the path of its field."""
        return self._state.rough

    @property
    def state(self) -> State:
        """Case and rough text together."""
        return self._state

    def put(self, path: str, value: object, *, label: str) -> None:
        """Put a value, a kind of missing or None into a field; EditRefused leaves all as it was."""
        self.put_all({path: value}, place=path, label=label)

    def put_all(self, values: Mapping[str, object], *, place: str, label: str) -> None:
        """Put several values as one step named for the field at `place`."""
        case = self.case
        plain: dict[str, object] = {}
        for path, value in values.items():
            gap_kind = value if isinstance(value, Missing) and not _holds_missing(path) else None
            case = _with_gap(case, path, gap_kind)
            plain[path] = None if gap_kind is not None else value
        changed = places.set_at(case, plain)
        rough = {path: held for path, held in self.rough.items() if path not in (*values, place)}
        self._take(State(changed, rough), label=label, place=place)

    def put_rough(self, path: str, rough: Rough, *, label: str) -> None:
        """Keep a text beside the case; what the field held before stays in the case."""
        self._take(State(self.case, {**self.rough, path: rough}), label=label, place=path)

    def describe_gap(self, gap: Gap, *, label: str) -> None:
        """Record reason, owner or due date of a kind of missing."""
        others = tuple(one for one in self.case.gaps if one.path != gap.path)
        ordered = tuple(sorted((*others, gap), key=lambda one: one.path))
        self._take_case(places.set_at(self.case, {"gaps": ordered}), label=label, place=gap.path)

    def replace(self, case: Case, *, label: str) -> None:
        """Replace the whole case as one step."""
        self._take_case(case, label=label, place="")

    def put_state(self, state: State, *, label: str) -> None:
        """Replace case and rough text as one step."""
        self._take(state, label=label, place="")

    def insert_row(self, table: str, row: object, *, at: int, label: str) -> None:
        """Put a new row into a list, before the row at an index."""
        rows = places.rows_at(self.case, table)
        changed = (*rows[:at], row, *rows[at:])
        self._rows(table, changed, lambda i: i + 1 if i >= at else i, label=label)

    def remove_row(self, table: str, index: int, *, label: str) -> None:
        """Take a row out of a list, with what was typed in it."""
        rows = places.rows_at(self.case, table)
        changed = (*rows[:index], *rows[index + 1 :])

        def moved(i: int) -> int | None:
            return None if i == index else i - (i > index)

        self._rows(table, changed, moved, label=label)

    def move_row(self, table: str, index: int, *, to: int, label: str) -> None:
        """Move a row of a list to another place."""
        order = list(range(len(places.rows_at(self.case, table))))
        order.insert(to, order.pop(index))
        rows = places.rows_at(self.case, table)
        self._rows(table, tuple(rows[i] for i in order), order.index, label=label)

    def seal(self) -> None:
        """The field is left: the next edit of it is a step of its own."""
        self._sealed = True

    def forget_steps(self) -> None:
        """Begin anew from the state of now: nothing before it can be taken back."""
        self._done.clear()
        self._undone.clear()

    @property
    def undo_label(self) -> str:
        """The name of the step that undo takes back; empty when there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """The name of the step that redo makes again; empty when there is none."""
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> str:
        """Take the last step back; returns the place it was about."""
        return self._swap(self._done, self._undone)

    def redo(self) -> str:
        """Make the step last taken back again; returns the place it is about."""
        return self._swap(self._undone, self._done)

    def _swap(self, source: list[_Step], target: list[_Step]) -> str:
        if not source:
            return ""
        step = source.pop()
        target.append(replace(step, before=self._state))
        self._state = step.before
        self._sealed = True
        return step.place

    def _take_case(self, case: Case, *, label: str, place: str) -> None:
        self._take(State(case, self.rough), label=label, place=place)

    def _take(self, state: State, *, label: str, place: str) -> None:
        if state == self._state:
            return
        last = self._done[-1] if self._done else None
        if last is not None and place and last.place == place and not self._sealed:
            self._done[-1] = replace(last, label=label)
            if last.before == state:
                self._done.pop()
        else:
            self._done.append(_Step(label, place, self._state))
            del self._done[:-STEPS]
        self._undone.clear()
        self._sealed = False
        self._state = state

    def _rows(
        self,
        table: str,
        rows: tuple[object, ...],
        moved: Callable[[int], int | None],
        *,
        label: str,
    ) -> None:
        kept = _moved_paths(table, moved)
        gaps = tuple(
            gap.model_copy(update={"path": path})
            for gap in self.case.gaps
            if (path := kept(gap.path)) is not None
        )
        ordered = tuple(sorted(gaps, key=lambda gap: gap.path))
        case = places.set_at(self.case, {table: rows, "gaps": ordered})
        rough = {new: held for old, held in self.rough.items() if (new := kept(old)) is not None}
        self._take(State(case, rough), label=label, place="")


def _holds_missing(path: str) -> bool:
    return shape.leaf(shape.pattern_of(path)).allows_missing


def _with_gap(case: Case, path: str, kind: Missing | None) -> Case:
    """The case with the gap of a field set or taken away."""
    found = case.gap(path)
    if kind is None and found is None:
        return case
    others = tuple(gap for gap in case.gaps if gap.path != path)
    if kind is not None:
        new = found.model_copy(update={"kind": kind}) if found else Gap(path=path, kind=kind)
        others = tuple(sorted((*others, new), key=lambda gap: gap.path))
    return places.set_at(case, {"gaps": others})


def _moved_paths(table: str, moved: Callable[[int], int | None]) -> Callable[[str], str | None]:
    """Where the path of a field goes when rows of a table move; None when its row is gone."""
    prefix = table + "."

    def kept(path: str) -> str | None:
        if not path.startswith(prefix):
            return path
        row, dot, rest = path[len(prefix) :].partition(".")
        if not row.isdigit():
            return path
        index = moved(int(row))
        return None if index is None else f"{prefix}{index}{dot}{rest}"

    return kept
