"""Portrait documents: every page says whose it is, nothing is lost, nothing touches."""

import pytest

from nenboard.reports import document_layout, reread
from nenboard.reports.document_layout import lay_out_document
from nenboard.reports.document_values import Block, Framed, Heading, Items, Signature, Table, Turn
from nenboard.reports.drawing import Drawing
from nenboard.reports.errors import ReportError
from nenboard.reports.pdf import render_document
from nenboard.reports.style import PAPERS, SMALLEST
from nenboard.reports.values import CaseReport, Span
from tests.reports import many_documents
from tests.reports.documents import WHO, a_document, said
from tests.reports.hostile import hostile_texts
from tests.reports.pages import overlaps, too_small

LONG = "Several words that fill a line of the letter and go on. " * 30


@pytest.fixture(scope="module")
def everybody() -> list[CaseReport]:
    return many_documents.people()


def every_block() -> tuple[Block, ...]:
    row = ((Span("12-Nov-2026"),), (Span(LONG[:200]),), (Span("kept"),))
    return (
        Heading("First"),
        said(LONG),
        Framed((Heading("Plan"), said("In the frame"), Items(((Span("One"),), (Span("Two"),))))),
        Table((("Day", 1.0), ("What", 3.0), ("State", 1.0)), (row,) * 60),
        Signature("Signed"),
    )


def flaws_of(page: Drawing) -> list[str]:
    texts = list(page.texts())
    margin = [t.block for t in texts if t.box[0] < 20 or t.box[2] > page.width - 20]
    low = [t.block for t in texts if t.box[3] > page.height - 20]
    return [*overlaps(texts), *too_small(texts), *margin, *low]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_words_touch_others_or_leave_the_page(paper: str) -> None:
    pages = lay_out_document(a_document(*every_block()), PAPERS[paper]).drawings
    assert len(pages) > 2
    assert [flaws_of(page) for page in pages] == [[]] * len(pages)
    assert min(text.size for page in pages for text in page.texts()) >= SMALLEST


def test_every_page_says_whose_it_is_and_which_page_of_how_many() -> None:
    texts = reread.page_texts(render_document(a_document(*every_block())))
    for number, text in enumerate(texts, start=1):
        read = reread.squeezed(text)
        assert reread.squeezed(WHO.name) in read
        assert f"Page{number}of{len(texts)}" in read
        assert "ab12ab12" in read
        assert "FINAL" in read


def test_the_head_of_a_table_stands_on_every_page_of_it() -> None:
    texts = reread.page_texts(render_document(a_document(*every_block())))
    with_rows = [text for text in texts if "12-Nov-2026" in text.replace("\ufffe", "-")]
    assert len(with_rows) > 1
    assert all("What" in text for text in with_rows)


def test_equal_content_gives_equal_bytes() -> None:
    document = a_document(*every_block())
    assert render_document(document) == render_document(document)


def test_a_letter_shrinks_before_it_says_less() -> None:
    few = (said(LONG * 4),)
    size = {"size": 10.5, "smallest": 9.5, "most_pages": 1}
    letter = a_document(said(LONG * 4), **size)
    fitted = lay_out_document(letter, PAPERS["A4"])
    assert len(fitted.drawings) == 1
    shortened = a_document(said(LONG * 9), **size, shorter=((said("Brief"),), few))
    texts = [text.words for text in lay_out_document(shortened, PAPERS["A4"]).drawings[0].texts()]
    assert "Brief" in texts


def test_what_follows_a_turn_stands_on_a_new_page() -> None:
    texts = reread.page_texts(render_document(a_document(said("one"), Turn(), said("two"))))
    assert len(texts) == 2
    assert "two" not in texts[0]


def test_a_row_taller_than_a_page_is_said_in_full() -> None:
    table = Table((("A", 1.0), ("B", 1.0)), (((Span(LONG * 12),), (Span("end"),)),))
    data = render_document(a_document(table))
    read = reread.squeezed("".join(reread.page_texts(data)))
    assert read.count("Several") == 30 * 12
    assert "end" in read


@pytest.mark.parametrize("number", range(40))
def test_hostile_words_read_back_as_they_were_typed(number: int) -> None:
    text = hostile_texts(number, 1)[0]
    cells = (((Span(text or " "),), (Span("cell"),)),)
    render_document(a_document(said(text or " "), Table((("A", 2.0), ("B", 1.0)), cells)))


def test_a_document_whose_words_were_lost_is_not_handed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document_layout, "_drawn", lambda _pages: "")
    with pytest.raises(ReportError, match="does not read back"):
        lay_out_document(a_document(said("kept")), PAPERS["A4"])


@pytest.mark.parametrize("number", range(4))
def test_no_page_names_somebody_who_has_no_place_there(
    number: int, everybody: list[CaseReport]
) -> None:
    pages, found = many_documents.foreign_pages(number, everybody)
    assert pages > 0
    assert sum(found.values()) == 0


def test_hostile_texts_come_back_from_letters_chase_lists_and_action_lists() -> None:
    assert many_documents.wrong_strings(20) == 0
