"""Older copies in the folder backups, and the patients who were erased but still stand in them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from nenboard.host.errors import HostError
from nenboard.host.files import describe_fault, write_atomically
from nenboard.host.language import _
from nenboard.registry import backup, erasing, keys, schema
from nenboard.registry.audit import AuditTrail
from nenboard.registry.backup import Backup, Label
from nenboard.registry.connection import DATABASE_NAME, Mode
from nenboard.registry.errors import BackupFailed, DamagedRegistry, RegistryError
from nenboard.registry.place import Place
from nenboard.registry.records import Stamp


@dataclass(frozen=True)
class Copy:
    """A backup, or files kept before a restore; ``backup`` is None for those."""

    name: str
    folder: Path
    backup: Backup | None


def listed(folder: Path) -> tuple[Copy, ...]:
    """Every copy of the registry below its folder, checked or not, by name."""
    try:
        entries = sorted((folder / backup.FOLDER_NAME).iterdir())
    except OSError:
        return ()
    return tuple(
        Copy(entry.name, entry, backup.read(entry))
        for entry in entries
        if (entry / DATABASE_NAME).exists()
    )


def holding(place: Place, case_id: str) -> tuple[Copy, ...]:
    """The copies that hold a case; one that cannot be read with the key of now counts as such."""
    return tuple(one for one in listed(place.folder) if _holds(one, place, case_id=case_id))


def _holds(one: Copy, place: Place, *, case_id: str) -> bool:
    try:
        with Place(one.folder, place.unlocked).connect(Mode.READ) as storage:
            sql = "SELECT 1 FROM case_revision WHERE case_id = ? LIMIT 1"
            return storage.row(sql, (case_id,)) is not None
    except RegistryError:
        return True


def opens(place: Place, one: Copy) -> bool:
    """Whether the key of now opens a copy."""
    try:
        with Place(one.folder, place.unlocked).connect(Mode.READ):
            return True
    except RegistryError as error:
        return not isinstance(error, DamagedRegistry)


def carry(one: Copy, to: Path) -> Path:
    """Copy a backup file by file into a new folder in ``to``, and compare what arrived.

    It opens with the same passphrases and can be restored from there. Raises BackupFailed; then
    nothing is left behind.
    """
    target = to / one.name
    partial = to / f"{one.name}.part"
    try:
        if target.exists():
            raise BackupFailed(_("there is a folder of that name already; choose another place."))
        partial.mkdir(mode=0o700)
        for name in (DATABASE_NAME, keys.FILE_NAME, backup.ABOUT_NAME):
            write_atomically(partial / name, (one.folder / name).read_bytes())
        partial.rename(target)
    except OSError as error:
        raise BackupFailed(str(describe_fault(error, target))) from None
    except HostError as error:
        raise BackupFailed(str(error)) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def can_be_remade(one: Copy, place: Place) -> bool:
    """Whether a patient can be taken out of it: a checked backup of this schema and this key."""
    if one.backup is None:
        return False
    try:
        with Place(one.folder, place.unlocked).connect(Mode.READ) as storage:
            return not schema.state(storage).pending
    except RegistryError:
        return False


def remake(place: Place, one: Copy, *, case_id: str, stamp: Stamp) -> Backup:
    """Make the backup anew without this patient, check it, and only then remove the old one.

    It keeps its moment and its reason. Raises BackupFailed; then the old one is still there.
    """
    if one.backup is None:
        raise BackupFailed("")
    origin = Place(one.folder, place.unlocked)
    try:
        with backup.begun(place.folder) as partial:
            new = Place(partial, place.unlocked)
            backup.copy_database(origin, new)
            with new.connect(Mode.WRITE) as storage:
                audit = AuditTrail(storage, registry_id=place.registry_id)
                erasing.erase(storage, audit, case_id=case_id, by=stamp.by, at=stamp.at)
            label = Label(one.backup.at, one.backup.why)
            made = backup.completed(new, keys_of=one.folder, label=label, home=place.folder)
    except OSError as error:
        raise BackupFailed(str(describe_fault(error, place.folder))) from None
    except BackupFailed:
        raise
    except (HostError, RegistryError) as error:
        raise BackupFailed(str(error)) from None
    backup.remove_folder(one.folder)
    return made
