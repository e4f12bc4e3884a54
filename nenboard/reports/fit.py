"""The fit solver: how a page is shortened, in a declared order, until everything has room."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Protocol

from nenboard.reports.errors import DoesNotFit
from nenboard.reports.timeline import ChartCuts

TALLEST_MM: Final = 85
LOWEST_MM: Final = 60
_NO_CUTS: Final = ChartCuts()
LeftOut = tuple[tuple[str, int], ...]
"""What a block does not show in full, in words, and how often; each number is printed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How tightly a page is set. Whatever a setting shortens is counted on the page.

    `pathology`, `imaging`, `options` and `outcome` are how far each of these blocks is shortened,
    0 for not at all. `is_balanced` gives fitness the share of the upper row that makes it lowest.
    """

    timeline_mm: int = TALLEST_MM
    leading: float = 1.25
    body: float = 8.5
    table: float = 8.0
    is_balanced: bool = False
    chart: ChartCuts = _NO_CUTS
    short_legend: bool = False
    new_length: int = 0
    comorbidity_entries: int = 999
    question_pt: float = 13.0
    pathology: int = 0
    imaging: int = 0
    options: int = 0
    outcome: int = 0


class Page(Protocol):
    """A page that can be measured under any settings."""

    @property
    def blocks(self) -> Sequence[str]:
        """The blocks of the lower row, the one that most often lacks room first."""

    def room(self, settings: Settings) -> float:
        """Height for the blocks of the lower row, in points."""

    def height(self, block: str, settings: Settings) -> float:
        """Height of a block of the lower row, in points."""

    def blame(self, settings: Settings) -> str:
        """The block that takes most beyond its usual share."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of shortening: what gives the lower row room, and how far its blocks may go."""

    change: Callable[[Settings], Settings]
    limits: Mapping[str, int]


def _keep(settings: Settings) -> Settings:
    return settings


def _to(**change: object) -> Callable[[Settings], Settings]:
    return lambda now: replace(now, **change)  # type: ignore[arg-type]  # our fields


def _cut(**change: object) -> Callable[[Settings], Settings]:
    return lambda now: replace(
        now,
        chart=replace(now.chart, **change),  # type: ignore[arg-type]  # our fields
    )


TYPES: Final = (
    Settings(),
    Settings(leading=1.2),
    Settings(leading=1.2, is_balanced=True),
    Settings(leading=1.2, is_balanced=True, body=8.25, table=7.75),
    Settings(leading=1.2, is_balanced=True, body=8.0, table=7.5),
)
"""Sizes of the type, the first that fits wins; under each the timeline may be lower."""

_SMALL_CHART: Final = _cut(
    spells=True, undated=True, old_imaging_text=True, old_response_text=True, event_lanes=1
)
STAGES: Final = (
    Stage(_keep, {"pathology": 1, "imaging": 1, "options": 3, "outcome": 0}),
    Stage(_SMALL_CHART, {"pathology": 1, "imaging": 1, "options": 3, "outcome": 0}),
    Stage(_to(short_legend=True), {"pathology": 1, "imaging": 1, "options": 4, "outcome": 0}),
    Stage(_to(new_length=280), {"pathology": 2, "imaging": 2, "options": 4, "outcome": 0}),
    Stage(
        _to(new_length=120, comorbidity_entries=6),
        {"pathology": 3, "imaging": 3, "options": 5, "outcome": 0},
    ),
    Stage(_keep, {"pathology": 4, "imaging": 4, "options": 9, "outcome": 1}),
    Stage(_cut(panels=("sum",)), {"pathology": 4, "imaging": 4, "options": 10, "outcome": 1}),
    Stage(
        _cut(panels=("sum", "marker")),
        {"pathology": 4, "imaging": 4, "options": 11, "outcome": 1},
    ),
    Stage(
        _cut(panels=("sum", "marker", "ki67")),
        {"pathology": 5, "imaging": 4, "options": 12, "outcome": 1},
    ),
    Stage(
        _to(body=7.5, question_pt=10.5),
        {"pathology": 6, "imaging": 4, "options": 13, "outcome": 1},
    ),
)
"""Shortening by list, lowest priority first; each stage keeps what those before it gave."""


def solve(page: Page, title_of: Callable[[str], str]) -> Settings:
    """The settings that leave out least: the first size of type, else the first stage that fits.

    Nothing is left out in vain: room that the blocks do not need goes back to the upper part, and
    each block is shortened no further than it must. Raises DoesNotFit, naming the block.
    """
    sizes = [replace(size, timeline_mm=LOWEST_MM) for size in TYPES]
    if _fits(page, sizes[0]):
        return _tallest(page, sizes[0])
    if _fits(page, sizes[-1]):
        found = _first(sizes, lambda size: _fits(page, size))
        return _tallest(page, found)
    for number, stage in enumerate(STAGES):
        if _fits(page, _limited(_stage(sizes[-1], number), stage.limits)):
            return _tallest(page, _least(page, sizes[-1], number=number))
    last = _limited(_stage(sizes[-1], len(STAGES) - 1), STAGES[-1].limits)
    block = page.blame(last)
    raise DoesNotFit(block, title_of(block))


def _fits(page: Page, settings: Settings) -> bool:
    room = page.room(settings) + 0.01
    return all(page.height(block, settings) <= room for block in page.blocks)


def _stage(base: Settings, number: int) -> Settings:
    for stage in STAGES[: number + 1]:
        base = stage.change(base)
    return base


def _limited(settings: Settings, limits: Mapping[str, int]) -> Settings:
    return replace(settings, **limits)  # type: ignore[arg-type]  # our fields


def _least(page: Page, base: Settings, *, number: int) -> Settings:
    """The stage that fits with as much of the upper part and of each block as there is room for."""
    limits = STAGES[number].limits
    rooms = [_stage(base, earlier) for earlier in range(number + 1)]
    settings = next(r for r in rooms if _fits(page, _limited(r, limits)))
    room = page.room(settings) + 0.01
    for block, limit in limits.items():
        levels = [_limited(settings, {block: level}) for level in range(limit + 1)]
        settings = _first(levels, partial(_has_room, page, block=block, room=room))
    return settings


def _has_room(page: Page, settings: Settings, *, block: str, room: float) -> bool:
    return page.height(block, settings) <= room


def _first(ordered: Sequence[Settings], fits: Callable[[Settings], bool]) -> Settings:
    """The first that fits, of which the last does; later ones never take more room."""
    low, high = 0, len(ordered) - 1
    while low < high:
        middle = (low + high) // 2
        if fits(ordered[middle]):
            high = middle
        else:
            low = middle + 1
    return ordered[low]


def _tallest(page: Page, settings: Settings) -> Settings:
    """The same with the tallest timeline that still leaves the lower row its room."""
    for height in range(TALLEST_MM, LOWEST_MM, -5):
        taller = replace(settings, timeline_mm=height)
        if _fits(page, taller):
            return taller
    return settings
