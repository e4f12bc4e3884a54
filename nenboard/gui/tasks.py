"""The database thread: plain functions go in, callbacks come back on the main thread."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Generic, Protocol, TypeVar
from weakref import ref

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

T = TypeVar("T")


class Cancelled(Exception):
    """The work was cancelled; things are as they were before it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: `done` of `total` (0 when unknown), and on what."""

    done: int
    total: int
    text: str = ""


class Ticket:
    """Held by whoever asked for the work: cancels it, and says whether it was cancelled."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; work that has not begun never begins."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """True once `cancel` was called."""
        return self._cancelled.is_set()


class Job:
    """Handed to the work itself: asks whether to stop, and reports progress."""

    def __init__(self, ticket: Ticket, report: Callable[[Progress], None]) -> None:
        self._ticket = ticket
        self._report = report

    def check(self) -> None:
        """Raise Cancelled if the work should stop; call it between steps that leave no trace."""
        if self._ticket.is_cancelled:
            raise Cancelled

    @property
    def is_cancelled(self) -> bool:
        """True if the work should stop."""
        return self._ticket.is_cancelled

    def report(self, done: int, total: int = 0, text: str = "") -> None:
        """Say how far the work is; raises Cancelled if it should stop."""
        self.check()
        self._report(Progress(done, total, text))

    def step(self, done: int, total: int) -> bool:
        """The progress callback of a workflow verb: False stops it at the next safe point."""
        self._report(Progress(done, total))
        return not self.is_cancelled


class Runner(Protocol):
    """What runs work: the thread of the program, or the runner of the tests."""

    def run(
        self,
        work: Callable[[Job], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Progress], None] | None = None,
        owner: QObject | None = None,
    ) -> Ticket:
        """Do the work, then call `done` with its result or `failed` with its error."""
        ...

    def stop(self) -> None:
        """Finish what runs, drop what waits, end the thread."""
        ...


class _Mailbox(QObject):
    """Carries calls from the working thread to the main thread.

    One call at each turn of the event loop: several answers that arrive together would hold up
    keys and painting as long as all of them take.
    """

    posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._calls: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self)
        self._turn.setObjectName("mailbox")
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._deliver)
        self.posted.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def _take(self, call: Callable[[], None]) -> None:
        self._calls.append(call)
        self._turn.start()

    def _deliver(self) -> None:
        call = self._calls.popleft()
        if self._calls:
            self._turn.start()
        call()


class Tasks:
    """Owns one working thread; the registry is opened, used and closed on it alone.

    Work runs in the order it was given. Each run calls back exactly once: `done` with the result,
    `failed` with the error, or `failed` with Cancelled once its ticket was cancelled, however the
    work ended. Nothing is called once `owner`, a Qt object, has been deleted.
    """

    def __init__(self, name: str = "database") -> None:
        self._name = name
        self._waiting: SimpleQueue[list[Callable[[], None]] | None] = SimpleQueue()
        self._mailbox = _Mailbox()
        self._thread: threading.Thread | None = None

    def run(
        self,
        work: Callable[[Job], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Progress], None] | None = None,
        owner: QObject | None = None,
    ) -> Ticket:
        """Do `work` on the thread and call back on the main thread."""
        ticket = Ticket()
        alive = _liveness(owner)

        def deliver(call: Callable[[], None]) -> None:
            self._mailbox.posted.emit(lambda: call() if alive() else None)

        def report(step: Progress) -> None:
            if progress is not None:
                deliver(lambda: progress(step))

        answer = _Answer(ticket, done, failed, deliver)
        self._begin()
        self._waiting.put([lambda: answer.attempt(work, report)])
        return ticket

    def stop(self) -> None:
        """Finish what runs and waits, then end the thread."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name=self._name, daemon=True)
            self._thread.start()

    def _loop(self) -> None:
        """Do what waits; the main thread lets go of it, as it may hold the last of a widget."""
        while (held := self._waiting.get()) is not None:
            held[0]()
            self._mailbox.posted.emit(held.clear)


class ImmediateTasks:
    """The runner of the tests: does the work at once and calls back before it returns."""

    def run(
        self,
        work: Callable[[Job], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Progress], None] | None = None,
        owner: QObject | None = None,
    ) -> Ticket:
        """Do `work` now."""
        ticket = Ticket()
        alive = _liveness(owner)

        def deliver(call: Callable[[], None]) -> None:
            if alive():
                call()

        answer = _Answer(ticket, done, failed, deliver)
        answer.attempt(work, progress or (lambda _step: None))
        return ticket

    def stop(self) -> None:
        """Nothing to end."""


@dataclass(frozen=True)
class _Answer(Generic[T]):
    """Turns one attempt into exactly one callback."""

    ticket: Ticket
    done: Callable[[T], None]
    failed: Callable[[Exception], None]
    deliver: Callable[[Callable[[], None]], None]

    def attempt(self, work: Callable[[Job], T], report: Callable[[Progress], None]) -> None:
        """Do the work unless it was cancelled, and deliver the callback."""
        try:
            job = Job(self.ticket, report)
            job.check()
            result = work(job)
        except Exception as error:  # noqa: BLE001 - handed over to whoever asked
            fault = error
            self.deliver(lambda: self._fail(fault))
        else:
            self.deliver(lambda: self._succeed(result))

    def _succeed(self, result: T) -> None:
        if self.ticket.is_cancelled:
            self.failed(Cancelled())
        else:
            self.done(result)

    def _fail(self, error: Exception) -> None:
        self.failed(Cancelled() if self.ticket.is_cancelled else error)


def _liveness(owner: QObject | None) -> Callable[[], bool]:
    if owner is None:
        return lambda: True
    held = ref(owner)

    def alive() -> bool:
        found = held()
        return found is not None and shiboken6.isValid(found)

    return alive
