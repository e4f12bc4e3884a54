"""Faults of the files of a registry: missing, damaged, newer, older, not copied."""

from nenboard.host.language import _
from nenboard.registry.errors.base import Finding, RegistryError


class NotARegistry(RegistryError):
    """The folder holds no registry."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This folder holds no registry: there is neither registry.db nor keys.json. "
                "Nothing was changed. Choose the folder that holds both, or create a registry."
            )
        )


class AlreadyARegistry(RegistryError):
    """A registry was to be created where something already is."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This folder is not empty, so no registry was created in it and nothing was "
                "changed. Choose a new or empty folder."
            )
        )


class MissingDatabase(RegistryError):
    """The keys are there, the database is not."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file registry.db is not in this folder; the keys are. Nothing was changed. "
                "Put the file back, or restore the newest backup."
            )
        )


class IsABackup(RegistryError):
    """A backup was to be opened for writing."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This folder is a backup, so it was not opened for writing and is unchanged. "
                "Open it read-only, or restore it into the folder of the registry."
            )
        )


class DamagedRegistry(RegistryError):
    """The checks found damage; ``findings`` lists it. The file was not altered."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        text = _(
            "This registry is damaged ({checks}). It was not altered. "
            "Restore the newest backup; the damaged file is kept."
        )
        checks = ", ".join(dict.fromkeys(finding.check for finding in findings))
        super().__init__(text.format(checks=checks))


class NewerRegistry(RegistryError):
    """The registry was written by a newer program; it was not altered."""

    def __init__(self, *, theirs: str, ours: str) -> None:
        self.theirs = theirs
        self.ours = ours
        text = _(
            "This registry was upgraded by nenboard {theirs}; this is nenboard {ours}, which does "
            "not know its form. The file was not altered. Install nenboard {theirs} or later."
        )
        super().__init__(text.format(theirs=theirs, ours=ours))


class RecoveryNeeded(RegistryError):
    """The last writer was stopped in the midst of saving, and read-only nobody can tidy up."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The last program that wrote here was stopped while saving. Everything it reported "
                "as saved is safe. Open the registry for writing once, then read-only again."
            )
        )


class UpgradeNeeded(RegistryError):
    """The registry is older than this program and is open read-only, so it cannot be upgraded."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This registry comes from an older nenboard. It was not altered. "
                "Open it for writing once, so that it is copied and upgraded."
            )
        )


class UpgradeFailed(RegistryError):
    """An upgrade did not succeed; the registry is as it was before."""

    def __init__(self, migration: str) -> None:
        text = _(
            "The upgrade of this registry failed at step {migration} and was undone; all records "
            "are as before, and a copy is in the folder backups. Report this, and go on with "
            "the previous nenboard until then."
        )
        super().__init__(text.format(migration=migration))


class BackupFailed(RegistryError):
    """A backup could not be made or did not pass its checks."""

    def __init__(self, cause: str) -> None:
        text = _(
            "The backup was not made: {cause} The registry itself is safe. "
            "Earlier backups are still there."
        )
        super().__init__(text.format(cause=cause))


class RestoreFailed(RegistryError):
    """A backup could not be put into the place of the registry."""

    def __init__(self, cause: str) -> None:
        text = _(
            "The backup was not restored: {cause} The backup is unchanged, and the files of today "
            "are in their place or in the folder backups. Try again when this is mended."
        )
        super().__init__(text.format(cause=cause))


class BackupNeeded(RegistryError):
    """The only good backup was to be removed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is the only good backup, so it was not removed. "
                "Make a new backup first, then remove this one."
            )
        )


class BackupNotRemoved(RegistryError):
    """A backup could not be removed as a whole."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The backup could not be removed as a whole; what is left of it does not count as "
                "a backup. Close programs that have it open, or remove its folder by hand."
            )
        )
