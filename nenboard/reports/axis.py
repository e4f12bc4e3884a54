"""The time axis of the chart: days to points, year labels, what lies before it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from nenboard.host.language import _
from nenboard.reports.values import Day, Timeline

LONGEST_YEARS: Final = 15
SHORTEST_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear axis from `first` to `last`, drawn from `left` to `right` in points.

    With `is_part` it shows a stretch of the course that somebody chose; with an `origin` its years
    are counted from that day.
    """

    first: date
    last: date
    left: float
    right: float
    is_part: bool = False
    origin: date | None = None

    def x(self, day: date) -> float:
        """Place of a day; days outside are held at the ends."""
        total = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / total, 0.0), 1.0)
        return self.left + share * (self.right - self.left)

    def is_before(self, day: Day) -> bool:
        """Whether the day lies before the axis begins."""
        return day.latest < self.first

    def is_outside(self, day: Day) -> bool:
        """Whether the day is not shown: before the axis, or outside the stretch chosen."""
        return self.is_before(day) or (self.is_part and day.earliest > self.last)

    def quarters(self) -> list[float]:
        """Places of the first days of April, July and October, or of a counted year's quarters."""
        days = [
            self._begins(year, month)
            for year in range(self.first.year - 1, self.last.year + 1)
            for month in (4, 7, 10)
        ]
        return [self.x(day) for day in days if self.first < day < self.last]

    def years(self) -> list[tuple[int, float]]:
        """Each first of January on the axis, or each day a counted year begins, with its place."""
        return [
            (year, self.x(self._begins(year)))
            for year in range(self.first.year, self.last.year + 1)
            if self.first <= self._begins(year) <= self.last
        ]

    def _begins(self, year: int, month: int = 1) -> date:
        if self.origin is None:
            return date(year, month, 1)
        months = self.origin.month + month - 2
        day = min(self.origin.day, 28)
        return date(year + months // 12, months % 12 + 1, day)

    @property
    def first_year(self) -> int:
        """The year that the axis begins in."""
        is_later = self._begins(self.first.year) > self.first
        return self.first.year - 1 if is_later else self.first.year

    def year_words(self, year: int) -> str:
        """A year as printed: 2026; or how many years after the origin it begins: +2 y."""
        if self.origin is None:
            return str(year)
        after = year - self.origin.year
        return _("{years} y").format(years=f"{after:+d}" if after else "0")


def days_of(timeline: Timeline) -> list[Day]:
    """Every day that the chart shows."""
    found: list[Day] = [event.day for event in timeline.events]
    found += [glyph.day for glyph in (*timeline.responses, *timeline.imaging)]
    for bar in timeline.bars:
        found += [day for day in (bar.start, bar.stop) if day is not None]
    for series in timeline.series:
        found += [point.day for point in series.points]
    return found


def axis_for(
    timeline: Timeline, left: float, *, right: float, span: tuple[date, date] | None = None
) -> Axis:
    """From the first event to the meeting, at most fifteen years and at least one.

    A `span` chosen by somebody is shown as it is.
    """
    if span is not None:
        return Axis(span[0], span[1], left, right, is_part=True, origin=timeline.origin)
    last = max([timeline.until, *(day.latest for day in days_of(timeline))])
    last = min(last, timeline.until + timedelta(days=SHORTEST_DAYS))
    first = min((day.earliest for day in days_of(timeline)), default=last)
    earliest = _years_before(last, LONGEST_YEARS)
    first = max(min(first, last - timedelta(days=SHORTEST_DAYS)), earliest)
    if first > earliest:
        room = timedelta(days=max(14, (last - first).days // 40))
        new_year = date(first.year, 1, 1)
        is_near = (first - new_year).days < (last - first).days // 8
        first = max(new_year if is_near else first - room, earliest)
    return Axis(first, last, left, right, origin=timeline.origin)


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
