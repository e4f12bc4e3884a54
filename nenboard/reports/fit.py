"""The fit solver: tries the declared steps in order; the first layout that fits wins."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeVar

from nenboard.reports.errors import DoesNotFit
from nenboard.reports.timeline import ChartCuts

TALLEST_MM: Final = 85
LOWEST_MM: Final = 60
_NO_CUTS: Final = ChartCuts()


@dataclass(frozen=True, slots=True)
class Settings:
    """How tightly a page is set. Whatever a setting shortens is counted on the page."""

    timeline_mm: int = TALLEST_MM
    leading: float = 1.25
    body: float = 8.5
    table: float = 8.0
    chart: ChartCuts = _NO_CUTS
    main_markers_only: bool = False
    sample_rows: int = 99
    count_notes: bool = False
    count_not_routine: bool = False
    short_legend: bool = False
    new_length: int = 0
    comorbidity_entries: int = 999
    text_length: int = 0
    option_words: int = 3
    count_supported: bool = False
    fewer_lines: bool = False
    fitness_share: float = 0.3
    question_pt: float = 13.0


class Attempt(Protocol):
    """A laid-out page: points by which it is too tall (0: fits), and the block to blame."""

    excess: float
    overflowing: str


A = TypeVar("A", bound=Attempt)
LeftOut = tuple[tuple[str, int], ...]
"""What a block does not show in full, in words, and how often; each number is printed."""
Step = Callable[[Settings], Settings]


def steps() -> Iterator[Step]:
    """The changes in their declared order, lowest priority first.

    A lower timeline; tighter lines; smaller type; shortening by list, long free texts of results
    and words of options and lines to write on among them, which may go before a drawn series does;
    series panels; and, rather than no page at all, the smallest type for what must stay.
    """
    for height in range(TALLEST_MM - 5, LOWEST_MM - 1, -5):
        yield _to(timeline_mm=height)
    yield _to(leading=1.2)
    for body, table in ((8.25, 7.75), (8.0, 7.5)):
        yield _to(body=body, table=table)
    yield _cut(spells=True)
    yield _cut(undated=True)
    yield _cut(old_imaging_text=True)
    yield _cut(old_response_text=True)
    yield _cut(event_lanes=1)
    yield _to(main_markers_only=True)
    yield _to(sample_rows=3)
    yield _to(count_notes=True)
    yield _to(option_words=2)
    yield _to(count_not_routine=True)
    yield _to(short_legend=True)
    yield _to(new_length=280)
    yield _to(text_length=240)
    yield _to(new_length=120)
    yield _to(text_length=120)
    yield _to(comorbidity_entries=6)
    yield _to(text_length=60)
    for words in (1, 0):
        yield _to(option_words=words)
    yield _to(count_supported=True)
    yield _to(fewer_lines=True)
    yield _to(fitness_share=0.4)
    for panels in (("sum",), ("sum", "marker"), ("sum", "marker", "ki67")):
        yield _cut(panels=panels)
    yield _to(body=7.5)
    yield _to(question_pt=10.5)


def _to(**change: object) -> Step:
    return lambda now: replace(now, **change)  # type: ignore[arg-type]  # our fields


def _cut(**change: object) -> Step:
    return lambda now: replace(
        now,
        chart=replace(now.chart, **change),  # type: ignore[arg-type]  # our fields
    )


def solve(lay_out: Callable[[Settings], A], title_of: Callable[[str], str]) -> A:
    """The first layout that fits, each step keeping those before it.

    A step that does not make the page less tall, or that later steps made needless, is taken
    back, so that nothing is left out in vain. Raises DoesNotFit, naming the block, if no step is
    left.
    """
    taken: list[Step] = []
    best = lay_out(Settings())
    for step in steps():
        if best.excess <= 0:
            break
        attempt = lay_out(_after([*taken, step]))
        if attempt.excess < best.excess - 0.01:
            taken, best = [*taken, step], attempt
    if best.excess > 0:
        raise DoesNotFit(best.overflowing, title_of(best.overflowing))
    return _given_back(lay_out, taken, best=best)


def _after(taken: Sequence[Step]) -> Settings:
    settings = Settings()
    for step in taken:
        settings = step(settings)
    return settings


def _given_back(lay_out: Callable[[Settings], A], taken: list[Step], *, best: A) -> A:
    """The fitting page without the steps that later ones made needless, the last first."""
    for step in reversed(taken):
        fewer = [other for other in taken if other is not step]
        attempt = lay_out(_after(fewer))
        if attempt.excess <= 0:
            taken, best = fewer, attempt
    return best
