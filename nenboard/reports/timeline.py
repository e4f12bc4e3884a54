"""The shared time axis of a case, laid out as plain marks: rows, bars, responses, series."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from nenboard.host.language import _, counted
from nenboard.reports import fonts, marks, sayings, style
from nenboard.reports.axis import Axis, axis_for, days_of
from nenboard.reports.blocks import Flow, words
from nenboard.reports.chart_canvas import (
    BLOCK,
    HEAD,
    LABELS,
    LANE,
    RIGHT,
    Canvas,
    Label,
    Spot,
    beside,
)
from nenboard.reports.drawing import Box, Drawing, Line, Text
from nenboard.reports.legend import Used
from nenboard.reports.placing import Placed, Row, Wanted
from nenboard.reports.sayings import Saying
from nenboard.reports.series_rows import series_height, series_row
from nenboard.reports.style import Type
from nenboard.reports.treatment_row import treatment_row
from nenboard.reports.values import Event, Glyph, Series, Symbol, Timeline, Tone, Weight

_OLD_IMAGING_DAYS: Final = 730
_LAST_RESPONSES: Final = 3
_LONGEST_LABEL: Final = 60
_SCAN_ROW: Final = LANE + 4
_TICK: Final = 3.0
_SLACK: Final = 9.0
"""How far a mark may stand beside its day before it is counted with another one, in points."""
ROWS: Final = ("events", "treatment", "responses", "imaging", "series")
_SERIES_SPARE: Final = 26.0
"""Most height that a series takes beyond its least, in points."""


@dataclass(frozen=True, slots=True)
class ChartCuts:
    """What the fit solver has taken away so far, lowest priority first; which rows there are."""

    spells: bool = False
    undated: bool = False
    old_imaging_text: bool = False
    old_response_text: bool = False
    event_lanes: int = 3
    panels: tuple[str, ...] = ()
    rows: tuple[str, ...] = ROWS


@dataclass(slots=True)
class Chart:
    """The drawn chart, with what is not shown in full; each series can use some more height.

    `spots` are its marks with what each says, `axis` its time axis.
    """

    drawing: Drawing
    series: int
    axis: Axis
    left_out: list[tuple[str, int]] = field(default_factory=list)
    responses: tuple[str, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    letters: dict[str, str] = field(default_factory=dict)
    has_receptor_scan: bool = False
    spots: tuple[Spot, ...] = ()

    @property
    def used(self) -> Used:
        """What a legend has to explain."""
        return Used(
            self.responses,
            self.symbols,
            tuple(self.letters.items()),
            self.has_receptor_scan,
            any(len(spot.says) > 1 for spot in self.spots),
        )

    def height_for(self, wanted: float) -> float:
        """The height it takes when `wanted` is offered; asked of a chart drawn at its least."""
        least = self.drawing.height
        return min(max(wanted, least), least + _SERIES_SPARE * self.series)


def chart(
    timeline: Timeline,
    width: float,
    *,
    height: float,
    cuts: ChartCuts,
    span: tuple[date, date] | None = None,
) -> Chart:
    """The chart in a box of that size; the series share what the other rows leave.

    A `span` shows a stretch of the course instead of all of it.
    """
    axis = axis_for(timeline, LABELS, right=width - RIGHT, span=span)
    has_axis = bool(days_of(timeline))
    undated = _undated_words(timeline, width) if not cuts.undated else Drawing(width)
    height -= undated.height
    canvas = Canvas(Drawing(width), axis, HEAD if has_axis else 0.0)
    bands = Drawing(width)
    _marks(canvas, timeline, cuts=cuts)
    shown = _shown_series(canvas, timeline, cuts=cuts)
    _series(canvas, shown, height=height)
    needed = canvas.y
    series = sum(bool(item.points) for item in shown)
    if not series:
        height = needed
    if has_axis:
        _scale(bands, axis, timeline=timeline, height=max(height, needed))
    bands.place(canvas.drawing, 0, dy=0)
    bands.place(undated, 0, dy=max(height, needed))
    needed += undated.height
    bands.height = max(height + undated.height, needed)
    return Chart(
        bands,
        series,
        axis,
        canvas.left_out,
        tuple(dict.fromkeys(glyph.code for glyph in timeline.responses)),
        tuple(dict.fromkeys(event.symbol for event in timeline.events)),
        _letters(timeline),
        any(_is_ringed(glyph) for glyph in timeline.imaging),
        tuple(canvas.spots),
    )


def _marks(canvas: Canvas, timeline: Timeline, *, cuts: ChartCuts) -> None:
    """The rows of marks, those that are wanted."""
    if "events" in cuts.rows:
        _events(canvas, timeline, lanes=cuts.event_lanes)
    if "treatment" in cuts.rows:
        treatment_row(canvas, timeline, without_spells=cuts.spells)
    if "responses" in cuts.rows:
        _responses(canvas, timeline, cuts=cuts)
    if "imaging" in cuts.rows:
        _imaging(canvas, timeline, cuts=cuts)


def _shown_series(canvas: Canvas, timeline: Timeline, *, cuts: ChartCuts) -> list[Series]:
    """The series that are drawn; what is left out is counted."""
    if "series" not in cuts.rows:
        return []
    shown = [item for item in timeline.series if item.kind not in cuts.panels]
    if cuts.undated and timeline.undated:
        canvas.left_out.append((_("items without a date"), len(timeline.undated)))
    dropped = len(timeline.series) - len(shown)
    if dropped:
        canvas.left_out.append((_("series, last value in the blocks below"), dropped))
    return shown


def _letters(timeline: Timeline) -> dict[str, str]:
    points = [point for series in timeline.series for point in series.points]
    return {point.letter: point.organ for point in points if point.letter}


def _scale(drawing: Drawing, axis: Axis, *, timeline: Timeline, height: float) -> None:
    """Year bands, year labels, and the line of the day the data stand for."""
    line = style.colour("line")
    until = axis.x(timeline.until)
    size = style.SMALLEST
    note = fonts.width(timeline.until_label, Weight.SEMIBOLD, size=size)
    note_x = min(until - note / 2, drawing.width - note)
    note_x = max(note_x, LABELS)
    years, taken = axis.years(), (note_x, note_x + note)
    if years and years[0][1] - axis.left > 30:
        _year(drawing, axis.year_words(axis.first_year), x=axis.left, taken=taken)
    if len(years) < 8:
        for x in axis.quarters():
            drawing.add(Line(x, HEAD - 2.5, x, HEAD, style.colour("text2"), 0.5))
    step = 1
    while len(years) * 27 / step > axis.right - axis.left:
        step += 1
    for number, (year, x) in enumerate(years):
        following = years[number + 1][1] if number + 1 < len(years) else axis.right
        if year % 2:
            drawing.add(Box(x, HEAD, following - x, height - HEAD, style.colour("surface2")))
        drawing.add(Line(x, 2, x, height, line, 0.6))
        if number % step == 0:
            _year(drawing, axis.year_words(year), x=x, taken=taken)
    drawing.add(Line(axis.left, HEAD, axis.right, HEAD, style.colour("text2"), 0.6))
    link = style.colour("link")
    drawing.add(Line(until, HEAD - 1, until, height, link, 1.1))
    drawing.add(Text(note_x, 9, timeline.until_label, size, Weight.SEMIBOLD, link, note, BLOCK))


def _year(drawing: Drawing, year: str, *, x: float, taken: tuple[float, float]) -> None:
    """The words of a year, unless the label of the last day stands there."""
    wide = fonts.width(year, Weight.SEMIBOLD, size=8)
    if not taken[0] - 4 < x + 4 + wide < taken[1] + wide + 8:
        ink = style.colour("text")
        drawing.add(Text(x + 3, 9, year, 8, Weight.SEMIBOLD, ink, wide, BLOCK))


def _events(canvas: Canvas, timeline: Timeline, *, lanes: int) -> None:
    inside = [event for event in timeline.events if not canvas.axis.is_outside(event.day)]
    says = [sayings.of_event(event) for event in inside]
    before = len(timeline.events) - len(inside)
    cut = sum(len(event.label) > _LONGEST_LABEL for event in inside)
    inside = [replace(event, label=_short(event.label)) for event in inside]
    if before:
        first = canvas.axis.year_words(canvas.axis.first_year)
        text = _("events before {year}").format(year=first)
        if canvas.axis.is_part:
            text = _("events outside the range shown")
        canvas.left_out.append((text, before))
    row = Row(canvas.axis.left, canvas.drawing.width, lanes)
    newest = sorted(range(len(inside)), key=lambda i: inside[i].day.latest, reverse=True)
    row.put(
        _wanted_event(i, inside[i], axis=canvas.axis, keep=rank < _LAST_RESPONSES)
        for rank, i in enumerate(newest)
    )
    height = row.used_lanes * LANE + 5
    canvas.label(sayings.events_row(), _("procedure, board"), height=height)
    for placed in row.placed:
        middle = canvas.y + 2.5 + placed.lane * LANE + LANE / 2
        _spot(canvas, placed, says=says, at=middle)
        if placed.count > 1:
            marks.counted(canvas.drawing, placed.x, y=middle, count=placed.count, block=BLOCK)
        else:
            _draw_event(canvas, inside[placed.key], x=placed.x, middle=middle, side=placed.side)
    _crowded(canvas, row, words_for=_("events without their words"), unlabelled=row.unlabelled)
    if cut:
        canvas.left_out.append((_("long event texts"), cut))
    if not timeline.events:
        _nothing(canvas, canvas.y + height / 2)
    canvas.y += height
    canvas.rule()


def _short(label: str) -> str:
    """A label cut at a word end to what a row has room for."""
    if len(label) <= _LONGEST_LABEL:
        return label
    return label[:_LONGEST_LABEL].rsplit(" ", 1)[0].rstrip(" ,;:") + "\u00a0…"


def _spot(canvas: Canvas, placed: Placed, *, says: Sequence[Saying], at: float) -> None:
    """Note where a mark went, with all that it stands for."""
    said = tuple(says[key] for key in (placed.key, *placed.folded))
    canvas.spots.append(Spot(placed.x, at, 5.6, LANE / 2, said))


def _wanted_event(key: int, event: Event, *, axis: Axis, keep: bool) -> Wanted:
    label = fonts.width(event.label, Weight.REGULAR, size=style.SMALLEST)
    half = 5.6 if event.symbol is Symbol.MEETING else 4.2
    return Wanted(key, axis.x(event.day.middle), half, label, keep)


def _draw_event(canvas: Canvas, event: Event, *, x: float, middle: float, side: int) -> None:
    marks.event(canvas.drawing, x, y=middle, symbol=event.symbol, block=BLOCK)
    half = 5.6 if event.symbol is Symbol.MEETING else 4.2
    beside(canvas.drawing, Label(event.label), at=(x, middle), offset=side * (half + 3))


def _crowded(canvas: Canvas, row: Row, *, words_for: str, unlabelled: int) -> None:
    hidden = sum(count for _x, count in row.crowded)
    if hidden + unlabelled:
        canvas.left_out.append((words_for, hidden + unlabelled))


def _responses(canvas: Canvas, timeline: Timeline, *, cuts: ChartCuts) -> None:
    inside = [glyph for glyph in timeline.responses if not canvas.axis.is_outside(glyph.day)]
    says = [sayings.of_response(glyph) for glyph in inside]
    newest = sorted(range(len(inside)), key=lambda i: inside[i].day.latest, reverse=True)
    row = Row(canvas.axis.left, canvas.drawing.width, 1, _SLACK)
    for rank, i in enumerate(newest):
        bare = cuts.old_response_text and rank >= _LAST_RESPONSES
        label = 0.0 if bare else fonts.width(inside[i].code, Weight.SEMIBOLD, size=style.SMALLEST)
        keep = rank < _LAST_RESPONSES
        row.put([Wanted(i, canvas.axis.x(inside[i].day.middle), 3.4, label, keep)])
    canvas.label(sayings.response_row(), height=LANE + 2)
    middle = canvas.y + (LANE + 2) / 2
    for placed in row.placed:
        code = inside[placed.key].code
        _spot(canvas, placed, says=says, at=middle)
        if placed.count > 1:
            marks.counted(canvas.drawing, placed.x, y=middle, count=placed.count, block=BLOCK)
            continue
        marks.response(canvas.drawing, placed.x, y=middle, code=code)
        letters = Label(code, Weight.SEMIBOLD)
        beside(canvas.drawing, letters, at=(placed.x, middle), offset=placed.side * 6.4)
    if not timeline.responses:
        _nothing(canvas, middle)
    hidden = sum(count for _x, count in row.crowded) + len(timeline.responses) - len(inside)
    bare_count = max(len(inside) - _LAST_RESPONSES, 0) if cuts.old_response_text else 0
    if count := hidden + row.unlabelled + bare_count:
        text = counted(
            "response without its letters", "responses without their letters", count=count
        )
        canvas.left_out.append((text, count))
    canvas.y += LANE + 2
    canvas.rule()


def _imaging(canvas: Canvas, timeline: Timeline, *, cuts: ChartCuts) -> None:
    inside = [glyph for glyph in timeline.imaging if not canvas.axis.is_outside(glyph.day)]
    says = [sayings.of_scan(glyph) for glyph in inside]
    newest = sorted(range(len(inside)), key=lambda i: inside[i].day.latest, reverse=True)
    row = Row(canvas.axis.left, canvas.drawing.width, 1, _SLACK)
    bare_count = 0
    for rank, i in enumerate(newest):
        glyph = inside[i]
        is_old = (timeline.until - glyph.day.latest).days > _OLD_IMAGING_DAYS
        bare = cuts.old_imaging_text and is_old
        bare_count += bare
        wanted = _wanted_scan(i, glyph, axis=canvas.axis, bare=bare)
        keep = rank < _LAST_RESPONSES
        row.put([replace(wanted, keep=keep)], prefer_left=True)
    canvas.label(sayings.imaging_row(), height=_SCAN_ROW)
    middle = canvas.y + _SCAN_ROW / 2
    for placed in row.placed:
        _spot(canvas, placed, says=says, at=middle)
        if placed.count > 1:
            marks.counted(canvas.drawing, placed.x, y=middle, count=placed.count, block=BLOCK)
        else:
            _draw_scan(canvas, inside[placed.key], x=placed.x, middle=middle, side=placed.side)
    if not timeline.imaging:
        _nothing(canvas, middle)
    hidden = sum(count for _x, count in row.crowded) + len(timeline.imaging) - len(inside)
    if count := hidden + row.unlabelled + bare_count:
        text = counted("scan without words", "scans without words", count=count)
        canvas.left_out.append((text, count))
    canvas.y += _SCAN_ROW
    canvas.rule()


def _is_ringed(glyph: Glyph) -> bool:
    return glyph.code[:1] == "S" and glyph.code[1:].isdigit()


def _wanted_scan(key: int, glyph: Glyph, *, axis: Axis, bare: bool) -> Wanted:
    x = axis.x(glyph.day.middle)
    if _is_ringed(glyph):
        return Wanted(key, x, 6.8, 0)
    label = 0.0 if bare else fonts.width(glyph.code, Weight.REGULAR, size=style.SMALLEST)
    return Wanted(key, x, _TICK, label)


def _draw_scan(canvas: Canvas, glyph: Glyph, *, x: float, middle: float, side: int) -> None:
    if _is_ringed(glyph):
        marks.lettered(canvas.drawing, x, y=middle, letters=glyph.code, block=BLOCK)
        return
    canvas.drawing.add(Line(x, middle - 4, x, middle + 4, style.colour("text"), 1.2))
    beside(canvas.drawing, Label(glyph.code), at=(x, middle), offset=side * 4)


def _nothing(canvas: Canvas, middle: float) -> None:
    place = (canvas.axis.left + 4, middle)
    beside(canvas.drawing, Label(_("Not recorded")), at=place, offset=1)


def _series(canvas: Canvas, shown: list[Series], *, height: float) -> None:
    least = [series_height(item) for item in shown]
    elastic = [number for number, item in enumerate(shown) if item.points]
    spare = max(height - canvas.y - sum(least), 0.0)
    share = min(spare / len(elastic), _SERIES_SPARE) if elastic else 0.0
    for number, item in enumerate(shown):
        room = least[number] + (share if item.points else 0.0)
        series_row(canvas, item, height=room)
        canvas.y += room
        if number + 1 < len(shown):
            canvas.rule()


def _undated_words(timeline: Timeline, width: float) -> Drawing:
    flow = Flow(width, Type(style.SMALLEST, 1.2, BLOCK))
    if timeline.undated:
        text = _("Without a date: ") + "; ".join(timeline.undated)
        flow.phrase(words(text, tone=Tone.QUIET))
    return flow.done()
