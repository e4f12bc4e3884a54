"""The local log: what the program did, never whom it was about."""

import logging
import os
import time
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from nenboard.host import paths

_SIZE = 1_000_000
_KEPT = 3
_ROOT = "nenboard"


class _Formatter(logging.Formatter):
    """Times in UTC; an error by its kind and place, because its text may hold a value."""

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        self.converter = time.gmtime

    def formatException(  # noqa: N802 - named by the logging package
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "" if ei[1] is None else describe(ei[1])


class _PrivateFile(RotatingFileHandler):
    """A rotating file that only its owner can read."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding="utf-8")


def configure(level: int = logging.INFO) -> Path | None:
    """Send the program's log to its rotating file; returns the file, or None if none can be made.

    Calling it again changes only the level.
    """
    logger = logging.getLogger(_ROOT)
    logger.setLevel(level)
    for handler in logger.handlers:
        if isinstance(handler, _PrivateFile):
            return Path(handler.baseFilename)
    try:
        file = paths.make_private(paths.log_folder()) / "nenboard.log"
        handler = _PrivateFile(file, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        # Without a log the program still does its work; a full or locked profile is no reason to
        # stop. The null handler keeps records from reaching standard error.
        logger.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(_Formatter())
    logger.addHandler(handler)
    return file


def close() -> None:
    """Take the file away again and close it."""
    logger = logging.getLogger(_ROOT)
    for handler in [each for each in logger.handlers if isinstance(each, _PrivateFile)]:
        logger.removeHandler(handler)
        handler.close()


def describe(error: BaseException) -> str:
    """The kinds of an error and its causes with file, line and function; none of their texts."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{'caused by ' if lines else ''}{type(current).__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(lines)
