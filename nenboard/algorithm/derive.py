"""Derived values that are no plain conditions: site group, subtype, grade, ranges.

Each kind has a function that computes the value and one that names the inputs whose being
unknown keeps it open. All limits come from the release.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from nenboard.algorithm import fact_rules
from nenboard.algorithm.checks import Check
from nenboard.algorithm.known import Known, Span, equals, narrowed, span
from nenboard.algorithm.state import State
from nenboard.domain.knowledge import NumberRange


class Derivation(Protocol):
    """One derived value; `uses` are the names it is computed from."""

    uses: frozenset[str]

    def value(self, state: State) -> Known:
        """Compute it; None if it is unknown."""

    def undecided(self, state: State) -> Iterator[str]:
        """Name what keeps it open."""


class FromCondition:
    """A yes or no that a condition gives."""

    def __init__(self, check: Check) -> None:
        """Keep the condition."""
        self._check = check
        self.uses = check.names

    def value(self, state: State) -> Known:
        """Answer the condition."""
        return self._check.run(state)

    def undecided(self, state: State) -> Iterator[str]:
        """Name what keeps the condition open."""
        return self._check.undecided(state)


class Mapped:
    """A coarser vocabulary."""

    def __init__(self, rule: fact_rules.Mapping) -> None:
        """Turn the groups into a table."""
        self._group = {member: entry.value for entry in rule.values for member in entry.of}
        self._source = rule.source
        self.uses = frozenset((rule.source,))

    def value(self, state: State) -> Known:
        """The group, or the groups still possible."""
        fine = state[self._source]
        if isinstance(fine, frozenset):
            return narrowed(frozenset(self._group[str(code)] for code in fine))
        return None if fine is None else self._group[str(fine)]

    def undecided(self, _state: State) -> Iterator[str]:
        """The finer vocabulary."""
        yield self._source


class FirstTrue:
    """A class that is entered, or else the first whose condition holds."""

    def __init__(
        self, rule: fact_rules.FirstTrue, *, only_if: Check, checks: Sequence[Check]
    ) -> None:
        """Keep the values in order."""
        self._entered = rule.entered
        self._only_if = only_if
        self._values = tuple(zip((entry.value for entry in rule.values), checks, strict=True))
        self.uses = frozenset((rule.entered,)).union(
            only_if.names, *(check.names for check in checks)
        )

    def value(self, state: State) -> Known:
        """The class entered or derived."""
        entered = state.stated.get(self._entered)
        if entered is not None:
            return entered
        if self._only_if.run(state) is False:
            return None
        for value, check in self._values:
            answer = check.run(state)
            if answer is not False:
                return value if answer else None
        return None

    def undecided(self, state: State) -> Iterator[str]:
        """The entry itself, and what keeps the conditions open."""
        yield self._entered
        if state.stated.get(self._entered) is None:
            for _, check in self._values:
                yield from check.undecided(state)


class GradeScale:
    """The grades that counts, a reported grade and the site leave possible."""

    def __init__(
        self, rule: fact_rules.Grade, *, not_for: Check, reads_if: Check, scales: Sequence[Check]
    ) -> None:
        """Keep the scales; `scales` are their limits in order, all facts in a row."""
        self.rule = rule
        self._not_for = not_for
        self._reads_if = reads_if
        per_scale = len(rule.values) - 1
        self._scales = {
            scale.fact: tuple(scales[place * per_scale : (place + 1) * per_scale])
            for place, scale in enumerate(rule.scales)
        }
        self.facts = tuple(self._scales)
        self.uses = frozenset(self.facts).union((rule.reported,), not_for.names)
        self.reading_uses = self.uses | reads_if.names
        self._readings = {entry.reported: _reading(entry) for entry in rule.reads.ranges}

    def from_numbers(self, state: State) -> frozenset[str] | None:
        """The grades the counts allow, the higher of two deciding; None without a count."""
        stated = [fact for fact in self.facts if fact in state.stated]
        if not stated:
            return None
        floor = range(len(self.rule.values))
        by_fact = [self._places(self._scales[fact], state) for fact in stated]
        if stated[0] != self.facts[0]:
            by_fact.append(tuple(floor))  # without the leading count the others only bound it
        places = set(by_fact[0])
        for others in by_fact[1:]:
            places = {max(one, other) for one in places for other in others}
        return frozenset(self.rule.values[place] for place in places)

    def _places(self, limits: Sequence[Check], state: State) -> tuple[int, ...]:
        """Places of the grades that one count leaves possible."""
        reached = [True, *(limit.run(state) for limit in limits), False]
        return tuple(
            place
            for place in range(len(self.rule.values))
            if reached[place] is not False and reached[place + 1] is not True
        )

    def value(self, state: State) -> Known:
        """The grade, or the grades still possible."""
        if self._not_for.run(state) is True:
            return None
        left = self.from_numbers(state)
        reported = state[self.rule.reported]
        told = reported if isinstance(reported, frozenset) else frozenset((reported,))
        if reported is None:
            return None if left is None else narrowed(left)
        if left is None:
            return narrowed(frozenset(str(grade) for grade in told))
        both = frozenset(str(grade) for grade in told) & left
        return narrowed(both or left)

    def undecided(self, state: State) -> Iterator[str]:
        """The leading count if it was stated, otherwise every count that was not."""
        leading = self.facts[0]
        if leading in state.stated:
            yield leading
            return
        yield from (fact for fact in self.facts if fact not in state.stated)
        yield from (fact for fact in self.facts if isinstance(state.stated.get(fact), Span))

    def conflicts(self, state: State) -> bool | None:
        """Whether the reported grade is not among those the counts allow."""
        left = self.from_numbers(state)
        reported = state[self.rule.reported]
        if left is None or reported is None or self._not_for.run(state) is True:
            return None
        told = reported if isinstance(reported, frozenset) else frozenset((reported,))
        return not told & left

    def reading(self, state: State) -> Known:
        """How the missing leading count is read under the reported grade; None if it is not."""
        reported = state[self.rule.reported]
        if not isinstance(reported, str) or self._reads_if.run(state) is not True:
            return None
        if self._not_for.run(state) is not False or self.conflicts(state):
            return None
        return self._readings.get(reported)


class Conflicting:
    """Whether the reported grade contradicts the counts."""

    def __init__(self, grade: GradeScale) -> None:
        """Keep the scale."""
        self._grade = grade
        self.uses = grade.uses

    def value(self, state: State) -> Known:
        """Yes, no, or unknown without both."""
        return self._grade.conflicts(state)

    def undecided(self, state: State) -> Iterator[str]:
        """The reported grade and the counts that were not stated."""
        for name in (self._grade.rule.reported, *self._grade.facts):
            if name not in state.stated:
                yield name


class ReadFromGrade:
    """A count that was not stated, read from the reported grade."""

    def __init__(self, grade: GradeScale) -> None:
        """Keep the scale."""
        self._grade = grade
        self.uses = grade.reading_uses

    def value(self, state: State) -> Known:
        """The range the reported grade stands for."""
        return self._grade.reading(state)

    def undecided(self, _state: State) -> Iterator[str]:
        """The count itself."""
        yield self._grade.rule.reads.fact


class Crossing:
    """Whether a stated range crosses one of the limits."""

    def __init__(self, rule: fact_rules.RangeCrosses, limits: Sequence[Check]) -> None:
        """Keep the limits."""
        self._fact = rule.fact
        self._limits = tuple(limits)
        self.uses = frozenset((rule.fact,))

    def value(self, state: State) -> Known:
        """Yes or no for a stated value, unknown otherwise."""
        stated = state.stated.get(self._fact)
        if stated is None:
            return None
        return isinstance(stated, Span) and any(limit.run(state) is None for limit in self._limits)

    def undecided(self, _state: State) -> Iterator[str]:
        """The fact itself."""
        yield self._fact


def is_only(value: Known, code: str) -> bool:
    """Whether the value is certainly this code."""
    return equals(value, code) is True


def _reading(entry: fact_rules.Reading) -> Known:
    low = Decimal(entry.low)
    known = NumberRange(low=low, high=Decimal(entry.high), comparator=entry.comparator)
    return span(known, low=low, high=Decimal(entry.high))
