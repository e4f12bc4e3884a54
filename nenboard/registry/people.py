"""The people who can open a registry: added, removed and given new secrets, with a trace."""

import contextlib
from datetime import datetime

from nenboard.registry import keys, opening
from nenboard.registry.audit import Action, AuditTrail, Event
from nenboard.registry.connection import Storage
from nenboard.registry.errors import RegistryError
from nenboard.registry.keys import KeyFile, UserRole
from nenboard.registry.place import Place


class People:
    """The users of one open registry. Who may do what is decided above, by the role."""

    def __init__(self, place: Place, storage: Storage, *, audit: AuditTrail) -> None:
        self._place = place
        self._storage = storage
        self._audit = audit

    def all(self) -> tuple[tuple[str, UserRole], ...]:
        """Who can open this registry, with what role."""
        file = self._file()
        return tuple((name, file.role(name)) for name in file.names())

    def add(self, user: str, *, role: UserRole, passphrase: str, at: datetime) -> None:
        """Let one more person open it. Raises UserExists, WeakPassphrase."""
        new = keys.add_user(
            self._file(), self._place.unlocked, user=user, role=role, passphrase=passphrase
        )
        self._replace(new, Event(Action.USER_ADDED, "user", user, content={"role": role}), at=at)

    def remove(self, user: str, *, at: datetime) -> None:
        """Let this person open it no more. Raises UnknownUser, LastAdmin.

        Whoever copied the key while they could open it still has it; only a new key shuts them out.
        """
        new = keys.remove_user(self._file(), self._place.unlocked, user=user)
        self._replace(new, Event(Action.USER_REMOVED, "user", user), at=at)

    def change_role(self, user: str, *, role: UserRole, at: datetime) -> None:
        """Give this person another role. Raises UnknownUser, LastAdmin."""
        file = self._file()
        new = keys.change_role(file, self._place.unlocked, user=user, role=role)
        content = {"old": file.role(user), "new": role}
        self._replace(new, Event(Action.ROLE_CHANGED, "user", user, content=content), at=at)

    def change_passphrase(
        self,
        user: str,
        *,
        passphrase: str,
        at: datetime,
        action: Action = Action.PASSPHRASE_CHANGED,
    ) -> None:
        """Give this person a new passphrase. Raises UnknownUser, WeakPassphrase."""
        new = keys.change_passphrase(
            self._file(), self._place.unlocked, user=user, passphrase=passphrase
        )
        self._replace(new, Event(action, "user", user), at=at)

    def change_recovery_key(self, *, at: datetime) -> str:
        """A new recovery key, as printed; the old one opens no more."""
        new, printed = keys.change_recovery_key(self._file(), self._place.unlocked)
        self._replace(new, Event(Action.RECOVERY_KEY_CHANGED), at=at)
        return printed

    def settle(self, passphrase: str) -> None:
        """Keep the key of now directly under the passphrase of who signed in, if it is not yet.

        The key opens without it too, so a folder that takes no file now does no harm.
        """
        with contextlib.suppress(OSError, RegistryError):
            new = keys.settled(self._file(), self._place.unlocked, passphrase=passphrase)
            if new is not None:
                opening.write_keys(self._place.folder, new)

    def _file(self) -> KeyFile:
        return keys.read_key_file(self._place.folder)

    def _replace(self, new: KeyFile, event: Event, *, at: datetime) -> None:
        """Replace the key file and note it: both, or neither unless the machine stops between."""
        old = self._file()
        try:
            with self._storage.transaction():
                self._audit.note(event, by=self._place.unlocked.user, at=at)
                opening.write_keys(self._place.folder, new)
        except BaseException:
            opening.write_keys(self._place.folder, old)
            raise
