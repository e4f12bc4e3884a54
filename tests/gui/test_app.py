"""The start: the frame first, heavy modules after its paint, one exit."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nenboard.gui import app
from nenboard.gui.frame import Frame
from nenboard.gui.program import Program
from nenboard.gui.registry_desk import RegistryDesk
from nenboard.gui.tasks import ImmediateTasks
from nenboard.gui.theme import Look
from nenboard.gui.unlock.first_run import FirstRunPage
from nenboard.gui.unlock.page import UnlockPage
from nenboard.host.appearance import Appearance

FIRST_PAINT = """
import sys
from nenboard.gui import app

heavy = ("pydantic", "sqlite_utils", "sqlcipher3", "reportlab", "numpy", "yaml", "cryptography")
early = []

class Furnishing(app.Furnishing):
    def begin(self):
        early.extend(name for name in heavy if name in sys.modules)
        self._first.frame.let_go()

app.Furnishing = Furnishing
code = app.main(sys.argv[1:])
print(code, early)
"""

WHOLE = """
import sys
from PySide6.QtCore import QTimer
from nenboard.gui import app

class Furnishing(app.Furnishing):
    def _build(self):
        super()._build()
        QTimer.singleShot(0, self._first.frame.close)

app.Furnishing = Furnishing
print(app.main(sys.argv[1:]))
"""


def run(program: str, config: Path, *arguments: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NENBOARD_CONFIG_DIR": str(config)}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    return done.stdout.strip()


def test_nothing_heavy_is_imported_before_the_first_paint(config_folder: Path) -> None:
    assert run(FIRST_PAINT, config_folder) == "0 []"
    assert run(FIRST_PAINT, config_folder, str(config_folder / "registry")) == "0 []"


def test_what_is_typed_before_the_window_is_furnished_stays(
    look: Look, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = furnished_while_typing(look, qtbot, monkeypatch, folder=tmp_path / "registry")
    assert isinstance(first.page, UnlockPage)
    assert first.page.passphrase.text() == "typed early"
    assert first.frame.focusWidget() is first.page.passphrase
    first.frame.deleteLater()


def test_what_is_typed_into_the_first_run_before_it_is_furnished_stays(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = furnished_while_typing(look, qtbot, monkeypatch, folder=None)
    assert isinstance(first.page, FirstRunPage)
    assert first.page.where.path.text().endswith("typed early")
    assert first.frame.focusWidget() is first.page.where.path
    assert first.frame.pages.currentWidget() is first.page
    first.frame.deleteLater()


def furnished_while_typing(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, folder: Path | None
) -> app.First:
    """The first page with something typed into it, and the program then put around it."""
    for where in (sys, threading):
        monkeypatch.setattr(where, "excepthook", where.excepthook)
    first = app.make_first(Appearance(theme="light"), folder=folder)
    first.frame.show()
    field = first.frame.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "typed early")
    program = Program(
        first.frame, runner=ImmediateTasks(), desk=RegistryDesk(), look=look, first=first.page
    )
    program.begin(folder)
    return first


def test_the_program_starts_on_a_registry_and_ends_with_0(
    config_folder: Path, registry_folder: Path
) -> None:
    assert run(WHOLE, config_folder, str(registry_folder)) == "0"
    assert (config_folder / "settings.json").exists()


@pytest.mark.parametrize("text", [None, "", "not base64 at all", "AAAA"])
def test_a_damaged_place_of_the_window_gives_the_first_size(look: Look, text: str | None) -> None:
    frame = Frame()
    frame.restore_geometry_text(text)
    assert frame.width() >= 640
    assert frame.height() >= 480
    frame.deleteLater()


def test_place_and_size_come_back(look: Look) -> None:
    frame = Frame()
    frame.resize(1100, 700)
    text = frame.geometry_text()
    other = Frame()
    other.restore_geometry_text(text)
    room = other.screen().availableSize()
    assert other.height() == frame.height()
    assert other.width() == max(min(frame.width(), room.width()), other.minimumWidth())
    frame.deleteLater()
    other.deleteLater()
