"""The program as build.spec makes it, built once for all of these tests."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

Started = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built program; NENBOARD_BUILT names a folder that has been built already."""
    given = os.environ.get("NENBOARD_BUILT")
    folder = Path(given) if given else build(tmp_path_factory.mktemp("build"))
    return folder / ("nenboard.exe" if sys.platform == "win32" else "nenboard")


def build(folder: Path) -> Path:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    done = subprocess.run(
        [*command, str(ROOT / "build.spec")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "dist" / "nenboard"


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment with nothing of this one in it."""
    variables = {"NENBOARD_CONFIG_DIR": str(tmp_path / "config"), "QT_QPA_PLATFORM": "offscreen"}
    if sys.platform == "win32":
        variables["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return variables


@pytest.fixture
def start(program: Path, bare: dict[str, str], tmp_path: Path) -> Callable[..., Started]:
    """Start the built program with arguments and nothing of this environment."""

    def run(*arguments: str | Path, text: str = "") -> Started:
        return subprocess.run(
            [program, *arguments],
            cwd=tmp_path,
            env=bare,
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
