"""Fixtures of the registry tests: real encrypted files in a private folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nenboard.registry.folder import Registry
from tests.registry.support import create


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a registry may be made; it does not exist yet."""
    return tmp_path / "registry"


@pytest.fixture
def registry(folder: Path) -> Iterator[Registry]:
    """A new registry, open for writing."""
    with create(folder).registry as made:
        yield made
