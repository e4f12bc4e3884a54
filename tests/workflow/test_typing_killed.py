"""A program killed while an outcome is typed gives back every key, the case and the caret."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import nenboard
from nenboard.workflow import clock, maintain, meeting_mode, outcomes
from tests.workflow.board_support import CASE, COORDINATOR, MEETING, ON_THE_DAY, opened, staffed
from tests.workflow.board_support import started as a_running_meeting
from tests.workflow.support import PASSPHRASE

ROOT = Path(nenboard.__file__).parent.parent
TEXT = "CAPTEM every 28 days if DPYD is not deficient"
SCRIPT = """
import os, sys
from pathlib import Path
from nenboard.domain.outcome import Typing
from nenboard.workflow import casework, meeting_mode, outcomes

folder, text, start, user, passphrase, meeting, case = sys.argv[1:]
registry = casework.open_registry(Path(folder), passphrase=passphrase, user=user)
start = int(start)
meeting_mode.show(registry, meeting, case_id=case)
draft = outcomes.begin(registry, meeting, case_id=case)
for end in range(start + 1, len(text) + 1):
    typing = Typing(field="plan.1", text=text[:end], caret=end)
    outcomes.keep(registry, draft.model_copy(update={"typing": typing}))
    os.write(1, b"%d\\n" % end)
os.read(0, 1)
"""


def killed_after(folder: Path, keys: int, *, start: int) -> int:
    """Type on until at least so many keys were reported as kept, then kill; the last one told."""
    who = (COORDINATOR, PASSPHRASE, MEETING, CASE)
    command = [sys.executable, "-c", SCRIPT, str(folder), TEXT, str(start), *who]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _key in range(keys)]
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read()
    lines = b"".join(told) + rest
    return int(lines.split()[-1])


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be killed this way")
def test_two_kills_while_typing_lose_no_key(tmp_path: Path) -> None:
    folder = tmp_path / "registry"
    with clock.stopped_at(ON_THE_DAY), staffed(folder, 1) as registry:
        a_running_meeting(registry)
    kept = 0
    for keys in (9, 14):
        told = killed_after(folder, keys, start=kept)
        with opened(folder, COORDINATOR) as registry:
            typing = outcomes.begin(registry, MEETING, case_id=CASE).typing
            assert meeting_mode.resume(registry, MEETING).case_id == CASE
        assert typing is not None
        # A key may have been kept and not yet told when the process died.
        assert told <= typing.caret <= told + 1
        assert typing.text == TEXT[: typing.caret]
        kept = typing.caret
    report = maintain.verify_registry(folder, passphrase=PASSPHRASE, user=COORDINATOR)
    assert report.is_good, report.findings
