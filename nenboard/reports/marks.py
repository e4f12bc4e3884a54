"""Small drawn signs: chips of missing values, strength shapes, responses, events."""

import math
from typing import Final

from nenboard.host.language import _
from nenboard.reports import fonts, style
from nenboard.reports.drawing import Box, Circle, Drawing, Line, Polygon, Text
from nenboard.reports.style import Type
from nenboard.reports.values import Gap, Span, Strength, Symbol, Weight

WHITE: Final = "#FFFFFF"
_CHIP_PAD: Final = 0.36
"""Room inside the frame of a missing value, as a share of the size of its type."""
CHIP_APART: Final = 2.6
"""Ground between the frames of missing values on neighbouring lines, in points."""


def chip_extra(size: float) -> float:
    """Room that the frame and icon of a missing value add to its words."""
    return size * (0.85 + 3 * _CHIP_PAD)


def chip_height(size: float) -> float:
    """Height of the frame of a missing value."""
    return size * 1.12


def chip(drawing: Drawing, span: Span, *, at: tuple[float, float], typeface: Type) -> None:
    """A missing value from a place on its baseline: dashed frame, icon, words."""
    x, baseline = at
    size, block = typeface.size, typeface.block
    inner = fonts.width(span.text, span.weight, size=size)
    ink = style.colour("warning" if span.gap is Gap.PENDING else "neutral")
    height = chip_height(size)
    top = baseline - size * 0.36 - height / 2
    total = inner + chip_extra(size)
    drawing.add(
        Box(x + 0.5, top, total - 1, height, "", ink, 0.6, height / 2, (1.6, 1.2)),
    )
    centre = (x + size * (_CHIP_PAD + 0.42), top + height / 2)
    _gap_icon(drawing, span.gap, at=centre, r=size * 0.36, ink=ink)
    left = x + size * (2 * _CHIP_PAD + 0.85)
    drawing.add(Text(left, baseline, span.text, size, span.weight, ink, inner, block))


def _gap_icon(
    drawing: Drawing, gap: Gap | None, *, at: tuple[float, float], r: float, ink: str
) -> None:
    x, y = at
    if gap is Gap.PENDING:
        left, right, top, bottom = x - r * 0.7, x + r * 0.7, y - r, y + r
        drawing.add(
            Polygon(((left, top), (right, top), (left, bottom), (right, bottom)), "", ink, 0.7)
        )
        return
    dash = (1.0, 0.8) if gap in {Gap.UNKNOWN, Gap.NOT_RECORDED} else ()
    drawing.add(Circle(x, y, r, "", ink, 0.7, dash))
    if gap is Gap.NOT_DONE:
        drawing.add(Line(x - r * 0.5, y, x + r * 0.5, y, ink, 0.7))
    elif gap is Gap.NOT_APPLICABLE:
        d = r * math.sqrt(0.5)
        drawing.add(Line(x - d, y + d, x + d, y - d, ink, 0.7))


def strength_words(strength: Strength) -> str:
    """The short words of a strength, as the page has room for them."""
    return {
        Strength.PREFERRED: _("Preferred"),
        Strength.OPTION: _("Option"),
        Strength.SELECTED: _("Selected patients"),
        Strength.NOT_ROUTINE: _("Not routinely"),
        Strength.CONTRAINDICATED: _("Contra-indicated"),
        Strength.UNDETERMINED: _("Cannot say yet"),
    }[strength]


def strength_chip_width(strength: Strength, size: float) -> float:
    """Width of the mark of a strength."""
    inner = fonts.width(strength_words(strength), Weight.SEMIBOLD, size=size)
    return inner + size * 0.84 + 9


def strength_chip(
    drawing: Drawing, strength: Strength, *, at: tuple[float, float], typeface: Type
) -> float:
    """The mark of a strength, shape and word in a frame, from its top left; gives its height."""
    x, y = at
    size, block = typeface.size, typeface.block
    _label, ink, back = style.strength(strength.value)
    label, weight = strength_words(strength), Weight.SEMIBOLD
    inner = fonts.width(label, weight, size=size)
    height, icon = size * 1.42, size * 0.42
    total = inner + icon * 2 + 9
    drawing.add(Box(x, y, total, height, back, ink, 0.7, 2))
    middle = y + height / 2
    strength_shape(drawing, x + 3 + icon, y=middle, r=icon, strength=strength)
    left = x + 6 + 2 * icon
    drawing.add(Text(left, middle + size * 0.36, label, size, weight, ink, inner, block))
    return height


def strength_shape(drawing: Drawing, x: float, *, y: float, r: float, strength: Strength) -> None:
    """Shape of a strength, told apart without colour."""
    _label, ink, _back = style.strength(strength.value)
    match strength:
        case Strength.PREFERRED:
            drawing.add(Circle(x, y, r, ink, ink, 0.4))
            tick = ((x - r * 0.5, y), (x - r * 0.1, y + r * 0.45), (x + r * 0.55, y - r * 0.4))
            drawing.add(Polygon(tick, "", WHITE, 0.9, is_closed=False))
        case Strength.OPTION:
            drawing.add(Circle(x, y, r * 0.85, WHITE, ink, 1.1))
        case Strength.SELECTED:
            points = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
            drawing.add(Polygon(points, WHITE, ink, 0.8))
            drawing.add(Polygon((points[0], points[2], points[3]), ink, ink, 0.4))
        case Strength.NOT_ROUTINE:
            drawing.add(Box(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7, WHITE, ink, 0.8))
            drawing.add(Line(x - r * 0.45, y, x + r * 0.45, y, ink, 1))
        case Strength.CONTRAINDICATED:
            drawing.add(Polygon(_octagon(x, y, r=r), ink, ink, 0.4))
            d = r * 0.4
            drawing.add(Line(x - d, y - d, x + d, y + d, WHITE, 1))
            drawing.add(Line(x - d, y + d, x + d, y - d, WHITE, 1))
        case Strength.UNDETERMINED:
            drawing.add(Circle(x, y, r * 0.85, WHITE, ink, 0.9, (0.9, 0.9)))


def _octagon(x: float, y: float, *, r: float) -> tuple[tuple[float, float], ...]:
    turns = (math.pi / 8 + step * math.pi / 4 for step in range(8))
    return tuple((x + r * math.cos(turn), y + r * math.sin(turn)) for turn in turns)


def event(drawing: Drawing, x: float, *, y: float, symbol: Symbol, block: str) -> None:
    """Mark of an event on the axis, 4 pt around (x, y)."""
    ink, r = style.colour("text"), 3.4
    match symbol:
        case Symbol.BIOPSY:
            points = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
            drawing.add(Polygon(points, WHITE, ink, 0.9))
        case Symbol.OPERATION:
            drawing.add(Polygon(((x - r, y - r), (x + r, y - r), (x, y + r)), ink, ink, 0.5))
        case Symbol.PROCEDURE:
            drawing.add(Box(x - r, y - r, 2 * r, 2 * r, WHITE, ink, 0.9))
            drawing.add(Line(x, y - r, x, y + r, ink, 0.9))
        case Symbol.MEETING:
            lettered(drawing, x, y=y, letters="M", block=block)
        case Symbol.OTHER:
            drawing.add(Circle(x, y, r * 0.7, ink, ink, 0.5))


def lettered(drawing: Drawing, x: float, *, y: float, letters: str, block: str) -> None:
    """A ringed letter or two, set at the smallest size."""
    ink, size = style.colour("text"), style.SMALLEST
    wide = fonts.width(letters, Weight.BOLD, size=size)
    drawing.add(Circle(x, y, max(4.9, wide / 2 + 1.6), WHITE, ink, 0.9))
    drawing.add(Text(x - wide / 2, y + size * 0.36, letters, size, Weight.BOLD, ink, wide, block))


def counted(drawing: Drawing, x: float, *, y: float, count: int, block: str) -> None:
    """The mark of several marks that found no room of their own: their number in a ring."""
    lettered(drawing, x, y=y, letters=str(count), block=block)


def response(drawing: Drawing, x: float, *, y: float, code: str) -> None:
    """Mark of a RECIST response, 6 pt wide around (x, y)."""
    ink, r = style.colour("text"), 3.0
    down = ((x - r, y - r * 0.9), (x + r, y - r * 0.9), (x, y + r * 0.9))
    up = ((x - r, y + r * 0.9), (x + r, y + r * 0.9), (x, y - r * 0.9))
    match code:
        case "CR":
            drawing.add(Circle(x, y, r, WHITE, ink, 1.0), Circle(x, y, 0.9, ink, ink, 0.3))
        case "PR":
            drawing.add(Polygon(down, ink, ink, 0.5))
        case "SD":
            drawing.add(Box(x - r * 1.1, y - 1.1, r * 2.2, 2.2, ink))
        case "PD":
            drawing.add(Polygon(up, ink, ink, 0.5))
        case "MIXED":
            half = r * 0.55
            drawing.add(
                Polygon(((x - r, y + half), (x, y + half), (x - half, y - half)), ink, ink, 0.3),
                Polygon(((x, y - half), (x + r, y - half), (x + half, y + half)), ink, ink, 0.3),
            )
        case _:
            drawing.add(Box(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7, WHITE, ink, 0.9))
