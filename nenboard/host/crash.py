"""A local file about a fault of ours, for the person to read and to send if they wish."""

import platform
from datetime import datetime
from pathlib import Path

import nenboard
from nenboard.host import paths
from nenboard.host.errors import HostError
from nenboard.host.files import write_atomically
from nenboard.host.log import describe


def report(error: BaseException, *, at: datetime) -> str:
    """What happened: version, system, time, kinds and places of the error; no record text."""
    return (
        f"nenboard {nenboard.__version__}\n"
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}\n"
        f"{at.isoformat(timespec='seconds')}\n\n"
        f"{describe(error)}\n"
    )


def write(error: BaseException, *, at: datetime) -> Path | None:
    """Keep the report in the log folder; returns its file, or None if it cannot be written."""
    file = paths.log_folder() / f"crash-{at:%Y%m%d-%H%M%S}.txt"
    try:
        paths.make_private(file.parent)
        write_atomically(file, report(error, at=at).encode())
    except (OSError, HostError):
        return None
    return file
