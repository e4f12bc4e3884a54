"""Restoring a backup: the current files are kept, and a restore that was cut off is finished."""

import contextlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nenboard.host.files import write_atomically
from nenboard.registry import anchor, backup, keys, verify
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.connection import DATABASE_NAME, Mode, journal_of
from nenboard.registry.errors import DamagedRegistry, NoAccess, RegistryError
from nenboard.registry.keys import UnlockedKey
from nenboard.registry.lock import WriterLock
from nenboard.registry.place import Place

STAGE_NAME = "restoring"
_READY = "ready"
_JOURNAL_NAME = journal_of(Path(DATABASE_NAME)).name
_KEPT = (DATABASE_NAME, _JOURNAL_NAME, keys.FILE_NAME, anchor.FILE_NAME)


@dataclass(frozen=True)
class Restored:
    """What a restore did: where the files of before are kept, and what the registry now holds."""

    kept_in: Path
    counts: dict[str, int]


def restore(
    folder: Path, source: Path, *, passphrase: str, at: datetime, user: str | None = None
) -> Restored:
    """Put a backup in the place of the registry in ``folder``, which must not be open here.

    The backup is checked first, and the current files are copied into backups/. Keys of today are
    kept where they still fit, so that nobody removed since can open it again. Raises
    WrongPassphrase, DamagedRegistry for a damaged backup, RegistryLocked, NoAccess.
    """
    unlocked = keys.unlock(keys.read_key_file(source), passphrase=passphrase, user=user)
    origin = Place(source, unlocked)
    report = verify.check_file(origin)
    if not report.is_good:
        raise DamagedRegistry(report.findings)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise NoAccess from None
    lock = WriterLock(folder, user=unlocked.user, at=at)
    try:
        kept_in = _keep_current(folder, at=at)
        is_same_key = _opens_with(folder, unlocked, passphrase=passphrase, user=user)
        _stage(folder, origin.file, keys_of=folder if is_same_key else source)
        finish(Place(folder, unlocked), at=at)
    except OSError:
        raise NoAccess from None
    finally:
        lock.release()
    return Restored(kept_in, report.counts)


def is_pending(folder: Path) -> bool:
    """Whether a restore was prepared and cut off before its end."""
    return (folder / STAGE_NAME / _READY).exists()


def keys_folder(folder: Path) -> Path:
    """Where the keys are that will open the registry: with a restore that waits for its end."""
    stage = folder / STAGE_NAME
    return stage if is_pending(folder) and (stage / keys.FILE_NAME).exists() else folder


def finish(place: Place, *, at: datetime) -> None:
    """Carry a prepared restore to its end; an unprepared one is dropped. May be repeated.

    Only with the writer's lock held and the file closed.
    """
    stage = place.folder / STAGE_NAME
    if is_pending(place.folder):
        _move(stage, place.folder)
        _note(place, source=(stage / _READY).read_text(encoding="utf-8").strip(), at=at)
    _drop(stage)


def _move(stage: Path, folder: Path) -> None:
    """Put the prepared files into their place.

    The journal and the anchor of the old file go first, and only while the old file is there: the
    journal would be played into the new one, and the anchor would call it too old.
    """
    if (stage / DATABASE_NAME).exists():
        (folder / _JOURNAL_NAME).unlink(missing_ok=True)
        (folder / anchor.FILE_NAME).unlink(missing_ok=True)
        _flush(folder)
    for name in (DATABASE_NAME, keys.FILE_NAME):
        if (stage / name).exists():
            (stage / name).replace(folder / name)
    _flush(folder)


def _drop(stage: Path) -> None:
    """Remove the prepared files, the mark first, so that half of them never count as prepared."""
    (stage / _READY).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)


def _keep_current(folder: Path, *, at: datetime) -> Path:
    kept = backup.free_name(folder, at=at, why="before-restore")
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    kept.mkdir(mode=0o700)
    for name in _KEPT:
        if (folder / name).exists():
            _copy(folder / name, kept / name)
    return kept


def _stage(folder: Path, database: Path, *, keys_of: Path) -> None:
    stage = folder / STAGE_NAME
    _drop(stage)
    stage.mkdir(mode=0o700)
    _copy(database, stage / DATABASE_NAME)
    _copy(keys_of / keys.FILE_NAME, stage / keys.FILE_NAME)
    write_atomically(stage / _READY, database.parent.name.encode())


def _opens_with(folder: Path, unlocked: UnlockedKey, *, passphrase: str, user: str | None) -> bool:
    """Whether the keys there now open the very same database key."""
    try:
        now = keys.unlock(keys.read_key_file(folder), passphrase=passphrase, user=user)
    except RegistryError:
        return False
    return now.key == unlocked.key and now.registry == unlocked.registry


def _note(place: Place, *, source: str, at: datetime) -> None:
    with place.connect(Mode.WRITE) as storage:
        audit = AuditTrail(storage, registry_id=place.registry_id)
        event = Event(Action.REGISTRY_RESTORED, content={"from": source})
        head = audit.note(event, by=place.unlocked.user, at=at)
    anchor.Anchor(place).drop(head)


def _copy(source: Path, target: Path) -> None:
    """Copy a file that nobody here has open, for the owner only, down to the disk."""
    handle = os.open(
        target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600
    )
    with source.open("rb") as origin, os.fdopen(handle, "wb") as copy:
        shutil.copyfileobj(origin, copy, 1 << 20)
        copy.flush()
        os.fsync(copy.fileno())


def _flush(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
