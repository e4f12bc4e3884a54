"""Rule releases that a site adds as folders, checked before they are used.

A folder `releases/PATHWAY/VERSION` beside the settings is known by the name PATHWAY/VERSION; any
other folder by its path.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from nenboard.algorithm.loader import ReleaseError, load_release
from nenboard.algorithm.release import Release
from nenboard.domain.base import Problem
from nenboard.host import paths
from nenboard.host.language import _
from nenboard.workflow.errors import UnusableInput

FOLDER: Final = "releases"


def folders() -> dict[str, Path]:
    """The folders beside the settings that hold a release, by its name."""
    found = sorted((paths.config_folder() / FOLDER).glob("*/*/release.yaml"))
    return {f"{file.parent.parent.name}/{file.parent.name}": file.parent for file in found}


def folder_of(name: str) -> Path | None:
    """The folder of that name or path; None if there is none."""
    try:
        return folders().get(name) or (Path(name) if Path(name).is_dir() else None)
    except OSError:
        return None


def files_of(folder: Path) -> Mapping[str, str]:
    """The texts of the YAML files in a folder by name. Raises UnusableInput."""
    texts, problems = {}, []
    for file in sorted(folder.glob("*.yaml")):
        try:
            texts[file.name] = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            told = _("this cannot be read as UTF-8 text: save it so, or remove it")
            problems.append(Problem(path=file.name, code="not_readable", message=told))
    if not texts and not problems:
        told = _("That folder holds no YAML files of a release. Check its name.")
        raise UnusableInput([Problem(path="", code="no_release", message=told)])
    if problems:
        raise UnusableInput(named(folder.name, problem) for problem in problems)
    return texts


def load(folder: Path) -> Release:
    """The release of a folder, if it loads and its rules pass every check. Raises UnusableInput."""
    files = files_of(folder)
    try:
        return _checked(tuple(files.items()))
    except ReleaseError as error:
        raise UnusableInput(named(folder.name, problem) for problem in error.problems) from None


def named(release: str, problem: Problem) -> Problem:
    """The problem with the release it is in, and its place at the front of its message."""
    path = f"{release}/{problem.path}" if release else problem.path
    return Problem(path=path, code=problem.code, message=f"{path}: {problem.message}")


@lru_cache(maxsize=4)
def _checked(texts: tuple[tuple[str, str], ...]) -> Release:
    from nenboard.algorithm import lint

    problems = lint.check_files(dict(texts))
    if problems:
        raise ReleaseError(problems)
    return load_release(dict(texts))
