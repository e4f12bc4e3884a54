"""The only place that asks what time it is; everything below is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    """This moment in UTC."""
    return _stopped_at.get() or datetime.now(UTC)


def today() -> date:
    """The day of the person in front of the screen."""
    stopped = _stopped_at.get()
    return stopped.date() if stopped else datetime.now(UTC).astimezone().date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Everything inside, on this thread, happens at this moment: for demonstrations and tests."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    token = _stopped_at.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped_at.reset(token)
