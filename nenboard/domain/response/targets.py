"""Target lesions at one time point: their sum, what is left of them, and the target response."""

from dataclasses import dataclass
from decimal import Decimal

from nenboard.domain.response.course import (
    Course,
    Criteria,
    Label,
    MergedInto,
    Target,
    TimePoint,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The targets of a time point: those measured with their sum in mm, and whether all are."""

    sizes: tuple[tuple[Target, Decimal], ...]
    total: Decimal
    is_complete: bool

    @property
    def sum_mm(self) -> Decimal | None:
        """The sum of all targets in mm; None if one is not evaluable."""
        return self.total if self.is_complete else None


def measured(course: Course, point: TimePoint) -> Measured:
    """What was measured at a time point; a merged lesion counts in the one it merged into."""
    sizes: list[tuple[Target, Decimal]] = []
    is_complete = True
    for target in course.targets:
        size = point.sizes.get(target.id)
        if isinstance(size, MergedInto):
            continue
        if size is None:
            is_complete = False
        else:
            sizes.append((target, size))
    total = sum((size for _, size in sizes), Decimal(0))
    return Measured(tuple(sizes), total, is_complete)


def is_disease(target: Target, size: Decimal, *, criteria: Criteria) -> bool:
    """Whether a target is still disease: any size, but a node only from 10 mm on."""
    return size >= criteria.normal_node_below_mm if target.is_node else size > 0


def is_any_disease(seen: Measured, criteria: Criteria) -> bool:
    """Whether one of the measured targets is disease."""
    return any(is_disease(target, size, criteria=criteria) for target, size in seen.sizes)


@dataclass(frozen=True, slots=True)
class Before:
    """What the time points so far leave: sums in mm, and whether there was an overall CR."""

    baseline: Decimal
    nadir: Decimal
    had_complete_response: bool = False


def has_grown(total: Decimal, nadir: Decimal, *, criteria: Criteria) -> bool:
    """Whether a sum is PD against the nadir: at least 20 % and at least 5 mm above it."""
    is_a_fifth = total * 100 >= nadir * criteria.progression_percent
    return is_a_fifth and total - nadir >= criteria.progression_mm


def target_response(seen: Measured, before: Before, *, criteria: Criteria) -> Label:
    """CR before PD before PR before SD; NE with a target missing, unless PD is certain."""
    is_gone = not is_any_disease(seen, criteria)
    if is_gone and seen.is_complete:
        return Label.CR
    has_come_back = before.had_complete_response and not is_gone
    if has_come_back or has_grown(seen.total, before.nadir, criteria=criteria):
        return Label.PD
    if not seen.is_complete:
        return Label.NE
    limit = before.baseline * criteria.partial_response_percent
    return Label.PR if seen.total * 100 <= limit else Label.SD
