"""Wrong passphrases: how long to wait after them, and the small file that remembers them."""

import contextlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from nenboard.domain.base import Value
from nenboard.host.errors import HostError
from nenboard.host.files import write_atomically
from nenboard.registry import moments
from nenboard.registry.errors import TooManyAttempts

FILE_NAME = "sign-in.json"
FREE_ATTEMPTS = 3
LONGEST_WAIT = timedelta(minutes=5)
_LARGEST_FILE = 10_000
_REMEMBERED = 50


class Failures(Value):
    """Wrong passphrases since the last right one: how many, and the newest moments."""

    count: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    moments: tuple[str, ...] = ()


def wait_after(failures: int) -> timedelta:
    """How long the next attempt waits: nothing for the first three, then 1 s, doubled each time.

    Never more than five minutes, so that a meeting is not locked out.
    """
    if failures < FREE_ATTEMPTS:
        return timedelta(0)
    doubled = timedelta(seconds=2 ** min(failures - FREE_ATTEMPTS, 12))
    return min(doubled, LONGEST_WAIT)


def remaining_wait(failures: Failures, at: datetime) -> timedelta:
    """What is left of the wait; a clock set back does not lengthen it beyond the whole wait."""
    if not failures.moments:
        return timedelta(0)
    whole = wait_after(failures.count)
    passed = at - moments.read(failures.moments[-1])
    return max(timedelta(0), min(whole, whole - passed))


def with_failure(failures: Failures, at: datetime) -> Failures:
    """The failures with one more at this moment."""
    newest = (*failures.moments, moments.stored(at))[-_REMEMBERED:]
    return Failures(count=min(failures.count + 1, 1_000_000), moments=newest)


def refuse_if_waiting(folder: Path, at: datetime) -> None:
    """Raises TooManyAttempts while the wait after wrong passphrases is not over."""
    wait = remaining_wait(read(folder), at)
    if wait > timedelta(0):
        raise TooManyAttempts(wait)


def read(folder: Path) -> Failures:
    """The remembered failures; none if the file is absent or not ours."""
    try:
        path = folder / FILE_NAME
        if path.stat().st_size > _LARGEST_FILE:
            return Failures()
        found = Failures.model_validate_json(path.read_bytes())
        [moments.read(text) for text in found.moments]
    except (OSError, ValidationError, ValueError):
        return Failures()
    return found


def remember(folder: Path, at: datetime) -> None:
    """Note a wrong passphrase; in a folder that cannot be written the wait is not kept."""
    text = json.dumps(with_failure(read(folder), at).model_dump(mode="json"))
    with contextlib.suppress(HostError):
        write_atomically(folder / FILE_NAME, text.encode())


def forget(folder: Path) -> None:
    """After a right passphrase, once the failures stand in the audit trail."""
    with contextlib.suppress(OSError):
        (folder / FILE_NAME).unlink(missing_ok=True)
