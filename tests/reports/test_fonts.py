"""The bundled typefaces."""

from reportlab.pdfbase.ttfonts import TTFontFile

from nenboard.host import resources
from nenboard.reports import fonts
from nenboard.reports.frame import Pages
from nenboard.reports.style import PAPERS
from nenboard.reports.summary import lay_out
from nenboard.reports.values import Weight
from tests.reports.samples import full_report


def test_inter_has_truetype_outlines_and_figures_of_one_width() -> None:
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        face = TTFontFile(str(resources.path("fonts", f"Inter-{weight}.ttf")))
        assert "glyf" in face.table
        assert len({face.charWidths[ord(figure)] for figure in "0123456789"}) == 1


def test_signs_that_a_board_writes_can_be_drawn() -> None:
    assert all(fonts.is_drawable(char) for char in "≥≤→←↑↓αβγδµ×−²³⁹½éŁøßŠžĳЯ•…–—“”€▬▲▼◇")


def test_a_sign_that_inter_lacks_comes_from_the_fall_back() -> None:
    assert fonts.runs("a▬b", Weight.REGULAR) == (
        ("Inter", "a"),
        ("DejaVuSans", "▬"),
        ("Inter", "b"),
    )


def test_both_licence_texts_are_shipped() -> None:
    inter = resources.path("fonts", "LICENSE-Inter.txt").read_text(encoding="utf-8")
    dejavu = resources.path("fonts", "LICENSE-DejaVu.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in inter
    assert "Bitstream Vera" in dejavu
    assert "Tavmjong Bah" in dejavu


def test_no_word_of_a_page_is_remembered_after_it() -> None:
    lay_out(full_report(), PAPERS["A4"], pages=Pages())
    assert fonts._known == {}
