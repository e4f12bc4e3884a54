"""People: who may open a registry, in what role, with what secret. All of it leaves a trace."""

from nenboard.registry import opening
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import clock, roles
from nenboard.workflow.progress import Progress, watched


def users(registry: Registry) -> tuple[tuple[str, UserRole], ...]:
    """Who can open this registry, with what role, in the order they were added."""
    return registry.people.all()


def add_user(registry: Registry, user: str, *, role: UserRole, passphrase: str) -> None:
    """Let one more person open it. Raises UserExists, WeakPassphrase, NotAllowed."""
    roles.require(registry, roles.ADMINS)
    registry.people.add(user, role=role, passphrase=passphrase, at=clock.now())


def remove_user(registry: Registry, user: str) -> None:
    """Let this person open it no more; nothing is encrypted anew.

    Whoever kept a copy of the key is shut out by ``change_database_key`` only. Raises UnknownUser,
    LastAdmin, NotAllowed.
    """
    roles.require(registry, roles.ADMINS)
    registry.people.remove(user, at=clock.now())


def change_role(registry: Registry, user: str, *, role: UserRole) -> None:
    """Give this person another role. Raises UnknownUser, LastAdmin, NotAllowed."""
    roles.require(registry, roles.ADMINS)
    registry.people.change_role(user, role=role, at=clock.now())


def change_own_passphrase(registry: Registry, *, old: str, new: str) -> None:
    """Give the person who is signed in a new passphrase.

    Raises WrongPassphrase for the old one, with the same waits as signing in, WeakPassphrase.
    """
    at = clock.now()
    opening.unlock(registry.folder, passphrase=old, user=registry.user, at=at)
    registry.people.change_passphrase(registry.user, passphrase=new, at=at)


def reset_passphrase(registry: Registry, user: str, *, passphrase: str) -> None:
    """Give another person a new passphrase. Raises UnknownUser, WeakPassphrase, NotAllowed."""
    roles.require(registry, roles.ADMINS)
    registry.people.change_passphrase(user, passphrase=passphrase, at=clock.now())


def change_recovery_key(registry: Registry) -> str:
    """A new recovery key, to be printed; the old one opens no more. Raises NotAllowed."""
    roles.require(registry, roles.ADMINS)
    return registry.people.change_recovery_key(at=clock.now())


def change_database_key(registry: Registry, *, progress: Progress | None = None) -> Registry:
    """Encrypt everything under a new key, after a backup; use the registry that is returned.

    Passphrases and the recovery key stay. Backups made before stay under the old key: see
    ``maintain.backups_of_old_keys``. Raises KeyPairsMissing, KeyChangeFailed, BackupFailed,
    Cancelled and NotAllowed, after which the given registry goes on.
    """
    roles.require(registry, roles.ADMINS)
    with watched(progress):
        return registry.change_database_key(at=clock.now())
