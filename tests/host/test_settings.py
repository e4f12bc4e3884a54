"""Settings survive a restart, a damaged file and a newer version."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from nenboard.host import appearance, errors, settings
from nenboard.host.settings import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NENBOARD_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config"


def test_without_a_file_there_are_first_settings_and_no_notice() -> None:
    assert settings.read() == (Settings(), None)


def test_saved_settings_come_back_equal() -> None:
    saved = Settings(theme="dark", scale=1.5, paper="Letter").with_registry(Path("r").absolute())
    settings.save(saved)
    assert settings.read() == (saved, None)


def test_a_file_that_is_not_json_is_kept_and_said(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.json").write_bytes(b'{"theme": "da\xff')
    loaded = settings.read()
    assert loaded.settings == Settings()
    assert loaded.notice is not None
    assert "settings-damaged-1.json" in loaded.notice
    settings.save(loaded.settings)
    assert (folder / "settings-damaged-1.json").read_bytes() == b'{"theme": "da\xff'


def test_the_same_damage_is_copied_once_and_another_one_beside_it(folder: Path) -> None:
    folder.mkdir()
    for text in ("[1]", "[1]", "[2]"):
        (folder / "settings.json").write_text(text)
        settings.read()
    copies = {each.name: each.read_text() for each in folder.glob("settings-damaged-*")}
    assert copies == {"settings-damaged-1.json": "[1]", "settings-damaged-2.json": "[2]"}


def test_one_wrong_entry_costs_only_itself(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.json").write_text(
        json.dumps({"version": 1, "theme": "purple", "paper": "Letter"})
    )
    loaded = settings.read()
    assert (loaded.settings.theme, loaded.settings.paper) == ("system", "Letter")
    assert loaded.notice is not None


def test_a_newer_file_is_read_as_far_as_it_is_known(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.json").write_text('{"version": 7, "theme": "dark", "new": [1]}')
    loaded = settings.read()
    assert loaded.settings == Settings(theme="dark")
    assert loaded.notice is not None


def test_a_folder_in_the_way_of_the_file_is_said(folder: Path) -> None:
    (folder / "settings.json").mkdir(parents=True)
    assert settings.read().notice is not None
    with pytest.raises(errors.HostError):
        settings.save(Settings())


def test_a_file_in_the_way_of_the_folder_is_an_error_with_a_sentence(folder: Path) -> None:
    folder.write_text("")
    with pytest.raises(errors.HostError, match="not written"):
        settings.save(Settings())


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().theme = "dark"  # type: ignore[misc]  # what the test is about


def test_recent_registries_are_listed_once_and_ten_at_most() -> None:
    value = Settings()
    for number in (*range(12), 5):
        value = value.with_registry(Path(f"r{number}"))
    assert value.last_registry == Path("r5")
    assert len(value.recent) == 10
    assert value.recent[:2] == (Path("r5"), Path("r11"))
    assert len(set(value.recent)) == 10


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"theme": 3, "scale": "big", "geometry": [], "last_registry": 4}',
        '{"scale": true}',
    ],
)
def test_the_first_paint_survives_any_file(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "settings.json").write_text(text)
    assert appearance.read() == appearance.Appearance()


def test_the_first_paint_agrees_with_the_settings() -> None:
    last = Path("board").absolute()
    settings.save(Settings(theme="dark", scale=2, geometry="AAEC", last_registry=last))
    assert appearance.read() == ("dark", 2.0, "AAEC", last)
