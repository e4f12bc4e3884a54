"""What differs between the bare results of a case and of one of its variants."""

from collections.abc import Iterator
from typing import Final

from nenboard.algorithm import offers
from nenboard.algorithm.offers import Decided
from nenboard.algorithm.state import State
from nenboard.algorithm.variations import Bare, Variant, Variations

LEADING: Final = "leading option"
BRANCH: Final = "branch"
STRENGTH: Final = "strength"
CHECK: Final = "check"
NOTE: Final = "note"
KINDS: Final = (LEADING, BRANCH, STRENGTH, CHECK, NOTE)
"""What can change, the weightiest first; a check is a value to look up or a caution."""


def changes(cases: Variations, variant: Variant, *, after: Bare) -> tuple[str, ...]:
    """Everything that a variant changes, in the order of `KINDS`."""
    before, state = cases.base, cases.alone(variant)
    found = {
        LEADING: before.leading != after.leading,
        BRANCH: set(before.nodes) != set(after.nodes),
        STRENGTH: any(_strengths(before, after)),
        CHECK: any(_checks(cases, variant, after=after, state=state)),
        NOTE: any(_notes(cases, variant, state=state)),
    }
    return tuple(kind for kind in KINDS if found[kind])


def mark(decided: Decided | None) -> tuple[object, ...] | None:
    """What an option comes to: its strengths and those it could have; None if not offered."""
    if decided is None:
        return None
    return decided.strength, decided.base, decided.could_be


def _strengths(before: Bare, after: Bare) -> Iterator[bool]:
    for node, decided in before.decided.items():
        for one, other in zip(decided, after.decided.get(node, ()), strict=False):
            yield one is not other and mark(one) != mark(other)


def _checks(cases: Variations, variant: Variant, *, after: Bare, state: State) -> Iterator[bool]:
    """Whether values to look up or cautions differ, for each option that is offered in both."""
    for node, decided in cases.base.decided.items():
        touched = cases.program.cautions_depend_on[node]
        pairs = zip(decided, after.decided.get(node, ()), strict=False)
        for place, (one, other) in enumerate(pairs):
            if one is None or other is None:
                continue
            if variant.name in touched[place] or mark(one) != mark(other):
                yield _said(cases, one, state=cases.state) != _said(cases, other, state=state)


def _said(cases: Variations, decided: Decided, *, state: State) -> tuple[object, ...]:
    looked_up = offers.look_up(cases.program, decided, state=state)
    return looked_up, offers.cautions(decided, state)


def _notes(cases: Variations, variant: Variant, *, state: State) -> Iterator[bool]:
    for place, (_, check) in enumerate(cases.program.notes):
        if variant.name in cases.program.notes_depend_on[place]:
            yield bool(check.run(cases.state)) is not bool(check.run(state))
