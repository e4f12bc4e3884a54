"""The code of a page: the same page the same code, and typing errors are found."""

from dataclasses import replace
from itertools import pairwise

from nenboard.reports.drawing import Tiles
from nenboard.reports.frame import Pages
from nenboard.reports.page_code import SIGNS, is_typed_right, page_code
from nenboard.reports.style import PAPERS
from nenboard.reports.summary import lay_out
from tests.reports.samples import sparse_report

CODE = page_code("NEN-00042", 3, fingerprint="4f1c92ae" * 8)


def test_a_code_holds_the_key_and_the_revision_and_no_sign_that_is_misread() -> None:
    assert CODE.held == f"NEN-00042 3 {CODE.typed.replace('-', '')}"
    assert not set("ILO01") & set(CODE.typed)
    assert page_code("NEN-00042", 3, fingerprint="4f1c92ae" * 8) == CODE
    assert page_code("NEN-00042", 3, fingerprint="4f1c92af" * 8).typed != CODE.typed


def test_every_wrong_sign_and_every_swap_of_neighbours_is_found() -> None:
    signs = CODE.typed.replace("-", "")
    assert is_typed_right(CODE.typed.lower())
    wrong = [signs[:n] + s + signs[n + 1 :] for n in range(9) for s in SIGNS if s != signs[n]]
    for n, (one, other) in enumerate(pairwise(signs)):
        if one != other:
            wrong.append(signs[:n] + other + one + signs[n + 2 :])
    assert [code for code in wrong if is_typed_right(code)] == []
    assert not is_typed_right("7K3P")


def test_the_squares_stand_inside_the_outcome_and_the_typed_code_beside_them() -> None:
    report = sparse_report()
    report = replace(report, outcome=replace(report.outcome, code=CODE))
    page = lay_out(report, PAPERS["A4"], pages=Pages())
    left, top, width, height = page.frames["outcome"]
    (tiles,) = [mark for mark in page.drawing.marks if isinstance(mark, Tiles)]
    assert left <= tiles.x
    assert tiles.x + tiles.width <= left + width
    assert top <= tiles.y
    assert tiles.y + tiles.height <= top + height
    assert CODE.typed in {text.words for text in page.drawing.texts()}
