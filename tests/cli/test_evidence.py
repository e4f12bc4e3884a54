"""nenboard evidence: one document of the promised shape, or text a person can read."""

from pathlib import Path

from tests.cli.support import Run
from tests.cli.test_light import loaded_by


def test_the_document_holds_all_rows(run: Run) -> None:
    done = run("evidence", "--json")
    assert done.code == 0
    assert done.document["format"] == "nenboard-evidence/1"
    assert len(done.document["studies"]) == 72
    kunz = next(s for s in done.document["studies"] if s["id"] == "T1-Kunz2018")
    assert kunz["comparisons"][0] == {"endpoint": "pfs", "hr": 0.58, "p": "0.023", "note": None}
    assert kunz["updates"] == ["E2211-final"]


def test_filters_narrow_the_document_as_they_narrow_the_text(run: Run) -> None:
    asked = ("--table", "3", "--line", "second+", "--regimen", "folfiri", "--site", "gep")
    rows = [study["id"] for study in run("evidence", "--json", *asked).document["studies"]]
    assert rows == ["T3-Walter2017-2L", "T3-Hentic2012"]
    text = run("evidence", *asked).out
    assert all(row in text for row in rows)
    assert "T3-Olsen2012" not in text


def test_the_text_shows_differences_marks_and_later_reports(run: Run) -> None:
    said = " ".join(run("evidence", "--text", "e2211").out.split())
    assert "14.4 in Table 1, 14.1 in the text" in said
    assert "Published after the review, 2023" in said
    assert "Mark a in Table 1: the whole cohort" in said
    assert "Do not compare arms of different trials." in said


def test_intervals_come_only_when_asked_for(run: Run) -> None:
    plain = run("evidence", "--json", "--text", "claringbold", "--table", "1").document
    assert "orr_interval" not in plain["studies"][0]["arms"][0]
    more = run("evidence", "--json", "--intervals", "--table", "1").document["studies"]
    arms = {study["id"]: study["arms"][0]["orr_interval"] for study in more}
    assert (arms["T1-Claringbold2016"]["low_pct"], arms["T1-Claringbold2016"]["n"]) == (61.43, 30)
    assert arms["T1-Ramanathan2001"]["low_pct"] is None
    assert "no whole number" in arms["T1-Ramanathan2001"]["note"]


def test_a_plot_is_written_as_pdf(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plot.pdf"
    assert run("evidence", "--table", "1", "--plot", file).code == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_an_unknown_site_is_refused_with_the_choices(run: Run) -> None:
    done = run("evidence", "--site", "knee", "--json")
    assert done.code == 2
    assert done.codes == {"site": "not_allowed"}
    assert "knee" not in done.out


def test_nothing_found_is_said_and_never_plotted(run: Run, tmp_path: Path) -> None:
    assert "No row fits." in run("evidence", "--text", "zebra").out
    done = run("evidence", "--text", "zebra", "--plot", tmp_path / "plot.pdf")
    assert done.code == 2
    assert not (tmp_path / "plot.pdf").exists()


def test_the_document_needs_nothing_heavy() -> None:
    assert loaded_by("evidence", "--json") == set()
