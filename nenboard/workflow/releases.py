"""The rule releases and the readers' terms that come with the program, loaded once."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nenboard.algorithm.loader import load_release
from nenboard.algorithm.release import Release
from nenboard.domain.base import Problem
from nenboard.host import resources
from nenboard.workflow import local_files
from nenboard.workflow.errors import UnknownRelease

if TYPE_CHECKING:
    from nenboard.algorithm.readers import ReadingTerms
    from nenboard.domain.readiness import DataSet

PATHWAY: Final = "nen-review-2021"


def releases() -> tuple[str, ...]:
    """Names of the rule releases that can be asked for, oldest first, e.g. nen-review-2021/1.1."""
    return tuple(f"{PATHWAY}/{version}" for version in resources.releases(PATHWAY))


def release(name: str | None = None) -> Release:
    """A loaded rule release: the newest, or one named by version or by pathway and version.

    Raises UnknownRelease, ReleaseError if its files are faulty.
    """
    versions = resources.releases(PATHWAY)
    asked = (name or PATHWAY).removeprefix(PATHWAY).strip("/@ ")
    if not asked and versions:
        return _loaded(versions[-1])
    if asked not in versions:
        raise UnknownRelease(releases())
    return _loaded(asked)


@lru_cache(maxsize=4)
def _loaded(version: str) -> Release:
    return load_release(resources.release_files(PATHWAY, version))


@lru_cache(maxsize=1)
def reading_terms() -> "ReadingTerms":
    """The words and limits by which facts are read from a case. Raises ReadingTermsError."""
    from nenboard.algorithm.readers import load_terms

    terms = load_terms(resources.path("terms", "readers.yaml").read_text(encoding="utf-8"))
    return terms.with_freshness(data_set().freshness_days())


@lru_cache(maxsize=1)
def data_set() -> "DataSet":
    """The minimum data set of a case for the meeting. Raises DataSetError."""
    from nenboard.algorithm.data_set import load_data_set

    return load_data_set(local_files.text_of("minimum_data_set.yaml"))


def shipped_files() -> dict[str, Mapping[str, str]]:
    """The files of every release that comes with the program, by its name."""
    return {
        f"{PATHWAY}/{version}": resources.release_files(PATHWAY, version)
        for version in resources.releases(PATHWAY)
    }


def check_files(files: Mapping[str, str]) -> tuple[Problem, ...]:
    """Every problem of the files of a release: those that keep it from loading, else its rules'."""
    from nenboard.algorithm import lint

    return lint.check_files(files)
