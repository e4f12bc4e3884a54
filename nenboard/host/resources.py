"""The only door to the files shipped with the program: resources/ and db/."""

import re
import sys
from functools import cache
from pathlib import Path

from nenboard.host.errors import ResourceMissing
from nenboard.host.language import _

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def _root() -> Path:
    """Folder that holds resources/ and db/: built program, installed wheel or checkout."""
    unpacked = getattr(sys, "_MEIPASS", None)
    candidates = [Path(unpacked)] if unpacked else []
    candidates += [_PACKAGE / "_shipped", _PACKAGE.parent]
    for candidate in candidates:
        if (candidate / "resources").is_dir():
            return candidate
    raise _missing("resources")


def _missing(name: str) -> ResourceMissing:
    return ResourceMissing(
        _(
            "A part of the program is missing: {name}. "
            "No record was touched. Install nenboard again, then start it once more."
        ).format(name=name)
    )


def _below(base: Path, parts: tuple[str, ...]) -> Path:
    found = base.joinpath(*parts).resolve()
    if not found.is_relative_to(base.resolve()) or not found.exists():
        raise _missing("/".join((base.name, *parts)))
    return found


def path(*parts: str) -> Path:
    """The file or folder below resources/ with that name.

    Raises ResourceMissing if it does not exist or the name leads out of resources/.
    """
    return _below(_root() / "resources", parts)


def migrations() -> Path:
    """Folder with the migrations of the registry, NNNN_what.sql."""
    return _below(_root() / "db", ("migrations",))


def releases(pathway: str) -> tuple[str, ...]:
    """Versions of the rule releases of a pathway, oldest first; numbers compare as numbers."""
    folder = path("algorithm", pathway)
    found = [entry.name for entry in folder.iterdir() if _is_release(entry)]
    return tuple(sorted(found, key=_version_key))


def release_files(pathway: str, version: str | None = None) -> dict[str, str]:
    """The YAML texts of one rule release by file name; the newest release without a version.

    Raises ResourceMissing if there is no such pathway or release.
    """
    if version is None:
        known = releases(pathway)
        if not known:
            raise _missing(f"resources/algorithm/{pathway}/*")
        version = known[-1]
    folder = path("algorithm", pathway, version)
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise _missing(f"resources/algorithm/{pathway}/{version}/*.yaml")
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def evidence_files(review: str) -> dict[str, str]:
    """The YAML texts of the evidence library of a review by file name.

    Raises ResourceMissing if there is none.
    """
    folder = path("evidence", review)
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.yaml"))}


def _is_release(folder: Path) -> bool:
    return folder.is_dir() and any(folder.glob("*.yaml"))


def _version_key(version: str) -> list[tuple[int, int, str]]:
    return [
        (1, int(piece), "") if piece.isdigit() else (0, 0, piece)
        for piece in re.findall(r"\d+|[^\d.]+", version)
    ]
