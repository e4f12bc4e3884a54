"""Places marks with labels on rows of a time axis so that nothing overlaps or merges silently."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

GAP: Final = 3.0
_REACH: Final = 30.0
"""How far from its own place a mark may be counted with another one, in points."""
_APART: Final = 17.0
"""Between the numbers of two marks that are counted in one lane, so that they can be read."""
_STEPS: Final = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mark at `x` that takes `half` to both sides, with a label of `label` points (0: none).

    One to `keep` is never drawn as a count of several.
    """

    key: int
    x: float
    half: float
    label: float
    keep: bool = False


@dataclass(slots=True)
class Placed:
    """Where a mark went. `side` is +1 (label right), -1 (left) or 0 (mark only).

    `folded` are marks that found no room and are counted in this one.
    """

    key: int
    lane: int
    x: float
    side: int
    keep: bool = False
    half: float = 0.0
    span: tuple[float, float] = (0.0, 0.0)
    folded: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many marks it is drawn for: 1, or the number printed in its place."""
        return 1 if self.keep else 1 + len(self.folded)


@dataclass(slots=True)
class Row:
    """The lanes of a row; `crowded` are marks no lane could take, by place on the axis.

    A mark without room is first shifted by up to `slack` points, then takes the room of older
    labels, and is counted with a neighbour at last.
    """

    left: float
    right: float
    lanes: int
    slack: float = 0.0
    placed: list[Placed] = field(default_factory=list)
    crowded: list[tuple[float, int]] = field(default_factory=list)
    unlabelled: int = 0
    _lanes: dict[int, list[Placed]] = field(default_factory=dict)

    @property
    def used_lanes(self) -> int:
        """How many lanes hold something."""
        return 1 + max((item.lane for item in self.placed), default=0)

    def put(self, wanted: Iterable[Wanted], *, prefer_left: bool = False) -> None:
        """Place marks in the given order of importance, labels where there is room."""
        sides = (-1, 1) if prefer_left else (1, -1)
        for item in wanted:
            options = [*(sides if item.label else ()), 0]
            tries = ((near, side) for near in self._near(item) for side in options)
            if not any(self._try(near, side) for near, side in tries) and not self._push(item):
                self._crowd(item)

    def _near(self, item: Wanted) -> Iterator[Wanted]:
        """The mark at its own place, then a little beside it."""
        yield item
        if self.slack:
            for step in range(1, _STEPS + 1):
                for way in (1, -1):
                    x = item.x + way * step * self.slack / _STEPS
                    if self.left <= x <= self.right:
                        yield replace(item, x=x)

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
            if not self._in_the_way(lane, start, end=end):
                self._place(item, lane=lane, side=side)
                return True
        return False

    def _in_the_way(self, lane: int, start: float, *, end: float) -> list[Placed]:
        """What stands in a stretch of a lane."""
        low, high = start - GAP, end + GAP
        held = self._lanes.setdefault(lane, [])
        return [other for other in held if other.span[0] < high and other.span[1] > low]

    def _place(self, item: Wanted, *, lane: int, side: int) -> None:
        span = self._span(item, side)
        made = Placed(item.key, lane, item.x, side, item.keep, item.half, span)
        self.placed.append(made)
        self._lanes.setdefault(lane, []).append(made)
        self.unlabelled += 1 if item.label and not side else 0

    def _push(self, item: Wanted) -> bool:
        """Take the room of labels that are not to be kept; marks themselves stay."""
        start, end = self._span(item, 0)
        for lane in range(self.lanes):
            found = self._in_the_way(lane, start, end=end)
            far = (abs(other.x - item.x) >= other.half + item.half + GAP for other in found)
            if all(far) and not any(other.keep for other in found):
                for other in found:
                    self._bare(other)
                self._place(item, lane=lane, side=0)
                return True
        return False

    def _bare(self, host: Placed) -> None:
        """Take the label of a mark away."""
        if host.side:
            host.side = 0
            host.span = (host.x - host.half, host.x + host.half)
            self.unlabelled += 1

    def _crowd(self, item: Wanted) -> None:
        self._fold(item)
        for number, (x, count) in enumerate(self.crowded):
            if abs(x - item.x) < 24:
                self.crowded[number] = (x, count + 1)
                return
        self.crowded.append((item.x, 1))

    def _fold(self, item: Wanted) -> None:
        """Count a mark with the nearest one that may become a number, else with the nearest."""
        near = sorted(self.placed, key=lambda other: (abs(other.x - item.x), -other.lane))
        free = [o for o in near if abs(o.x - item.x) <= _REACH and self._may_count(o)]
        rest = [o for o in near if o.keep or o.folded] or near
        for host in (free or rest)[:1]:
            if not host.keep:
                self._bare(host)
            host.folded.append(item.key)

    def _may_count(self, host: Placed) -> bool:
        """Whether a mark is a number already, or has room to become one."""
        if host.keep or host.folded:
            return not host.keep
        numbers = (o for o in self.placed if o.folded and not o.keep and o.lane == host.lane)
        return all(abs(other.x - host.x) >= _APART for other in numbers)
