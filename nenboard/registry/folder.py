"""A registry: the folder with its encrypted database, keys, lock and backups, and its stores."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from nenboard.host.errors import HostError
from nenboard.registry import backup, erasing, keys, opening, schema, signin
from nenboard.registry.anchor import Anchor
from nenboard.registry.assessments import AssessmentStore
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.backup import Backup
from nenboard.registry.cases import CaseStore
from nenboard.registry.connection import Mode, Storage, create_empty, journal_of
from nenboard.registry.decisions import DecisionStore
from nenboard.registry.drafts import DraftStore
from nenboard.registry.errors import AlreadyARegistry, Finding, NoAccess, RegistryError
from nenboard.registry.keys import Argon2Cost, UserRole
from nenboard.registry.lock import WriterLock
from nenboard.registry.meetings import MeetingStore
from nenboard.registry.people import People
from nenboard.registry.place import Place
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
        self.decisions = DecisionStore(storage, self.audit)
        self.meetings = MeetingStore(storage, self.audit)
        self.drafts = DraftStore(storage)
        self.views = ViewStore(storage, self.audit)
        self.people = People(place, storage, audit=self.audit)
        self._seq_unchanged = 0
        self._is_open = True

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
        _make_folder(folder)
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
                undo.pop_all()
        except BaseException:
            _unmake(place)
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
        return cls._open(Place(folder, unlocked), at=at, read_only=read_only)

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
        registry = cls._open(Place(folder, unlocked), at=at, read_only=False)
        try:
            registry.people.change_passphrase(
                unlocked.user, passphrase=passphrase, at=at, action=Action.RECOVERY_KEY_USED
            )
        except BaseException:
            registry.close()
            raise
        return registry

    @classmethod
    def _open(cls, place: Place, *, at: datetime, read_only: bool) -> "Registry":
        if read_only:
            return cls(place, opening.read_checked(place), lock=None)
        lock = WriterLock(place.folder, user=place.unlocked.user, at=at)
        try:
            registry = cls(place, opening.write_checked(place, at=at), lock=lock)
            registry._note_opening(at)
        except BaseException:
            lock.release()
            raise
        return registry

    def _note_opening(self, at: datetime) -> None:
        """Note earlier wrong passphrases, then the opening; after that they are forgotten."""
        failures = signin.read(self.folder)
        events = [Event(Action.REGISTRY_OPENED, content={"role": self.role.value})]
        if failures.count:
            content = failures.model_dump(mode="json")
            events.insert(0, Event(Action.SIGN_IN_FAILED, content=content))
        try:
            head = self.audit.note_many(events, by=self.user, at=at)
        except BaseException:
            self._storage.close()
            raise
        signin.forget(self.folder)
        self._seq_unchanged = head.seq

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

    def back_up(self, *, at: datetime, why: str) -> Backup:
        """Make an encrypted, reopened and checked backup. Raises BackupFailed."""
        made = backup.make(self._place, self._storage, at=at, why=why)
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


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(entry.name != "lock" for entry in folder.iterdir()):
            raise AlreadyARegistry
    except OSError:
        raise NoAccess from None


def _unmake(place: Place) -> None:
    """After a failed creation: take away what was begun, so that it can be tried again here."""
    for path in (place.file, journal_of(place.file)):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
