"""The way to an open file: unlock, connect, compare versions, upgrade, check."""

import contextlib
from datetime import datetime
from pathlib import Path

import nenboard
from nenboard.host import errors as host_errors
from nenboard.registry import backup, keys, schema, signin, staging, verify
from nenboard.registry.anchor import Anchor
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.connection import DATABASE_NAME, Mode, Storage, journal_of, size_findings
from nenboard.registry.errors import (
    AlreadyARegistry,
    CannotCreateHere,
    DamagedRegistry,
    DiskFault,
    DiskFull,
    Finding,
    FolderVanished,
    IsABackup,
    MissingDatabase,
    NoAccess,
    NotARegistry,
    ReadOnlyFolder,
    RecoveryNeeded,
    UpgradeNeeded,
    WrongPassphrase,
    of_os_error,
)
from nenboard.registry.keys import KeyFile, UnlockedKey
from nenboard.registry.place import Place


def unlock(folder: Path, *, passphrase: str, user: str | None, at: datetime) -> UnlockedKey:
    """The key of a registry folder; a wrong passphrase is remembered and slows the next attempt."""
    file = _key_file(folder)
    signin.refuse_if_waiting(folder, at)
    try:
        return keys.unlock(file, passphrase=passphrase, user=user)
    except WrongPassphrase:
        signin.remember(folder, at)
        raise


def unlock_with_recovery_key(folder: Path, typed: str, *, user: str, at: datetime) -> UnlockedKey:
    """The key of a registry folder by the printed recovery key, with the same waits."""
    file = _key_file(folder)
    signin.refuse_if_waiting(folder, at)
    try:
        return keys.unlock_with_recovery_key(file, typed, user=user)
    except WrongPassphrase:
        signin.remember(folder, at)
        raise


def _key_file(folder: Path) -> KeyFile:
    try:
        has_database = (folder / DATABASE_NAME).exists() or staging.is_pending(folder)
        has_keys = (staging.keys_folder(folder) / keys.FILE_NAME).exists()
        if not has_database and not has_keys:
            raise NotARegistry
        if not has_database:
            raise MissingDatabase
        return keys.read_key_file(staging.keys_folder(folder))
    except OSError as error:
        raise of_os_error(error) from None


def write_keys(folder: Path, file: KeyFile) -> None:
    """Put the keys into the folder. Raises DiskFull, NoAccess, DiskFault and their like."""
    try:
        keys.write_key_file(folder, file)
    except host_errors.DiskFull:
        raise DiskFull from None
    except host_errors.AccessDenied:
        raise NoAccess from None
    except host_errors.FolderReadOnly:
        raise ReadOnlyFolder from None
    except host_errors.FolderGone:
        raise FolderVanished from None
    except host_errors.HostError as error:
        raise DiskFault(type(error).__name__) from None


def make_folder(folder: Path) -> None:
    """A new folder, or one that is empty. Raises AlreadyARegistry, CannotCreateHere, DiskFull."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(entry.name != "lock" for entry in folder.iterdir()):
            raise AlreadyARegistry
    except OSError as error:
        found = of_os_error(error)
        # Nothing can have vanished from where nothing was yet.
        is_place = isinstance(found, NoAccess | ReadOnlyFolder | FolderVanished)
        raise CannotCreateHere if is_place else found from None


def unmake(place: Place) -> None:
    """After a failed creation: take away what was begun, so that it can be tried again here."""
    for path in (place.file, journal_of(place.file)):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def read_checked(place: Place) -> Storage:
    """The file open read-only after all checks."""
    if staging.is_pending(place.folder):
        raise RecoveryNeeded
    storage = _connected(place, Mode.READ)
    try:
        found = schema.state(storage)
        schema.refuse_newer(storage, found)
        _refuse_older(found)
        _refuse_damaged(_findings(place, storage))
        storage.enlarge_cache()
    except BaseException:
        storage.close()
        raise
    return storage


def write_checked(place: Place, *, at: datetime) -> Storage:
    """The file open for writing after all checks, upgraded if it was older."""
    _refuse_backup(place.folder)
    staging.finish(place, at=at)
    storage = _connected(place, Mode.WRITE)
    try:
        found = schema.state(storage)
        schema.refuse_newer(storage, found)
        if found.pending:
            _upgrade(place, storage, found=found, at=at)
        _refuse_damaged(_findings(place, storage))
        storage.enlarge_cache()
    except BaseException:
        storage.close()
        raise
    return storage


def read_damaged(place: Place) -> tuple[Storage, tuple[Finding, ...]]:
    """The file open read-only whatever the checks say, and what they say."""
    storage = _connected(place, Mode.READ)
    try:
        schema.refuse_newer(storage, schema.state(storage))
        return storage, _findings(place, storage)
    except BaseException:
        storage.close()
        raise


def _connected(place: Place, mode: Mode) -> Storage:
    try:
        _refuse_damaged(size_findings(place.file))
    except FileNotFoundError:
        raise MissingDatabase from None
    except OSError as error:
        raise of_os_error(error) from None
    return place.connect(mode)


def _findings(place: Place, storage: Storage) -> tuple[Finding, ...]:
    report = verify.check(storage, registry_id=place.registry_id)
    return (*report.findings, *Anchor(place).findings(storage))


def _refuse_backup(folder: Path) -> None:
    """A backup that is written to would no longer be what was checked."""
    if (folder / backup.ABOUT_NAME).exists():
        raise IsABackup


def _refuse_older(found: schema.State) -> None:
    if found.pending:
        raise UpgradeNeeded


def _refuse_damaged(findings: tuple[Finding, ...]) -> None:
    if findings:
        raise DamagedRegistry(findings)


def _upgrade(place: Place, storage: Storage, *, found: schema.State, at: datetime) -> None:
    """Check, copy, then apply every step with its audit entry, all or nothing."""
    _refuse_damaged(verify.check_older(storage, registry_id=place.registry_id))
    backup.make(place, storage, at=at, why="upgrade")
    with storage.transaction():
        schema.upgrade(storage)
        content = {"steps": list(found.pending), "program": nenboard.__version__}
        audit = AuditTrail(storage, registry_id=place.registry_id)
        audit.note(Event(Action.REGISTRY_UPGRADED, content=content), by=place.unlocked.user, at=at)
