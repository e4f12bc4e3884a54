"""Keep a registry sound: check it in full, back it up, put a backup in its place."""

from dataclasses import replace
from pathlib import Path

from nenboard.registry import backup, opening, restoring, verify
from nenboard.registry.anchor import Anchor
from nenboard.registry.backup import Backup
from nenboard.registry.connection import Mode
from nenboard.registry.errors import RegistryError
from nenboard.registry.folder import Registry
from nenboard.registry.place import Place
from nenboard.registry.restoring import Restored
from nenboard.registry.verify import Report
from nenboard.workflow import clock


def verify_registry(folder: Path, *, passphrase: str, user: str | None = None) -> Report:
    """All checks on a registry or a backup of one, every record read; nothing is changed.

    Covers integrity, page authentication, schema, counts, the audit chain and the anchor of the
    last closing. Raises WrongPassphrase, NotARegistry, NewerRegistry and their like.
    """
    unlocked = opening.unlock(folder, passphrase=passphrase, user=user, at=clock.now())
    place = Place(folder, unlocked)
    report = verify.check_file(place)
    try:
        with place.connect(Mode.READ) as storage:
            anchored = Anchor(place).findings(storage)
    except RegistryError:
        # The report tells why the file cannot be read.
        anchored = ()
    return replace(report, findings=(*report.findings, *anchored))


def back_up(registry: Registry) -> Backup:
    """Make an encrypted backup, reopened and checked. Raises BackupFailed."""
    return registry.back_up(at=clock.now(), why="asked")


def backups(folder: Path) -> tuple[Backup, ...]:
    """The good backups of a registry, newest first."""
    return backup.listed(folder)


def find_backup(folder: Path, named: str) -> Path:
    """The folder of a backup: one of this registry by its name, or a path to any."""
    by_name = folder / backup.FOLDER_NAME / named
    return by_name if Path(named).name == named and by_name.is_dir() else Path(named)


def restore(folder: Path, source: Path, *, passphrase: str, user: str | None = None) -> Restored:
    """Put a checked backup in the place of a registry that is closed; today's files are kept.

    Raises WrongPassphrase, DamagedRegistry for a damaged backup, RegistryLocked.
    """
    return restoring.restore(folder, source, passphrase=passphrase, at=clock.now(), user=user)
