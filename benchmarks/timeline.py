"""The chart of a long course on the screen: laid out and painted, as at every change of a case."""

import os
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.measure import Figure, repeated

if TYPE_CHECKING:
    from nenboard.reports.values import Day, Series, Timeline

EVENTS = 200
UNTIL = date(2026, 3, 14)
WIDTH, HEIGHT = 1100, 480
YEARS = 15


def figures(*, times: int) -> list[Figure]:
    """A course of 200 marks over 15 years, and one of 20."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    assert application is not None
    return [_figure(count, times=times) for count in (20, EVENTS)]


def _figure(count: int, *, times: int) -> Figure:
    from nenboard.gui.course.view import CourseView

    timeline = course(count)
    view = CourseView()
    view.resize(WIDTH, HEIGHT)

    def show() -> None:
        view.show_timeline(timeline)
        view.grab()

    samples = repeated(show, times=times)
    marks = len(view.chart.drawing.marks) if view.chart is not None else 0
    name = f"timeline of {count} events on the screen"
    return Figure(name, samples, "at most 100 ms", notes={"marks": marks})


def course(count: int) -> "Timeline":
    """A course with so many marks: events, responses, scans, values, and some treatments."""
    from nenboard.reports.values import Bar, Event, Glyph, Symbol, Timeline

    days = [_day(count, at) for at in range(count)]
    symbols = tuple(Symbol)
    parts = [days[n::5] for n in range(5)]
    return Timeline(
        until=UNTIL,
        until_label="today",
        events=tuple(
            Event(day, f"Event number {n}", symbols[n % len(symbols)])
            for n, day in enumerate(parts[0])
        ),
        bars=tuple(
            Bar(str(n + 1), f"Treatment {n + 1}", code, parts[0][n], parts[0][n + 1])
            for n, code in enumerate(("ssa", "prrt", "targeted"))
            if n + 1 < len(parts[0])
        ),
        responses=tuple(
            Glyph(day, ("SD", "PR", "PD")[n % 3], "RECIST 1.1") for n, day in enumerate(parts[1])
        ),
        imaging=tuple(Glyph(day, "CT" if n % 3 else "S4", "CT") for n, day in enumerate(parts[2])),
        series=_series(parts[3], parts[4]),
    )


def _series(tissue: list["Day"], blood: list["Day"]) -> "tuple[Series, ...]":
    from nenboard.reports.values import Point, Series

    values = [Decimal(1 + (n * 7) % 40) for n in range(len(tissue))]
    return (
        Series(
            "ki67",
            "Ki-67",
            "% by sample, log",
            tuple(
                Point(day, v, v, f"{v} %", "L", "liver")
                for day, v in zip(tissue, values, strict=True)
            ),
            limits=(Decimal(3), Decimal(10), Decimal(20), Decimal(55)),
        ),
        Series(
            "marker",
            "Chromogranin A",
            "× upper limit",
            tuple(Point(day, v, v, f"{v}") for day, v in zip(blood, values, strict=False)),
        ),
    )


def _day(count: int, at: int) -> "Day":
    from nenboard.reports.values import Day

    found = UNTIL - timedelta(days=round((count - at) * YEARS * 365 / count))
    return Day(found, found, f"{found:%d-%b-%Y}")
