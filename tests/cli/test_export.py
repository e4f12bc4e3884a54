"""nenboard export: the file, the paper, the reason."""

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.support import Run, key_of

NAME = "Testperson"


def test_a_case_is_exported_without_names(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.json"
    done = run("export", "case", "NEN-00001", "--out", out, *key_of(folder))
    assert (done.code, done.out) == (0, f"Wrote {out}\n")
    assert json.loads(out.read_bytes())["format"] == "nenboard-case/1"
    assert NAME not in out.read_text(encoding="utf-8")
    again = run("export", "case", "NEN-00001", "--out", out, *key_of(folder))
    assert again.out == f"Replaced {out}\n"


def test_names_need_a_reason(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.json"
    arguments = ("export", "case", "NEN-00001", "--out", out, "--identifiable", *key_of(folder))
    done = run(*arguments)
    assert (done.code, out.exists()) == (2, False)
    assert "reason" in done.err
    assert run(*arguments, "--reason", "second opinion").code == 0
    assert NAME in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("paper", "width"), [("A4", 842), ("Letter", 792)])
def test_a_page_is_written_on_the_paper_asked_for(
    run: Run, folder: Path, tmp_path: Path, paper: str, width: int
) -> None:
    out = tmp_path / "page.PDF"
    done = run("export", "case", "NEN-00001", "--out", out, "--paper", paper, *key_of(folder))
    assert done.code == 0, done.err
    document = pypdfium2.PdfDocument(out.read_bytes())
    assert len(document) == 1
    assert round(document[0].get_width()) == width
    document.close()


def test_a_folder_that_is_not_there_is_exit_2(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "none" / "case.json"
    assert run("export", "case", "NEN-00001", "--out", out, *key_of(folder)).code == 2


def test_an_anonymised_page_is_a_pdf_and_names_the_words_to_read(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.pdf"
    arguments = ("export", "case", "NEN-00001", "--anonymous", *key_of(folder))
    done = run(*arguments, "--out", out)
    assert done.code == 0, done.err
    assert "Read every page before you pass it on" in done.out
    document = pypdfium2.PdfDocument(out.read_bytes())
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "ANONYMISED" in text
    assert NAME.upper() not in text.upper()
    refused = run(*arguments, "--out", tmp_path / "case.json")
    assert (refused.code, list(tmp_path.glob("*.json"))) == (2, [])


def test_many_cases_are_exported_into_a_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "pages"
    place.mkdir()
    arguments = ("export", "cases", "--out", place, *key_of(folder))
    done = run(*arguments)
    written = len(list(place.glob("*.pdf")))
    assert (done.code, written > 0) == (0, True), done.err
    assert done.out.splitlines()[-1].startswith(f"{written} file")
    again = run(*arguments)
    assert again.code == 2
    assert "there is a file of this name already" in again.out
    assert run(*arguments, "--replace").code == 0
