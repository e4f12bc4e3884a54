"""The course of measured disease: target lesions, time points and what was seen at each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias


class Label(StrEnum):
    """A RECIST 1.1 response; NON_CR_NON_PD where there is no target lesion."""

    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    NE = "NE"
    NON_CR_NON_PD = "NON_CR_NON_PD"


class NonTarget(StrEnum):
    """Non-target disease at a time point; NONE where there never was any."""

    CR = "cr"
    NON_CR_NON_PD = "non_cr_non_pd"
    PD = "pd"
    NE = "ne"
    NONE = "none"


class NewLesions(StrEnum):
    """New lesions at a time point; an equivocal one is followed."""

    NONE = "none"
    EQUIVOCAL = "equivocal"
    UNEQUIVOCAL = "unequivocal"


@dataclass(frozen=True, slots=True)
class MergedInto:
    """A lesion that has merged with another one, in which it is counted."""

    lesion: str


Size: TypeAlias = Decimal | MergedInto | None
"""mm (long axis, short axis of a node; split lesions as the sum of their parts), or None: not
evaluable."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target lesion; the short axis of a node is measured."""

    id: str
    organ: str = ""
    is_node: bool = False


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One assessment. A target without a size is not evaluable."""

    day: date
    sizes: Mapping[str, Size] = field(default_factory=dict)
    non_target: NonTarget = NonTarget.NE
    new_lesions: NewLesions = NewLesions.NONE


@dataclass(frozen=True, slots=True)
class Course:
    """Targets and time points in any order; the earliest time point is baseline."""

    targets: tuple[Target, ...]
    timepoints: tuple[TimePoint, ...]


@dataclass(frozen=True, slots=True)
class Criteria:
    """The limits of a response evaluation, in mm, percent and days."""

    name: str
    source: str
    partial_response_percent: Decimal
    progression_percent: Decimal
    progression_mm: Decimal
    normal_node_below_mm: Decimal
    too_small_mm: Decimal
    confirmation_days: int
    stable_minimum_days: int
    target_from_mm: Decimal
    target_node_from_mm: Decimal
    most_targets: int
    most_targets_per_organ: int


RECIST_1_1: Final = Criteria(
    name="RECIST 1.1",
    source="Eisenhauer EA et al., Eur J Cancer 2009;45:228-247",
    partial_response_percent=Decimal(70),
    progression_percent=Decimal(120),
    progression_mm=Decimal(5),
    normal_node_below_mm=Decimal(10),
    too_small_mm=Decimal(5),
    confirmation_days=28,
    stable_minimum_days=42,
    target_from_mm=Decimal(10),
    target_node_from_mm=Decimal(15),
    most_targets=5,
    most_targets_per_organ=2,
)
"""The definition, equal to terms/recist.json; the minimum for stable disease is a setting."""


class TargetDoubt(StrEnum):
    """What is unusual about the targets of a course; it forbids nothing."""

    MANY_TARGETS = "many_targets"
    MANY_IN_ORGAN = "many_in_organ"
    SMALL_TARGET = "small_target"


def in_order(course: Course) -> tuple[TimePoint, ...]:
    """The time points by date, baseline first."""
    return tuple(sorted(course.timepoints, key=lambda point: point.day))


def without_baseline(course: Course) -> tuple[Target, ...]:
    """Targets that have no size of their own at baseline, so that nothing can be compared."""
    points = in_order(course)
    sizes = points[0].sizes if points else {}
    return tuple(target for target in course.targets if not _has_size(sizes.get(target.id)))


def _has_size(size: Size) -> bool:
    return isinstance(size, Decimal) and size > 0


def doubts(course: Course, criteria: Criteria = RECIST_1_1) -> Iterator[tuple[TargetDoubt, str]]:
    """What is unusual about the targets, each with the organ or the lesion it is about."""
    if len(course.targets) > criteria.most_targets:
        yield TargetDoubt.MANY_TARGETS, ""
    organs = [target.organ.strip().casefold() for target in course.targets]
    for organ in dict.fromkeys(organs):
        if organ and organs.count(organ) > criteria.most_targets_per_organ:
            yield TargetDoubt.MANY_IN_ORGAN, organ
    points = in_order(course)
    for target in course.targets:
        size = points[0].sizes.get(target.id) if points else None
        least = criteria.target_node_from_mm if target.is_node else criteria.target_from_mm
        if isinstance(size, Decimal) and size < least:
            yield TargetDoubt.SMALL_TARGET, target.id
