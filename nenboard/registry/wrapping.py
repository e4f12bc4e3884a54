"""How the database key is wrapped: under a secret, and handed on to whoever holds a key pair.

A passphrase, through Argon2id (RFC 9106) and AES-SIV (RFC 5297), opens the database key and the
private half of an X25519 pair (RFC 7748). When the database key changes, the new one is wrapped
for each public half, so nobody has to type a passphrase for it. The wrapping mixes in the key of
before: who never held that one cannot pass off a key of their own.
"""

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from nenboard.domain.base import Value
from nenboard.registry.errors import DamagedKeys, WrongPassphrase

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

KEY_BYTES = 32
_WRAPPING_KEY_BYTES = 64

Hex = Annotated[str, Field(pattern=r"^(?:[0-9a-f]{2}){1,200}$")]


class Argon2Cost(Value):
    """Cost of deriving a wrapping key (RFC 9106): memory in KiB, passes, lanes.

    The upper limits keep a hostile keys.json from exhausting the machine.
    """

    memory_kib: Annotated[int, Field(ge=8, le=1_048_576)] = 65_536
    passes: Annotated[int, Field(ge=1, le=32)] = 3
    lanes: Annotated[int, Field(ge=1, le=16)] = 4


class Handover(Value):
    """A newer database key, wrapped for one public key and the database key before it."""

    ephemeral: Hex
    wrapped: Hex


class Wrapped(Value):
    """What opens with one secret: the database key, and the newer ones handed on since."""

    salt: Hex
    argon2id: Argon2Cost
    wrapped: Hex
    public: Hex | None = None
    handed_on: Annotated[tuple[Handover, ...], Field(max_length=100)] = ()


@dataclass(frozen=True)
class Opened:
    """The keys behind a secret; ``private`` is None for a file made before key pairs."""

    key: bytes = field(repr=False)
    private: bytes | None = field(repr=False)


def wrap(key: bytes, secret: bytes, *, cost: Argon2Cost, bound: list[bytes]) -> Wrapped:
    """The database key and a new key pair under a secret, which opens them only when bound so."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    pair = X25519PrivateKey.generate()
    salt = secrets.token_hex(16)
    content = key + pair.private_bytes_raw()
    wrapped = AESSIV(_derive(secret, salt, cost=cost)).encrypt(content, bound)
    public = pair.public_key().public_bytes_raw().hex()
    return Wrapped(salt=salt, argon2id=cost, wrapped=wrapped.hex(), public=public)


def unwrap(held: Wrapped, secret: bytes, *, bound: list[bytes]) -> Opened:
    """The newest database key. Raises WrongPassphrase, DamagedKeys."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    wrapping = _derive(secret, held.salt, cost=held.argon2id)
    try:
        content = AESSIV(wrapping).decrypt(bytes.fromhex(held.wrapped), bound)
    except InvalidTag:
        raise WrongPassphrase from None
    if len(content) not in {KEY_BYTES, 2 * KEY_BYTES}:
        raise DamagedKeys
    key, private = content[:KEY_BYTES], content[KEY_BYTES:] or None
    for step in held.handed_on:
        key = _received(step, Opened(key, private), bound=bound)
    return Opened(key, private)


def hand_on(held: Wrapped, keys: tuple[bytes, bytes], *, bound: list[bytes]) -> Wrapped:
    """The same with one more database key; ``keys`` are the one of now and the new one.

    Raises DamagedKeys if there is no usable public key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    before, new = keys
    public = _public(held.public)
    ephemeral = X25519PrivateKey.generate()
    mine = ephemeral.public_key().public_bytes_raw()
    wrapping = _shared(ephemeral.exchange(public), before=before, mine=mine)
    step = Handover(ephemeral=mine.hex(), wrapped=AESSIV(wrapping).encrypt(new, bound).hex())
    return held.model_copy(update={"handed_on": (*held.handed_on, step)})


def _received(step: Handover, holder: Opened, *, bound: list[bytes]) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    if holder.private is None:
        raise DamagedKeys
    mine = bytes.fromhex(step.ephemeral)
    pair = X25519PrivateKey.from_private_bytes(holder.private)
    try:
        shared = pair.exchange(_public(step.ephemeral))
        wrapping = _shared(shared, before=holder.key, mine=mine)
        key = AESSIV(wrapping).decrypt(bytes.fromhex(step.wrapped), bound)
    except (InvalidTag, ValueError):
        raise DamagedKeys from None
    if len(key) != KEY_BYTES:
        raise DamagedKeys
    return key


def _public(text: str | None) -> "X25519PublicKey":
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    try:
        return X25519PublicKey.from_public_bytes(bytes.fromhex(text or ""))
    except ValueError:
        raise DamagedKeys from None


def _shared(exchanged: bytes, *, before: bytes, mine: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = b"nenboard handover " + mine
    return HKDF(SHA256(), _WRAPPING_KEY_BYTES, salt=before, info=info).derive(exchanged)


def _derive(secret: bytes, salt: str, *, cost: Argon2Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        kdf = Argon2id(
            salt=bytes.fromhex(salt),
            length=_WRAPPING_KEY_BYTES,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        )
    except ValueError:
        raise DamagedKeys from None
    return kdf.derive(secret)
