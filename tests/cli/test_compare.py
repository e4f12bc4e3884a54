"""nenboard compare: which cases two releases answer differently, as text and as one document."""

import shutil
from pathlib import Path

import pytest

from tests.cli.support import ROOT, SAMPLES, Run, key_of
from tests.cli.test_light import loaded_by

OURS = "nen-review-2021/1.1"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a site's release with other limits of Ki-67 in the pancreas."""
    folder = tmp_path / "own"
    shutil.copytree(ROOT / "resources" / "algorithm" / OURS, folder)
    header, graph = folder / "release.yaml", folder / "graph.yaml"
    header.write_text(header.read_text("utf-8").replace('"1.1"', '"9.1"', 1), "utf-8")
    text = graph.read_text("utf-8").replace("{fact: ki67, above: 10}", "{fact: ki67, above: 18}")
    text = text.replace("{fact: ki67, at_most: 10}", "{fact: ki67, at_most: 18}")
    graph.write_text(text, "utf-8")
    return folder


def test_the_document_names_cases_kinds_and_parts(run: Run, own: Path) -> None:
    done = run("compare", OURS, own, "--json", "--on", "2026-03-14")
    assert done.code == 0
    found = done.document
    assert (found["format"], found["on"], found["cases"]) == (
        "nenboard-compare/1",
        "2026-03-14",
        12,
    )
    assert (found["before"]["version"], found["after"]["version"]) == ("1.1", "9.1")
    assert [part["place"] for part in found["parts"]] == ["graph.yaml questions.PNET"]
    (change,) = found["changes"]
    assert (change["case"], change["is_alone"]) == ("C02", True)
    assert change["kinds"] == ["leading option", "branch"]
    assert change["because"] == ["graph.yaml questions.PNET"]
    assert change["nodes_after"] == ["PNET-LOW-1"]
    assert found["other_leading_option"] == 1


def test_the_text_says_the_same(run: Run, own: Path) -> None:
    done = run("compare", OURS, own)
    said = " ".join(done.out.split())
    assert done.code == 0
    assert "12 cases: 1 with another leading option, 0 otherwise different" in said
    assert "− grade in ['G1','G2'] and ki67 > 10 and line == 1 → PNET-HIGH-1" in said
    assert "C02 CAPTEM" in said
    assert "Branch: PNET-HIGH-1, PNET-LOW-1 → PNET-LOW-1" in said
    assert "Because of graph.yaml questions.PNET" in said


def test_only_the_documents_given_are_compared(run: Run, own: Path) -> None:
    one, other = SAMPLES / "C01.json", SAMPLES / "C02.json"
    found = run("compare", OURS, own, one, "--json").document
    assert (found["cases"], found["changes"]) == (1, [])
    found = run("compare", OURS, own, one, other, "--json").document
    assert [change["case"] for change in found["changes"]] == [str(other)]


def test_a_registry_is_compared_and_left_as_it_is(run: Run, own: Path, folder: Path) -> None:
    done = run("compare", OURS, own, "--json", *key_of(folder))
    assert done.code == 0
    assert done.document["cases"] == 2
    assert run("compare", OURS, own, SAMPLES / "C01.json", *key_of(folder)).code == 2


def test_the_same_release_differs_in_nothing(run: Run) -> None:
    done = run("compare", OURS, "1.1")
    assert "Their rules decide alike" in done.out
    assert done.code == 0


def test_an_unknown_release_and_a_faulty_one_are_exit_2(run: Run, own: Path) -> None:
    assert run("compare", OURS, "1.7", "--json").codes == {"": "unknown_release"}
    (own / "trials.yaml").unlink()
    done = run("compare", OURS, own, "--json")
    assert done.code == 2
    assert done.codes == {"own/trials.yaml": "file_missing"}
    told = run("assess", SAMPLES / "C01.json", "--release", own).err
    assert "own/trials.yaml: this file is missing" in told


def test_a_wrong_passphrase_is_exit_3(run: Run, own: Path, folder: Path) -> None:
    place = ("--registry", folder, "--passphrase-file", "-")
    assert run("compare", OURS, own, *place, text="wrong\n").code == 3


def test_a_faulty_document_is_named_with_its_file(run: Run, own: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"facts": {"ki67": 101}}', "utf-8")
    done = run("compare", OURS, own, SAMPLES / "C01.json", wrong, "--json")
    assert done.code == 2
    assert done.codes == {f"{wrong}/facts.ki67": "out_of_range"}


def test_comparing_on_documents_loads_nothing_heavy() -> None:
    assert loaded_by("compare", OURS, "1.1", "--json") == set()
