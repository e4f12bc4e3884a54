"""The wrapped keys: a random database key that each passphrase unlocks, in keys.json."""

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from nenboard.domain.base import Value
from nenboard.host.files import write_atomically
from nenboard.host.passphrase import LEAST_CHARACTERS
from nenboard.registry.errors import (
    DamagedKeys,
    KeyPairsMissing,
    LastAdmin,
    MissingKeys,
    UnknownUser,
    UserExists,
    UserNeeded,
    WeakPassphrase,
)
from nenboard.registry.recovery import new_recovery_key, typed_recovery_key
from nenboard.registry.wrapping import (
    KEY_BYTES,
    Argon2Cost,
    Hex,
    Wrapped,
    hand_on,
    unwrap,
    wrap,
)

__all__ = [
    "FILE_NAME",
    "KEY_BYTES",
    "Argon2Cost",
    "KeyFile",
    "UnlockedKey",
    "UserRole",
]

FORMAT = "nenboard-keys/1"
FILE_NAME = "keys.json"
_LARGEST_FILE = 1_000_000


class UserRole(StrEnum):
    """What a user may do; the workflow decides by it, the file keeps it."""

    VIEWER = "viewer"
    EDITOR = "editor"
    BOARD_LEAD = "board_lead"
    ADMIN = "admin"


class _UserEntry(Wrapped):
    kind: Literal["user"] = "user"
    user: Annotated[str, Field(min_length=1, max_length=80)]
    role: UserRole


class _RecoveryEntry(Wrapped):
    kind: Literal["recovery"] = "recovery"


class KeyFile(Value):
    """The content of keys.json: users with their wrapped keys, the recovery key's, and a seal.

    The seal is a keyed digest over everything else, under a key derived from the database key:
    after unlocking it shows whether a role or an entry was changed outside nenboard.
    """

    format: Literal["nenboard-keys/1"] = "nenboard-keys/1"
    registry: Hex
    users: Annotated[tuple[_UserEntry, ...], Field(min_length=1, max_length=500)]
    recovery: _RecoveryEntry
    seal: Hex = "00"

    def names(self) -> tuple[str, ...]:
        """The users, in the order they were added."""
        return tuple(entry.user for entry in self.users)

    def role(self, user: str) -> UserRole:
        """The role of a user. Raises UnknownUser."""
        return _entry(self, user).role


@dataclass(frozen=True)
class UnlockedKey:
    """The database key and who unlocked it; neither is shown when printed by mistake."""

    key: bytes = field(repr=False)
    registry: str
    user: str
    role: UserRole


@dataclass(frozen=True)
class _Person:
    user: str
    role: UserRole
    passphrase: str = field(repr=False)


def new_key_file(
    *, user: str, passphrase: str, cost: Argon2Cost | None = None
) -> tuple[KeyFile, UnlockedKey, str]:
    """Keys of a new registry with one administrator: the file, the unlocked key, the recovery key.

    Raises WeakPassphrase.
    """
    cost = cost or Argon2Cost()
    key = secrets.token_bytes(KEY_BYTES)
    registry = secrets.token_hex(16)
    printed = new_recovery_key()
    unlocked = UnlockedKey(key=key, registry=registry, user=_name(user), role=UserRole.ADMIN)
    entry = _user_entry(unlocked, _Person(unlocked.user, UserRole.ADMIN, passphrase), cost=cost)
    recovery = _recovery_entry(unlocked, printed, cost=cost)
    file = KeyFile(registry=registry, users=(entry,), recovery=recovery)
    return _sealed(file, key), unlocked, printed


def unlock(file: KeyFile, *, passphrase: str, user: str | None = None) -> UnlockedKey:
    """The database key, for the user named, or for the only one.

    Raises WrongPassphrase, UserNeeded, UnknownUser, or DamagedKeys if the seal is broken.
    """
    if user is None and len(file.users) > 1:
        raise UserNeeded
    entry = file.users[0] if user is None else _entry(file, user)
    opened = unwrap(
        entry, _passphrase_bytes(passphrase), bound=_bound_to(file.registry, user=entry.user)
    )
    _check_seal(file, opened.key)
    return UnlockedKey(key=opened.key, registry=file.registry, user=entry.user, role=entry.role)


def unlock_with_recovery_key(file: KeyFile, typed: str, *, user: str) -> UnlockedKey:
    """The database key by the printed recovery key, acting for this user.

    Raises MistypedRecoveryKey, WrongPassphrase, UnknownUser, DamagedKeys.
    """
    entry = _entry(file, user)
    secret = typed_recovery_key(typed).encode()
    opened = unwrap(file.recovery, secret, bound=_bound_to(file.registry, user=None))
    _check_seal(file, opened.key)
    return UnlockedKey(key=opened.key, registry=file.registry, user=entry.user, role=entry.role)


def add_user(
    file: KeyFile,
    unlocked: UnlockedKey,
    *,
    user: str,
    role: UserRole,
    passphrase: str,
) -> KeyFile:
    """The file with one more user, at the costs of the file. Raises UserExists, WeakPassphrase."""
    name = _name(user)
    if any(_same(name, other) for other in file.names()):
        raise UserExists
    entry = _user_entry(unlocked, _Person(name, role, passphrase), cost=_cost(file))
    return _sealed(file.model_copy(update={"users": (*file.users, entry)}), unlocked.key)


def remove_user(file: KeyFile, unlocked: UnlockedKey, *, user: str) -> KeyFile:
    """The file without this user. Raises UnknownUser, LastAdmin."""
    gone = _entry(file, user)
    kept = tuple(entry for entry in file.users if entry is not gone)
    return _sealed(_with_admin(file, kept), unlocked.key)


def change_role(file: KeyFile, unlocked: UnlockedKey, *, user: str, role: UserRole) -> KeyFile:
    """The file with another role for this user. Raises UnknownUser, LastAdmin."""
    changed = _entry(file, user)
    entries = tuple(
        entry.model_copy(update={"role": role}) if entry is changed else entry
        for entry in file.users
    )
    return _sealed(_with_admin(file, entries), unlocked.key)


def change_passphrase(
    file: KeyFile, unlocked: UnlockedKey, *, user: str, passphrase: str
) -> KeyFile:
    """The file in which a new passphrase unlocks for this user, and the old one no more.

    Raises UnknownUser, WeakPassphrase. The database is not encrypted anew.
    """
    old = _entry(file, user)
    new = _user_entry(unlocked, _Person(old.user, old.role, passphrase), cost=old.argon2id)
    entries = tuple(new if entry is old else entry for entry in file.users)
    return _sealed(file.model_copy(update={"users": entries}), unlocked.key)


def change_recovery_key(file: KeyFile, unlocked: UnlockedKey) -> tuple[KeyFile, str]:
    """The file with a new recovery key, and that key as printed; the old one opens no more."""
    printed = new_recovery_key()
    entry = _recovery_entry(unlocked, printed, cost=file.recovery.argon2id)
    return _sealed(file.model_copy(update={"recovery": entry}), unlocked.key), printed


def settled(file: KeyFile, unlocked: UnlockedKey, *, passphrase: str) -> KeyFile | None:
    """The file with the key of now directly under this user's passphrase.

    None if it is so already. Gives users of the first key files a key pair, and ends the chain of
    keys that were handed on.
    """
    entry = _entry(file, unlocked.user)
    if entry.public is not None and not entry.handed_on:
        return None
    return change_passphrase(file, unlocked, user=unlocked.user, passphrase=passphrase)


def change_database_key(file: KeyFile, unlocked: UnlockedKey) -> tuple[KeyFile, UnlockedKey]:
    """The file for a new random database key, handed on to every user and the recovery key.

    Raises KeyPairsMissing naming those who cannot be handed it: they sign in once first, or go;
    for a recovery key without a pair a new one is printed first.
    """
    without = [entry.user for entry in file.users if entry.public is None]
    if without or file.recovery.public is None:
        raise KeyPairsMissing(tuple(without))
    new = replace(unlocked, key=secrets.token_bytes(KEY_BYTES))
    both = (unlocked.key, new.key)
    users = tuple(
        hand_on(entry, both, bound=_bound_to(file.registry, user=entry.user))
        for entry in file.users
    )
    recovery = hand_on(file.recovery, both, bound=_bound_to(file.registry, user=None))
    return _sealed(file.model_copy(update={"users": users, "recovery": recovery}), new.key), new


def read_key_file(folder: Path) -> KeyFile:
    """The keys of the registry in this folder. Raises MissingKeys, DamagedKeys."""
    path = folder / FILE_NAME
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise DamagedKeys
        return KeyFile.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise MissingKeys from None
    except (ValidationError, ValueError):
        raise DamagedKeys from None


def write_key_file(folder: Path, file: KeyFile) -> None:
    """Put the keys into the folder, whole or not at all. Raises HostError."""
    text = json.dumps(file.model_dump(mode="json"), indent=1, ensure_ascii=False)
    write_atomically(folder / FILE_NAME, text.encode() + b"\n")


def derived_key(key: bytes, purpose: str) -> bytes:
    """A key for another purpose than the database, from which the database key cannot be found."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"nenboard {purpose}".encode()).derive(key)


def _user_entry(unlocked: UnlockedKey, person: _Person, *, cost: Argon2Cost) -> _UserEntry:
    if len(person.passphrase) < LEAST_CHARACTERS:
        raise WeakPassphrase(LEAST_CHARACTERS)
    bound = _bound_to(unlocked.registry, user=person.user)
    held = wrap(unlocked.key, _passphrase_bytes(person.passphrase), cost=cost, bound=bound)
    return _UserEntry(user=person.user, role=person.role, **dict(held))


def _recovery_entry(unlocked: UnlockedKey, printed: str, *, cost: Argon2Cost) -> _RecoveryEntry:
    bound = _bound_to(unlocked.registry, user=None)
    return _RecoveryEntry(**dict(wrap(unlocked.key, printed.encode(), cost=cost, bound=bound)))


def _bound_to(registry: str, *, user: str | None) -> list[bytes]:
    """What a wrapped key is authenticated with: it opens nothing under another name or registry."""
    whose = b"recovery" if user is None else b"user " + user.encode()
    return [FORMAT.encode(), bytes.fromhex(registry), whose]


def _seal_of(file: KeyFile, key: bytes) -> str:
    """The seal covers what is recorded; key files of the first form have fewer fields."""
    content = file.model_dump(mode="json", exclude={"seal"})
    for held in (*content["users"], content["recovery"]):
        for name in ("public", "handed_on"):
            if not held[name]:
                del held[name]
    text = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(derived_key(key, "key file seal"), text, hashlib.sha256).hexdigest()


def _sealed(file: KeyFile, key: bytes) -> KeyFile:
    return file.model_copy(update={"seal": _seal_of(file, key)})


def _check_seal(file: KeyFile, key: bytes) -> None:
    if not hmac.compare_digest(file.seal, _seal_of(file, key)):
        raise DamagedKeys


def _with_admin(file: KeyFile, users: tuple[_UserEntry, ...]) -> KeyFile:
    if not any(entry.role is UserRole.ADMIN for entry in users):
        raise LastAdmin
    return file.model_copy(update={"users": users})


def _entry(file: KeyFile, user: str) -> _UserEntry:
    found = next((entry for entry in file.users if _same(entry.user, user)), None)
    if found is None:
        raise UnknownUser
    return found


def _cost(file: KeyFile) -> Argon2Cost:
    """The dearest cost in use, so that a new user is never protected less than the others."""
    costs = [(each.argon2id.memory_kib, each.argon2id.passes, each) for each in file.users]
    return max(costs, key=lambda cost: cost[:2])[2].argon2id


def _name(user: str) -> str:
    return unicodedata.normalize("NFC", user).strip()


def _same(one: str, other: str) -> bool:
    return _name(one).casefold() == _name(other).casefold()


def _passphrase_bytes(passphrase: str) -> bytes:
    """The same bytes however the keyboard composed the letters (NFKC)."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
