"""What is kept in the folder backups, as a person looks at it: list, check again, carry away."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nenboard.registry.connection import DATABASE_NAME
from nenboard.registry.copies import Copy, listed
from nenboard.registry.folder import Registry
from nenboard.registry.verify import Report
from nenboard.workflow import clock, roles
from nenboard.workflow.progress import Progress, watched

_MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Kept:
    """A checked backup, or the files kept before a restore, which were never checked.

    ``cases`` and ``head`` are None for those; ``at`` is None where the name tells no moment.
    """

    copy: Copy
    at: datetime | None
    bytes: int

    @property
    def is_checked(self) -> bool:
        """Whether it was reopened and passed every check when it was made."""
        return self.copy.backup is not None

    @property
    def cases(self) -> int | None:
        """How many cases it holds."""
        return self.copy.backup.counts.get("cases") if self.copy.backup else None

    @property
    def head(self) -> str | None:
        """The last entry of the audit trail it holds, as printed."""
        return self.copy.backup.head if self.copy.backup else None


def kept(folder: Path) -> tuple[Kept, ...]:
    """Everything kept of a registry, newest first. Needs no passphrase."""
    found = [Kept(one, _moment(one), _size(one)) for one in listed(folder)]
    oldest = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(found, key=lambda one: one.at or oldest, reverse=True))


def _moment(one: Copy) -> datetime | None:
    if one.backup is not None:
        return one.backup.at
    with contextlib.suppress(ValueError):
        return datetime.strptime(one.name.partition("-")[0], _MOMENT).replace(tzinfo=UTC)
    return None


def _size(one: Copy) -> int:
    with contextlib.suppress(OSError):
        return (one.folder / DATABASE_NAME).stat().st_size
    return 0


def check_again(registry: Registry, one: Copy, *, progress: Progress | None = None) -> Report:
    """Open a backup with the key of now and run every check on it; nothing is changed.

    Raises what opening raises, or Cancelled.
    """
    with watched(progress):
        return registry.check_copy(one)


def carry(registry: Registry, one: Copy, *, to: Path) -> Path:
    """Put a backup into a folder elsewhere as well, compared byte by byte; where it is then.

    It opens with the passphrases of its day. Raises BackupFailed, NotAllowed for a viewer.
    """
    roles.require(registry, roles.EDITORS)
    return registry.carry(one, to, at=clock.now())
