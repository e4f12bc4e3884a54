"""Exit codes, and how a fault becomes one with its message; nothing here repeats a record."""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from nenboard.domain.base import Problem
from nenboard.host.errors import HostError
from nenboard.host.language import _

RESULT: Final = 0
OURS: Final = 1
INPUT: Final = 2
REGISTRY: Final = 3
INTERRUPTED: Final = 130

_ASKED_WRONGLY: Final = frozenset(
    {
        "AlreadyARegistry",
        "BackupNeeded",
        "ErasedCase",
        "LastAdmin",
        "NotARegistry",
        "ReadOnly",
        "RevisionConflict",
        "UnknownCase",
        "UnknownMeeting",
        "UnknownView",
        "UserExists",
        "UserNeeded",
        "WeakPassphrase",
    }
)
"""Faults of the registry that lie in what was asked, not in the registry."""


class UsageError(Exception):
    """A command was given in a way it cannot be carried out; the text says how to do it."""


def problem_of(code: str, message: str, *, path: str = "") -> Problem:
    """A problem that lies in no place of a document."""
    return Problem(path=path, code=code, message=message)


def fail(code: int, problems: Iterable[Problem], *, as_json: bool, **more: object) -> int:
    """Say every problem, in one JSON document or line by line; returns the exit code."""
    listed = list(problems)
    if as_json:
        errors = [problem.model_dump(mode="json") for problem in listed]
        print_json({"errors": errors, **more})
    else:
        for problem in listed:
            sys.stderr.write(f"{problem.message}\n")
    return code


def print_json(document: Mapping[str, object] | Sequence[Mapping[str, object]]) -> None:
    """The one JSON document of a command, on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=1))


def of_error(error: Exception, *, as_json: bool) -> int | None:
    """The exit code of a known fault, said; None for a fault of ours."""
    from nenboard.registry.errors import RegistryError
    from nenboard.reports.errors import ReportError
    from nenboard.workflow.errors import UnusableInput, WorkflowError

    if isinstance(error, UnusableInput):
        return fail(INPUT, error.problems, as_json=as_json)
    if isinstance(error, UsageError):
        return fail(INPUT, [problem_of("usage", str(error))], as_json=as_json)
    if not isinstance(error, RegistryError | HostError | ReportError | WorkflowError):
        return None
    name = type(error).__name__
    is_registry = isinstance(error, RegistryError) and name not in _ASKED_WRONGLY
    problem = problem_of(_snake(name), str(error))
    return fail(REGISTRY if is_registry else INPUT, [problem], as_json=as_json)


def of_fault(error: Exception, *, as_json: bool) -> int:
    """Exit 1 for a fault of ours, with a local file that tells what happened."""
    from nenboard.host import crash
    from nenboard.workflow import clock

    file = crash.write(error, at=clock.now())
    text = _("This is a fault of nenboard ({kind}). No record was lost.").format(
        kind=type(error).__name__
    )
    if file is not None:
        text += " " + _("What happened is described in {path}; nothing was sent.").format(path=file)
    return fail(OURS, [problem_of("fault", text)], as_json=as_json)


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
