"""The cover of a meeting pack: numbers, facts of the meeting, contents with links."""

import math
from collections.abc import Sequence
from typing import Final

from nenboard.host.language import _
from nenboard.reports import fonts, style
from nenboard.reports.blocks import Flow
from nenboard.reports.drawing import Box, Drawing, Line, Link, Text
from nenboard.reports.pack_tables import body_height
from nenboard.reports.pack_values import MeetingPack
from nenboard.reports.style import Paper, Type
from nenboard.reports.summary_blocks import shortened
from nenboard.reports.values import Span, Tone, Weight

Entry = tuple[str, int, str]
"""Name, page and anchor of an entry of the contents."""
_COLUMNS: Final = 3
_ENTRY_LINE: Final = 13.0
_BEST_LINE: Final = 27.0
_HEAD: Final = 196.0
_TILE: Final = 56.0
_GAP: Final = 10.0
_LONGEST_FACT: Final = 70


def _per_page(paper: Paper, *, first: bool) -> int:
    room = body_height(paper) - (_HEAD + 24.0 if first else 24.0)
    return int(room // _ENTRY_LINE) * _COLUMNS


def cover_pages(entries: int, paper: Paper) -> int:
    """How many pages the cover and its contents take."""
    rest = entries - _per_page(paper, first=True)
    return 1 + max(0, math.ceil(rest / _per_page(paper, first=False)))


def cover(pack: MeetingPack, paper: Paper, *, entries: Sequence[Entry]) -> list[Drawing]:
    """The pages of the cover."""
    pages: list[Drawing] = []
    rest = list(entries)
    for number in range(cover_pages(len(entries), paper)):
        flow = Flow(paper.inner_width, Type(9.0, 1.3, "pack"))
        if number == 0:
            _head(flow, pack)
            flow.y = _HEAD
        flow.phrase((Span(_("Contents"), Weight.SEMIBOLD),), size=11)
        flow.space(5)
        count = _per_page(paper, first=number == 0)
        _contents(flow, rest[:count], room=body_height(paper) - flow.y)
        rest = rest[count:]
        pages.append(flow.done())
    return pages


def _head(flow: Flow, pack: MeetingPack) -> None:
    flow.phrase((Span(_("Meeting pack"), Weight.BOLD),), size=20)
    flow.space(6)
    _tiles(flow, pack.figures)
    flow.space(10)
    _facts(flow, pack.facts)
    flow.space(6)
    flow.phrase((Span(pack.confidentiality, Weight.SEMIBOLD, Tone.DANGER),))


def _tiles(flow: Flow, figures: Sequence[tuple[str, str]]) -> None:
    """The large numbers in frames beside each other."""
    wide = (flow.drawing.width - _GAP * (len(figures) - 1)) / len(figures)
    ink, quiet = style.colour("text"), style.colour(Tone.QUIET)
    for place, (number, caption) in enumerate(figures):
        x, y = place * (wide + _GAP), flow.y
        edge = style.colour(style.RULE_COLOUR)
        flow.drawing.add(Box(x, y, wide, _TILE, stroke=edge, thickness=0.7, radius=2))
        length = fonts.width(number, Weight.BOLD, size=22)
        flow.drawing.add(Text(x + 9, y + 27, number, 22, Weight.BOLD, ink, length, "pack"))
        length = fonts.width(caption, Weight.REGULAR, size=9)
        flow.drawing.add(Text(x + 9, y + 45, caption, 9, Weight.REGULAR, quiet, length, "pack"))
    flow.y += _TILE


def _facts(flow: Flow, facts: Sequence[tuple[str, str]]) -> None:
    """Label and value in two columns."""
    half = flow.drawing.width / 2
    top = flow.y
    rows = math.ceil(len(facts) / 2)
    lowest = top
    for place, (label, value) in enumerate(facts):
        column, row = divmod(place, rows)
        flow.y = top + row * flow.type.line * 1.1
        shown = shortened(value, _LONGEST_FACT)[0]
        phrase = (Span(f"{label}: ", tone=Tone.QUIET), Span(shown, Weight.SEMIBOLD))
        flow.phrase(phrase, x=column * half, width=half - _GAP)
        lowest = max(lowest, flow.y)
    flow.y = lowest


def _contents(flow: Flow, entries: Sequence[Entry], *, room: float) -> None:
    """Entries in columns, each a link to its page, set as wide apart as there is room."""
    gap = 22.0
    wide = (flow.drawing.width - gap * (_COLUMNS - 1)) / _COLUMNS
    rows = max(1, math.ceil(len(entries) / _COLUMNS))
    line = min(max(room / rows, _ENTRY_LINE), _BEST_LINE)
    top, size, ink = flow.y, 9.0, style.colour("text")
    for place, (name, page, anchor) in enumerate(entries):
        column, row = divmod(place, rows)
        x, y = column * (wide + gap), top + row * line
        number = str(page)
        number_width = fonts.width(number, Weight.SEMIBOLD, size=size)
        shown = _narrowed(name, wide - number_width - 12, size=size)
        shown_width = fonts.width(shown, Weight.REGULAR, size=size)
        baseline = y + line / 2 + 3.2
        right = x + wide - number_width
        flow.drawing.add(
            Text(x, baseline, shown, size, Weight.REGULAR, ink, shown_width, "pack"),
            Line(x + shown_width + 3, baseline, right - 3, baseline, style.colour("line"), 0.5),
            Text(right, baseline, number, size, Weight.SEMIBOLD, ink, number_width, "pack"),
            Link(x, y, wide, line, anchor),
        )
    flow.y = top + rows * line


def _narrowed(text: str, room: float, *, size: float) -> str:
    while fonts.width(text, Weight.REGULAR, size=size) > room and len(text) > 2:
        text = text[:-2].rstrip() + "…"
    return text
