"""The start: the frame first, heavy modules after its paint, one exit."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette

from nenboard.gui.frame import Frame
from nenboard.gui.theme import Look, Theme

FIRST_PAINT = """
import sys
from nenboard.gui import app

heavy = ("pydantic", "sqlite_utils", "sqlcipher3", "reportlab", "numpy", "yaml", "cryptography")
early = []

def furnish(frame, seen, *, folder):
    early.extend(name for name in heavy if name in sys.modules)
    frame.let_go()
    return app.Started(None, Ender())

class Ender:
    def stop(self):
        pass

app.furnish = furnish
code = app.main([])
print(code, early)
"""

WHOLE = """
import sys
from PySide6.QtCore import QTimer
from nenboard.gui import app

started = app.furnish
def furnish(frame, seen, *, folder):
    made = started(frame, seen, folder=folder)
    QTimer.singleShot(0, frame.close)
    return made
app.furnish = furnish
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


def test_the_program_starts_on_a_registry_and_ends_with_0(
    config_folder: Path, registry_folder: Path
) -> None:
    assert run(WHOLE, config_folder, str(registry_folder)) == "0"
    assert (config_folder / "settings.json").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ground_of_the_frame_is_that_of_the_theme(look: Look, scheme: str) -> None:
    frame = Frame()
    frame.show_ground(scheme)
    ground = frame.palette().color(QPalette.ColorRole.Window)
    assert ground == Theme(scheme).colour("window")
    frame.deleteLater()


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
