"""Faults of the registry, each with a sentence: what happened, what is safe, what to do."""

from dataclasses import dataclass
from datetime import timedelta

from nenboard.host.language import _


class RegistryError(Exception):
    """Something about the registry went wrong; the text is fit to be shown."""


@dataclass(frozen=True)
class Finding:
    """One thing a check found wrong: which check, and what, without patient text."""

    check: str
    what: str


@dataclass(frozen=True)
class Holder:
    """Who has a registry open for writing, as far as it is known."""

    user: str | None
    host: str | None
    since: str | None


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


class MissingKeys(RegistryError):
    """The database is there, its wrapped keys are not."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file keys.json is missing, and without it no passphrase opens this registry. "
                "The records themselves were not touched. "
                "Put back keys.json from any backup of this registry."
            )
        )


class DamagedKeys(RegistryError):
    """The file of wrapped keys is not as it was written."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file keys.json is damaged or was changed outside nenboard. "
                "The records themselves were not touched. "
                "Put back keys.json from the newest backup of this registry."
            )
        )


class WrongPassphrase(RegistryError):
    """No key opens with this passphrase."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "That passphrase does not open this registry. Nothing was changed. "
                "Check capitals and keyboard layout, and try again."
            )
        )


class MistypedRecoveryKey(RegistryError):
    """A recovery key whose check characters do not agree; ``groups`` counts from 1."""

    def __init__(self, groups: tuple[int, ...]) -> None:
        self.groups = groups
        if groups:
            text = _("The recovery key was mistyped in group {groups}. Compare with the print-out.")
        else:
            text = _("A recovery key has eight groups of five characters. Compare with the print.")
        super().__init__(text.format(groups=", ".join(map(str, groups))))


class UserNeeded(RegistryError):
    """The registry has several users, and none was named."""

    def __init__(self) -> None:
        super().__init__(_("This registry has several users. Say who is signing in."))


class UnknownUser(RegistryError):
    """No user of that name."""

    def __init__(self) -> None:
        super().__init__(_("This registry has no user of that name. Choose a name from the list."))


class UserExists(RegistryError):
    """A user of that name is there already."""

    def __init__(self) -> None:
        super().__init__(_("A user of that name is there already. Choose another name."))


class LastAdmin(RegistryError):
    """The last administrator would be lost."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is the last administrator, so nothing was changed. "
                "Make someone else an administrator first."
            )
        )


class WeakPassphrase(RegistryError):
    """A passphrase that is empty or too short."""

    def __init__(self, least: int) -> None:
        text = _("A passphrase needs at least {least} characters. Several words are good.")
        super().__init__(text.format(least=least))


class TooManyAttempts(RegistryError):
    """A passphrase was wrong several times; ``wait`` is how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        text = _("The passphrase was wrong several times. Try again in {seconds} seconds.")
        super().__init__(text.format(seconds=max(1, round(wait.total_seconds()))))


class RegistryLocked(RegistryError):
    """Another program has the registry open for writing; ``holder`` says who."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        text = _(
            "{user} on {host} has had this registry open since {since}. Nothing was changed. "
            "Open it read-only, or ask them to close it."
        )
        unknown = _("not known")
        super().__init__(
            text.format(
                user=holder.user or _("Somebody"),
                host=holder.host or _("another computer"),
                since=holder.since or unknown,
            )
        )


class RegistryBusy(RegistryError):
    """Another program held the file for longer than we wait."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Another program is using the registry file just now. Nothing was saved. "
                "Wait a moment and try again."
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


class ReadOnly(RegistryError):
    """A change was asked of a registry that is open read-only."""

    def __init__(self) -> None:
        super().__init__(
            _("This registry is open read-only, so nothing was saved. Open it for writing first.")
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


class DiskFull(RegistryError):
    """No room is left on the disk."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The disk is full, so this was not saved. Everything saved before is safe. "
                "Free some space and save again."
            )
        )


class NoAccess(RegistryError):
    """The folder or its files cannot be written or read by this person."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You may not write in the folder of this registry. Nothing was changed. "
                "Open it read-only, or ask the person who looks after this computer."
            )
        )


class DiskFault(RegistryError):
    """The disk or network share did not do what it was told."""

    def __init__(self, code: str) -> None:
        self.code = code
        text = _(
            "The disk or network share of this registry does not answer ({code}). The last step "
            "was not saved; everything saved before is safe. Reconnect it and try again."
        )
        super().__init__(text.format(code=code))


class SettingsRefused(RegistryError):
    """The database engine did not accept a setting that keeps records safe."""

    def __init__(self, setting: str) -> None:
        self.setting = setting
        text = _(
            "The database engine refused the setting {setting}, without which records are not "
            "safe. The registry was not opened. Install nenboard again."
        )
        super().__init__(text.format(setting=setting))


class StorageFault(RegistryError):
    """A fault of ours: the database refused something the program should not have asked."""

    def __init__(self, code: str) -> None:
        self.code = code
        text = _(
            "The database refused a step of the program ({code}). The step was not saved; "
            "everything saved before is safe. Please report this."
        )
        super().__init__(text.format(code=code))


class UnknownCase(RegistryError):
    """No case, or no such revision of it."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__(_("There is no case {case_id} here.").format(case_id=case_id))


class ErasedCase(RegistryError):
    """The case was erased; nothing can be stored under its identifier."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        text = _("The patient of {case_id} was erased. Use a new case for another patient.")
        super().__init__(text.format(case_id=case_id))


class UnknownView(RegistryError):
    """No saved view of that name."""

    def __init__(self) -> None:
        super().__init__(_("There is no saved view of that name here. It may have been removed."))


class UnknownMeeting(RegistryError):
    """No meeting, or no such revision of it."""

    def __init__(self, meeting_id: str) -> None:
        self.meeting_id = meeting_id
        super().__init__(_("There is no meeting {meeting_id} here.").format(meeting_id=meeting_id))


class RevisionConflict(RegistryError):
    """The record was changed since it was read; nothing was saved."""

    def __init__(self, record_id: str, *, expected: int, found: int) -> None:
        self.record_id = record_id
        self.expected = expected
        self.found = found
        text = _(
            "{record_id} was changed since you opened it (revision {found}, you have {expected}). "
            "Nothing was saved. Look at the newer revision, then save again."
        )
        super().__init__(text.format(record_id=record_id, expected=expected, found=found))


class NewerPayload(RegistryError):
    """A stored record has a form that this program does not know."""

    def __init__(self) -> None:
        super().__init__(
            _("A record here was written by a newer nenboard. Install the newer program.")
        )


class BackupFailed(RegistryError):
    """A backup could not be made or did not pass its checks."""

    def __init__(self, cause: str) -> None:
        text = _(
            "The backup was not made: {cause} The registry itself is safe. "
            "Earlier backups are still there."
        )
        super().__init__(text.format(cause=cause))
