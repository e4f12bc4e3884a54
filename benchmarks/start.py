"""Cold start to a painted and to a usable window, against a bare Qt window."""

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.measure import Figure, in_turn

ROOT = Path(__file__).resolve().parent.parent


def figures(*, times: int) -> list[Figure]:
    """Each start is a process of its own, with settings of its own."""
    names = {
        "painted": "start until the window is painted",
        "usable": "start until the window takes input",
    }
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for which, name in names.items():
            ours, bare = in_turn(
                partial(start, which, folder), partial(start, "bare", folder), times=times
            )
            goal = "at most 1.5 x a bare Qt window"
            found.append(Figure(name, ours, goal=goal, floor=bare))
    return found


def start(which: str, folder: str) -> None:
    """Start one window and wait until it says that it was painted."""
    surroundings = {**os.environ, "NENBOARD_CONFIG_DIR": folder, "PYTHONPATH": str(ROOT)}
    if not os.environ.get("DISPLAY") and sys.platform.startswith("linux"):
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-m", "benchmarks.first_paint", which]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True, timeout=60
    )
    assert "painted" in done.stdout, done.stderr
