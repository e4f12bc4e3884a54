"""PDF bytes read back by other programs."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest

from nenboard.reports.blocks import clean
from nenboard.reports.drawing import Drawing, Text
from nenboard.reports.errors import ReportError
from nenboard.reports.paint import Sheet, paint
from nenboard.reports.pdf import render_case
from nenboard.reports.reread import page_texts, squeezed
from nenboard.reports.values import CaseReport, Weight
from tests.reports.extremes import HOSTILE
from tests.reports.samples import full_report, said, sparse_report


def text_of(report: CaseReport) -> str:
    (text,) = page_texts(render_case(report))
    return squeezed(text)


def fonts_of(data: bytes) -> dict[str, bool]:
    with pikepdf.open(io.BytesIO(data)) as document:
        found = {}
        for page in document.pages:
            fonts = page.Resources.Font
            for name in fonts.keys():  # noqa: SIM118 - a PDF dictionary gives its names only so
                font = fonts[name]
                descriptor = font.get("/FontDescriptor")
                found[str(font.BaseFont)] = descriptor is not None and "/FontFile2" in descriptor
        return found


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("report", [full_report(), sparse_report()], ids=["full", "sparse"])
def test_a_case_is_exactly_one_landscape_page(report: CaseReport, paper: str) -> None:
    document = pypdfium2.PdfDocument(render_case(report, paper=paper))
    try:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert width > height
    finally:
        document.close()


def test_identity_options_and_page_number_read_back() -> None:
    text = text_of(full_report())
    for words in (
        "AMBERLEY, Rosa (Mrs)",
        "07-Feb-1965",
        "999 526 0182",
        "DRAFT 3",
        "STZ-DOXO (streptozocin + doxorubicin)",
        "Fingerprint 4f1c 92ae",
        "Rules nen-2021 1.0.0",
        "Data as of 24-Nov-2026 14:02, J. Marlow",
        "Page 1 of 1",
        "doses are not computed",
    ):
        assert squeezed(words) in text


def test_text_reads_back_in_speaking_order() -> None:
    text = text_of(full_report())
    order = ["AMBERLEY", "Whichnext", "Fitnessandwishes", "Lanreotide", "Slidestoshow"]
    order = [word.replace("Whichnext", "whichnextsystemicline") for word in order]
    order += ["Imagestoshow", "CAPTEM", "Chair,date", "Page1of1"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


@pytest.mark.parametrize("hostile", HOSTILE[:6])
def test_hostile_text_reads_back_as_typed(hostile: str) -> None:
    report = full_report()
    shown = replace(report, question=replace(report.question, question=said(hostile)))
    assert squeezed(clean(hostile)) in text_of(shown)


def test_every_sign_that_counts_as_drawable_reads_back_as_itself() -> None:
    signs = [
        chr(code) for code in range(0x21, 0x10000) if clean(chr(code)) == chr(code) != "\u00a0"
    ]
    sheets = []
    for start in range(0, len(signs), 200):
        drawing = Drawing(842, 595)
        for number, sign in enumerate(signs[start : start + 200]):
            x, y = 20.0 + 80 * (number // 50), 20.0 + 11 * (number % 50)
            drawing.add(Text(x, y, f"x{sign}y", 9, Weight.REGULAR, "#000000", 30, "b"))
        sheets.append(Sheet(drawing))
    texts = page_texts(paint(sheets, title="t", at=datetime(2026, 1, 1, tzinfo=UTC)))
    lost = [
        mark.words
        for sheet, text in zip(sheets, texts, strict=True)
        for mark in sheet.drawing.texts()
        if mark.words not in squeezed(text)
    ]
    assert len(signs) > 4000
    assert lost == []


def test_every_font_is_embedded() -> None:
    report = full_report()
    odd = replace(report, question=replace(report.question, question=said("bar ▬ sign")))
    found = fonts_of(render_case(odd))
    used = {name.split("+")[-1] for name, is_embedded in found.items() if is_embedded}
    assert {"Inter-Regular", "Inter-Bold", "DejaVuSans"} <= used
    assert [name for name, is_embedded in found.items() if not is_embedded] == []


def test_no_picture_is_in_the_document() -> None:
    assert b"/Subtype /Image" not in render_case(full_report())


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_case(full_report()) == render_case(full_report())


def test_metadata_name_the_document_and_never_the_person() -> None:
    data = render_case(full_report())
    with pikepdf.open(io.BytesIO(data)) as document:
        info = {key: str(value) for key, value in document.docinfo.items()}
        assert info["/Title"] == "Case summary"
        assert info["/Producer"].startswith("nenboard")
        assert "20261124140200" in info["/CreationDate"]
        assert str(document.Root.Lang) == "en-GB"
        assert "Amberley" not in " ".join(info.values())


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(ReportError, match="A4 or Letter"):
        render_case(full_report(), paper="A3")
