"""The time axis: places, gutters, marks that never merge silently."""

from datetime import date

from nenboard.reports.axis import axis_for
from nenboard.reports.placing import Row, Wanted
from nenboard.reports.timeline import Chart, ChartCuts, chart
from nenboard.reports.values import Event, Glyph, Symbol, Timeline
from tests.reports.pages import overlaps
from tests.reports.samples import day, full_timeline

UNTIL = date(2026, 11, 24)


def bare(**parts: object) -> Timeline:
    given = {"events": (), "bars": (), "responses": (), "imaging": (), "series": ()} | parts
    return Timeline(until=UNTIL, until_label="as of 24-Nov", **given)  # type: ignore[arg-type]  # tuples


def drawn(timeline: Timeline, cuts: ChartCuts | None = None) -> Chart:
    return chart(timeline, 780, height=200, cuts=cuts or ChartCuts())


def words(shown: Chart) -> str:
    return " ".join(text.words for text in shown.drawing.texts())


def test_the_axis_runs_from_the_first_event_to_the_meeting() -> None:
    axis = axis_for(full_timeline(), 100, right=700)
    assert axis.first <= date(2023, 3, 14)
    assert axis.last == UNTIL
    assert axis.x(UNTIL) == 700


def test_the_label_of_the_day_is_over_no_year() -> None:
    later = Event(day("2028-11-01"), "Biopsy", Symbol.BIOPSY)
    shown = drawn(bare(events=(later,)))
    assert overlaps(list(shown.drawing.texts())) == []


def test_events_older_than_fifteen_years_are_counted_not_drawn() -> None:
    old = Event(day("2001-05-01"), "Appendicectomy", Symbol.OPERATION)
    new = Event(day("2026-05-01"), "Biopsy", Symbol.BIOPSY)
    shown = drawn(bare(events=(old, new)))
    assert ("events before 2011", 1) in shown.left_out
    assert "Appendicectomy" not in words(shown)
    assert "Biopsy" in words(shown)


def test_marks_of_one_day_do_not_merge_silently() -> None:
    events = tuple(Event(day("2026-05-01"), f"Event {n}", Symbol.OTHER) for n in range(9))
    shown = drawn(bare(events=events))
    named = sum(f"Event {n}" in words(shown) for n in range(9))
    counted = sum(count for what, count in shown.left_out if "events" in what)
    assert named + counted == 9


def test_a_crowded_row_places_or_counts_every_mark() -> None:
    row = Row(0, 100, 2)
    row.put([Wanted(n, 50.0, 4, 20) for n in range(10)])
    assert len(row.placed) + sum(count for _x, count in row.crowded) == 10


def test_responses_are_letters_and_marks() -> None:
    glyphs = tuple(Glyph(day(f"202{n}-06-01"), "SD", "SD") for n in range(2, 7))
    assert words(drawn(bare(responses=glyphs))).count("SD") == 5


def test_older_responses_lose_their_letters_first_and_are_counted() -> None:
    glyphs = tuple(Glyph(day(f"202{n}-06-01"), "SD", "SD") for n in range(2, 7))
    shown = drawn(bare(responses=glyphs), ChartCuts(old_response_text=True))
    assert words(shown).count("SD") == 3
    assert ("responses without their letters", 2) in shown.left_out


def test_a_dropped_series_is_counted() -> None:
    shown = drawn(full_timeline(), ChartCuts(panels=("sum",)))
    assert ("series, last value in the blocks below", 1) in shown.left_out


def test_the_newest_value_of_each_series_is_always_named() -> None:
    shown = words(drawn(full_timeline()))
    assert all(value in shown for value in ("12 %", "6.8", "92"))


def test_an_empty_course_says_so() -> None:
    assert words(drawn(bare())).count("Not recorded") >= 4
