"""The rule releases that can be asked for, and the readers' terms, loaded once."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nenboard.algorithm import loader
from nenboard.algorithm.release import Release
from nenboard.domain.base import Problem
from nenboard.host import resources
from nenboard.host.language import _
from nenboard.workflow import local_files, site_releases
from nenboard.workflow.errors import UnknownRelease, UnusableInput

if TYPE_CHECKING:
    from nenboard.algorithm.readers import ReadingTerms
    from nenboard.domain.readiness import DataSet

PATHWAY: Final = "nen-review-2021"
DATA_SET: Final = "minimum_data_set.yaml"


def releases() -> tuple[str, ...]:
    """Names of the rule releases that can be asked for: ours, oldest first, then the site's own."""
    ours = tuple(f"{PATHWAY}/{version}" for version in resources.releases(PATHWAY))
    return (*ours, *(name for name in site_releases.folders() if name not in ours))


def release(name: str | None = None) -> Release:
    """A loaded rule release: the newest of ours, or one named.

    Ours are named by version or by pathway and version; a site's own by pathway and version if it
    lies beside the settings, else by the path of its folder. Raises UnknownRelease, UnusableInput
    with every problem of a site's own, ReleaseError if files of ours are faulty.
    """
    versions = resources.releases(PATHWAY)
    asked = (name or PATHWAY).removeprefix(PATHWAY).strip("/@ ")
    if not asked and versions:
        return _loaded(versions[-1])
    if asked in versions:
        return _loaded(asked)
    folder = site_releases.folder_of(name) if name else None
    if folder is None:
        raise UnknownRelease(releases())
    return _of_site(folder)


def _of_site(folder: Path) -> Release:
    """A site's own release, which may not pass for one of ours."""
    found = site_releases.load(folder)
    taken = f"{found.id}/{found.version}" in shipped_files()
    if taken and _loaded(found.version).sha256 != found.sha256:
        told = _(
            "a release that comes with the program has this id and version, and other rules: give "
            "yours another version"
        )
        problem = Problem(path="release.yaml version", code="version_taken", message=told)
        placed = loader.placed(site_releases.files_of(folder), problem)
        raise UnusableInput([site_releases.named(folder.name, placed)])
    return found


@lru_cache(maxsize=4)
def _loaded(version: str) -> Release:
    return loader.load_release(resources.release_files(PATHWAY, version))


@lru_cache(maxsize=1)
def reading_terms() -> "ReadingTerms":
    """The words and limits by which facts are read from a case.

    Raises LocalFileFaulty or LocalFileUnreadable where the limits of age cannot be read.
    """
    return shipped_terms().with_freshness(data_set().freshness_days())


@lru_cache(maxsize=1)
def shipped_terms() -> "ReadingTerms":
    """The same without limits of age, which a site may set. Raises ReadingTermsError."""
    from nenboard.algorithm.readers import load_terms

    return load_terms(resources.path("terms", "readers.yaml").read_text(encoding="utf-8"))


def data_set() -> "DataSet":
    """The minimum data set of a case for the meeting, the hospital's own or the shipped.

    Raises LocalFileFaulty, LocalFileUnreadable.
    """
    return read_data_set(local_files.text_of(DATA_SET))


@lru_cache(maxsize=2)
def read_data_set(text: str) -> "DataSet":
    """The minimum data set of a text. Raises LocalFileFaulty with every fault and its line."""
    from nenboard.domain.readiness import DataSet

    return local_files.content_of(DATA_SET, text, kind=DataSet)


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
