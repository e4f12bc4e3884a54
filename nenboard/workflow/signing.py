"""Signing an outcome: by a board lead who is signed in, or who countersigns with a passphrase."""

from dataclasses import dataclass

from nenboard.domain.checks import Severity, check_case
from nenboard.registry import opening
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.registry.outcomes import Attested, Kind, StoredOutcome
from nenboard.registry.records import Stamp
from nenboard.workflow import clock, outcomes, returns, roles
from nenboard.workflow.board_errors import (
    InvalidCase,
    NotReadBack,
    OutcomeOpen,
    SignedOutcome,
    WordNeeded,
)
from nenboard.workflow.errors import NotAllowed


@dataclass(frozen=True, repr=False)
class Signer:
    """Who signs, in which capacity; with user and passphrase if somebody else is signed in."""

    name: str
    capacity: str | None = None
    user: str | None = None
    passphrase: str | None = None


def sign(registry: Registry, meeting_id: str, *, case_id: str, signer: Signer) -> StoredOutcome:
    """Sign the newest version of an outcome; from then on it is never changed.

    It has to be recorded, complete and read back, and the case may hold no value that cannot be
    right. A deferred case comes back by itself. Raises WordNeeded, NotAllowed unless the signer is
    a board lead, NoOutcome, DraftOpen, SignedOutcome, OutcomeOpen, NotReadBack, InvalidCase, and
    what unlocking raises.
    """
    if not signer.name.strip():
        raise WordNeeded
    user = _lead(registry, signer)
    stored = outcomes.recorded(registry, meeting_id, case_id=case_id)
    _refuse_unready(registry, stored)
    attested = Attested(
        name=signer.name,
        capacity=signer.capacity,
        sha256=stored.sha256,
        audit_head=str(registry.audit.head()),
    )
    with registry.transaction():
        signed = registry.outcomes.attest(
            stored, Kind.SIGNED, attested=attested, stamp=Stamp(user, clock.now())
        )
        returns.bring_back(registry, signed)
    return signed


def _lead(registry: Registry, signer: Signer) -> str:
    """The user who signs. Raises NotAllowed unless it is a board lead or administrator."""
    if signer.user is None or signer.user == registry.user:
        roles.require(registry, roles.LEADS)
        return registry.user
    if registry.is_read_only or registry.role is UserRole.VIEWER:
        raise NotAllowed(registry.role.value)
    unlocked = opening.unlock(
        registry.folder, passphrase=signer.passphrase or "", user=signer.user, at=clock.now()
    )
    if unlocked.role not in roles.LEADS:
        raise NotAllowed(unlocked.role.value)
    return unlocked.user


def _refuse_unready(registry: Registry, stored: StoredOutcome) -> None:
    if stored.is_signed:
        raise SignedOutcome
    points = outcomes.checklist(registry, stored.outcome)
    if points:
        raise OutcomeOpen(points)
    if stored.read_back is None:
        raise NotReadBack
    case = registry.cases.get(stored.case_id, stored.outcome.revision).case
    invalid = [i.path for i in check_case(case, clock.today()) if i.severity is Severity.INVALID]
    if invalid:
        raise InvalidCase(invalid)
