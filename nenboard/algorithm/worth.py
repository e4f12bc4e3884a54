"""What each answer that is not known would be worth: every value tried, and what it changes."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from nenboard.algorithm.alternatives import facts_of, possible
from nenboard.algorithm.assessment import Part, Reached
from nenboard.algorithm.changes import BRANCH, CHECK, KINDS, LEADING, NOTE, STRENGTH, changes
from nenboard.algorithm.known import fact_as_json
from nenboard.algorithm.missing import Open, open_facts
from nenboard.algorithm.variations import Variant, Variations

BLOCKING: Final = "blocking"
OPEN: Final = "open"
TO_CHECK: Final = "check"
OTHER: Final = "other"
GROUPS: Final = (BLOCKING, OPEN, TO_CHECK, OTHER)
"""Blocks everything; keeps a branch or strength open; to look up before use; only a rule's due."""


@dataclass(frozen=True, slots=True)
class Tried(Part):
    """One value: what would lead, what it changes (weightiest first), and if that settles it."""

    value: object
    leading: tuple[str, ...]
    changes: tuple[str, ...]
    settles: bool


@dataclass(frozen=True, slots=True)
class Counts(Part):
    """How many of the values tried change what; the last three change nothing weightier."""

    leading_option: int
    branch: int
    strength: int
    only_check: int
    only_note: int
    nothing: int


@dataclass(frozen=True, slots=True)
class Worth(Part):
    """A fact that is not known, or not exactly: its place in the order and what it would change.

    `settling` counts the values with which what leads is certain.
    """

    fact: str
    label: str
    rank: int
    group: str
    counts: Counts
    settling: int
    tried: tuple[Tried, ...]


def ranked(cases: Variations, outcomes: tuple[Reached, ...]) -> tuple[Worth, ...]:
    """Every unknown fact of which some value changes something, the one worth most first.

    The groups come first, as in the list of missing facts; inside them the share of values that
    change the leading option, the branch, a strength, a check; then the question order.
    """
    opened = open_facts(cases.inquiry, outcomes)
    found = []
    for place, fact in enumerate(facts_of(cases.inquiry)):
        tried = tuple(_tried(cases, fact))
        group = group_of(opened.get(fact))
        if group != OTHER or any(one.changes for one in tried):
            key = (GROUPS.index(group), *_shares(tried), cases.program.step_of(fact), place)
            found.append((key, fact, group, tried))
    found.sort(key=lambda entry: entry[0])
    return tuple(
        Worth(
            fact=fact,
            label=cases.program.label_of(fact),
            rank=rank,
            group=group,
            counts=_counts(tried),
            settling=sum(one.settles for one in tried),
            tried=tried,
        )
        for rank, (_, fact, group, tried) in enumerate(found, start=1)
    )


def without_effect(cases: Variations, ranked: tuple[Worth, ...]) -> tuple[str, ...]:
    """The unknown facts of which no value changes anything for this case."""
    named = {entry.fact for entry in ranked}
    facts = facts_of(cases.inquiry)
    return tuple(fact for fact in facts if fact not in named and possible(cases.inquiry, fact))


def group_of(is_open: Open | None) -> str:
    """The group of a fact, by what keeps it open."""
    if is_open is None:
        return OTHER
    if is_open.blocks:
        return BLOCKING
    return TO_CHECK if is_open.changes == CHECK else OPEN


def _tried(cases: Variations, fact: str) -> list[Tried]:
    found = []
    for value in possible(cases.inquiry, fact):
        variant = Variant(fact, value)
        after = cases.result(variant)
        found.append(
            Tried(
                value=fact_as_json(value),
                leading=after.leading,
                changes=changes(cases, variant, after=after),
                settles=after.is_settled(cases.program),
            )
        )
    return found


def _shares(tried: tuple[Tried, ...]) -> tuple[Fraction, ...]:
    """For each kind of change, minus the share of the values that bring it."""
    of = max(1, len(tried))
    return tuple(-Fraction(sum(kind in one.changes for one in tried), of) for kind in KINDS)


def _counts(tried: tuple[Tried, ...]) -> Counts:
    heaviest = [one.changes[0] if one.changes else "" for one in tried]
    return Counts(
        leading_option=sum(LEADING in one.changes for one in tried),
        branch=sum(BRANCH in one.changes for one in tried),
        strength=sum(STRENGTH in one.changes for one in tried),
        only_check=heaviest.count(CHECK),
        only_note=heaviest.count(NOTE),
        nothing=heaviest.count(""),
    )
