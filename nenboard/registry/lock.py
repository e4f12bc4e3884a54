"""One writer at a time: the lock beside the database, and the note that says who holds it."""

import contextlib
import json
import platform
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from nenboard.host.errors import HostError
from nenboard.host.files import write_atomically
from nenboard.registry import moments
from nenboard.registry.errors import Holder, NoAccess, RegistryLocked

FILE_NAME = "lock"
HOLDER_NAME = "lock-holder.json"
_LARGEST_NOTE = 10_000
_LONGEST_SHOWN = 80


class WriterLock:
    """The lock of a registry folder, held from construction to ``release``.

    The operating system gives it back when a process dies, so a lock cannot go stale; a note that
    a dead process left behind is replaced by the next writer.
    """

    def __init__(self, folder: Path, *, user: str, at: datetime) -> None:
        """Take the lock at once. Raises RegistryLocked with the holder, or NoAccess."""
        note = {"user": user, "host": platform.node(), "since": moments.stored(at)}
        self._note = folder / HOLDER_NAME
        self._lock = FileLock(folder / FILE_NAME, mode=0o600)
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            raise RegistryLocked(read_holder(folder)) from None
        except OSError:
            raise NoAccess from None
        # The note is a courtesy to others; the lock holds without it.
        with contextlib.suppress(HostError):
            write_atomically(self._note, json.dumps(note, ensure_ascii=False).encode())

    def release(self) -> None:
        """Let others write. Calling it twice does no harm."""
        if not self._lock.is_locked:
            return
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()


def read_holder(folder: Path) -> Holder:
    """Who holds the lock by their own note; unknown where there is none or it is not ours."""
    path = folder / HOLDER_NAME
    try:
        if path.stat().st_size > _LARGEST_NOTE:
            return Holder(None, None, None)
        note = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return Holder(None, None, None)
    if not isinstance(note, dict):
        return Holder(None, None, None)
    return Holder(*(_shown(note.get(name)) for name in ("user", "host", "since")))


def _shown(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return "".join(sign for sign in value if sign.isprintable())[:_LONGEST_SHOWN] or None
