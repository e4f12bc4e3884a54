"""A process killed in the midst of its work: what it reported is there, the rest whole or not."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.registry.kill_kinds import KINDS
from tests.registry.support import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def rounds_of(folder: Path, kind: str, *, rounds: int) -> dict[str, Any]:
    """What so many kills showed; 200 of each kind are a command of their own."""
    command = [sys.executable, "-m", "tests.registry.kill_rounds", str(folder), str(rounds), "3"]
    done = subprocess.run([*command, kind], cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.stderr == ""
    seen: dict[str, Any] = json.loads(done.stdout)
    assert (seen["rounds"], seen["lost"], seen["damaged"]) == (rounds, 0, 0)
    assert seen["problems"] == []
    return seen


def test_kills_while_saving_lose_nothing_that_was_reported(tmp_path: Path) -> None:
    seen = rounds_of(tmp_path / "r", "save", rounds=10)
    assert seen["reported"] >= 10


@pytest.mark.parametrize("kind", KINDS)
def test_kills_leave_the_action_done_as_a_whole_or_not_at_all(tmp_path: Path, kind: str) -> None:
    rounds_of(tmp_path / "r", kind, rounds=3)
