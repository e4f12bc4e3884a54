"""Faults of the machine, each with a sentence for the person in front of it."""

from pathlib import Path


class HostError(Exception):
    """The machine refused something. The text says what happened, what is safe, what to do."""

    def __init__(self, message: str, *, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class DiskFull(HostError):
    """No room is left on the disk, or the person's quota is used up."""


class FolderReadOnly(HostError):
    """The folder lies on a disk that cannot be written to."""


class FolderGone(HostError):
    """The folder does not exist, or its network share has vanished."""


class AccessDenied(HostError):
    """The person has no right to read or write there."""


class TargetLocked(HostError):
    """Another program holds the target open."""


class WrittenDifferently(HostError):
    """The disk gave back other bytes than were written."""


class ResourceMissing(HostError):
    """A file that belongs to the program is not there."""
