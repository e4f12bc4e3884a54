"""Walking through the marks of a chart: along a row in order of time, and from row to row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nenboard.reports.chart_canvas import Spot


class Walk:
    """The marks of a chart by row; `at` is the place of the mark chosen, None before any."""

    def __init__(self, spots: "Sequence[Spot]") -> None:
        rows: dict[str, list[Spot]] = {}
        for spot in spots:
            rows.setdefault(spot.says[0].row, []).append(spot)
        self.rows = [sorted(row, key=lambda spot: (spot.x, spot.y)) for row in rows.values()]
        self.at: tuple[int, int] | None = None

    @property
    def spot(self) -> "Spot | None":
        """The mark chosen."""
        return self.rows[self.at[0]][self.at[1]] if self.at is not None else None

    @property
    def count(self) -> int:
        """How many marks there are."""
        return sum(len(row) for row in self.rows)

    def place_words(self) -> tuple[int, int]:
        """Which mark of its row is chosen, and how many the row has."""
        row, column = self.at or (0, 0)
        return column + 1, len(self.rows[row]) if self.rows else 0

    def begin(self) -> "Spot | None":
        """Choose the newest mark of the first row, unless one is chosen."""
        if self.at is None and self.rows:
            self.at = (0, len(self.rows[0]) - 1)
        return self.spot

    def along(self, step: int) -> "Spot | None":
        """The next or previous mark of the row; the ends hold."""
        if self.at is None:
            return self.begin()
        row, column = self.at
        self.at = (row, min(max(column + step, 0), len(self.rows[row]) - 1))
        return self.spot

    def across(self, step: int) -> "Spot | None":
        """The mark of the next or previous row that is nearest in time."""
        if self.at is None:
            return self.begin()
        here, row = self.spot, min(max(self.at[0] + step, 0), len(self.rows) - 1)
        assert here is not None  # noqa: S101 - a place is chosen
        near = min(range(len(self.rows[row])), key=lambda i: abs(self.rows[row][i].x - here.x))
        self.at = (row, near) if row != self.at[0] else self.at
        return self.spot

    def end(self, *, last: bool) -> "Spot | None":
        """The first or the last mark of the row."""
        if self.begin() is not None and self.at is not None:
            row = self.at[0]
            self.at = (row, len(self.rows[row]) - 1 if last else 0)
        return self.spot

    def choose(self, place: str) -> "Spot | None":
        """The mark of a place in the case: the first that says it, or stands for what holds it."""
        found = [
            (row, column)
            for row, spots in enumerate(self.rows)
            for column, spot in enumerate(spots)
            if any(_is_of(said.place, place) for said in spot.says)
        ]
        self.at = found[0] if found else None
        return self.spot

    def take(self, spot: "Spot") -> None:
        """Choose a mark that is there."""
        for row, spots in enumerate(self.rows):
            if spot in spots:
                self.at = (row, spots.index(spot))


def _is_of(said: str, place: str) -> bool:
    return bool(said) and (said == place or said.startswith(f"{place}."))


def hit(spots: "Sequence[Spot]", x: float, *, y: float, slack: float) -> "Spot | None":
    """The mark under a point, the nearest of several; points and slack in the chart's unit."""
    near = [
        spot
        for spot in spots
        if abs(spot.x - x) <= spot.half + slack and abs(spot.y - y) <= spot.tall + slack
    ]
    return min(near, key=lambda s: (abs(s.y - y), max(abs(s.x - x) - s.half, 0.0)), default=None)
