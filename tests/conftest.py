"""What every test stands on: private folders, no network, no leftovers, no unnoticed errors."""

import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

_PRIVATE = Path(tempfile.mkdtemp(prefix="nenboard-tests-"))
_LOCAL_FAMILIES = {"AF_UNIX"}
_network_calls: list[str] = []


class NetworkUsedError(RuntimeError):
    """A test reached for the network; nenboard never does."""


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event not in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"}:
        return
    family = getattr(arguments[0], "family", None)
    if getattr(family, "name", None) in _LOCAL_FAMILIES:
        return
    _network_calls.append(event)
    raise NetworkUsedError(event)


def pytest_configure() -> None:
    """Move the person's folders aside and choose the invisible screen before anything loads Qt."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(_PRIVATE)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(_PRIVATE / name.lower())
    os.environ["NENBOARD_CONFIG_DIR"] = str(_PRIVATE / "config")
    sys.addaudithook(_refuse_network)
    hypothesis.settings.register_profile("nenboard", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("nenboard")


def pytest_unconfigure() -> None:
    """Take the private folders away again."""
    shutil.rmtree(_PRIVATE, ignore_errors=True)


@pytest.fixture(autouse=True)
def config_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A settings folder of the test's own; a log that was begun there ends with the test."""
    folder = tmp_path / "nenboard-config"
    monkeypatch.setenv("NENBOARD_CONFIG_DIR", str(folder))
    yield folder
    if "nenboard.host.log" in sys.modules:
        sys.modules["nenboard.host.log"].close()


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail the test if it, or what it calls, reached for the network, even if that was caught."""
    _network_calls.clear()
    yield
    assert not _network_calls, f"the network was used: {_network_calls}"


@pytest.fixture(autouse=True)
def no_leftover_threads() -> Iterator[None]:
    """Fail the test if a thread it started would keep the program alive."""
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in started:
        if not thread.daemon:
            thread.join(timeout=1)
    alive = [thread.name for thread in started if thread.is_alive() and not thread.daemon]
    assert not alive, f"threads still run: {alive}"


@pytest.fixture(autouse=True)
def no_leftover_timers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test if a Qt timer or thread still runs after its widgets have been closed.

    Objects older than the test are put out of the collector's sight, so that only those of the
    test are looked through: with all of them this took longer than the test itself.
    """
    if not {"qtbot", "qapp"}.intersection(request.fixturenames):
        yield
        return
    gc.collect()
    gc.freeze()
    yield
    left = _running_qt_objects()
    assert not left, f"still running: {left}"


def _running_qt_objects() -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
    from shiboken6 import isValid

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = []
    for found in gc.get_objects():
        if isinstance(found, QTimer) and isValid(found) and found.isActive():
            left.append(f"QTimer {found.objectName()!r} every {found.interval()} ms")
        elif isinstance(found, QThread) and isValid(found) and found.isRunning():
            left.append(f"QThread {found.objectName()!r}")
    return left


class _Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def logged_errors() -> Iterator[list[str]]:
    """The errors logged so far. A test that asks for them looks at them itself."""
    handler = _Errors()
    logging.getLogger().addHandler(handler)
    yield handler.texts
    logging.getLogger().removeHandler(handler)


@pytest.fixture(autouse=True)
def no_unexpected_errors(
    request: pytest.FixtureRequest, logged_errors: list[str]
) -> Iterator[None]:
    """Fail a test that logs an error and does not ask for logged_errors."""
    yield
    asks = "logged_errors" in _own_fixtures(request)
    assert asks or not logged_errors, f"logged as errors: {logged_errors}"


def _own_fixtures(request: pytest.FixtureRequest) -> tuple[str, ...]:
    function = getattr(request.node, "function", None)
    code = getattr(function, "__code__", None)
    return code.co_varnames[: code.co_argcount] if code else ()
