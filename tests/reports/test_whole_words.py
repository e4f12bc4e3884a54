"""No value of an ordinary case stands on its page in pieces, and marks keep apart."""

from itertools import pairwise

import pytest

from nenboard.reports.blocks import Flow
from nenboard.reports.drawing import Box
from nenboard.reports.frame import Pages
from nenboard.reports.style import PAPERS, Type
from nenboard.reports.summary import lay_out
from nenboard.reports.tables import Column, set_rows
from nenboard.reports.values import Gap, Phrase, Span
from tests.reports.many_pages import report_of
from tests.reports.pages import flaws
from tests.reports.samples import full_report, said, sparse_report
from tests.reports.whole_words import broken_words

SMALL = Type(8.0, 1.25, "pathology")


@pytest.mark.parametrize("number", range(1, 21))
def test_a_page_breaks_no_word(number: int) -> None:
    report = report_of(number)
    page = lay_out(report, PAPERS["A4"], pages=Pages())
    assert broken_words(report, page) == []
    assert flaws(page) == []


def test_made_up_pages_break_no_word() -> None:
    for report in (full_report(), sparse_report()):
        assert broken_words(report, lay_out(report, PAPERS["A4"], pages=Pages())) == []


def words_of(width: float, *cells: str) -> list[str]:
    """The words as a table of that width prints them."""
    columns = [Column(fold=number) for number in range(len(cells))]
    headings = [f"H{number}" for number in range(len(cells))]
    rows: list[tuple[Phrase, ...]] = [tuple(said(cell) for cell in cells)]
    drawn = set_rows(SMALL, width, columns=columns, content=(headings, rows)).rows[0]
    return [word for text in drawn.texts() for word in text.words.split(" ")]


@pytest.mark.parametrize("width", [300.0, 160.0, 110.0, 80.0, 62.0])
def test_a_narrow_table_folds_its_columns_before_it_breaks_a_word(width: float) -> None:
    cells = ("24-Mar-2023", "Liver resection", "16.8\u00a0%", "agrees")
    shown = words_of(width, *cells)
    for cell in cells:
        assert all(part in shown or f"{part};" in shown for part in cell.split(" ")), shown


def test_only_a_word_wider_than_the_table_is_broken() -> None:
    shown = words_of(60.0, "24-Mar-2023", "Donaudampfschifffahrtsgesellschaft")
    assert "24-Mar-2023" in shown or "24-Mar-2023;" in shown
    assert "Donaudampfschifffahrtsgesellschaft" not in shown
    assert "Donaudampfschifffahrtsgesellschaft" in "".join(shown)


def test_frames_of_missing_values_on_neighbouring_lines_keep_apart() -> None:
    flow = Flow(200, Type(8.5, 1.2, "fitness"))
    for _number in range(3):
        flow.phrase((Span("LVEF "), Span("Not\u00a0recorded", gap=Gap.NOT_RECORDED)))
    frames = [mark for mark in flow.done().marks if isinstance(mark, Box)]
    assert len(frames) == 3
    for one, two in pairwise(frames):
        assert two.y - (one.y + one.height) >= 2


def test_a_full_stop_never_begins_a_line_after_a_missing_value() -> None:
    gap = Span("Not\u00a0recorded", gap=Gap.NOT_RECORDED)
    for width in range(84, 140, 3):
        flow = Flow(float(width), Type(8.5, 1.2, "fitness"))
        flow.phrase((Span("Frailty "), gap, Span(". eGFR "), gap))
        lines: dict[float, float] = {}
        for text in flow.done().texts():
            lines.setdefault(round(text.y, 2), text.x)
            if text.words.startswith("."):
                assert text.x > lines[round(text.y, 2)], width
