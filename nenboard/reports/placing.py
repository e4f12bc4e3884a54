"""Places marks with labels on rows of a time axis so that nothing overlaps or merges silently."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

GAP: Final = 3.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mark at `x` that takes `half` to both sides, with a label of `label` points (0: none)."""

    key: int
    x: float
    half: float
    label: float
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a mark went. `side` is +1 (label right), -1 (left) or 0 (mark only)."""

    key: int
    lane: int
    x: float
    side: int


@dataclass(slots=True)
class Row:
    """The lanes of a row; `crowded` are marks no lane could take, by place on the axis."""

    left: float
    right: float
    lanes: int
    placed: list[Placed] = field(default_factory=list)
    crowded: list[tuple[float, int]] = field(default_factory=list)
    unlabelled: int = 0
    _taken: dict[int, list[tuple[float, float]]] = field(default_factory=dict)

    @property
    def used_lanes(self) -> int:
        """How many lanes hold something."""
        return 1 + max((item.lane for item in self.placed), default=0)

    def put(self, wanted: Iterable[Wanted], *, prefer_left: bool = False) -> None:
        """Place marks in the given order of importance, labels where there is room."""
        sides = (-1, 1) if prefer_left else (1, -1)
        for item in wanted:
            options = [*(sides if item.label else ()), 0]
            if not any(self._try(item, side) for side in options):
                self._crowd(item)

    def _span(self, item: Wanted, side: int) -> tuple[float, float]:
        if side > 0:
            return item.x - item.half, item.x + item.half + GAP + item.label
        if side < 0:
            return item.x - item.half - GAP - item.label, item.x + item.half
        return item.x - item.half, item.x + item.half

    def _try(self, item: Wanted, side: int) -> bool:
        start, end = self._span(item, side)
        if side and (start < self.left - item.half or end > self.right):
            return False
        for lane in range(self.lanes):
            taken = self._taken.setdefault(lane, [])
            if all(end + GAP <= low or start - GAP >= high for low, high in taken):
                taken.append((start, end))
                self.placed.append(Placed(item.key, lane, item.x, side))
                self.unlabelled += 1 if item.label and not side else 0
                return True
        return False

    def _crowd(self, item: Wanted) -> None:
        for number, (x, count) in enumerate(self.crowded):
            if abs(x - item.x) < 24:
                self.crowded[number] = (x, count + 1)
                return
        self.crowded.append((item.x, 1))
