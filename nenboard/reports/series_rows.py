"""Rows of measured values on the time chart: Ki-67 on a log scale, markers, target sums."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from nenboard.host.language import _, counted
from nenboard.reports import fonts, marks, sayings, style
from nenboard.reports.blocks import Flow, words
from nenboard.reports.chart_canvas import BLOCK, LABELS, Canvas, Spot
from nenboard.reports.drawing import Box, Circle, Line, Text
from nenboard.reports.style import Type
from nenboard.reports.values import Point, Series, Weight

_LEAST: Final = 27.0
_BARE: Final = 13.5
_PAD_TOP: Final = 10.5
_PAD_BOTTOM: Final = 6.0
_TOP_LINE: Final = 1.1
"""How far the scale of Ki-67 reaches above its highest line."""
_Box = tuple[float, float, float, float]


def series_height(series: Series) -> float:
    """The least height of the row."""
    if not series.points:
        return _BARE
    return _LEAST + (11.5 if series.kind == "ki67" else 0.0)


def series_row(canvas: Canvas, series: Series, *, height: float) -> None:
    """Draw one series at the canvas' height."""
    if not series.points:
        canvas.label(series.name, height=height)
        flow = Flow(canvas.axis.right - LABELS, Type(style.SMALLEST, 1.2, BLOCK))
        flow.phrase(series.absent or words(_("Not recorded")))
        canvas.drawing.place(flow.done(), LABELS + 4, dy=canvas.y + (height - flow.y) / 2)
        return
    has_names = series.kind in {"ki67", "marker"}
    room = LABELS - (26 if has_names else 6)
    canvas.label(series.name, series.unit, height=height, width=room)
    scale = _scale(series, canvas.y, height=height)
    _references(canvas, series, scale=scale)
    inside = [point for point in series.points if not canvas.axis.is_outside(point.day)]
    inside.sort(key=lambda point: (point.day.middle, point.low))
    _joined(canvas, inside, scale=scale)
    taken = _points(canvas, inside, scale=scale)
    for point in inside:
        x, y = canvas.axis.x(point.day.middle), scale(_centre(point))
        half = 5.6 if point.letter else 3.0
        canvas.spots.append(Spot(x, y, half, half, (sayings.of_point(series, point),)))
    space = _Room(canvas, canvas.y + height, taken)
    _labels(space, series, points=inside, scale=scale)


def _scale(series: Series, top: float, *, height: float) -> Callable[[float], float]:
    lows = [float(point.low) for point in series.points]
    highs = [float(point.high) for point in series.points]
    upper, lower = top + _PAD_TOP, top + height - _PAD_BOTTOM
    if series.kind == "ki67":
        top_line = float(max(series.limits, default=Decimal(20))) * _TOP_LINE
        least, most = max(min([1.0, *lows]), 0.5), min(max(30.0, top_line, *highs), 100.0)
        low, high = math.log(least), math.log(most)
        return lambda v: lower - (math.log(max(v, 0.5)) - low) / (high - low) * (lower - upper)
    if series.kind == "marker":
        low, high = 0.0, max(1.5, *highs)
    else:
        low, high = min(lows) * 0.8, max(highs)
    span = (high - low) or 1.0
    return lambda v: lower - (v - low) / span * (lower - upper)


def _references(canvas: Canvas, series: Series, *, scale: Callable[[float], float]) -> None:
    """The grade limits of Ki-67, or the upper limit of a marker, named at the left."""
    names: list[tuple[Decimal, str]] = []
    if series.kind == "ki67":
        names = [(limit, f"{limit} %") for limit in (*series.limits[:1], *series.limits[:0:-1])]
    elif series.kind == "marker":
        names = [(Decimal(1), "1 ×")]
    size, ink = style.SMALLEST, style.colour("text2")
    named: list[float] = []
    for value, name in names:
        y = scale(float(value))
        wide = fonts.width(name, Weight.REGULAR, size=size)
        dotted = (0.8, 1.6)
        canvas.drawing.add(Line(LABELS, y, canvas.axis.right, y, ink, 0.6, dotted))
        if any(abs(y - other) < size * 1.05 for other in named):
            continue
        named.append(y)
        x = LABELS - 3 - wide
        canvas.drawing.add(Text(x, y + size * 0.36, name, size, Weight.REGULAR, ink, wide, BLOCK))


def _joined(canvas: Canvas, points: list[Point], *, scale: Callable[[float], float]) -> None:
    """Lines between neighbours; dashed where two Ki-67 samples come from different organs."""
    ink = style.colour("text")
    for before, after in pairwise(points):
        dash = (2.4, 1.8) if before.letter != after.letter else ()
        canvas.drawing.add(
            Line(
                canvas.axis.x(before.day.middle),
                scale(_centre(before)),
                canvas.axis.x(after.day.middle),
                scale(_centre(after)),
                ink,
                0.8,
                dash,
            )
        )


def _centre(point: Point) -> float:
    return (float(point.low) + float(point.high)) / 2


def _points(canvas: Canvas, points: list[Point], *, scale: Callable[[float], float]) -> list[_Box]:
    """The marks; a range is a bar between its ends. Letters only where they do not collide."""
    ink = style.colour("text")
    taken: list[_Box] = []
    for point in reversed(points):
        x, y = canvas.axis.x(point.day.middle), scale(_centre(point))
        if point.high != point.low:
            y1, y2 = scale(float(point.low)), scale(float(point.high))
            canvas.drawing.add(Line(x, y1, x, y2, ink, 1.6))
        r = 5.6 if point.letter else 1.6
        box = (x - r, y - r, x + r, y + r)
        if point.letter and not any(_touch(box, other) for other in taken):
            marks.lettered(canvas.drawing, x, y=y, letters=point.letter, block=BLOCK)
        else:
            box = (x - 2, y - 2, x + 2, y + 2)
            canvas.drawing.add(Circle(x, y, 1.6, ink, ink, 0.3))
        taken.append(box)
    return taken


def _touch(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@dataclass(slots=True)
class _Room:
    """The room of a row: its canvas, its lower edge, and the boxes already taken."""

    canvas: Canvas
    bottom: float
    boxes: list[_Box]

    def free(self, point: Point, at: tuple[float, float], *, weight: Weight) -> _Box | None:
        """The first place around the mark that touches nothing: above, right, left, below."""
        x, y = at
        size = style.SMALLEST
        wide, tall = fonts.width(point.printed, weight, size=size) + 1, size * 1.05
        r = 6.2 if point.letter else 2.6
        places = (
            (x - wide / 2, y - r - tall),
            (x + r + 1, y - tall / 2),
            (x - r - 1 - wide, y - tall / 2),
            (x + 2, y - r - tall),
            (x - wide, y - r - tall),
            (x - wide / 2, y + r),
        )
        for left, top in places:
            box = (left, top, left + wide, top + tall)
            if self._is_inside(box) and not any(_touch(box, other) for other in self.boxes):
                return box
        return None

    def _is_inside(self, box: _Box) -> bool:
        across = box[0] >= LABELS and box[2] <= self.canvas.drawing.width
        return across and box[1] >= self.canvas.y and box[3] <= self.bottom


def _labels(
    room: _Room, series: Series, *, points: list[Point], scale: Callable[[float], float]
) -> None:
    """Printed values, newest first, each only where it touches nothing; the rest counted."""
    hidden = len(series.points) - len(points)
    drawing, ink = room.canvas.drawing, style.colour("text")
    for rank, point in enumerate(reversed(points)):
        weight = Weight.BOLD if rank == 0 else Weight.REGULAR
        at = (room.canvas.axis.x(point.day.middle), scale(_centre(point)))
        box = room.free(point, at, weight=weight)
        if box is None:
            hidden += 1
            continue
        room.boxes.append(box)
        wide = fonts.width(point.printed, weight, size=style.SMALLEST)
        drawing.add(Box(box[0] + 0.5, box[1] + 0.5, wide, box[3] - box[1] - 1, marks.WHITE))
        baseline = box[3] - style.SMALLEST * 0.22
        drawing.add(Text(box[0], baseline, point.printed, style.SMALLEST, weight, ink, wide, BLOCK))
    if hidden:
        words = counted(
            "value of {series} without its figure",
            "values of {series} without their figure",
            count=hidden,
        )
        text = words.format(series=series.name)
        room.canvas.left_out.append((text, hidden))
