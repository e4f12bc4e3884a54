"""A program killed in the midst of an import leaves either all of it or nothing."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

import nenboard
from nenboard.workflow import casework, maintain
from tests.workflow.support import PASSPHRASE, a_registry, numbered

ROOT = Path(nenboard.__file__).parent.parent
CASES = 60
SCRIPT = """
import os, signal, sys
from pathlib import Path
from nenboard.registry.audit import AuditTrail
from nenboard.registry import rows
from nenboard.workflow import casework, importing
from tests.workflow.support import PASSPHRASE, documents_of
from tests.workflow.test_importing import as_document
from tests.workflow.support import numbered

folder, where = Path(sys.argv[1]), sys.argv[2]
registry = casework.open_registry(folder, passphrase=PASSPHRASE)
given = documents_of(*(as_document(numbered(n)) for n in range(10, 10 + int(sys.argv[3]))))
plan = importing.plan_import(registry, given)

def die(*_given, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

if where == "rows":
    rows.put = die
elif where == "audit":
    AuditTrail.note = die
importing.carry_out(registry, plan)
print("done", flush=True)
die()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be killed this way")
@pytest.mark.parametrize(("where", "expected"), [("rows", 1), ("audit", 1), ("end", 1 + CASES)])
def test_a_kill_leaves_all_or_nothing(tmp_path: Path, where: str, expected: int) -> None:
    folder = tmp_path / "registry"
    a_registry(folder, numbered(1)).close()
    command = [sys.executable, "-c", SCRIPT, str(folder), where, str(CASES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert ("done" in done.stdout) is (where == "end")
    with casework.open_registry(folder, passphrase=PASSPHRASE) as registry:
        assert registry.cases.count() == expected
        assert ("imported" in {e.action for e in registry.audit.entries()}) is (where == "end")
    report = maintain.verify_registry(folder, passphrase=PASSPHRASE)
    assert report.is_good, report.findings
