"""A rule release is read strictly; what is wrong with it is said with file and place."""

import re
from pathlib import Path

import pytest

from nenboard.algorithm import yaml_text
from nenboard.algorithm.lint import check_files
from nenboard.algorithm.loader import SHAPES, ReleaseError, digest, load_release
from nenboard.algorithm.release import Release
from nenboard.host.resources import release_files

REMEDY = re.compile(
    r"\b(add|break|choose|correct|give|keep|let|move|put|remove|reorder|say|turn|use|write)\b"
)
BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
PUBLISHED = {
    ("nen-review-2021", "1.1"): "b160bdf110e51115332296a26dfcbdc0d1aac5fe090774545d2e872b258d3b36",
}


def _broken(files: dict[str, str], fault: dict[str, str]) -> dict[str, str]:
    name, old = fault["file"], fault["replace"]
    assert old in files[name]
    return {**files, name: files[name].replace(old, fault["with"], 1)}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_fault_is_named_with_its_place(path: Path, files: dict[str, str]) -> None:
    fault = yaml_text.parse(path.read_text("utf-8"))
    assert isinstance(fault, dict)
    told = {name: str(value) for name, value in fault.items()}
    broken = _broken(files, told)
    named = [
        problem
        for problem in check_files(broken)
        if told["says"] in f"{problem.path}: {problem.message}"
    ]
    assert named
    assert any(re.match(rf"{re.escape(told['file'])}:[0-9]+", one.path) for one in named)
    assert all(REMEDY.search(one.message) for one in named)


def test_there_are_many_kinds_of_faults() -> None:
    assert len(BROKEN) >= 40


def test_the_line_of_a_fault_is_the_line_in_the_file(files: dict[str, str]) -> None:
    fault = {"file": "graph.yaml", "replace": "NRX-SITE\n", "with": "NRX-SITES\n"}
    broken = _broken(files, fault)
    line = next(
        number
        for number, text in enumerate(broken["graph.yaml"].splitlines(), start=1)
        if "NRX-SITES" in text
    )
    with pytest.raises(ReleaseError) as caught:
        load_release(broken)
    assert caught.value.problems[0].path.startswith(f"graph.yaml:{line} ")


def test_every_problem_is_listed_not_only_the_first(files: dict[str, str]) -> None:
    broken = {**files, "trials.yaml": "trials: 1", "notes.yaml": "notes: ["}
    del broken["facts.yaml"]
    broken["extra.yaml"] = ""
    with pytest.raises(ReleaseError) as caught:
        load_release(broken)
    named = {problem.path.split(":")[0] for problem in caught.value.problems}
    assert named == {"trials.yaml", "notes.yaml", "facts.yaml", "extra.yaml"}


@pytest.mark.parametrize(("pathway", "version"), list(PUBLISHED))
def test_a_published_release_is_never_edited(pathway: str, version: str) -> None:
    files = release_files(pathway, version)
    assert digest(files) == PUBLISHED[pathway, version]
    assert load_release(files).sha256 == PUBLISHED[pathway, version]


def test_the_hash_covers_names_and_texts_but_not_line_ends(files: dict[str, str]) -> None:
    known = digest(files)
    windows = {name: text.replace("\n", "\r\n") for name, text in files.items()}
    assert digest(windows) == known
    assert digest({**files, "notes.yaml": files["notes.yaml"] + "#"}) != known
    renamed = dict(files)
    renamed["other.yaml"] = renamed.pop("notes.yaml")
    assert digest(renamed) != known


def test_the_release_is_complete(release: Release) -> None:
    assert set(SHAPES) == set(release_files(release.id, release.version))
    assert len(release.nodes) == 57
    assert sum(len(question.edges) for question in release.graph.questions) == 61
    assert len(release.options.options) == 43
    assert sum(len(rules) for rules in release.offers.values()) == 360
    assert len(release.factors) == 46
    assert len(release.notes) == 53
    assert len(release.inputs) == 65
    assert len(release.evidence) == 72
    assert len(release.ambiguities) == 24
    assert len(release.trials) == 12


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("null", None),
        ("3", 3),
        ("03", "03"),
        ("2021-04", "2021-04"),
        ("2021-04-01", "2021-04-01"),
        ('"3"', "3"),
        ("1e3", "1e3"),
        ("0x10", "0x10"),
    ],
)
def test_yaml_scalars_hold_no_surprise(text: str, value: object) -> None:
    assert yaml_text.parse(f"a: {text}") == {"a": value}


def test_yaml_decimals_are_exact() -> None:
    assert str(yaml_text.parse("2.50")) == "2.50"


@pytest.mark.parametrize("text", ["a: !!int 3", "a: !!python/name:os.system ''", "? [a]\n: 1"])
def test_yaml_tags_and_odd_keys_are_refused(text: str) -> None:
    with pytest.raises(yaml_text.YamlFault):
        yaml_text.parse(text)
