"""The shipped rule release, read once for all tests of the algorithm."""

import pytest

from nenboard.algorithm.loader import load_release
from nenboard.algorithm.release import Release
from nenboard.host.resources import release_files

PATHWAY = "nen-review-2021"


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    """The texts of the release by file name."""
    return release_files(PATHWAY, "1.1")


@pytest.fixture(scope="session")
def release(files: dict[str, str]) -> Release:
    """The release under test."""
    return load_release(files)
