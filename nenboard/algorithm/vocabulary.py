"""What each name of a release may be compared with."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from nenboard.algorithm import fact_rules
from nenboard.algorithm.conditions import Number, Test
from nenboard.algorithm.release import Release

Kind: TypeAlias = Literal["code", "yes_no", "number", "list", "lines"]

_OPERATORS: Final[Mapping[Kind, frozenset[str]]] = {
    "code": frozenset({"is_", "is_not", "one_of", "known"}),
    "yes_no": frozenset({"is_", "is_not", "known"}),
    "number": frozenset(
        {"is_", "is_not", "one_of", "at_least", "above", "at_most", "below", "known"}
    ),
    "list": frozenset({"includes", "known"}),
    "lines": frozenset({"known"}),
}
_INPUT_KINDS: Final[Mapping[str, Kind]] = {
    "enum": "code",
    "bool": "yes_no",
    "int": "number",
    "number": "number",
    "list": "list",
    "lines": "lines",
}
_NUMBER_METHODS: Final = frozenset({"line", "platinum_free_interval"})


class Vocabulary:
    """The kind of each input and derived value, and the codes it may have."""

    def __init__(self, release: Release) -> None:
        """Collect inputs, then derived values, which stand before inputs of the same name."""
        self.kinds: dict[str, Kind] = {}
        self.codes: dict[str, frozenset[object]] = {}
        for entry in release.facts.inputs:
            self.kinds[entry.name] = _INPUT_KINDS[entry.type]
            self.codes[entry.name] = frozenset(entry.allowed or ())
        self._entries = dict(release.inputs)
        self._counted = {
            derived.name
            for derived in release.facts.derived
            if isinstance(derived, fact_rules.LineNumber)
        }
        for derived in release.facts.derived:
            self._entries.pop(derived.name, None)
            self.kinds[derived.name], self.codes[derived.name] = _derived(derived)

    def fault_of(self, test: Test) -> str | None:
        """What is wrong with a comparison, or None."""
        kind = self.kinds.get(test.fact)
        if kind is None:
            return f"there is no fact '{test.fact}': add it to facts.yaml, or correct the name"
        operator = test.operator
        if operator not in _OPERATORS[kind]:
            told = operator.removesuffix("_")
            choice = ", ".join(sorted(one.removesuffix("_") for one in _OPERATORS[kind]))
            return (
                f"'{test.fact}' cannot be compared with '{told}': it is a {_SAID[kind]}, "
                f"so choose from {choice}"
            )
        if operator == "known":
            return None
        operand = test.operand
        for value in operand if isinstance(operand, tuple) else (operand,):
            if not self._fits(test.fact, kind, value=value):
                return (
                    f"'{value}' is no value of '{test.fact}', which is a {_SAID[kind]}: "
                    f"{self._choice(test.fact, kind)}"
                )
            if not self._is_inside(test.fact, value):
                low, high = self.ends(test.fact)
                return f"{value} lies outside {low} to {high} of '{test.fact}': correct the limit"
        return None

    def _choice(self, name: str, kind: Kind) -> str:
        if kind == "yes_no":
            return "write true or false"
        if kind == "number":
            return "write a number without quotes"
        return "choose from " + ", ".join(sorted(map(str, self.codes[name])))

    def _is_inside(self, name: str, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return True
        low, high = self.ends(name)
        return (low is None or value >= low) and (high is None or value <= high)

    def is_whole(self, name: str) -> bool:
        """Whether a number counts in whole steps; so does the line of treatment."""
        entry = self._entries.get(name)
        return name in self._counted or (entry is not None and entry.type == "int")

    def ends(self, name: str) -> tuple[Number | None, Number | None]:
        """The lowest and highest value of a number; a line of treatment starts at 1."""
        entry = self._entries.get(name)
        if entry is None:
            return (1 if name in self._counted else 0), None
        allowed = [one for one in entry.allowed or () if isinstance(one, int)]
        if allowed:
            return min(allowed), max(allowed)
        return entry.low, entry.high

    def _fits(self, name: str, kind: Kind, *, value: object) -> bool:
        if kind == "yes_no":
            return isinstance(value, bool)
        if kind == "number":
            return not isinstance(value, bool | str)
        return value in self.codes[name]


_SAID: Final[Mapping[Kind, str]] = {
    "code": "code",
    "yes_no": "yes or no",
    "number": "number",
    "list": "list",
    "lines": "list of earlier lines",
}


def _derived(derived: fact_rules.Derived) -> tuple[Kind, frozenset[object]]:
    if isinstance(derived, fact_rules.FirstTrue | fact_rules.Mapping):
        return "code", frozenset(entry.value for entry in derived.values)
    if isinstance(derived, fact_rules.Grade):
        return "code", frozenset(derived.values)
    method = getattr(derived, "method", "when")
    return ("number" if method in _NUMBER_METHODS else "yes_no"), frozenset()
