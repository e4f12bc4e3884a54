"""Shipped files are found, and nothing else is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nenboard.host import errors, resources


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for version in ("2021.10", "2021.2", "draft"):
        folder = tmp_path / "resources" / "algorithm" / "nen" / version
        folder.mkdir(parents=True)
        (folder / "graph.yaml").write_text(f"version: {version}\n")
        (folder / "notes.txt").write_text("not a rule")
    (tmp_path / "resources" / "algorithm" / "nen" / "empty").mkdir()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    resources._root.cache_clear()
    yield tmp_path
    resources._root.cache_clear()


def test_the_checkout_has_its_migrations() -> None:
    assert resources.migrations().name == "migrations"


def test_a_built_program_takes_the_files_it_brings(shipped: Path) -> None:
    assert resources.path("algorithm", "nen") == (shipped / "resources/algorithm/nen").resolve()


def test_releases_are_sorted_as_numbers(shipped: Path) -> None:
    assert resources.releases("nen") == ("draft", "2021.2", "2021.10")


def test_the_newest_release_is_the_default(shipped: Path) -> None:
    assert resources.release_files("nen") == {"graph.yaml": "version: 2021.10\n"}
    assert resources.release_files("nen", "2021.2") == {"graph.yaml": "version: 2021.2\n"}


@pytest.mark.parametrize("parts", [("nothing",), ("..", "db"), ("algorithm", "..", "..")])
def test_a_missing_file_or_one_outside_is_refused_by_name(
    shipped: Path, parts: tuple[str, ...]
) -> None:
    with pytest.raises(errors.ResourceMissing, match="Install nenboard again"):
        resources.path(*parts)


def test_an_unknown_release_is_refused(shipped: Path) -> None:
    with pytest.raises(errors.ResourceMissing, match="9999"):
        resources.release_files("nen", "9999")
    with pytest.raises(errors.ResourceMissing):
        resources.release_files("nen", "empty")
