"""A program killed while an outcome is typed in meeting mode comes back to the key."""

import sys
from pathlib import Path

import pytest

from tests.gui import meeting_rounds
from tests.gui.meeting_rounds import Tally


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be killed this way")
def test_a_kill_in_meeting_mode_loses_no_key_no_case_and_no_caret(tmp_path: Path) -> None:
    meeting_rounds.prepare(tmp_path / "registry", 1)
    tally = Tally()
    child = meeting_rounds.killed(tmp_path / "registry", tally, kills=1, seed=3, spread=4)
    child.kill()
    assert tally.kills == 1
    assert tally.problems == []
