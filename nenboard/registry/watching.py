"""Progress and cancel for long work on a registry: checks at opening, copies, backups."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Progress = Callable[[int, int], bool | None]
"""Called with steps done and steps in all of the phase that runs; False stops the work."""

_told: ContextVar[Progress | None] = ContextVar("told", default=None)


class Stopped(Exception):
    """The person stopped the work; what was there before is unchanged."""


@contextmanager
def told_to(progress: Progress | None) -> Iterator[None]:
    """Everything inside, on this thread, tells this callback how far it is."""
    token = _told.set(progress)
    try:
        yield
    finally:
        _told.reset(token)


def step(done: int, total: int) -> None:
    """Tell how far the work is. Raises Stopped if the answer is to stop."""
    progress = _told.get()
    if progress is not None and progress(done, total) is False:
        raise Stopped


def is_watched() -> bool:
    """Whether anybody is told, and might stop the work."""
    return _told.get() is not None
