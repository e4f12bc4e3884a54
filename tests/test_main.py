"""The program opens its window without a command, and runs a command without a window."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import nenboard
from nenboard.__main__ import main


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was started, 'window' or 'command', and with which arguments."""
    seen: list[object] = []

    def window(arguments: list[str]) -> int:
        seen.append(("window", arguments))
        return 0

    def command(arguments: list[str]) -> int:
        seen.append(("command", arguments))
        return 5

    stand_in("nenboard.gui.app", window, monkeypatch)
    stand_in("nenboard.cli.main", command, monkeypatch)
    return seen


def stand_in(name: str, function: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a module with this main() in the place of one that would start the real thing."""
    module = ModuleType(name)
    vars(module)["main"] = function
    package_name, _, last = name.rpartition(".")
    package = ModuleType(package_name)
    vars(package)[last] = module
    monkeypatch.setitem(sys.modules, package_name, package)
    monkeypatch.setitem(sys.modules, name, module)


def test_without_a_command_the_window_opens(started: list[object]) -> None:
    assert main([]) == 0
    assert started == [("window", [])]


def test_a_registry_alone_opens_the_window_on_it(started: list[object]) -> None:
    assert main(["--registry", "there"]) == 0
    assert started == [("window", ["there"])]


def test_a_command_opens_no_window_and_keeps_its_exit_code(started: list[object]) -> None:
    arguments = ["list", "--registry", "r"]
    assert main(arguments) == 5
    assert started == [("command", arguments)]


def test_without_a_display_the_window_is_refused_in_words(
    started: list[object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert "no display" in capsys.readouterr().err
    assert started == []


def test_a_command_runs_without_qt() -> None:
    code = (
        "import sys; from nenboard.__main__ import main; code = main(['--version']);"
        "sys.exit(code or any(name.startswith('PySide6') for name in sys.modules))"
    )
    root = Path(nenboard.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert nenboard.__version__ in done.stdout
