"""What a mark of the time chart says, in words: beside the mark, and as a row of its table."""

from collections.abc import Iterator
from dataclasses import dataclass

from nenboard.host.language import _
from nenboard.reports.values import Bar, Day, Event, Glyph, Point, Series, Timeline


@dataclass(frozen=True, slots=True)
class Saying:
    """One mark in words: the row it stands in, when, what, its value with unit, how, from where.

    `day` is its place in time, None without a date; `place` its path in the case.
    """

    row: str
    day: Day | None
    when: str
    what: str
    value: str = ""
    how: str = ""
    source: str = ""
    place: str = ""

    @property
    def sentence(self) -> str:
        """All of it in one line: Ki-67 12 %, liver, 09-Oct-2026, image analysis."""
        parts = (f"{self.what} {self.value}".strip(), self.when, self.how, self.source)
        return ", ".join(part for part in parts if part)


def of_event(event: Event) -> Saying:
    """A procedure, biopsy or other event."""
    return Saying(
        events_row(),
        event.day,
        event.day.text,
        event.label,
        how=event.how,
        source=event.source,
        place=event.place,
    )


def of_bar(bar: Bar) -> Saying:
    """A line of treatment with its dates, its best response and why it ended."""
    dates = [day.text for day in (bar.start, bar.stop) if day is not None]
    if bar.stop is None and bar.ongoing:
        dates.append(_("continues"))
    stopped = _("stopped: {reason}").format(reason=bar.stop_reason) if bar.stop_reason else ""
    return Saying(
        treatment_row(),
        bar.start or bar.stop,
        _(" to ").join(dates) or _("Dates not recorded"),
        f"{bar.number} {bar.label}".strip(),
        bar.response,
        how=stopped,
        place=bar.place,
    )


def of_response(glyph: Glyph) -> Saying:
    """A response at a time point."""
    return _of_glyph(glyph, row=response_row())


def of_scan(glyph: Glyph) -> Saying:
    """An examination."""
    return _of_glyph(glyph, row=imaging_row())


def _of_glyph(glyph: Glyph, *, row: str) -> Saying:
    return Saying(
        row,
        glyph.day,
        glyph.day.text,
        glyph.words,
        how=glyph.how,
        source=glyph.source,
        place=glyph.place,
    )


def of_point(series: Series, point: Point) -> Saying:
    """A measured value: its series, unit and organ."""
    units = {"marker": series.unit, "sum": _("mm")}
    value = f"{point.text} {units.get(series.kind, '')}".strip()
    return Saying(
        series.name,
        point.day,
        point.day.text,
        series.name,
        f"{value}, {point.organ}" if point.organ else value,
        how=point.how,
        source=point.source,
        place=point.place,
    )


def all_of(timeline: Timeline) -> tuple[Saying, ...]:
    """Everything with a date, row by row in order of time, then what has none."""
    rows: list[list[Saying]] = [
        [of_event(event) for event in timeline.events],
        [of_bar(bar) for bar in timeline.bars],
        [of_response(glyph) for glyph in timeline.responses],
        [of_scan(glyph) for glyph in timeline.imaging],
        *([of_point(each, point) for point in each.points] for each in timeline.series),
    ]
    ordered = [saying for row in rows for saying in sorted(row, key=_time)]
    return (*ordered, *_undated(timeline))


def _time(saying: Saying) -> tuple[bool, int]:
    return (saying.day is None, saying.day.middle.toordinal() if saying.day is not None else 0)


def _undated(timeline: Timeline) -> Iterator[Saying]:
    for words in timeline.undated:
        yield Saying(_("Without a date"), None, _("Date not recorded"), words)


def events_row() -> str:
    """The name of the row of events."""
    return _("Events")


def treatment_row() -> str:
    """The name of the row of treatment."""
    return _("Treatment")


def response_row() -> str:
    """The name of the row of responses."""
    return _("Response")


def imaging_row() -> str:
    """The name of the row of examinations."""
    return _("Imaging")
