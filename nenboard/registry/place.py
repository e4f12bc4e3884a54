"""Where a registry is, and the key that opens it."""

from dataclasses import dataclass
from pathlib import Path

from nenboard.registry.connection import DATABASE_NAME, Mode, Storage
from nenboard.registry.keys import UnlockedKey


@dataclass(frozen=True)
class Place:
    """A registry folder, or a backup of one, together with its unlocked key."""

    folder: Path
    unlocked: UnlockedKey

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / DATABASE_NAME

    @property
    def registry_id(self) -> str:
        """The identifier of the registry that the key belongs to."""
        return self.unlocked.registry

    def connect(self, mode: Mode) -> Storage:
        """Open the database with the key; raises what ``Storage`` raises."""
        return Storage(self.file, key=self.unlocked.key, mode=mode)
