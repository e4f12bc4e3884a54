"""dev.py sets up what is missing, says what it cannot, and leaves alone what is not its own."""

import ast
import importlib.util
import runpy
import shutil
import sys
from pathlib import Path

import pytest

import dev

WANTED = {"state": "complete", "requirements": "b", "python": "3.11 /usr", "folder": "here"}


@pytest.mark.parametrize(
    ("found", "exists", "starts", "expected"),
    [
        ({}, False, False, "make"),
        (WANTED, True, True, "nothing"),
        ({"state": "started"}, True, True, "remake"),
        (WANTED, True, False, "remake"),
        ({**WANTED, "python": "3.12 /usr"}, True, True, "remake"),
        ({**WANTED, "folder": "elsewhere"}, True, True, "remake"),
        ({**WANTED, "requirements": "a"}, True, True, "update"),
        ({}, True, True, "update"),
        ({}, True, False, "update"),
    ],
)
def test_the_environment_is_made_once_and_mended_when_half_made(
    found: dict[str, str], exists: bool, starts: bool, expected: str
) -> None:
    assert dev.plan(found, WANTED, exists=exists, starts=starts) == expected


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout without any requirement."""
    (tmp_path / "requirements.txt").write_text("")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "MARKER", tmp_path / ".venv" / "nenboard-setup.json")
    monkeypatch.setattr(dev, "REQUIREMENTS", tmp_path / "requirements.txt")
    return tmp_path


def test_a_half_made_environment_is_made_again_and_then_left_alone(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "rubbish").write_text("")
    dev.write_marker({"state": "started"})
    dev.set_up()
    assert "making it again" in capfd.readouterr().out
    assert not (checkout / ".venv" / "rubbish").exists()
    assert dev.run_python("-c", "import sys; assert sys.prefix != sys.base_prefix") == 0
    dev.set_up()
    assert capfd.readouterr().out == ""


def test_a_folder_that_is_not_ours_is_never_removed(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "mine").write_text("")
    with pytest.raises(dev.Stop, match="Move it away or delete it"):
        dev.set_up()
    assert (checkout / ".venv" / "mine").exists()


def test_a_marker_that_cannot_be_read_counts_as_none(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    dev.MARKER.write_text("[")
    assert dev.found_state() == {}


def test_missing_libraries_are_named_by_their_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    without_gl = dev.missing_packages(for_window=True, find=lambda name: "libGL" not in name)
    assert without_gl == ["libgl1"]
    assert "libxcb-cursor0" not in dev.missing_packages(for_window=False, find=lambda _: False)
    assert "libxcb-cursor0" in dev.missing_packages(for_window=True, find=lambda _: False)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_bring_their_libraries(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert dev.missing_packages(for_window=True, find=lambda _: False) == []


def test_whoever_is_not_root_gets_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda _name: "apt-get")
    with pytest.raises(dev.Stop, match=r"\n  sudo apt-get install -y .*libgl1 python3-venv$"):
        dev.check_system(lambda: ["libgl1", "python3-venv"])


def test_without_apt_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(dev.Stop, match=r"no apt-get.*libgl1"):
        dev.check_system(lambda: ["libgl1"])


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A Debian where we are root; the steps that were run."""
    steps: list[str] = []

    def note(command: list[str], **_how: object) -> int:
        steps.append(" ".join(command[:2]))
        return 0

    monkeypatch.setattr(dev, "is_root", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(dev, "start", note)
    return steps


def test_root_installs_what_is_missing(root: list[str]) -> None:
    answers = iter([["libgl1"], []])
    dev.check_system(lambda: next(answers))
    assert root == ["apt-get update", "apt-get install"]


def test_what_is_still_missing_after_installing_is_said(root: list[str]) -> None:
    with pytest.raises(dev.Stop, match="not found: libgl1"):
        dev.check_system(lambda: ["libgl1"])


def test_nothing_is_installed_where_nothing_is_missing(root: list[str]) -> None:
    dev.check_system(list)
    assert root == []


def test_a_python_without_ensurepip_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert dev.missing_venv_package() == [f"python3.{sys.version_info[1]}-venv"]


def test_an_older_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later; this is 3\.9\."):
        runpy.run_path(dev.__file__)


def test_an_older_python_can_read_the_script_that_far() -> None:
    ast.parse(Path(dev.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(
    ("variables", "expected"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True)],
)
def test_a_display_is_one_a_person_can_see(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() is expected
