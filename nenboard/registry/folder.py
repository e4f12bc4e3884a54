"""A registry: the folder with its encrypted database, keys, lock and backups, and its stores."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from nenboard.host.errors import HostError
from nenboard.registry import (
    backup,
    copies,
    erasing,
    keys,
    opening,
    rekeying,
    schema,
    signin,
    verify,
)
from nenboard.registry.anchor import Anchor
from nenboard.registry.assessments import AssessmentStore
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.backup import Backup
from nenboard.registry.cases import CaseStore
from nenboard.registry.chases import ChaseStore
from nenboard.registry.connection import Mode, Storage, create_empty
from nenboard.registry.copies import Copy
from nenboard.registry.drafts import DraftStore
from nenboard.registry.errors import (
    BackupNeeded,
    BackupNotRemoved,
    Finding,
    RegistryError,
    WrongPassphrase,
)
from nenboard.registry.follow_ups import FollowUpStore
from nenboard.registry.keys import Argon2Cost, UserRole
from nenboard.registry.lock import WriterLock
from nenboard.registry.meetings import MeetingStore
from nenboard.registry.outcome_drafts import OutcomeDraftStore
from nenboard.registry.outcomes import OutcomeStore
from nenboard.registry.people import People
from nenboard.registry.place import Place
from nenboard.registry.records import Stamp
from nenboard.registry.verify import Report
from nenboard.registry.views import ViewStore


class Registry:
    """An open registry: the stores, and one transaction over all of them.

    Belongs to the thread that opened it.
    """

    def __init__(
        self,
        place: Place,
        storage: Storage,
        *,
        lock: WriterLock | None,
        findings: tuple[Finding, ...] = (),
    ) -> None:
        """Made by ``create`` and ``open`` only."""
        self.findings = findings
        self._place = place
        self._storage = storage
        self._lock = lock
        self.audit = AuditTrail(storage, registry_id=place.registry_id)
        self.cases = CaseStore(storage, self.audit)
        self.assessments = AssessmentStore(storage, self.audit)
        self.meetings = MeetingStore(storage, self.audit)
        self.outcomes = OutcomeStore(storage, self.audit)
        self.follow_ups = FollowUpStore(storage, self.audit)
        self.chases = ChaseStore(storage, self.audit)
        self.drafts = DraftStore(storage)
        self.outcome_drafts = OutcomeDraftStore(storage)
        self.views = ViewStore(storage, self.audit)
        self.people = People(place, storage, audit=self.audit)
        self._seq_unchanged = 0
        self.kept_at: datetime | None = None
        """When the last backup of this opening was made, or the registry was opened."""
        self._is_open = True
        if lock is not None:
            storage.before_change = lock.check

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        passphrase: str,
        user: str,
        at: datetime,
        cost: Argon2Cost | None = None,
    ) -> "CreatedRegistry":
        """Make a registry in a new or empty folder, with one administrator.

        Raises AlreadyARegistry, WeakPassphrase, NoAccess, DiskFull.
        """
        file, unlocked, printed = keys.new_key_file(user=user, passphrase=passphrase, cost=cost)
        opening.make_folder(folder)
        place = Place(folder, unlocked)
        lock = WriterLock(folder, user=unlocked.user, at=at)
        try:
            create_empty(place.file)
            with contextlib.ExitStack() as undo:
                storage = place.connect(Mode.WRITE)
                undo.callback(storage.close)
                schema.create(storage, registry_id=place.registry_id, at=at)
                made = cls(place, storage, lock=lock)
                made.audit.note(Event(Action.REGISTRY_CREATED), by=unlocked.user, at=at)
                # Last, so that a folder with both files always holds a whole registry.
                opening.write_keys(folder, file)
                made.kept_at = at
                undo.pop_all()
        except BaseException:
            opening.unmake(place)
            lock.release()
            raise
        return CreatedRegistry(made, printed)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        passphrase: str,
        at: datetime,
        user: str | None = None,
        read_only: bool = False,
    ) -> "Registry":
        """Unlock, check and open a registry; an older one is copied and upgraded first.

        ``user`` may be left out while there is one. Read-only needs no lock and writes nothing.
        Raises NotARegistry, MissingKeys, MissingDatabase, DamagedKeys, WrongPassphrase,
        TooManyAttempts, UserNeeded, UnknownUser, RegistryLocked, NoAccess, NewerRegistry,
        UpgradeNeeded, UpgradeFailed, and DamagedRegistry with every finding.
        """
        unlocked = opening.unlock(folder, passphrase=passphrase, user=user, at=at)
        if read_only:
            place = Place(folder, unlocked)
            return cls(place, opening.read_checked(place), lock=None)
        registry = cls._open(Place(folder, unlocked), at=at)
        registry.people.settle(passphrase)
        return registry

    @classmethod
    def take_over(
        cls, folder: Path, *, passphrase: str, at: datetime, user: str | None = None
    ) -> "Registry":
        """Open for writing although a program that is dead by all signs left its lock.

        Raises RegistryLocked while the holder may be alive, and what ``open`` raises.
        """
        unlocked = opening.unlock(folder, passphrase=passphrase, user=user, at=at)
        return cls._open(Place(folder, unlocked), at=at, taking_over=True)

    def for_writing(self, *, at: datetime, taking_over: bool = False) -> "Registry":
        """The same registry open for writing, once nobody else has it; this one is closed then.

        Raises RegistryLocked, and what ``open`` raises; then this one goes on.
        """
        registry = Registry._open(self._place, at=at, taking_over=taking_over)
        self.close()
        return registry

    @classmethod
    def open_damaged(
        cls, folder: Path, *, passphrase: str, at: datetime, user: str | None = None
    ) -> "Registry":
        """Open a damaged registry read-only, as far as it can be read; see ``findings``.

        Raises DamagedRegistry if nothing can be read at all.
        """
        unlocked = opening.unlock(folder, passphrase=passphrase, user=user, at=at)
        place = Place(folder, unlocked)
        storage, findings = opening.read_damaged(place)
        return cls(place, storage, lock=None, findings=findings)

    @classmethod
    def recover(
        cls, folder: Path, *, recovery_key: str, user: str, passphrase: str, at: datetime
    ) -> "Registry":
        """Open with the printed recovery key and give this user a new passphrase.

        Raises MistypedRecoveryKey, and what ``open`` raises.
        """
        unlocked = opening.unlock_with_recovery_key(folder, recovery_key, user=user, at=at)
        registry = cls._open(Place(folder, unlocked), at=at)
        try:
            registry.people.change_passphrase(
                unlocked.user, passphrase=passphrase, at=at, action=Action.RECOVERY_KEY_USED
            )
        except BaseException:
            registry.close()
            raise
        return registry

    @classmethod
    def _open(cls, place: Place, *, at: datetime, taking_over: bool = False) -> "Registry":
        user = place.unlocked.user
        lock = WriterLock(place.folder, user=user, at=at, taking_over=taking_over)
        with contextlib.ExitStack() as undo:
            undo.callback(lock.release)
            storage = opening.write_checked(place, at=at)
            undo.callback(storage.close)
            registry = cls(place, storage, lock=lock)
            registry._note_opening(at)
            undo.pop_all()
        return registry

    def _note_opening(self, at: datetime) -> None:
        """Note earlier wrong passphrases, then the opening; after that they are forgotten."""
        failures = signin.read(self.folder)
        events = [Event(Action.REGISTRY_OPENED, content={"role": self.role.value})]
        if failures.count:
            content = failures.model_dump(mode="json")
            events.insert(0, Event(Action.SIGN_IN_FAILED, content=content))
        if self._lock is not None and self._lock.taken_from is not None:
            events.insert(0, Event(Action.LOCK_TAKEN_OVER, content=asdict(self._lock.taken_from)))
        head = self.audit.note_many(events, by=self.user, at=at)
        signin.forget(self.folder)
        self._seq_unchanged = head.seq
        self.kept_at = at

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._place.folder

    @property
    def registry_id(self) -> str:
        """The random identifier of this registry."""
        return self._place.registry_id

    @property
    def user(self) -> str:
        """Who opened it."""
        return self._place.unlocked.user

    @property
    def role(self) -> UserRole:
        """What that user may do."""
        return self._place.unlocked.role

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._storage.is_read_only

    @property
    def has_changed(self) -> bool:
        """Whether anything was noted since the opening or the last backup."""
        return self.audit.head().seq > self._seq_unchanged

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is saved together or not at all."""
        with self._storage.transaction():
            yield

    def erase(self, case_id: str, *, by: str, at: datetime) -> None:
        """Remove a patient for good; see ``erasing.erase``. Raises UnknownCase."""
        erasing.erase(self._storage, self.audit, case_id=case_id, by=by, at=at)

    def copies_holding(self, case_id: str) -> tuple[Copy, ...]:
        """The backups and kept files that still hold a case, or cannot be read to tell."""
        return copies.holding(self._place, case_id)

    def opens(self, one: Copy) -> bool:
        """Whether the key of now opens a copy."""
        return copies.opens(self._place, one)

    def check_copy(self, one: Copy) -> Report:
        """Every check on a copy, with the key of now. Raises what opening it raises."""
        return verify.check_file(Place(one.folder, self._place.unlocked))

    def carry(self, one: Copy, to: Path, *, at: datetime) -> Path:
        """Put a backup into another folder as well; see ``copies.carry``. Leaves a trace."""
        made = copies.carry(one, to)
        event = Event(Action.EXPORTED, "backup", content={"name": one.name})
        self.audit.note(event, by=self.user, at=at)
        return made

    def take_out_of(self, one: Copy, *, case_id: str, at: datetime) -> Backup | None:
        """Make a backup anew without an erased patient, or remove it where that cannot be.

        The new one, or None if it was removed. Raises BackupFailed; then nothing was lost.
        """
        made = None
        action = Action.BACKUP_REMOVED
        if copies.can_be_remade(one, self._place):
            stamp = Stamp(self.user, at)
            made = copies.remake(self._place, one, case_id=case_id, stamp=stamp)
            action = Action.PATIENT_TAKEN_OUT_OF_BACKUP
        else:
            self._remove(one)
        content = {"name": one.name, "now": made.name if made else None}
        event = Event(action, "backup", case_id, content=content)
        self.audit.note(event, by=self.user, at=at)
        return made

    def remove_copy(self, one: Copy, *, at: datetime) -> None:
        """Remove a backup or kept files, with a trace. Raises BackupNeeded, BackupFailed."""
        good = backup.listed(self.folder)
        if one.backup is not None and len(good) == 1:
            raise BackupNeeded
        self._remove(one)
        event = Event(Action.BACKUP_REMOVED, "backup", content={"name": one.name})
        self.audit.note(event, by=self.user, at=at)

    def _remove(self, one: Copy) -> None:
        if not backup.remove_folder(one.folder):
            raise BackupNotRemoved

    def change_database_key(self, *, at: datetime) -> "Registry":
        """Encrypt everything under a new key, after a backup; go on with the registry returned.

        This one is closed then. Passphrases and the recovery key stay as they are; whoever was
        removed and kept the old key is shut out. Raises BackupFailed, KeyPairsMissing and
        KeyChangeFailed while this one is still open and unchanged; after them the new key holds,
        and an exchange that was cut off is finished at the next opening.
        """
        self.back_up(at=at, why="key-change")
        new = Place(self.folder, rekeying.prepare(self._place))
        self._is_open = False
        self._storage.close()
        try:
            storage = opening.write_checked(new, at=at)
            registry = Registry(new, storage, lock=self._lock)
        except BaseException:
            if self._lock is not None:
                self._lock.release()
            raise
        registry.kept_at = at
        return registry

    def signed_in_as(self, user: str | None, *, passphrase: str, at: datetime) -> "Registry":
        """The same open file for another user, or for this one again; the checks are not repeated.

        This one must not be used after it. Raises WrongPassphrase, TooManyAttempts, UnknownUser;
        then this one goes on.
        """
        unlocked = opening.unlock(self.folder, passphrase=passphrase, user=user or self.user, at=at)
        if unlocked.key != self._place.unlocked.key:
            raise WrongPassphrase
        place = Place(self.folder, unlocked)
        registry = Registry(place, self._storage, lock=self._lock, findings=self.findings)
        if not self.is_read_only:
            registry._note_opening(at)
            registry._seq_unchanged = self._seq_unchanged
            registry.kept_at = self.kept_at
        if self._lock is not None:
            self._lock.hand_to(registry.user, at)
        self._is_open = False
        return registry

    def still_here(self, at: datetime) -> None:
        """Tell others that this writer lives. Raises LockLost if somebody took over."""
        if self._lock is not None:
            self._lock.still_here(at)

    def back_up(self, *, at: datetime, why: str) -> Backup:
        """Make an encrypted, reopened and checked backup. Raises BackupFailed."""
        made = backup.make(self._place, self._storage, at=at, why=why)
        self.kept_at = at
        if not self.is_read_only:
            event = Event(Action.BACKUP_MADE, content={"name": made.name, "head": str(made.head)})
            self._seq_unchanged = self.audit.note(event, by=self.user, at=at).seq
        return made

    def close(self, *, at: datetime | None = None) -> Backup | None:
        """Close; with a moment given, a backup is made first if anything has changed.

        Raises BackupFailed after closing, if the backup could not be made.
        """
        if not self._is_open:
            return None
        failure: RegistryError | None = None
        made = None
        if at is not None and not self.is_read_only:
            try:
                made = self.back_up(at=at, why="close") if self.has_changed else None
            except RegistryError as error:
                failure = error
        self._shut()
        if failure is not None:
            raise failure
        return made

    def _shut(self) -> None:
        self._is_open = False
        try:
            if not self.is_read_only:
                # An older anchor stays true, so a folder that takes no file now does no harm.
                with contextlib.suppress(HostError, RegistryError):
                    Anchor(self._place).drop(self.audit.head())
        finally:
            self._storage.close()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        self.close()


@dataclass(frozen=True)
class CreatedRegistry:
    """A new registry, open, and its recovery key, which is shown once and kept nowhere."""

    registry: Registry
    recovery_key: str
