"""The guards around every test do stop what they are there to stop."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

FAULTS = """
import logging
import os
import socket
import threading


def test_connects():
    socket.create_connection(("192.0.2.1", 9))


def test_connects_and_hides_it():
    try:
        socket.getaddrinfo("nenboard.invalid", 80)
    except Exception:
        pass


def test_logs_an_error():
    logging.getLogger("nenboard").error("unexpected")


def test_leaves_a_thread():
    threading.Thread(target=threading.Event().wait, args=(2,)).start()


def test_leaves_a_timer(qtbot):
    from PySide6.QtCore import QTimer

    global kept
    kept = QTimer()
    kept.start(60_000)


def test_looks_at_its_errors(logged_errors):
    logging.getLogger("nenboard").error("expected")
    assert logged_errors == ["nenboard: expected"]


def test_has_folders_of_its_own(tmp_path):
    assert str(tmp_path) in os.environ["NENBOARD_CONFIG_DIR"]
    assert "nenboard-tests-" in os.path.expanduser("~")


def test_may_talk_to_itself():
    left, right = socket.socketpair()
    left.close()
    right.close()
"""


def test_each_fault_fails_its_test_and_nothing_else_does(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    conftest = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8")
    pytester.makeconftest(conftest)
    pytester.makepyfile(test_faults=FAULTS)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-rA")
    result.assert_outcomes(passed=3 + 4, failed=1, errors=5)
    result.stdout.fnmatch_lines_random(
        [
            "FAILED test_faults.py::test_connects - *NetworkUsedError*",
            "ERROR test_faults.py::test_connects_and_hides_it - *network was used*",
            "ERROR test_faults.py::test_logs_an_error - *logged as errors*unexpected*",
            "ERROR test_faults.py::test_leaves_a_thread - *threads still run*",
            "ERROR test_faults.py::test_leaves_a_timer - *QTimer*60000 ms*",
        ]
    )
