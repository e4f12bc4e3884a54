"""Progress and cancel: how a long verb says how far it is, and learns that it should stop."""

from collections.abc import Callable

from nenboard.workflow.errors import Cancelled

Progress = Callable[[int, int], bool | None]
"""Called with steps done and steps in all; False stops the verb at the next safe point."""


def report(progress: Progress | None, *, done: int, total: int) -> None:
    """Tell how far it is. Raises Cancelled if the answer is to stop."""
    if progress is not None and progress(done, total) is False:
        raise Cancelled
