"""The fit solver: tries the declared steps in order; the first layout that fits wins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeVar

from nenboard.reports.errors import DoesNotFit
from nenboard.reports.timeline import ChartCuts

TALLEST_MM: Final = 85
LOWEST_MM: Final = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """How tightly a page is set. Shortened items are always counted on the page."""

    timeline_mm: int = TALLEST_MM
    leading: float = 1.25
    body: float = 8.5
    table: float = 8.0
    chart: ChartCuts = ChartCuts()
    main_markers_only: bool = False
    sample_rows: int = 99
    count_not_routine: bool = False
    short_legend: bool = False
    new_length: int = 0
    comorbidity_entries: int = 999
    option_words: int = 3
    count_supported: bool = False


class Attempt(Protocol):
    """A laid-out page, and the block that is too tall for it ('' when all fits)."""

    @property
    def overflowing(self) -> str:
        """Name of the block that does not fit."""


A = TypeVar("A", bound=Attempt)


def steps() -> Iterator[Settings]:
    """The steps of the declared priority order, each keeping what the earlier ones did.

    Natural sizes; a lower timeline; tighter lines; smaller type; shortening by list, lowest
    priority first; words of options; series panels.
    """
    now = Settings()
    yield now
    for height in range(TALLEST_MM - 5, LOWEST_MM - 1, -5):
        now = replace(now, timeline_mm=height)
        yield now
    now = replace(now, leading=1.2)
    yield now
    for body, table in ((8.25, 7.75), (8.0, 7.5)):
        now = replace(now, body=body, table=table)
        yield now
    yield from _shortened(now)


def _shortened(now: Settings) -> Iterator[Settings]:
    cuts = now.chart
    for change in (
        {"chart": replace(cuts, spells=True)},
        {"chart": replace(cuts, spells=True, old_imaging_text=True)},
        {"chart": replace(cuts, spells=True, old_imaging_text=True, old_response_text=True)},
        {"main_markers_only": True},
        {"sample_rows": 3},
        {"count_not_routine": True},
        {"short_legend": True},
        {"new_length": 280},
        {"new_length": 120},
        {"comorbidity_entries": 6},
        {"option_words": 2},
        {"option_words": 1},
        {"option_words": 0},
        {"count_supported": True},
    ):
        now = replace(now, **change)  # type: ignore[arg-type]  # each key is a field of Settings
        yield now
    for panels in (("sum",), ("sum", "marker"), ("sum", "marker", "ki67")):
        now = replace(now, chart=replace(now.chart, panels=panels))
        yield now


def solve(lay_out: Callable[[Settings], A], title_of: Callable[[str], str]) -> A:
    """The first layout that fits. Raises DoesNotFit, naming the block, if none does."""
    overflowing = ""
    for settings in steps():
        attempt = lay_out(settings)
        if not attempt.overflowing:
            return attempt
        overflowing = attempt.overflowing
    raise DoesNotFit(overflowing, title_of(overflowing))
