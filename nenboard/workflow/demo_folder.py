"""The folder of a demonstration: told from a foreign one, and replaced as a whole."""

import json
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from nenboard.host import paths
from nenboard.host.files import describe_fault, write_atomically
from nenboard.workflow.errors import ForeignFolder

FORMAT: Final = "nenboard-demo/1"
MARKER: Final = "demo.json"
REGISTRY: Final = "registry"
DOCUMENTS: Final = "documents"
README: Final = "README.txt"
PASSPHRASE_FILE: Final = "passphrase.txt"  # noqa: S105 - a file name
EARLIER: Final = "earlier"
_PARTS: Final = (REGISTRY, DOCUMENTS, README, PASSPHRASE_FILE)
_BUILDING: Final = ".building-"


def read_marker(folder: Path) -> dict[str, Any] | None:
    """What an earlier demonstration wrote about itself; None if this is none."""
    try:
        content = json.loads((folder / MARKER).read_bytes())
    except (OSError, ValueError):
        return None
    is_ours = isinstance(content, dict) and content.get("format") == FORMAT
    return content if is_ours else None


def holds(registry: Path) -> bool:
    """Whether this registry is one of a demonstration, also while that is being built."""
    return any(read_marker(folder) is not None for folder in list(registry.parents)[:2])


def begin(folder: Path) -> Path:
    """An empty folder to build in, inside the folder of the demonstration, which is made.

    Raises ForeignFolder if there is anything that no demonstration made, HostError.
    """
    try:
        paths.make_private(folder)
        marker = read_marker(folder)
        if marker is None and any(folder.iterdir()):
            raise ForeignFolder
        for left in folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(left)
        write_marker(folder, {**(marker or {}), "state": "building"})
        return paths.make_private(folder / f"{_BUILDING}{secrets.token_hex(4)}")
    except OSError as error:
        raise describe_fault(error, folder) from error


def write_marker(folder: Path, content: dict[str, Any]) -> None:
    """Say that this folder is a demonstration, and what it holds."""
    text = json.dumps({"format": FORMAT, **content}, indent=1) + "\n"
    write_atomically(folder / MARKER, text.encode())


def finish(folder: Path, building: Path, *, is_registry_kept: bool) -> Path | None:
    """Put what was built in the place of the old parts; where an old registry is kept, if it is."""
    try:
        kept = _keep_registry(folder) if is_registry_kept else None
        for name in _PARTS:
            _remove(folder / name)
            (building / name).rename(folder / name)
        building.rmdir()
    except OSError as error:
        raise describe_fault(error, folder) from error
    return kept


def abandon(building: Path) -> None:
    """Take away what was begun."""
    with suppress(OSError):
        shutil.rmtree(building)


def _keep_registry(folder: Path) -> Path:
    number = 1
    while (target := folder / EARLIER / f"{REGISTRY}-{number}").exists():
        number += 1
    paths.make_private(target.parent)
    (folder / REGISTRY).rename(target)
    return target


def _remove(old: Path) -> None:
    remove: Callable[[Path], object] = shutil.rmtree if old.is_dir() else Path.unlink
    if old.exists():
        remove(old)
