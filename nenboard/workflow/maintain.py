"""Keep a registry sound: check it in full, back it up, put a backup in its place, erase."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from nenboard.registry import backup, copies, lock, opening, restoring, verify
from nenboard.registry.anchor import Anchor
from nenboard.registry.backup import Backup
from nenboard.registry.connection import Mode
from nenboard.registry.copies import Copy
from nenboard.registry.errors import Holder, RegistryError
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole, read_key_file
from nenboard.registry.place import Place
from nenboard.registry.restoring import Loss, Restored
from nenboard.registry.verify import Report
from nenboard.workflow import clock, roles
from nenboard.workflow.errors import NotAllowed
from nenboard.workflow.progress import Progress, watched

BACKUP_EVERY = timedelta(minutes=30)


@dataclass(frozen=True)
class BackupState:
    """How a registry stands with its backups; ``is_old`` asks for a warning."""

    newest: Backup | None
    count: int
    is_old: bool

    @property
    def at(self) -> datetime | None:
        """When the last good backup was made."""
        return self.newest.at if self.newest else None


@dataclass(frozen=True)
class Erased:
    """A patient erased from the registry, and the copies that still hold the person.

    ``copies`` are offered to ``take_out_of_copies``; a copy that cannot be read is among them.
    """

    case_id: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True)
class Cleared:
    """What became of the copies: made anew without the person, removed, or still as they were."""

    remade: tuple[str, ...]
    removed: tuple[str, ...]
    left: tuple[str, ...]


def verify_registry(
    folder: Path, *, passphrase: str, user: str | None = None, progress: Progress | None = None
) -> Report:
    """All checks on a registry or a backup of one, every record read; nothing is changed.

    Covers integrity, page authentication, schema, counts, the audit chain and the anchor of the
    last closing. Raises WrongPassphrase, NotARegistry, NewerRegistry and their like, or Cancelled.
    """
    unlocked = opening.unlock(folder, passphrase=passphrase, user=user, at=clock.now())
    place = Place(folder, unlocked)
    with watched(progress):
        report = verify.check_file(place)
    try:
        with place.connect(Mode.READ) as storage:
            anchored = Anchor(place).findings(storage)
    except RegistryError:
        # The report tells why the file cannot be read.
        anchored = ()
    return replace(report, findings=(*report.findings, *anchored))


def back_up(registry: Registry, *, why: str = "asked", progress: Progress | None = None) -> Backup:
    """Make an encrypted backup, reopened and checked. Raises BackupFailed, Cancelled."""
    with watched(progress):
        return registry.back_up(at=clock.now(), why=why)


def back_up_if_due(registry: Registry) -> Backup | None:
    """A backup, if anything has changed and the last one of this opening is 30 minutes old.

    To be called every minute or so. Raises BackupFailed.
    """
    at = clock.now()
    is_due = registry.kept_at is not None and at - registry.kept_at >= BACKUP_EVERY
    if registry.is_read_only or not is_due or not registry.has_changed:
        return None
    return registry.back_up(at=at, why="in-use")


def backup_state(folder: Path) -> BackupState:
    """The newest good backup, how many there are, and whether a warning is due."""
    found = backup.listed(folder)
    return BackupState(
        newest=found[0] if found else None,
        count=len(found),
        is_old=backup.is_old(found, clock.now()),
    )


def backups(folder: Path) -> tuple[Backup, ...]:
    """The good backups of a registry, newest first."""
    return backup.listed(folder)


def find_backup(folder: Path, named: str) -> Path:
    """The folder of a backup: one of this registry by its name, or a path to any."""
    by_name = folder / backup.FOLDER_NAME / named
    return by_name if Path(named).name == named and by_name.is_dir() else Path(named)


def kept_copies(registry: Registry) -> tuple[Copy, ...]:
    """Everything in the folder backups: good backups and files kept before a restore."""
    return copies.listed(registry.folder)


def backups_of_old_keys(registry: Registry) -> tuple[Copy, ...]:
    """Copies that today's key does not open: they still open with the passphrases of then."""
    return tuple(one for one in copies.listed(registry.folder) if not registry.opens(one))


def remove_copy(registry: Registry, one: Copy) -> None:
    """Remove a backup or kept files. Raises BackupNeeded for the only good one, NotAllowed."""
    roles.require(registry, roles.ADMINS)
    registry.remove_copy(one, at=clock.now())


def preview_restore(
    folder: Path, source: Path, *, passphrase: str, user: str | None = None
) -> Loss:
    """When a backup was made, what it holds, and what restoring it would take away.

    Nothing is changed. Raises WrongPassphrase, DamagedRegistry for a damaged backup.
    """
    return restoring.preview(folder, source, passphrase=passphrase, user=user)


def restore(
    folder: Path,
    source: Path,
    *,
    passphrase: str,
    user: str | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Put a checked backup in the place of a registry that is closed; today's files are kept.

    Raises WrongPassphrase, DamagedRegistry for a damaged backup, RegistryLocked, RestoreFailed,
    NotAllowed for a viewer, Cancelled.
    """
    _refuse_viewer(source, user)
    at = clock.now()
    with watched(progress):
        return restoring.restore(folder, source, passphrase=passphrase, at=at, user=user)


def _refuse_viewer(source: Path, user: str | None) -> None:
    file = read_key_file(source)
    role = file.role(user or file.names()[0])
    if role is UserRole.VIEWER:
        raise NotAllowed(role.value)


def erase_case(registry: Registry, case_id: str) -> Erased:
    """Remove a patient for good, and say which copies still hold the person.

    Raises UnknownCase, NotAllowed.
    """
    roles.require(registry, roles.ADMINS)
    registry.erase(case_id, by=registry.user, at=clock.now())
    return Erased(case_id, registry.copies_holding(case_id))


def copies_holding(registry: Registry, case_id: str) -> tuple[Copy, ...]:
    """The copies that still hold a person, or cannot be read to tell."""
    return registry.copies_holding(case_id)


def take_out_of_copies(
    registry: Registry, case_id: str, *, which: Iterable[Copy], progress: Progress | None = None
) -> Cleared:
    """Make these copies anew without an erased patient, or remove those where that cannot be.

    A fresh backup is made first, so that a good one is always there. Raises BackupFailed if it
    cannot be made, NotAllowed, Cancelled between two copies.
    """
    roles.require(registry, roles.ADMINS)
    with watched(progress):
        registry.back_up(at=clock.now(), why="erase")
    cleared: dict[str, list[str]] = {"remade": [], "removed": [], "left": []}
    for one in which:
        try:
            with watched(progress):
                made = registry.take_out_of(one, case_id=case_id, at=clock.now())
            cleared["remade" if made else "removed"].append(one.name)
        except RegistryError:
            cleared["left"].append(one.name)
    return Cleared(*(tuple(names) for names in cleared.values()))


def holder(folder: Path) -> Holder | None:
    """Who has the registry open for writing, by their own note; None if nobody says so."""
    found = lock.read_holder(folder)
    return found if found != Holder(None, None, None) else None


def still_here(registry: Registry) -> None:
    """Tell other workstations that this one lives; to be called every minute.

    Raises LockLost if somebody took the registry over meanwhile: nothing can be saved then.
    """
    registry.still_here(clock.now())
