"""The text twin of a case summary."""

from dataclasses import replace

from nenboard.reports.twin import render_text
from tests.reports.extremes import Extremes
from tests.reports.samples import full_report, said, sparse_report


def test_headings_come_in_speaking_order() -> None:
    text = render_text(full_report())
    titles = ("AMBERLEY", "QUESTION", "FITNESS", "TIMELINE", "PATHOLOGY", "IMAGING", "OPTIONS")
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_each_drawn_series_stands_as_a_table_of_the_same_numbers() -> None:
    text = render_text(full_report())
    for series in full_report().timeline.series:
        for point in series.points:
            assert f"{point.day.text} | {point.text}" in text


def test_nothing_is_left_out_of_an_extreme_case() -> None:
    report = Extremes(3).report()
    text = render_text(report)
    assert all(event.day.text in text for event in report.timeline.events)
    assert text.count("- ") >= sum(len(branch.options) for branch in report.advice.branches)


def test_signs_that_the_page_cannot_draw_stay_as_typed() -> None:
    report = full_report()
    odd = replace(report, question=replace(report.question, question=said("漢字 and עברית")))
    assert "漢字 and עברית" in render_text(odd)


def test_control_signs_are_stripped() -> None:
    report = full_report()
    odd = replace(report, question=replace(report.question, question=said("a\x00b\x1bc")))
    assert "abc" in render_text(odd)


def test_missing_values_are_words() -> None:
    assert render_text(sparse_report()).count("Not recorded") >= 8
