"""Bars of treatment: fills and patterns that survive a grey printer, open and uncertain ends."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from nenboard.reports import style
from nenboard.reports.drawing import Box, Drawing, Line, Polygon
from nenboard.reports.marks import WHITE

_STEP: Final = 4.2
_Stroke = tuple[float, float, float, float]


def bar(drawing: Drawing, extent: Box, *, code: str) -> None:
    """A bar of a treatment class: fill, pattern and outline."""
    _label, _letter, fill, pattern = style.therapy(code)
    ink = style.colour("text")
    if code == "watch":
        drawing.add(replace(extent, fill=WHITE, stroke=ink, dash=(2.2, 1.6)))
        return
    drawing.add(replace(extent, fill=fill))
    colour = WHITE if code == "chemotherapy" else ink
    for stroke in _PATTERNS.get(pattern, _bare)(extent):
        drawing.add(Line(*stroke, colour, 0.35))
    drawing.add(replace(extent, stroke=ink, thickness=0.7))


def open_end(drawing: Drawing, *, at: tuple[float, float], height: float) -> None:
    """An arrow at the right edge of a treatment that goes on."""
    x, y = at
    ink = style.colour("text")
    points = ((x, y), (x + height * 0.4, y + height / 2), (x, y + height))
    drawing.add(Polygon(points, ink, ink, 0.5))


def fuzzy_end(drawing: Drawing, extent: Box) -> None:
    """A hatched stretch where the true end is only known to lie."""
    if extent.width < 1:
        return
    drawing.add(replace(extent, fill=WHITE))
    for stroke in _rising(extent):
        drawing.add(Line(*stroke, style.colour("text"), 0.35))
    drawing.add(replace(extent, stroke=style.colour("text"), thickness=0.5, dash=(1.2, 1.0)))


def _bare(_extent: Box) -> Iterator[_Stroke]:
    return iter(())


def _rising(extent: Box) -> Iterator[_Stroke]:
    for low, high, offset in _slants(extent):
        bottom = extent.y + extent.height
        yield (
            extent.x + low,
            bottom - (low - offset),
            extent.x + high,
            bottom - (high - offset),
        )


def _falling(extent: Box) -> Iterator[_Stroke]:
    for low, high, offset in _slants(extent):
        top = extent.y
        yield extent.x + low, top + low - offset, extent.x + high, top + high - offset


def _slants(extent: Box) -> Iterator[tuple[float, float, float]]:
    """Lines at 45 degrees, cut at the edges: from, to, and where each would start."""
    offset = -extent.height + _STEP
    while offset < extent.width:
        low, high = max(offset, 0.0), min(offset + extent.height, extent.width)
        if high > low:
            yield low, high, offset
        offset += _STEP


def _crossed(extent: Box) -> Iterator[_Stroke]:
    yield from _rising(extent)
    yield from _falling(extent)


def _upright(extent: Box) -> Iterator[_Stroke]:
    for number in range(1, math.ceil(extent.width / _STEP)):
        x = extent.x + number * _STEP
        yield x, extent.y, x, extent.y + extent.height


def _level(extent: Box) -> Iterator[_Stroke]:
    for number in range(1, math.ceil(extent.height / 3)):
        y = extent.y + number * 3
        yield extent.x, y, extent.x + extent.width, y


def _dotted(extent: Box) -> Iterator[_Stroke]:
    for row, share in enumerate((0.3, 0.7)):
        start = extent.x + 2 + row * _STEP / 2
        y = extent.y + extent.height * share
        for number in range(math.ceil((extent.x + extent.width - start - 1) / _STEP)):
            yield start + number * _STEP, y, start + number * _STEP + 0.8, y


_PATTERNS: Final[dict[str, Callable[[Box], Iterator[_Stroke]]]] = {
    "diagonal up": _rising,
    "diagonal down": _falling,
    "cross-hatch": _crossed,
    "vertical": _upright,
    "horizontal": _level,
    "dots": _dotted,
}
