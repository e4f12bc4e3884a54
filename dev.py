#!/usr/bin/env python3
"""Set up, run, test or build nenboard's checkout, with Python's standard library alone."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for those who have an older one
    sys.exit(
        "nenboard needs Python 3.11 or later; this is {}.{}. Start it with a later one, "
        "for example: python3.12 dev.py run".format(*sys.version_info)
    )

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
MARKER = VENV / "nenboard-setup.json"
REQUIREMENTS = ROOT / "requirements.txt"
DEMO = ROOT / "demo"

# What Qt loads from a Linux system, by the Debian package that holds it.
DRAWING = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
}
WINDOW = {
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}


class Stop(Exception):
    """The command cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """One progress line, at once."""
    print(text, flush=True)


def has_display() -> bool:
    """True if a window can be shown to a person."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def loads(library: str) -> bool:
    """True if the system's loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(*, for_window: bool, find: Callable[[str], bool] = loads) -> list[str]:
    """Debian packages whose library Qt would not find; empty on other systems than Linux."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = {**DRAWING, **(WINDOW if for_window else {})}
    return [package for package, library in wanted.items() if not find(library)]


def libraries_of_window() -> list[str]:
    """Packages missing for a window on this display."""
    return missing_packages(for_window=bool(os.environ.get("DISPLAY")))


def libraries_of_tests() -> list[str]:
    """Packages missing for the tests, whose windows nobody sees."""
    return missing_packages(for_window=False)


def is_root() -> bool:
    """True if system packages may be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def missing_venv_package() -> list[str]:
    """The Debian package without which this Python cannot make an environment, if it lacks it."""
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def check_system(missing: Callable[[], list[str]]) -> None:
    """Install what is missing if we may; raises Stop with the one command that does it if not."""
    packages = missing()
    if not packages:
        return
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Stop(
            "This system lacks libraries that Qt needs or a part of Python, and has no apt-get. "
            f"Install what your system calls these Debian packages: {' '.join(packages)}"
        )
    if not is_root():
        raise Stop(
            f"System packages are missing. Install them, then start again:\n  sudo {command}"
        )
    say(f"Installing missing system packages: {' '.join(packages)}")
    for step in ("apt-get update -qq", command + " -qq"):
        if start(shlex.split(step), silent=True, DEBIAN_FRONTEND="noninteractive"):
            raise Stop(f"'{step}' failed, see above. Mend that, then start again.")
    still = missing()
    if still:
        raise Stop(f"These are installed, but what they bring is not found: {' '.join(still)}")


def venv_python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def wanted_state() -> dict[str, str]:
    """What a complete environment of this checkout and this Python looks like."""
    return {
        "state": "complete",
        "requirements": hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest(),
        "python": f"{sys.version_info[0]}.{sys.version_info[1]} {sys.base_prefix}",
        "folder": str(ROOT),
    }


def found_state() -> dict[str, str]:
    """What the marker in the environment says; empty without a readable marker."""
    try:
        state = json.loads(MARKER.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def plan(found: dict[str, str], wanted: dict[str, str], *, exists: bool, starts: bool) -> str:
    """What to do with the environment: 'nothing', 'make', 'remake' or 'update'.

    A folder with a marker is ours: half made, moved or of another Python, it is made again.
    One without a marker was made by somebody's hand: it is updated, never removed.
    """
    if not exists:
        return "make"
    if not found:
        return "update"
    same_place = all(found.get(key) == wanted[key] for key in ("python", "folder"))
    if found.get("state") != "complete" or not same_place or not starts:
        return "remake"
    return "nothing" if found == wanted else "update"


def set_up(missing_libraries: Callable[[], list[str]] = list) -> None:
    """Bring the environment and what the system lacks up to date; quick if nothing changed."""
    wanted = wanted_state()
    starts = venv_python().exists() and quiet_run([venv_python(), "-c", ""])
    step = plan(found_state(), wanted, exists=VENV.exists(), starts=starts)
    if step in {"make", "remake"}:
        check_system(lambda: missing_libraries() + missing_venv_package())
        make_venv(again=step == "remake")
    else:
        check_system(missing_libraries)
    if step == "nothing":
        return
    if not quiet_run([venv_python(), "-m", "pip", "--version"]):
        raise Stop(
            "The folder .venv is no working environment, and dev.py did not make it. "
            "Move it away or delete it, then start again."
        )
    install_requirements()
    write_marker(wanted)


def make_venv(*, again: bool) -> None:
    """Make the empty environment; the marker comes first, so that a half-made one is known."""
    if again:
        say("The environment in .venv is incomplete or of another Python: making it again")
        shutil.rmtree(VENV)
    else:
        say("Making an isolated environment in .venv")
    VENV.mkdir()
    write_marker({"state": "started"})
    if start([sys.executable, "-m", "venv", VENV]):
        raise Stop("Python could not make the environment, see above.")


def install_requirements() -> None:
    """Install exactly the packages of requirements.txt, each checked against its hash."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    count = sum("==" in line for line in lines)
    say(f"Installing up to {count} packages into .venv; the first time takes a minute or more")
    began = time.monotonic()
    options = ["--quiet", "--no-input", "--disable-pip-version-check"]
    options += ["--require-hashes", "--only-binary", ":all:"]
    if run_python("-m", "pip", "install", *options, "-r", REQUIREMENTS):
        raise Stop(
            "The packages could not be installed, see above. "
            "Check the connection to your package index and the free disk space, then start again."
        )
    say(f"Environment ready ({time.monotonic() - began:.0f} s)")


def write_marker(state: dict[str, str]) -> None:
    """Write down how far the environment is."""
    MARKER.write_text(json.dumps(state, indent=2), encoding="utf-8")


def quiet_run(command: Sequence[str | Path]) -> bool:
    """True if the command ends well; its output is of no interest."""
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=120)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def start(
    command: Sequence[str | Path], *, folder: Path = ROOT, silent: bool = False, **variables: str
) -> int:
    """Run a command with these variables added; returns its exit code. Errors are always shown."""
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONHOME"}
    surroundings.update(variables)
    output = subprocess.DEVNULL if silent else None
    done = subprocess.run(command, check=False, cwd=folder, env=surroundings, stdout=output)
    return done.returncode


def run_python(*arguments: str | Path, folder: Path = ROOT) -> int:
    """Run the environment's Python, with this checkout importable; returns its exit code."""
    return start([venv_python(), *arguments], folder=folder, PYTHONPATH=str(ROOT))


def run(arguments: Sequence[str]) -> int:
    """The main job on a demo registry, then the window; or nenboard with these arguments."""
    shows_window = has_display() and (not arguments or arguments[0] == "--registry")
    set_up(libraries_of_window if shows_window else list)
    if arguments:
        return run_python("-m", "nenboard", *arguments, folder=Path.cwd())
    say("Running the main job on a demo registry")
    code = run_python("-m", "nenboard", "demo", "--out", DEMO)
    if code:
        return code
    if not shows_window:
        say(f"There is no display, so no window was opened. The files are in {DEMO}")
        return 0
    say("Opening the window on the demo registry")
    return run_python("-m", "nenboard", "--registry", DEMO / "registry")


CHECKS = (
    ("ruff check", ("-m", "ruff", "check", "--quiet", "--output-format", "concise", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    ("mypy", ("-m", "mypy", "--no-error-summary")),
    ("import contracts", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
)


def check_and_test(arguments: Sequence[str]) -> int:
    """Style, types, layers and tests; all of them run even if one fails. Returns 0 if all pass."""
    set_up(libraries_of_tests)
    failed = []
    for name, command in CHECKS:
        began = time.monotonic()
        code = run_python(*command)
        verdict = "FAILED" if code else "ok"
        say(f"{name}: {verdict} ({time.monotonic() - began:.1f} s)")
        failed += [name] if code else []
    spread = ("--numprocesses", "auto", "--dist", "loadscope")
    pytest: list[str | Path] = [venv_python(), "-m", "pytest", *spread, *arguments]
    # The processes share the tests out by name, so sets must print alike in each of them.
    code = start(pytest, folder=ROOT, PYTHONPATH=str(ROOT), PYTHONHASHSEED="0")
    if failed:
        sys.stderr.write(f"Failed beside the tests: {', '.join(failed)}\n")
    return code or int(bool(failed))


def test(arguments: Sequence[str]) -> int:
    """All checks and the quick tests; further arguments go to pytest."""
    return check_and_test(arguments)


def ci(arguments: Sequence[str]) -> int:
    """All checks and all tests, with those that build the program and start it."""
    return check_and_test(["-m", "", *arguments])


def build(arguments: Sequence[str]) -> int:
    """The folder that runs on a machine without Python."""
    set_up()
    command = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    code = run_python(*command, *arguments, ROOT / "build.spec")
    if code == 0:
        say(f"The program is in {ROOT / 'dist' / 'nenboard'}")
    return code


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "ci": ci,
    "build": build,
}


def main(argv: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=__doc__,
        epilog="\n".join(f"{name:6}{function.__doc__}" for name, function in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    chosen = parser.parse_args(argv)
    try:
        return COMMANDS[chosen.command](chosen.arguments)
    except Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
