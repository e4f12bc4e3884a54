"""The treatment row of the time chart: numbered bars, or a key when there are very many."""

from dataclasses import dataclass
from typing import Final

from nenboard.host.language import _
from nenboard.reports import bars, fonts, marks, sayings, style
from nenboard.reports.blocks import Flow, words
from nenboard.reports.chart_canvas import BLOCK, Canvas, Label, Spot, beside
from nenboard.reports.drawing import Box, Line, Text
from nenboard.reports.style import Type
from nenboard.reports.values import Bar, Day, Timeline, Weight

_TALL: Final = 12.5
_THIN: Final = 9.6
_NOTE: Final = 9.2
_MOST_LANES: Final = 3
_PLAIN: Final = frozenset({"ssa", "watch", "unknown"})
_LIGHT: Final = frozenset({"targeted", "prrt", "radiotherapy"})


@dataclass(frozen=True, slots=True)
class _Shape:
    """A bar in points, with the label beside or inside, and the end of all it takes."""

    bar: Bar
    x1: float
    x2: float
    label: str
    is_inside: bool
    start: float
    end: float


def treatment_row(canvas: Canvas, timeline: Timeline, *, without_spells: bool) -> None:
    """Draw every line of treatment; spells of surveillance may be left out and counted."""
    spells = [bar for bar in timeline.bars if bar.is_spell]
    shown = [bar for bar in timeline.bars if not (bar.is_spell and without_spells)]
    if without_spells and spells:
        canvas.left_out.append((_("spells of surveillance"), len(spells)))
    dated = [bar for bar in shown if _is_shown(canvas, bar)]
    undated = [bar for bar in shown if not (bar.start or bar.stop)]
    top = canvas.y
    shapes = [_shape(canvas, timeline, bar=bar) for bar in dated]
    lanes = _lanes(shapes)
    has_room = all(shape.start >= canvas.axis.left - 0.01 for shape in shapes)
    has_room = has_room and all(shape.end <= canvas.drawing.width for shape in shapes)
    as_key = len(lanes) > _MOST_LANES or not has_room
    if as_key:
        lanes = _lanes([_numbered(canvas, timeline, bar=bar) for bar in dated])
    canvas.y += 3
    for lane in lanes:
        _draw_lane(canvas, lane, as_key=as_key)
    if as_key:
        _key(canvas, _("Key"), listed=dated)
    if undated:
        _key(canvas, _("Dates not recorded"), listed=undated)
    if not shown:
        _empty(canvas, timeline)
    canvas.y = max(canvas.y + 2, top + 15)
    used, canvas.y = canvas.y, top
    canvas.label(sayings.treatment_row(), _("line, agent, dose"), height=used - top)
    canvas.y = used
    canvas.rule()


def _is_shown(canvas: Canvas, bar: Bar) -> bool:
    """Whether a treatment has a date and reaches into the stretch shown."""
    first = bar.start or bar.stop
    if first is None:
        return False
    is_over = bar.stop is not None and canvas.axis.is_before(bar.stop)
    is_part = canvas.axis.is_part
    return not (is_part and (is_over or first.earliest > canvas.axis.last))


def _empty(canvas: Canvas, timeline: Timeline) -> None:
    flow = Flow(canvas.axis.right - canvas.axis.left, Type(style.SMALLEST, 1.2, BLOCK))
    flow.phrase(timeline.treatment_words or words(_("Not recorded")))
    canvas.drawing.place(flow.done(), canvas.axis.left + 4, dy=canvas.y)
    canvas.y += flow.y


def _ends(canvas: Canvas, timeline: Timeline, *, bar: Bar) -> tuple[float, float]:
    axis = canvas.axis
    first = bar.start or bar.stop
    x1 = axis.x(first.middle) if first else axis.left
    if bar.stop is not None:
        x2 = axis.x(bar.stop.middle)
    else:
        x2 = axis.x(timeline.until) if bar.ongoing else x1
    return x1, max(x2, x1 + 3)


def _name(bar: Bar) -> str:
    return f"{bar.number} {bar.label}".strip()


def _shape(canvas: Canvas, timeline: Timeline, *, bar: Bar) -> _Shape:
    x1, x2 = _ends(canvas, timeline, bar=bar)
    label = _name(bar)
    wide = fonts.width(label, Weight.SEMIBOLD, size=style.SMALLEST)
    note = fonts.width(_note(bar), Weight.REGULAR, size=style.SMALLEST)
    if wide + 8 <= x2 - x1:
        end = max(x2, _note_left(canvas, x1, x2=x2, note=note) + note)
        return _Shape(
            bar, x1, x2, label, True, min(x1, _note_left(canvas, x1, x2=x2, note=note)), end
        )
    end = x2 + 8 + wide
    start = x1
    if end > canvas.drawing.width:
        end, start = x2, x1 - 8 - wide
    left = _note_left(canvas, x1, x2=x2, note=note)
    return _Shape(bar, x1, x2, label, False, min(start, left), max(end, left + note))


def _numbered(canvas: Canvas, timeline: Timeline, *, bar: Bar) -> _Shape:
    x1, x2 = _ends(canvas, timeline, bar=bar)
    label = bar.number or "W"
    wide = fonts.width(label, Weight.SEMIBOLD, size=style.SMALLEST)
    inside = wide + 4 <= x2 - x1
    return _Shape(bar, x1, x2, label, inside, x1, x2 if inside else x2 + 4 + wide)


def _note(bar: Bar) -> str:
    return _("stopped: {reason}").format(reason=bar.stop_reason) if bar.stop_reason else ""


def _note_left(canvas: Canvas, x1: float, *, x2: float, note: float) -> float:
    """Where the reason for stopping begins: ends with the bar if it can, inside the chart."""
    left = x2 - note if note <= x2 - x1 else x1
    return max(min(left, canvas.drawing.width - note), canvas.axis.left)


def _lanes(shapes: list[_Shape]) -> list[list[_Shape]]:
    lanes: list[list[_Shape]] = []
    for shape in sorted(shapes, key=lambda item: (item.x1, item.x2)):
        for lane in lanes:
            if all(shape.start >= o.end + 4 or shape.end <= o.start - 4 for o in lane):
                lane.append(shape)
                break
        else:
            lanes.append([shape])
    return lanes


def _draw_lane(canvas: Canvas, lane: list[_Shape], *, as_key: bool) -> None:
    height = _THIN if as_key else _TALL
    for shape in lane:
        extent = Box(shape.x1, canvas.y, shape.x2 - shape.x1, height)
        bars.bar(canvas.drawing, extent, code=shape.bar.therapy_class)
        _uncertain(canvas, shape, height=height)
        _label(canvas, shape, height=height)
        half, middle = (shape.x2 - shape.x1) / 2, canvas.y + height / 2
        says = (sayings.of_bar(shape.bar),)
        canvas.spots.append(Spot(shape.x1 + half, middle, half, height / 2, says))
        if not as_key:
            _draw_note(canvas, shape, height=height)
    has_note = not as_key and any(shape.bar.stop_reason for shape in lane)
    canvas.y += height + (_NOTE if has_note else 2.4)


def _uncertain(canvas: Canvas, shape: _Shape, *, height: float) -> None:
    """Hatched ends for partial dates, an arrow for a treatment that goes on."""
    stop: Day | None = shape.bar.stop
    if stop is not None and stop.latest != stop.earliest:
        late = canvas.axis.x(stop.latest)
        extent = Box(shape.x2, canvas.y, max(late - shape.x2, 0.0), height)
        bars.fuzzy_end(canvas.drawing, extent)
    if stop is None and shape.bar.ongoing:
        bars.open_end(canvas.drawing, at=(shape.x2, canvas.y), height=height)


def _label(canvas: Canvas, shape: _Shape, *, height: float) -> None:
    size, weight = style.SMALLEST, Weight.SEMIBOLD
    wide = fonts.width(shape.label, weight, size=size)
    middle = canvas.y + height / 2
    if shape.is_inside:
        _inside(canvas, shape, middle=middle, wide=wide)
        return
    is_right = shape.end > shape.x2 + wide
    x = shape.x2 + 6 if is_right else shape.x1 - 6 - wide
    ink = style.colour("text")
    edge = shape.x2 if is_right else shape.x1
    canvas.drawing.add(Line(edge, middle, x if is_right else x + wide, middle, ink, 0.6))
    label = Label(shape.label, weight)
    beside(canvas.drawing, label, at=(x, middle), offset=0.01)


def _inside(canvas: Canvas, shape: _Shape, *, middle: float, wide: float) -> None:
    """Words inside the bar, on a clean ground where the fill is dark or patterned."""
    size = style.SMALLEST
    x = shape.x1 + 4
    code = shape.bar.therapy_class
    if code in _PLAIN:
        baseline = middle + size * 0.36
        ink = style.colour("text")
        canvas.drawing.add(Text(x, baseline, shape.label, size, Weight.SEMIBOLD, ink, wide, BLOCK))
        return
    ground = style.therapy(code)[2] if code in _LIGHT else marks.WHITE
    label = Label(shape.label, Weight.SEMIBOLD, ground)
    beside(canvas.drawing, label, at=(x, middle), offset=0.01)


def _draw_note(canvas: Canvas, shape: _Shape, *, height: float) -> None:
    note = _note(shape.bar)
    if not note:
        return
    wide = fonts.width(note, Weight.REGULAR, size=style.SMALLEST)
    left = _note_left(canvas, shape.x1, x2=shape.x2, note=wide)
    baseline = canvas.y + height + style.SMALLEST * 0.95
    ink = style.colour("text2")
    canvas.drawing.add(Text(left, baseline, note, style.SMALLEST, Weight.REGULAR, ink, wide, BLOCK))


def _key(canvas: Canvas, lead: str, *, listed: list[Bar]) -> None:
    """All that the bars cannot say beside themselves, as one numbered sentence each."""
    flow = Flow(canvas.axis.right - canvas.axis.left, Type(style.SMALLEST, 1.2, BLOCK))
    flow.phrase(words(f"{lead}: " + "; ".join(_sentence(bar) for bar in listed)))
    canvas.drawing.place(flow.done(), canvas.axis.left + 4, dy=canvas.y)
    canvas.y += flow.y + 1


def _sentence(bar: Bar) -> str:
    parts = [_name(bar)]
    ends = [day.text for day in (bar.start, bar.stop) if day is not None]
    if ends:
        parts.append(_(" to ").join(ends))
    if bar.ongoing and bar.stop is None:
        parts.append(_("continues"))
    if bar.response:
        parts.append(bar.response)
    if bar.stop_reason:
        parts.append(_note(bar))
    return ", ".join(parts)
