"""The state of one case while it is assessed: stated facts, and derived values on demand."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from nenboard.algorithm.known import Known
from nenboard.algorithm.lines import LINES, Line

Derive: TypeAlias = Callable[["State"], Known]


class Names(NamedTuple):
    """What the names of a release stand for.

    `derivers` compute values; `inputs` are the inputs that no derived value replaces.
    """

    derivers: Mapping[str, Derive]
    inputs: frozenset[str]


class State(dict[str, Known]):
    """Values by name; a derived value is computed when first asked for and kept.

    `stated` are the inputs as stated; `lines` the earlier lines, None if nobody knows them.
    """

    __slots__ = ("lines", "names", "stated")

    def __init__(
        self, stated: Mapping[str, Known], lines: tuple[Line, ...] | None, *, names: Names
    ) -> None:
        """Start from the stated facts; a derived value replaces the input of the same name."""
        super().__init__((name, stated[name]) for name in stated if name in names.inputs)
        self.stated = stated
        self.lines = lines
        self.names = names

    def __missing__(self, name: str) -> Known:
        """Derive the value, or note that it is unknown."""
        derive = self.names.derivers.get(name)
        value = None if derive is None else derive(self)
        self[name] = value
        return value

    def is_known(self, name: str) -> bool:
        """Whether something is known: stated for an input, derivable for a derived value.

        An input that is only read from another one (Ki-67 from a reported grade) is not known.
        """
        if name in self.names.inputs:
            return name in self.stated
        return self[name] is not None

    def changed(self, name: str, value: Known, *, affected: Iterable[str]) -> "State":
        """The same state with one input replaced; only what depends on it is derived again."""
        other = self._copy(affected)
        other.stated = {**self.stated, name: value}
        if name in self.names.inputs:
            other[name] = value
        return other

    def without(self, name: str, *, affected: Iterable[str]) -> "State":
        """The same state with one input unknown."""
        other = self._copy(affected)
        other.stated = {stated: value for stated, value in self.stated.items() if stated != name}
        dict.pop(other, name, None)
        return other

    def with_lines(self, lines: tuple[Line, ...], *, affected: Iterable[str]) -> "State":
        """The same state with other earlier lines."""
        other = self.changed(LINES, lines, affected=affected)
        other.lines = lines
        return other

    def _copy(self, affected: Iterable[str]) -> "State":
        other = State.__new__(State)
        dict.update(other, self)
        for stale in affected:
            if stale not in self.names.inputs or stale not in self.stated:
                dict.pop(other, stale, None)
        other.stated, other.lines, other.names = self.stated, self.lines, self.names
        return other
