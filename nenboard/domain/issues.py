"""An issue: one thing about a case that somebody should look at, with its place and severity."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from nenboard.domain.base import Value

if TYPE_CHECKING:
    from nenboard.domain.case import Case


class Severity(StrEnum):
    """How grave an issue is. Only `invalid` blocks sign-off; none blocks saving."""

    OK = "ok"
    QUERY = "query"
    RARE = "rare"
    MISSING = "missing"
    INVALID = "invalid"


class Issue(Value):
    """What is wrong, where (dotted path of the case), and what to do, in a sentence.

    The message never repeats what was entered, so that it may be logged.
    """

    path: str
    severity: Severity
    code: str
    message: str


Check = Callable[["Case", date], Iterator[Issue]]


def query(path: str, code: str, *, message: str) -> Issue:
    """Somebody should confirm it; it blocks nothing."""
    return Issue(path=path, severity=Severity.QUERY, code=code, message=message)


def rare(path: str, code: str, *, message: str) -> Issue:
    """Possible but rare: it asks for a short reason."""
    return Issue(path=path, severity=Severity.RARE, code=code, message=message)


def missing(path: str, code: str, *, message: str) -> Issue:
    """Needed here and not there."""
    return Issue(path=path, severity=Severity.MISSING, code=code, message=message)


def invalid(path: str, code: str, *, message: str) -> Issue:
    """Cannot be right; it blocks sign-off."""
    return Issue(path=path, severity=Severity.INVALID, code=code, message=message)
