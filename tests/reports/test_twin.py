"""The text twins of the documents."""

from dataclasses import replace

from nenboard.domain.board import AgendaItem, Meeting
from nenboard.domain.dates import PartialDate
from nenboard.reports.content_pack import Issue, meeting_pack
from nenboard.reports.document_values import (
    Block,
    Framed,
    Heading,
    Items,
    Signature,
    Table,
    Words,
)
from nenboard.reports.twin import document_text, pack_text, render_text
from nenboard.reports.values import State, StateKind
from tests.reports.documents import AT, a_document
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


def test_a_document_says_all_its_phrases_and_headings_in_order() -> None:
    blocks: tuple[Block, ...] = (
        Heading("Plan"),
        Framed((Words(said("First the plan")), Items((said("one point"),)))),
        Heading("Samples"),
        Table((("Date", 1.0), ("Organ", 1.0)), ((said("14-Mar-2026"), said("liver")),)),
        Signature("Signed: Dr C"),
    )
    document = a_document(*blocks)
    text = document_text(document)
    told = (
        "TESTPERSON, Tilda",
        "Outcome letter",
        "FINAL",
        "PLAN",
        "First the plan",
        "- one point",
        "SAMPLES",
        "Date | Organ",
        "14-Mar-2026 | liver",
        "Signed: Dr C",
        "Fingerprint ab12ab12",
    )
    places = [text.index(words) for words in told]
    assert places == sorted(places)


def test_a_pack_says_its_agenda_and_then_each_page() -> None:
    reports = (full_report(), replace(sparse_report(), case_key="NEN-00002"))
    agenda = tuple(AgendaItem(case_id=report.case_key) for report in reports)
    meeting = Meeting(id="MDT-0001", date=PartialDate("2026-11-26"), agenda=agenda)
    issue = Issue("Agenda revision 2", "J. Marlow", AT, state=State(StateKind.ADDENDUM, 1))
    text = pack_text(meeting_pack(meeting, reports, issue=issue))
    assert "Agenda revision 2, ADDENDUM 1" in text
    assert text.index("AGENDA\n") < text.index("QUESTION\n")
    assert all(render_text(report).strip() in text for report in reports)
