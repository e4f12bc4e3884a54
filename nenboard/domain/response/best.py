"""Best overall response: the best since the start until progression, confirmed and not.

Source: RECIST 1.1, table 3; the 28 days between a response and its confirmation, and the minimum
for stable disease, which a protocol sets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from nenboard.domain.response.course import RECIST_1_1, Criteria, Label

Labelled: TypeAlias = tuple[date, Label]

RESPONSES: Final = (Label.CR, Label.PR)
_STABLE: Final = (Label.SD, Label.NON_CR_NON_PD)
_BETWEEN: Final = (Label.NE, Label.PR, Label.CR)


@dataclass(frozen=True, slots=True)
class BestOverall:
    """The best overall response without and with confirmation; both are always given."""

    unconfirmed: Label
    confirmed: Label


def until_progression(labels: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """Assessments in order of time up to the first PD, which is included."""
    kept: list[Labelled] = []
    for each in labels:
        kept.append(each)
        if each[1] is Label.PD:
            break
    return tuple(kept)


def is_confirmed(labels: Sequence[Labelled], at: int, *, criteria: Criteria = RECIST_1_1) -> bool:
    """Whether the response at a place is repeated at least 28 days later.

    CR needs CR, PR needs PR or CR; only NE, PR or CR may lie between.
    """
    day, label = labels[at]
    if label not in RESPONSES:
        return False
    repeats = (Label.CR,) if label is Label.CR else RESPONSES
    for later, seen in labels[at + 1 :]:
        if seen in repeats and (later - day).days >= criteria.confirmation_days:
            return True
        if seen not in _BETWEEN:
            return False
    return False


def best_overall(
    labels: Sequence[Labelled],
    *,
    baseline: date,
    stable_minimum_days: int,
    has_targets: bool = True,
    criteria: Criteria = RECIST_1_1,
) -> BestOverall:
    """The best of the assessments after baseline, in order of time; days count from baseline."""
    counted = until_progression(labels)
    seen = {label for _, label in counted}
    late = {label for day, label in counted if (day - baseline).days >= stable_minimum_days}
    stable = Label.SD if has_targets else Label.NON_CR_NON_PD
    rest = Label.PD if Label.PD in seen else Label.NE
    is_stable = not late.isdisjoint(_STABLE)
    unconfirmed = next((label for label in RESPONSES if label in seen), None)
    confirmed = {
        label
        for at, (_, label) in enumerate(counted)
        if label in RESPONSES and is_confirmed(counted, at, criteria=criteria)
    }
    kept = next((label for label in RESPONSES if label in confirmed), None)
    is_at_least_stable = is_stable or not late.isdisjoint(RESPONSES)
    return BestOverall(
        unconfirmed or (stable if is_stable else rest),
        kept or (stable if is_at_least_stable else rest),
    )
