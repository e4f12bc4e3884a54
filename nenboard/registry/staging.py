"""Putting a prepared database and its keys into the place of a registry, whatever stops it.

A folder beside the database holds the new files; its mark, written last, makes them count. From
then on the next opening carries the change to its end; before, it drops what was prepared.
"""

import contextlib
import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nenboard.host.files import write_atomically
from nenboard.registry import anchor, keys
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.connection import DATABASE_NAME, Mode, journal_of
from nenboard.registry.place import Place

STAGE_NAME = "restoring"
READY = "ready"
JOURNAL_NAME = journal_of(Path(DATABASE_NAME)).name


@dataclass(frozen=True)
class Change:
    """What putting the files into their place means, as it will stand in the audit trail."""

    action: Action
    content: dict[str, Any]


def begin(folder: Path) -> Path:
    """An empty folder for the new files; what an earlier attempt left is dropped."""
    stage = folder / STAGE_NAME
    drop(folder)
    stage.mkdir(mode=0o700)
    return stage


def mark_ready(folder: Path, change: Change) -> None:
    """From here on the new files count. Raises HostError."""
    text = json.dumps({"action": change.action, "content": change.content})
    write_atomically(folder / STAGE_NAME / READY, text.encode())


def is_pending(folder: Path) -> bool:
    """Whether files were prepared and not yet put into their place."""
    return (folder / STAGE_NAME / READY).exists()


def keys_folder(folder: Path) -> Path:
    """Where the keys are that will open the registry: with the files that wait, if any do."""
    stage = folder / STAGE_NAME
    return stage if is_pending(folder) and (stage / keys.FILE_NAME).exists() else folder


def finish(place: Place, *, at: datetime) -> None:
    """Put prepared files into their place and note it; unprepared ones are dropped.

    May be repeated. Only with the writer's lock held and the file closed. ``place`` has the key
    of the new files.
    """
    if is_pending(place.folder):
        move(place.folder / STAGE_NAME, place.folder)
        _note(place, at=at)
    drop(place.folder)


def move(stage: Path, folder: Path) -> None:
    """Put the prepared files into their place.

    The journal and the anchor of the old file go first, and only while the old file is there: the
    journal would be played into the new one, and the anchor would call it too old.
    """
    if (stage / DATABASE_NAME).exists():
        (folder / JOURNAL_NAME).unlink(missing_ok=True)
        (folder / anchor.FILE_NAME).unlink(missing_ok=True)
        _flush(folder)
    for name in (DATABASE_NAME, keys.FILE_NAME):
        if (stage / name).exists():
            (stage / name).replace(folder / name)
    _flush(folder)


def drop(folder: Path) -> None:
    """Remove the prepared files, the mark first, so that half of them never count as prepared."""
    stage = folder / STAGE_NAME
    (stage / READY).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)


def _note(place: Place, *, at: datetime) -> None:
    change = _read_change(place.folder / STAGE_NAME / READY)
    with place.connect(Mode.WRITE) as storage:
        audit = AuditTrail(storage, registry_id=place.registry_id)
        event = Event(change.action, content=change.content)
        head = audit.note(event, by=place.unlocked.user, at=at)
    anchor.Anchor(place).drop(head)


def _read_change(path: Path) -> Change:
    found = json.loads(path.read_bytes())
    return Change(Action(found["action"]), dict(found["content"]))


def _flush(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
