"""The wheel brings the files that the program reads."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import nenboard

pytestmark = pytest.mark.built

ROOT = Path(nenboard.__file__).resolve().parent.parent
LOOK = (
    "from nenboard.host import resources; print(resources.migrations());"
    "print(resources.path('styles', 'tokens.json'))"
)


def test_an_installed_wheel_finds_its_resources_in_itself(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob(f"nenboard-{nenboard.__version__}-*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    found = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    assert all(line.startswith(str(tmp_path / "site")) for line in found.stdout.splitlines())
