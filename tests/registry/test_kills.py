"""A process killed while saving: what it reported is there, the file is whole, nothing untraced."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry.support import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fifty_kills_while_saving_lose_nothing_that_was_reported(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.registry.kill_rounds", str(tmp_path / "r"), "50", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.stderr == ""
    seen = json.loads(done.stdout)
    assert (seen["rounds"], seen["lost"], seen["damaged"]) == (50, 0, 0)
    assert seen["reported"] >= 50
    assert seen["in_the_midst"] > 0
