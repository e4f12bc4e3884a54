"""Short ways to write a course of disease: sizes by lesion at weeks after baseline."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from nenboard.domain.response.course import (
    Course,
    MergedInto,
    NewLesions,
    NonTarget,
    Size,
    Target,
    TimePoint,
)
from nenboard.domain.response.recist import CourseResult, evaluate

BASELINE = date(2024, 1, 2)
GONE, MISSING, SMALL = Decimal(0), None, Decimal(5)
Sizes = Mapping[str, str | int | Size]


def after(days: int) -> date:
    """The day so many days after baseline."""
    return BASELINE + timedelta(days=days)


def point(
    days: int, sizes: Sizes | None = None, *, other: str = "none", new: str = "none"
) -> TimePoint:
    """A time point; sizes of lesions by their name."""
    known = {name: _size(size) for name, size in (sizes or {}).items()}
    return TimePoint(after(days), known, NonTarget(other), NewLesions(new))


def _size(size: str | int | Size) -> Size:
    return Decimal(size) if isinstance(size, int | str) else size


def course(*points: TimePoint, nodes: str = "") -> Course:
    """A course whose targets are those of its baseline; `nodes` names the lymph nodes."""
    names = sorted({name for each in points for name in each.sizes})
    targets = tuple(Target(name, f"organ {name}", name in nodes.split()) for name in names)
    return Course(targets, points)


def judged(*points: TimePoint, nodes: str = "") -> CourseResult:
    """The result of a course."""
    return evaluate(course(*points, nodes=nodes))


def overall(*points: TimePoint, nodes: str = "") -> list[str]:
    """The overall responses after baseline."""
    return [str(each.overall) for each in judged(*points, nodes=nodes).timepoints[1:]]


def single(*sizes: int | str | Size, step: int = 56) -> list[str]:
    """The overall responses of a course with one lesion, measured every eight weeks."""
    return overall(*(point(place * step, {"a": size}) for place, size in enumerate(sizes)))


def merged(lesion: str) -> MergedInto:
    """Merged with another lesion."""
    return MergedInto(lesion)
