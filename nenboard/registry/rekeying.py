"""A new database key: the whole file is encrypted anew beside the old one, checked, exchanged."""

from pathlib import Path

from nenboard.host.errors import HostError
from nenboard.host.files import describe_fault
from nenboard.registry import backup, keys, staging, verify
from nenboard.registry.audit import Action
from nenboard.registry.errors import KeyChangeFailed, RegistryError
from nenboard.registry.keys import UnlockedKey
from nenboard.registry.place import Place


def prepare(place: Place) -> UnlockedKey:
    """Encrypt a copy under a new key and mark it ready for the exchange; the new key, unlocked.

    Users and the recovery key open the new one as they did the old one; whoever was removed and
    kept the old one cannot. Raises KeyPairsMissing, KeyChangeFailed; then nothing was changed.
    """
    file, new = keys.change_database_key(keys.read_key_file(place.folder), place.unlocked)
    try:
        _encrypt(place, Place(staging.begin(place.folder), new))
        keys.write_key_file(place.folder / staging.STAGE_NAME, file)
        staging.mark_ready(place.folder, staging.Change(Action.DATABASE_KEY_CHANGED, {}))
    except OSError as error:
        cause = str(describe_fault(error, place.folder))
    except (HostError, RegistryError) as error:
        cause = str(error)
    else:
        return new
    _undo(place.folder)
    raise KeyChangeFailed(cause)


def _encrypt(place: Place, new: Place) -> None:
    backup.copy_database(place, new)
    report = verify.check_file(new)
    if not report.is_good:
        raise KeyChangeFailed(", ".join(finding.check for finding in report.findings))


def _undo(folder: Path) -> None:
    try:
        staging.drop(folder)
    except OSError:
        # Without its mark it does not count; the next opening drops it.
        return
