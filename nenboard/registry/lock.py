"""One writer at a time: the lock beside the database, and the note that says who holds it."""

import contextlib
import json
import os
import platform
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from nenboard.host.errors import HostError
from nenboard.host.files import write_atomically
from nenboard.registry import moments
from nenboard.registry.errors import Holder, LockLost, NoAccess, RegistryLocked, of_os_error

FILE_NAME = "lock"
HOLDER_NAME = "lock-holder.json"
DEAD_AFTER = timedelta(minutes=10)
_LARGEST_NOTE = 10_000
_LONGEST_SHOWN = 80
_SHOWN = ("user", "host", "since")


class WriterLock:
    """The lock of a registry folder, held from construction to ``release``.

    The operating system gives it back when a process dies. A computer that vanished from the
    network may leave it with the server: then its note falls silent, and ``taking_over`` puts a
    new lock in its place. Whoever comes back after that finds the lock lost and writes nothing.
    """

    def __init__(self, folder: Path, *, user: str, at: datetime, taking_over: bool = False) -> None:
        """Take the lock at once. Raises RegistryLocked with the holder, NoAccess or its like.

        ``taking_over`` sets a lock aside whose holder is dead by all signs: silent for ten
        minutes, or a process of this computer that has ended.
        """
        self._folder = folder
        self._token = secrets.token_hex(16)
        self._since = at
        self._user = user
        self.taken_from: Holder | None = None
        try:
            self._lock = _acquired(folder)
        except Timeout:
            holder = read_holder(folder)
            if not (taking_over and is_dead(folder, at)):
                raise RegistryLocked(holder, is_dead=is_dead(folder, at)) from None
            self._lock = _new_lock(folder, holder)
            self.taken_from = holder
        # The note is a courtesy to others; the lock holds without it, save after taking over.
        try:
            self._write_note(at)
        except HostError:
            if taking_over:
                self._lock.release()
                raise NoAccess from None

    def still_here(self, at: datetime) -> None:
        """Tell others that the holder lives; to be called about once a minute. Raises LockLost."""
        self.check()
        with contextlib.suppress(HostError):
            self._write_note(at)

    def hand_to(self, user: str, at: datetime) -> None:
        """Another user holds it from now on."""
        self._user, self._since = user, at
        with contextlib.suppress(HostError):
            self._write_note(at)

    def check(self) -> None:
        """Raises LockLost if somebody took the lock over meanwhile."""
        token = _read_note(self._folder).get("token")
        if token is not None and token != self._token:
            raise LockLost(read_holder(self._folder))

    def release(self) -> None:
        """Let others write. Calling it twice does no harm."""
        if not self._lock.is_locked:
            return
        if _read_note(self._folder).get("token") == self._token:
            with contextlib.suppress(OSError):
                (self._folder / HOLDER_NAME).unlink(missing_ok=True)
        self._lock.release()

    def _write_note(self, at: datetime) -> None:
        note = {
            "user": self._user,
            "host": platform.node(),
            "since": moments.stored(self._since),
            "seen": moments.stored(at),
            "process": os.getpid(),
            "token": self._token,
        }
        text = json.dumps(note, ensure_ascii=False).encode()
        write_atomically(self._folder / HOLDER_NAME, text)


def _acquired(folder: Path) -> FileLock:
    lock = FileLock(folder / FILE_NAME, mode=0o600)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise
    except OSError as error:
        raise of_os_error(error) from None
    return lock


def _new_lock(folder: Path, holder: Holder) -> FileLock:
    """A lock of our own in the place of a dead one, which a system may refuse to give up."""
    try:
        (folder / FILE_NAME).unlink(missing_ok=True)
        return _acquired(folder)
    except (OSError, Timeout):
        raise RegistryLocked(holder) from None


def is_dead(folder: Path, at: datetime) -> bool:
    """Whether the holder is dead by all signs: silent too long, or an ended process of this host.

    A note that is not ours says nothing, so its holder counts as alive.
    """
    note = _read_note(folder)
    try:
        silent = at - moments.read(note["seen"]) > DEAD_AFTER
    except (LookupError, ValueError, TypeError):
        return False
    is_ours = note.get("host") == platform.node()
    return silent or (is_ours and not _is_running(note.get("process")))


def _is_running(process: object) -> bool:
    """Whether a process of this computer lives; where the system does not tell, it does."""
    kill: Callable[[int, int], None] | None = getattr(os, "kill", None)
    if os.name != "posix" or kill is None or not isinstance(process, int) or process <= 0:
        return True
    try:
        kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def read_holder(folder: Path) -> Holder:
    """Who holds the lock by their own note; unknown where there is none or it is not ours."""
    note = _read_note(folder)
    return Holder(*(_shown(note.get(name)) for name in _SHOWN))


def _read_note(folder: Path) -> dict[str, Any]:
    path = folder / HOLDER_NAME
    try:
        if path.stat().st_size > _LARGEST_NOTE:
            return {}
        note = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def _shown(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return "".join(sign for sign in value if sign.isprintable())[:_LONGEST_SHOWN] or None
