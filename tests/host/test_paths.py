"""The program's own folders."""

from pathlib import Path

import platformdirs
import pytest

from nenboard.host import display, paths


def test_the_override_moves_settings_and_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NENBOARD_CONFIG_DIR", str(tmp_path))
    assert paths.config_folder() == tmp_path
    assert paths.log_folder() == tmp_path / "logs"


def test_without_the_override_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NENBOARD_CONFIG_DIR", raising=False)
    assert "nenboard" in paths.config_folder().parts
    assert "nenboard" in paths.log_folder().parts


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"DISPLAY": ""}, False),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_window_needs_a_display_only_where_displays_can_be_missing(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert display.has_display() is expected


@pytest.mark.parametrize("base", [None, "", "~/elsewhere"])
def test_the_folder_of_the_settings_is_the_one_of_the_platform(
    monkeypatch: pytest.MonkeyPatch, base: str | None
) -> None:
    monkeypatch.delenv(paths.OVERRIDE)
    if base is None:
        monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(Path(base).expanduser()) if base else base)
    expected = Path(platformdirs.user_config_dir("nenboard", appauthor=False))
    assert paths.config_folder() == expected
