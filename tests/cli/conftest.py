"""A way to run commands, and a registry for them."""

from pathlib import Path

import pytest

from tests.cli.support import Run, runner
from tests.workflow.support import a_registry, numbered


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process."""
    return runner(capsys, monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed registry with two cases."""
    place = tmp_path / "registry"
    a_registry(place, numbered(1), numbered(2)).close()
    return place
