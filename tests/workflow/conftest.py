"""The registry that most workflow tests work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nenboard.registry.folder import Registry
from nenboard.workflow import clock
from tests.workflow.support import AT, a_registry, numbered


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the registry of the test is."""
    return tmp_path / "registry"


@pytest.fixture
def registry(folder: Path) -> Iterator[Registry]:
    """An open registry with two cases, made and used at one moment."""
    with clock.stopped_at(AT), a_registry(folder, numbered(1), numbered(2)) as made:
        yield made
