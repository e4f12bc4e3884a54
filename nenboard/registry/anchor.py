"""The anchor: how far the audit trail had come at the last close, kept outside the database.

A file that was put back as a whole looks healthy from inside; the anchor shows that it is older
than what was last closed. It is authenticated with a key derived from the database key.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, ValidationError

from nenboard.domain.base import Value
from nenboard.host.files import write_atomically
from nenboard.registry.audit import Head
from nenboard.registry.connection import Storage
from nenboard.registry.errors import Finding
from nenboard.registry.keys import derived_key
from nenboard.registry.place import Place

FILE_NAME = "anchor.json"
_LARGEST_FILE = 10_000


class _AnchorFile(Value):
    registry: str
    seq: Annotated[int, Field(ge=0)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    seal: str


@dataclass(frozen=True)
class Anchor:
    """The anchor of one folder under one key."""

    place: Place

    def drop(self, head: Head) -> None:
        """Remember this head. Raises HostError."""
        content = {
            "registry": self.place.registry_id,
            "seq": head.seq,
            "hash": head.hash.hex(),
        }
        sealed = {**content, "seal": self._seal(head.seq, head.hash.hex())}
        write_atomically(
            self.place.folder / FILE_NAME, json.dumps(sealed, indent=1).encode() + b"\n"
        )

    def findings(self, storage: Storage) -> tuple[Finding, ...]:
        """What is wrong with the file by the anchor; nothing if there is no anchor."""
        path = self.place.folder / FILE_NAME
        try:
            if path.stat().st_size > _LARGEST_FILE:
                return (Finding("anchor", "anchor.json is damaged"),)
            found = _AnchorFile.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return ()
        except (ValidationError, ValueError):
            return (Finding("anchor", "anchor.json is damaged"),)
        is_sealed = hmac.compare_digest(found.seal, self._seal(found.seq, found.hash))
        if not is_sealed or found.registry != self.place.registry_id:
            return (Finding("anchor", "anchor.json is damaged or of another registry"),)
        there = storage.value("SELECT hash FROM audit WHERE seq = ?", (found.seq,))
        if not isinstance(there, bytes) or there.hex() != found.hash:
            return (Finding("anchor", "the database is older than when it was last closed"),)
        return ()

    def _seal(self, seq: int, hashed: str) -> str:
        text = json.dumps([self.place.registry_id, seq, hashed]).encode()
        key = derived_key(self.place.unlocked.key, "anchor")
        return hmac.new(key, text, hashlib.sha256).hexdigest()
