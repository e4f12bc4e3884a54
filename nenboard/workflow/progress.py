"""Progress and cancel: how a long verb says how far it is, and learns that it should stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nenboard.registry import watching
from nenboard.workflow.errors import Cancelled

Progress = Callable[[int, int], bool | None]
"""Called with steps done and steps in all; False stops the verb at the next safe point."""


def report(progress: Progress | None, *, done: int, total: int) -> None:
    """Tell how far it is. Raises Cancelled if the answer is to stop."""
    if progress is not None and progress(done, total) is False:
        raise Cancelled


@contextmanager
def watched(progress: Progress | None) -> Iterator[None]:
    """Long work of the registry inside tells how far it is. Raises Cancelled if it was stopped."""
    try:
        with watching.told_to(progress):
            yield
    except watching.Stopped:
        raise Cancelled from None
