"""No identifier and no clinical text is ever written outside the registry and chosen exports."""

from pathlib import Path

import pypdfium2
import pytest

from tests import marked_names
from tests.marked_names import MARKS, Tally


def test_a_day_of_work_leaves_no_mark_on_the_disk(
    tmp_path: Path, config_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NENBOARD_CONFIG_DIR", str(tmp_path / "settings"))
    tally = marked_names.rounds(tmp_path)
    assert tally.found == []
    assert tally.files > 10
    assert tally.removed > 10
    chosen = tmp_path / "chosen"
    assert any(mark in (chosen / "case.json").read_text() for mark in MARKS)
    coded = (chosen / "coded.json").read_text()
    assert not any(mark in coded for mark in MARKS[:3])
    document = pypdfium2.PdfDocument((chosen / "figures.pdf").read_bytes())
    figures = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert figures
    assert not any(mark.lower() in figures.lower() for mark in MARKS)


@pytest.mark.parametrize(
    "data", [b"..xyzzymarke", "QUILLONAX".encode("utf-16-le"), b"WHl6enltYXJr"]
)
def test_a_mark_that_was_left_is_found(data: bytes) -> None:
    tally = Tally()
    marked_names.scan(tally, Path("a.log"), data)
    assert tally.found == ["in a.log"]
    marked_names.scan(tally, Path("report-Xyzzymarke.txt"), b"")
    assert tally.found[1:] == ["in the name report-Xyzzymarke.txt"]
