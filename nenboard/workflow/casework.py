"""Registry and cases: create, open, enter, save, find, and warn of a likely duplicate."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from nenboard.domain.case import Case
from nenboard.domain.patient import Patient
from nenboard.registry.backup import Backup
from nenboard.registry.cases import Revision, SavedRevision, StoredCase
from nenboard.registry.changes import FieldChange
from nenboard.registry.folder import CreatedRegistry, Registry
from nenboard.registry.keys import Argon2Cost
from nenboard.registry.marks import ChangeMark, Marked, Reason
from nenboard.registry.query import CaseQuery
from nenboard.registry.rows import CaseRow
from nenboard.workflow import clock, roles
from nenboard.workflow.progress import Progress, watched


def create_registry(
    folder: Path, *, passphrase: str, user: str, cost: Argon2Cost | None = None
) -> CreatedRegistry:
    """Make an encrypted registry in a new or empty folder; its recovery key is shown once.

    Raises AlreadyARegistry, WeakPassphrase, NoAccess, DiskFull.
    """
    return Registry.create(folder, passphrase=passphrase, user=user, at=clock.now(), cost=cost)


def open_registry(
    folder: Path,
    *,
    passphrase: str,
    user: str | None = None,
    read_only: bool = False,
    progress: Progress | None = None,
) -> Registry:
    """Unlock and check a registry. Raises a RegistryError that names the fault, or Cancelled."""
    with watched(progress):
        return Registry.open(
            folder, passphrase=passphrase, user=user, at=clock.now(), read_only=read_only
        )


def open_damaged_registry(folder: Path, *, passphrase: str, user: str | None = None) -> Registry:
    """Open a damaged registry to look at, as far as it can be read; nothing can be changed.

    Raises DamagedRegistry if nothing can be read at all.
    """
    return Registry.open_damaged(folder, passphrase=passphrase, user=user, at=clock.now())


def take_over_registry(folder: Path, *, passphrase: str, user: str | None = None) -> Registry:
    """Open for writing although a program that is dead by all signs left its lock.

    Whoever comes back after that cannot save. Raises RegistryLocked while the holder may be alive.
    """
    return Registry.take_over(folder, passphrase=passphrase, user=user, at=clock.now())


def edit_registry(registry: Registry, *, taking_over: bool = False) -> Registry:
    """The registry that is open to read, open for writing; use it instead.

    Raises RegistryLocked while somebody else has it, and what opening raises; then the given one
    goes on.
    """
    return registry.for_writing(at=clock.now(), taking_over=taking_over)


def change_user(registry: Registry, *, passphrase: str, user: str | None = None) -> Registry:
    """The open registry for another user, or unlocked again by the same; use it instead.

    Raises WrongPassphrase, TooManyAttempts, UnknownUser; then the given one goes on.
    """
    return registry.signed_in_as(user, passphrase=passphrase, at=clock.now())


def recover_registry(folder: Path, *, recovery_key: str, user: str, passphrase: str) -> Registry:
    """Open with the printed recovery key and give this user a new passphrase."""
    return Registry.recover(
        folder, recovery_key=recovery_key, user=user, passphrase=passphrase, at=clock.now()
    )


def close_registry(registry: Registry) -> Backup | None:
    """Close, with a checked backup if anything has changed. Raises BackupFailed after closing."""
    return registry.close(at=clock.now())


def new_case(registry: Registry, patient: Patient | None = None) -> Case:
    """An empty case under the next free key; it is not saved yet."""
    return Case(id=registry.cases.next_key(), patient=patient or Patient())


def save_case(
    registry: Registry,
    case: Case,
    *,
    reason: str | None = None,
    expected_revision: int | None = None,
    marks: Mapping[Marked, ChangeMark] | None = None,
) -> SavedRevision:
    """Append a revision with its search row and audit entry, in one transaction.

    ``expected_revision`` is the one the change began from, 0 for a new case. ``marks`` say of a
    change of class, grade or stage what it is (``history.changes_to_mark``); they can be given
    later too. Nothing is written if nothing differs. Raises RevisionConflict if somebody saved
    since, NotAllowed for a viewer.
    """
    roles.require(registry, roles.EDITORS)
    return registry.cases.save(
        case,
        by=registry.user,
        at=clock.now(),
        reason=Reason(reason, marks or {}),
        expected_revision=expected_revision,
    )


def load_case(registry: Registry, case_id: str, *, revision: int | None = None) -> StoredCase:
    """A case at its newest or at an earlier revision. Raises UnknownCase."""
    return registry.cases.get(case_id, revision)


def find_cases(registry: Registry, query: CaseQuery | None = None) -> tuple[str, ...]:
    """Ids of the cases that fit, in order; of all cases without a query."""
    return registry.cases.find(query or CaseQuery())


def list_cases(registry: Registry, ids: Sequence[str]) -> tuple[CaseRow, ...]:
    """The list rows of these cases, in this order."""
    return registry.cases.rows(ids)


def history(registry: Registry, case_id: str) -> tuple[Revision, ...]:
    """Every revision of a case, oldest first. Raises UnknownCase."""
    return registry.cases.history(case_id)


def changes(registry: Registry, case_id: str, *, number: int) -> tuple[FieldChange, ...]:
    """What a revision changed against the one before it."""
    return registry.cases.changes(case_id, number)
