"""Restoring a backup: first what would be lost, then the exchange; today's files are kept."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from nenboard.host.errors import HostError
from nenboard.host.files import describe_fault
from nenboard.registry import anchor, backup, erasing, keys, moments, schema, staging, verify
from nenboard.registry.audit import Action, AuditTrail
from nenboard.registry.connection import DATABASE_NAME, Mode, Storage, journal_of
from nenboard.registry.errors import (
    DamagedRegistry,
    NoAccess,
    NotARegistry,
    RegistryError,
    RestoreFailed,
)
from nenboard.registry.keys import UnlockedKey
from nenboard.registry.lock import WriterLock
from nenboard.registry.place import Place

_KEPT = (DATABASE_NAME, staging.JOURNAL_NAME, keys.FILE_NAME, anchor.FILE_NAME)


@dataclass(frozen=True)
class Restored:
    """What a restore did: where the files of before are kept, and what the registry now holds.

    ``erased_again`` are patients that the backup still held although they were erased since.
    """

    kept_in: Path
    counts: dict[str, int]
    erased_again: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loss:
    """What a restore would take away, before anything is changed.

    ``now`` and the rest are None where the registry of today cannot be read.
    ``changed_cases`` are the cases saved since the backup, ``added_cases`` those it does not hold.
    """

    at: datetime | None
    then: dict[str, int]
    now: dict[str, int] | None = None
    last_entry_at: datetime | None = None
    changed_cases: tuple[str, ...] | None = None
    added_cases: tuple[str, ...] | None = None
    erased_since: tuple[str, ...] | None = None


def preview(folder: Path, source: Path, *, passphrase: str, user: str | None = None) -> Loss:
    """What putting this backup in the place of the registry would take away; nothing is changed.

    Raises NotARegistry, WrongPassphrase, DamagedRegistry for a damaged backup.
    """
    origin, report = _checked(source, passphrase=passphrase, user=user)
    about = backup.read(source)
    loss = Loss(about.at if about else None, report.counts)
    now = _unlocked_now(folder, origin.unlocked, passphrase=passphrase, user=user)
    if now is None:
        return loss
    try:
        with Place(folder, now).connect(Mode.READ) as today, origin.connect(Mode.READ) as old:
            return _compared(loss, today=today, old=old)
    except RegistryError:
        return loss


def _compared(loss: Loss, *, today: Storage, old: Storage) -> Loss:
    newest = "SELECT case_id, max(number) FROM case_revision GROUP BY case_id"
    then: dict[str, int] = dict(old.rows(newest))
    now: dict[str, int] = dict(today.rows(newest))
    last = today.value("SELECT max(at) FROM audit")
    return replace(
        loss,
        now=verify.counts(today),
        last_entry_at=moments.read(last) if last else None,
        changed_cases=_sorted(one for one in now if one in then and now[one] > then[one]),
        added_cases=_sorted(one for one in now if one not in then),
        erased_since=_erased_since(today, old),
    )


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda one: (len(one), one)))


def _erased_since(today: Storage, old: Storage) -> tuple[str, ...]:
    there = {row[0] for row in old.rows("SELECT DISTINCT case_id FROM case_revision")}
    erased = {row[0] for row in today.rows("SELECT case_id FROM erasure")}
    return _sorted(there & erased)


def restore(
    folder: Path, source: Path, *, passphrase: str, at: datetime, user: str | None = None
) -> Restored:
    """Put a backup in the place of the registry in ``folder``, which must not be open here.

    The backup is checked first, and the current files are copied into backups/. The key and the
    users of today stay where they can be opened, so that nobody removed since comes back; so do
    the erasures of patients since. Raises WrongPassphrase, DamagedRegistry for a damaged backup,
    RegistryLocked, NoAccess, RestoreFailed.
    """
    origin, report = _checked(source, passphrase=passphrase, user=user)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise NoAccess from None
    lock = WriterLock(folder, user=origin.unlocked.user, at=at)
    try:
        kept_in = _keep_current(folder, at=at)
        now = _unlocked_now(folder, origin.unlocked, passphrase=passphrase, user=user)
        new, erased = _stage(folder, origin, now=now, at=at)
        change = staging.Change(Action.REGISTRY_RESTORED, {"from": source.name})
        staging.mark_ready(folder, change)
        staging.finish(Place(folder, new), at=at)
    except OSError as error:
        raise RestoreFailed(str(describe_fault(error, folder))) from None
    except HostError as error:
        raise RestoreFailed(str(error)) from None
    finally:
        lock.release()
    return Restored(kept_in, report.counts, erased)


def _checked(source: Path, *, passphrase: str, user: str | None) -> tuple[Place, verify.Report]:
    if not (source / keys.FILE_NAME).exists() and not (source / DATABASE_NAME).exists():
        raise NotARegistry
    unlocked = keys.unlock(keys.read_key_file(source), passphrase=passphrase, user=user)
    origin = Place(source, unlocked)
    report = verify.check_file(origin)
    if not report.is_good:
        raise DamagedRegistry(report.findings)
    return origin, report


def _unlocked_now(
    folder: Path, then: UnlockedKey, *, passphrase: str, user: str | None
) -> UnlockedKey | None:
    """The key of the registry there now, if it is the same registry and this passphrase opens it.

    An unfinished exchange counts as done.
    """
    try:
        file = keys.read_key_file(staging.keys_folder(folder))
        now = keys.unlock(file, passphrase=passphrase, user=user)
    except (OSError, RegistryError):
        return None
    return now if now.registry == then.registry else None


def _keep_current(folder: Path, *, at: datetime) -> Path:
    kept = backup.free_name(folder, at=at, why="before-restore")
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    kept.mkdir(mode=0o700)
    for name in _KEPT:
        if (folder / name).exists():
            _copy(folder / name, kept / name)
    return kept


def _stage(
    folder: Path, origin: Place, *, now: UnlockedKey | None, at: datetime
) -> tuple[UnlockedKey, tuple[str, ...]]:
    """Prepare the files; the key they open with, and the patients erased from them again."""
    keys_of = staging.keys_folder(folder) if now else origin.folder
    text = (keys_of / keys.FILE_NAME).read_bytes()
    erased = _erased_today(folder, now) if now else ()
    stage = staging.begin(folder)
    new = Place(stage, now or origin.unlocked)
    backup.copy_database(origin, new)
    with new.connect(Mode.WRITE) as copy:
        audit = AuditTrail(copy, registry_id=new.registry_id)
        there = {row[0] for row in copy.rows("SELECT DISTINCT case_id FROM case_revision")}
        again = tuple(case_id for case_id in erased if case_id in there)
        if again and schema.state(copy).pending:
            schema.upgrade(copy)
        for case_id in again:
            erasing.erase(copy, audit, case_id=case_id, by=new.unlocked.user, at=at)
    journal_of(new.file).unlink(missing_ok=True)
    report = verify.check_file(new)
    if not report.is_good:
        raise DamagedRegistry(report.findings)
    _write(stage / keys.FILE_NAME, text)
    return new.unlocked, again


def _erased_today(folder: Path, now: UnlockedKey) -> tuple[str, ...]:
    """The patients erased by today, as far as the registry of today can be read."""
    try:
        with Place(folder, now).connect(Mode.READ) as today:
            return tuple(row[0] for row in today.rows("SELECT case_id FROM erasure"))
    except RegistryError:
        return ()


def _copy(source: Path, target: Path) -> None:
    """Copy a file that nobody here has open, for the owner only, down to the disk."""
    with source.open("rb") as origin, _new(target) as copy:
        shutil.copyfileobj(origin, copy, 1 << 20)
        copy.flush()
        os.fsync(copy.fileno())


def _write(target: Path, data: bytes) -> None:
    with _new(target) as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _new(target: Path) -> BinaryIO:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(target, flags, 0o600), "wb")
