"""The shipped rule release, read once for all tests of the algorithm."""

import os

import pytest

from nenboard.algorithm import program
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


@pytest.fixture(autouse=True)
def fresh_program() -> None:
    """Make the rules ready anew for each test while mutants are looked for.

    A mutant is tried by the tests that run its code; otherwise only the first would run this code.
    """
    if "MUTANT_UNDER_TEST" in os.environ:
        program._PROGRAMS.clear()
