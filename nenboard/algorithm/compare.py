"""The same cases under two releases: what leads in each, and which part makes the difference.

A part makes the difference if the one release, given that part of the other, answers as the other
does. That is tried, not read off.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from nenboard.algorithm.assessment import Part
from nenboard.algorithm.changes import BRANCH, LEADING, STRENGTH
from nenboard.algorithm.program import Inquiry, program_of
from nenboard.algorithm.release import Release
from nenboard.algorithm.release_parts import PartDifference, Place, differing, with_part
from nenboard.algorithm.variations import Bare, Variations
from nenboard.algorithm.why import in_a_word
from nenboard.domain.knowledge import FactValue

Told = Callable[[int, int], object]
"""Called with steps done and steps in all."""
_NOT_OFFERED: Final = in_a_word(None)


@dataclass(frozen=True, slots=True)
class OptionChange(Part):
    """An option of a node reached in both releases, and what each makes of it."""

    node: str
    option: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CaseChange(Part):
    """A case that the releases answer differently.

    `kinds` are what differs, the weightiest first: leading option, branch, strength. `because` are
    the parts that make the difference: each of them alone if `is_alone`, else only together.
    """

    kinds: tuple[str, ...]
    leading_before: tuple[str, ...]
    leading_after: tuple[str, ...]
    nodes_before: tuple[str, ...]
    nodes_after: tuple[str, ...]
    options: tuple[OptionChange, ...]
    is_alone: bool
    because: tuple[PartDifference, ...]


class Differing(NamedTuple):
    """The facts of a case with both answers, which differ in `kinds`."""

    facts: Mapping[str, FactValue]
    old: Bare
    new: Bare
    kinds: tuple[str, ...]

    def is_brought_by(self, found: Bare) -> bool:
        """Whether this is what leads after, or if that stays the same, the whole answer after."""
        if LEADING in self.kinds:
            return found.leading == self.new.leading
        return _standings(found) == _standings(self.new)


class Comparison:
    """Two releases and the parts in which they differ, ready to be compared case by case."""

    def __init__(self, before: Release, after: Release) -> None:
        """Find the parts."""
        self.before = before
        self.after = after
        self.parts: Mapping[Place, PartDifference] = differing(before, after)

    def of_case(self, facts: Mapping[str, FactValue]) -> Differing | None:
        """Both answers to a case; None if they do not differ."""
        if not self.parts:
            return None
        old, new = answer(self.before, facts), answer(self.after, facts)
        differs = {
            LEADING: old.leading != new.leading,
            BRANCH: set(old.nodes) != set(new.nodes),
            STRENGTH: any(_options(old, new)),
        }
        kinds = tuple(kind for kind, is_so in differs.items() if is_so)
        return Differing(facts, old, new, kinds) if kinds else None

    def explained(self, cases: Sequence[Differing], told: Told) -> tuple[CaseChange, ...]:
        """The changes of cases that differ, in their order, with the parts that make them so."""
        alone = [set[Place]() for _ in cases]
        touching = [set[Place]() for _ in cases]
        for done, place in enumerate(self.parts):
            told(done, len(self.parts))
            mixed = with_part(self.before, place, of=self.after)
            for at, case in enumerate(cases):
                found = answer(mixed, case.facts)
                if case.is_brought_by(found):
                    alone[at].add(place)
                elif _standings(found) != _standings(case.old):
                    touching[at].add(place)
        self._add_undone(cases, touching, skipped=[bool(places) for places in alone])
        told(len(self.parts), len(self.parts))
        return tuple(
            self._change(case, by_itself or together, is_alone=bool(by_itself))
            for case, by_itself, together in zip(cases, alone, touching, strict=True)
        )

    def _add_undone(
        self, cases: Sequence[Differing], touching: list[set[Place]], *, skipped: list[bool]
    ) -> None:
        """Add the parts without which the later release answers otherwise."""
        if all(skipped):
            return
        for place in self.parts:
            mixed = with_part(self.after, place, of=self.before)
            for at, case in enumerate(cases):
                if not skipped[at]:
                    found = answer(mixed, case.facts)
                    if _standings(found) != _standings(case.new):
                        touching[at].add(place)

    def _change(self, case: Differing, places: set[Place], *, is_alone: bool) -> CaseChange:
        return CaseChange(
            kinds=case.kinds,
            leading_before=case.old.leading,
            leading_after=case.new.leading,
            nodes_before=case.old.nodes,
            nodes_after=case.new.nodes,
            options=tuple(_options(case.old, case.new)),
            is_alone=is_alone,
            because=tuple(part for place, part in self.parts.items() if place in places),
        )


def answer(release: Release, facts: Mapping[str, FactValue]) -> Bare:
    """The bare answer to a case; facts that the release does not ask for are left out."""
    program = program_of(release)
    asked = {name: facts[name] for name in facts if name in release.inputs}
    return Variations(Inquiry(program, program.state(asked))).base


def _standings(found: Bare) -> dict[str, dict[str, str]]:
    """What each option of each node reached comes to; a node that declines has none."""
    return {
        node: {
            one.offer.option.id: in_a_word(one)
            for one in found.decided.get(node, ())
            if one is not None
        }
        for node in found.nodes
    }


def _options(old: Bare, new: Bare) -> Iterator[OptionChange]:
    olds, news = _standings(old), _standings(new)
    for node in old.nodes:
        if node not in news:
            continue
        for option in dict.fromkeys((*olds[node], *news[node])):
            before = olds[node].get(option, _NOT_OFFERED)
            after = news[node].get(option, _NOT_OFFERED)
            if before != after:
                yield OptionChange(node, option, before, after)
