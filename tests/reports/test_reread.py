"""The check that reads a finished document back."""

import pytest

from nenboard.reports import reread
from nenboard.reports.errors import ReportError
from nenboard.reports.frame import Pages
from nenboard.reports.paint import Sheet, paint
from nenboard.reports.style import PAPERS
from nenboard.reports.summary import SummaryPage, lay_out
from nenboard.reports.values import CaseReport
from tests.reports.samples import full_report


def painted(report: CaseReport) -> tuple[bytes, SummaryPage]:
    page = lay_out(report, PAPERS["A4"], pages=Pages())
    return paint([Sheet(page.drawing)], title="t", at=report.provenance.as_of), page


def test_a_document_as_written_passes() -> None:
    data, page = painted(full_report())
    reread.check(data, [page.drawing], expected=[reread.must_print(full_report(), page)])


def test_a_number_lost_in_the_drawing_is_found_and_its_block_named() -> None:
    data, page = painted(full_report())
    wanted = (reread.Expected("banner", "999 526 0183"),)
    with pytest.raises(ReportError) as fault:
        reread.check(data, [page.drawing], expected=[wanted])
    assert fault.value.block == "banner"
    assert "999" not in str(fault.value)


def test_words_changed_after_painting_are_found() -> None:
    data, page = painted(full_report())
    for text in page.drawing.texts():
        if text.block == "options":
            text.words = text.words.replace("CAPTEM", "CAPTOM")
    with pytest.raises(ReportError) as fault:
        reread.check(data, [page.drawing], expected=[()])
    assert fault.value.block == "options"


def test_a_missing_page_is_found() -> None:
    data, page = painted(full_report())
    with pytest.raises(ReportError):
        reread.check(data, [page.drawing, page.drawing], expected=[(), ()])


def test_every_preferred_and_contraindicated_option_must_be_printed() -> None:
    _data, page = painted(full_report())
    words = {item.words for item in reread.must_print(full_report(), page)}
    assert "STZ-DOXO (streptozocin + doxorubicin)" in words
    assert "AMBERLEY, Rosa (Mrs)" in words
