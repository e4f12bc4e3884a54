"""The newest day on which lesions were measured: its response, its sum and the growth to it."""

from dataclasses import dataclass
from datetime import date

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.response.course import Label
from nenboard.domain.response.growth import Growth
from nenboard.domain.response.of_case import courses_of
from nenboard.domain.response.recist import Evaluation


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest time point after a baseline. `growth` is that to its sum, None without one.

    `is_certain` is False where nobody answered for new lesions, unless it is progression anyway.
    """

    when: PartialDate
    found: Evaluation
    is_certain: bool
    growth: Growth | None

    @property
    def hides_growth(self) -> bool:
        """Whether stable disease by RECIST hides a growth that reaches its mark."""
        return self.growth is not None and self.growth.is_hidden_by(self.found.overall)


def newest_measured(case: Case, on: date) -> Newest | None:
    """What the newest day of measurement says; None without a day after a baseline."""
    if not case.lesions:
        return None
    courses = [course for course in courses_of(case, on) if course.labels()]
    if not courses:
        return None
    course = courses[-1]
    found = course.result.timepoints[-1]
    when = course.dates[found.day]
    start = case.lines[course.line].start if course.line is not None else None
    growth = next((each for each in course.growth(start) if each.last.when == when), None)
    is_certain = found.overall is Label.PD or found.day not in course.unsaid
    return Newest(when, found, is_certain, growth)
