"""Faults of keys, passphrases and users."""

from datetime import timedelta

from nenboard.host.language import _
from nenboard.registry.errors.base import RegistryError


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


class KeyPairsMissing(RegistryError):
    """Users whose keys are of the first form cannot be handed a new database key."""

    def __init__(self, users: tuple[str, ...]) -> None:
        self.users = users
        if users:
            text = _(
                "The database key was not changed: {users} signed in last with an older nenboard. "
                "They sign in once, or are removed; then change the key again."
            )
        else:
            text = _(
                "The database key was not changed: the recovery key was printed by an older "
                "nenboard. Print a new recovery key, then change the key again."
            )
        super().__init__(text.format(users=", ".join(users)))


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


class KeyChangeFailed(RegistryError):
    """The database could not be encrypted under a new key; the old key holds."""

    def __init__(self, cause: str) -> None:
        text = _(
            "The database key was not changed: {cause} The registry opens as before, and its "
            "records are safe. Try again when this is mended."
        )
        super().__init__(text.format(cause=cause))
