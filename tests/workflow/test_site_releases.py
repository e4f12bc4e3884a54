"""A site's own release: by path or name if it is sound, else refused with file, line and remedy."""

import shutil
from pathlib import Path

import pytest

from nenboard.host import paths, resources
from nenboard.workflow import releases, site_releases
from nenboard.workflow.errors import UnknownRelease, UnusableInput

VERSION = 'version: "9.1"'


def own(folder: Path, version: str = VERSION) -> Path:
    """A folder with our release under a version of the site's."""
    shutil.copytree(resources.path("algorithm", "nen-review-2021", "1.1"), folder)
    header = folder / "release.yaml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace('version: "1.1"', version), encoding="utf-8")
    return folder


def refused(folder: Path) -> dict[str, str]:
    """The message of each problem by its path."""
    with pytest.raises(UnusableInput) as caught:
        releases.release(str(folder))
    return {problem.path: problem.message for problem in caught.value.problems}


def test_a_sound_folder_is_used_by_its_path(tmp_path: Path) -> None:
    found = releases.release(str(own(tmp_path / "ours")))
    assert (found.id, found.version) == ("nen-review-2021", "9.1")
    assert found.sha256 != releases.release().sha256
    assert releases.release(str(tmp_path / "ours")) is found


def test_a_folder_beside_the_settings_is_used_by_its_name() -> None:
    beside = paths.config_folder() / site_releases.FOLDER / "nen-review-2021" / "9.1"
    own(beside)
    try:
        assert releases.releases() == ("nen-review-2021/1.1", "nen-review-2021/9.1")
        assert releases.release("nen-review-2021/9.1").version == "9.1"
        assert releases.release().version == "1.1"
    finally:
        shutil.rmtree(beside.parent)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    folder = own(tmp_path / "ours")
    before = releases.release(str(folder)).sha256
    with (folder / "notes.yaml").open("a", encoding="utf-8") as file:
        file.write("# seen by the pharmacist\n")
    assert releases.release(str(folder)).sha256 != before


def test_a_fault_is_refused_with_file_line_and_remedy(tmp_path: Path) -> None:
    folder = own(tmp_path / "ours")
    graph = folder / "graph.yaml"
    text = graph.read_text(encoding="utf-8")
    graph.write_text(text.replace("start: START", "start: NOWHERE"), encoding="utf-8")
    line = next(n for n, one in enumerate(text.splitlines(), 1) if one.startswith("start:"))
    told = refused(folder)
    (path,) = [path for path in told if path.startswith(f"ours/graph.yaml:{line} ")]
    assert "NOWHERE" in told[path]
    assert told[path].startswith(path)


def test_a_question_with_two_answers_is_refused(tmp_path: Path) -> None:
    folder = own(tmp_path / "ours")
    graph = folder / "graph.yaml"
    text = graph.read_text(encoding="utf-8")
    limit = "{fact: ki67, above: 10}"
    assert limit in text
    graph.write_text(text.replace(limit, "{fact: ki67, above: 9}"), encoding="utf-8")
    told = " ".join(refused(folder).values())
    assert "ours/graph.yaml:" in told
    assert "let one exclude the other" in told


def test_a_version_of_ours_with_other_rules_is_refused(tmp_path: Path) -> None:
    folder = own(tmp_path / "ours", version='version: "1.1"')
    assert releases.release(str(folder)).sha256 == releases.release().sha256
    with (folder / "notes.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    ((path, told),) = refused(folder).items()
    assert path.startswith("ours/release.yaml:")
    assert "give yours another version" in told


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    folder = own(tmp_path / "ours")
    (folder / "notes.yaml").write_bytes(b"\xff\xfe\x00")
    ((path, told),) = refused(folder).items()
    assert path == "ours/notes.yaml"
    assert "UTF-8" in told


def test_a_folder_without_files_and_an_unknown_name_are_refused(tmp_path: Path) -> None:
    (told,) = refused(tmp_path).values()
    assert "holds no YAML files" in told
    for name in (str(tmp_path / "none"), "nen-review-2021/7.7", "x" * 5000, "\0"):
        with pytest.raises(UnknownRelease, match=r"nen-review-2021/1\.1"):
            releases.release(name)
