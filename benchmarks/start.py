"""Cold start to a window that can be used, against a bare Qt window."""

import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.measure import Figure, in_turn

ROOT = Path(__file__).resolve().parent.parent
GOAL = "at most 1.5 x a bare Qt window"


def figures(*, times: int) -> list[Figure]:
    """Each start is a process of its own, with settings and compiled modules of its own.

    The modules are compiled by the first start, which does not count, as they are once installed.
    """
    names = {
        "unlock": "start until the passphrase can be typed",
        "first_run": "the very first start until the first field can be filled",
    }
    found = []
    for which, name in names.items():
        with tempfile.TemporaryDirectory() as folder:
            if which == "unlock":
                last = {"version": 1, "last_registry": str(Path(folder, "registry"))}
                Path(folder, "settings.json").write_text(json.dumps(last), encoding="utf-8")
            ours, bare = in_turn(
                partial(start, which, folder), partial(start, "bare", folder), times=times
            )
        found.append(Figure(name, ours, goal=GOAL, floor=bare))
    return found


def start(which: str, folder: str) -> None:
    """Start one window and wait until it says that it is ready."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings = {
        **kept,
        "NENBOARD_CONFIG_DIR": folder,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(Path(folder, "compiled")),
    }
    if not os.environ.get("DISPLAY") and sys.platform.startswith("linux"):
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-m", "benchmarks.first_paint", which]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "ready", done.stdout + done.stderr
