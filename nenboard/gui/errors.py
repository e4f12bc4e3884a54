"""Faults: those of the world become a sentence, ours a local report the user can read."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from nenboard.host.errors import HostError


@dataclass(frozen=True, slots=True)
class CrashReport:
    """The words of a report without patient text, and its file if it could be written."""

    text: str
    file: Path | None


def sentence_of(error: BaseException) -> str | None:
    """The sentence of a fault of the world; None for a fault of ours."""
    from nenboard.registry.errors import RegistryError
    from nenboard.reports.errors import ReportError
    from nenboard.workflow.errors import WorkflowError

    if isinstance(error, HostError | RegistryError | ReportError | WorkflowError):
        return str(error)
    return None


def write_report(error: BaseException) -> CrashReport:
    """Keep a local report of a fault of ours."""
    from nenboard.host import crash

    at = datetime.now(UTC)
    return CrashReport(text=crash.report(error, at=at), file=crash.write(error, at=at))


def catch_uncaught(show: Callable[[CrashReport], object]) -> None:
    """Send every uncaught exception of the program to a report, and show it."""

    def hook(_kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(type(error), error, trace)
            return
        show(write_report(error))

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            write_report(args.exc_value)

    sys.excepthook = hook
    threading.excepthook = thread_hook
