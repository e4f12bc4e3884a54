"""The facts of a case: a frozen set of what is known, and how a facts document is read."""

from collections.abc import ItemsView, Iterator, Mapping
from typing import Final

from nenboard.algorithm.document import Place
from nenboard.algorithm.earlier_lines import read_lines
from nenboard.algorithm.fact_rules import Input
from nenboard.algorithm.fact_values import read_value
from nenboard.algorithm.known import fact_as_json
from nenboard.algorithm.release import Release
from nenboard.domain.knowledge import FactValue

FACTS: Final = "facts"


class Facts(Mapping[str, FactValue]):
    """What is known of a case, by name of the input; an absent fact is unknown."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, FactValue]) -> None:
        """Keep a copy of the values."""
        self._values = dict(values)

    def __getitem__(self, name: str) -> FactValue:
        """The value of a known fact."""
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        """Whether the fact is known."""
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        """Names of the known facts."""
        return iter(self._values)

    def items(self) -> ItemsView[str, FactValue]:
        """Names and values of the known facts."""
        return self._values.items()

    def __len__(self) -> int:
        """How many facts are known."""
        return len(self._values)

    def __hash__(self) -> int:
        """Equal facts have equal hashes."""
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        """Names only: values may identify a patient."""
        return f"Facts({', '.join(self._values)})"

    def having(self, name: str, value: FactValue) -> "Facts":
        """The same facts with one filled in or replaced."""
        return Facts({**self._values, name: value})

    def to_json_dict(self) -> dict[str, object]:
        """The facts as they stand in a facts document."""
        return {name: fact_as_json(value) for name, value in self._values.items()}


def parse_document(data: object, release: Release) -> Facts:
    """The facts of a facts document, after the inputs of a release.

    Raises FactsError listing every problem; codes are those of the public interface.
    """
    at = Place()
    given = data.get(FACTS) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        at.refuse("not_an_object", "This is not a facts document: give an object with 'facts'.")
    elif not isinstance(given, dict):
        at.below(FACTS).refuse("not_an_object", "give an object with one member for each fact.")
    at.check()
    facts = _facts(given or {}, release, at=at.below(FACTS))
    at.check()
    return facts


def _facts(given: Mapping[object, object], release: Release, *, at: Place) -> Facts:
    found: dict[str, FactValue] = {}
    for name, data in given.items():
        entry = release.inputs.get(name) if isinstance(name, str) else None
        place = at.below(name)
        if entry is None:
            place.refuse("unknown_fact", "there is no fact of this name. Remove it.")
        elif data is not None:
            value = _value(entry, data, release=release, at=place)
            if value is not None:
                found[entry.name] = value
    return Facts(found)


def _value(entry: Input, data: object, *, release: Release, at: Place) -> FactValue | None:
    if entry.type == "lines":
        return read_lines(data, release, at=at)
    return read_value(entry, data, at=at)
