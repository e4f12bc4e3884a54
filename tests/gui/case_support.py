"""A stored case in a real registry, and a window that only notes what a page asks of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent

from nenboard.domain.case import Case
from nenboard.gui.page import CaseContext, Change, Page
from nenboard.gui.registry_desk import RegistryDesk
from nenboard.gui.tasks import ImmediateTasks, Ticket
from nenboard.registry.folder import Registry
from nenboard.registry.keys import Argon2Cost
from nenboard.workflow import casework

CHEAP = Argon2Cost(memory_kib=8, passes=1, lanes=1)


class OpenDesk(RegistryDesk):
    """The desk of the program on a registry that is open already; saves can be made to fail."""

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._registry = registry
        self.fault: Exception | None = None
        self.saves = 0

    def save_case(self, case: Case, *, expected_revision: int, reason: str = "") -> Any:
        """Store a revision, or fail as told."""
        self.saves += 1
        if self.fault is not None:
            raise self.fault
        return super().save_case(case, expected_revision=expected_revision, reason=reason)


class NotingServices:
    """What the window does for a page; work is done at once, the rest is noted."""

    def __init__(self, desk: OpenDesk) -> None:
        self.desk = desk
        self.open_registry = None
        self.noted: list[tuple[str, object]] = []
        self.undo_offer: Callable[[], None] | None = None
        self.retry: Callable[[], None] | None = None
        self._tasks = ImmediateTasks()

    def run(
        self, work: Any, *, done: Any, failed: Any = None, label: str = "", owner: Any = None
    ) -> Ticket:
        self.noted.append(("run", label))
        return self._tasks.run(work, done=done, failed=failed or self.show_problem, owner=owner)

    def texts(self, kind: str) -> list[object]:
        """What was noted of a kind."""
        return [what for noted, what in self.noted if noted == kind]

    def published(self, change: Change) -> None:
        self.noted.append(("published", change.what))

    def open_case(self, case_id: str, tab: str = "") -> None:
        self.noted.append(("open_case", (case_id, tab)))

    def forget_case(self, case_id: str) -> None:
        self.noted.append(("forget_case", case_id))

    def ask_restore(self, source: Path | None = None) -> None:
        self.noted.append(("ask_restore", source))

    def close_page(self, page: Page) -> None:
        self.noted.append(("close_page", page))

    def saving(self) -> None:
        self.noted.append(("saving", ""))

    def saved(self, at: datetime) -> None:
        self.noted.append(("saved", at))

    def not_saved(self, why: str, *, retry: Callable[[], None]) -> None:
        self.noted.append(("not_saved", why))
        self.retry = retry

    def show_page(self, key: str, part: str = "") -> None:
        self.noted.append(("show_page", (key, part)))

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.noted.append(("offer_undo", text))
        self.undo_offer = undo

    def say(self, text: str) -> None:
        self.noted.append(("say", text))

    def show_problem(self, error: Exception) -> None:
        raise error


@contextmanager
def stored_case(folder: Path, case: Case) -> Iterator[tuple[NotingServices, CaseContext]]:
    """The services on a new registry that holds this case, and the case as its pages share it."""
    created = casework.create_registry(
        folder / "registry", passphrase="a long passphrase", user="J. Marlow", cost=CHEAP
    )
    registry = created.registry
    try:
        casework.save_case(registry, case, expected_revision=0)
        services = NotingServices(OpenDesk(registry))
        context = CaseContext(registry.cases.get(case.id))
        yield services, context
        context.deleteLater()
        QCoreApplication.sendPostedEvents(context, QEvent.Type.DeferredDelete.value)
    finally:
        registry.close(at=datetime.now(UTC))
