"""Bars of treatment: fills and patterns that survive a grey printer, labels, open ends."""

import math
from collections.abc import Iterator
from typing import Final

from nenboard.reports import style
from nenboard.reports.drawing import Box, Drawing, Line, Polygon
from nenboard.reports.marks import WHITE

_STEP: Final = 4.2


def bar(drawing: Drawing, x: float, y: float, width: float, height: float, code: str) -> None:
    """A bar of a treatment class: fill, pattern and outline."""
    _label, _letter, fill, pattern = style.therapy(code)
    ink = style.colour("text")
    if code == "watch":
        drawing.add(Box(x, y, width, height, WHITE, ink, 0.6, 0, (2.2, 1.6)))
        return
    drawing.add(Box(x, y, width, height, fill))
    stroke = WHITE if code == "chemotherapy" else ink
    for x1, y1, x2, y2 in _hatch(pattern, x, y, width, height):
        drawing.add(Line(x1, y1, x2, y2, stroke, 0.35))
    drawing.add(Box(x, y, width, height, "", ink, 0.7))


def open_end(drawing: Drawing, x: float, y: float, height: float) -> None:
    """An arrow at the right edge of a treatment that goes on."""
    ink = style.colour("text")
    points = ((x, y), (x + height * 0.4, y + height / 2), (x, y + height))
    drawing.add(Polygon(points, ink, ink, 0.5))


def fuzzy_end(drawing: Drawing, x1: float, x2: float, y: float, height: float) -> None:
    """A hatched stretch where the true end is only known to lie."""
    if x2 - x1 < 1:
        return
    drawing.add(Box(x1, y, x2 - x1, height, WHITE))
    for line in _slanted(x1, y, x2 - x1, height, rising=True):
        drawing.add(Line(*line, style.colour("text"), 0.35))
    drawing.add(Box(x1, y, x2 - x1, height, "", style.colour("text"), 0.5, 0, (1.2, 1.0)))


def _hatch(
    pattern: str, x: float, y: float, width: float, height: float
) -> Iterator[tuple[float, float, float, float]]:
    match pattern:
        case "diagonal up":
            yield from _slanted(x, y, width, height, rising=True)
        case "diagonal down":
            yield from _slanted(x, y, width, height, rising=False)
        case "cross-hatch":
            yield from _slanted(x, y, width, height, rising=True)
            yield from _slanted(x, y, width, height, rising=False)
        case "vertical":
            for number in range(1, math.ceil(width / _STEP)):
                yield x + number * _STEP, y, x + number * _STEP, y + height
        case "horizontal":
            for number in range(1, math.ceil(height / 3)):
                yield x, y + number * 3, x + width, y + number * 3
        case "dots":
            for row, level in enumerate((0.3, 0.7)):
                start = x + 2 + row * _STEP / 2
                for number in range(math.ceil((x + width - start - 1) / _STEP)):
                    at = start + number * _STEP
                    yield at, y + height * level, at + 0.8, y + height * level
        case _:
            return


def _slanted(
    x: float, y: float, width: float, height: float, *, rising: bool
) -> Iterator[tuple[float, float, float, float]]:
    """Lines at 45 degrees, cut at the edges of the rectangle."""
    offset = -height + _STEP
    while offset < width:
        low, high = max(offset, 0.0), min(offset + height, width)
        if high > low:
            near, far = low - offset, high - offset
            if rising:
                yield x + low, y + height - near, x + high, y + height - far
            else:
                yield x + low, y + near, x + high, y + far
        offset += _STEP
