"""Keeps a draft in the registry at every key, in order; the newest one is always written."""

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nenboard.gui import errors
from nenboard.gui.page import Services
from nenboard.gui.tasks import Job
from nenboard.host.language import _

if TYPE_CHECKING:
    from datetime import datetime

    from nenboard.domain.outcome import OutcomeDraft


class Keeper(QObject):
    """Hands every draft to the database thread at once; a later one overtakes one still waiting.

    Nothing waits on this side, so a draft that was given is written even if the page is closed or
    another case is shown straight after.
    """

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._waiting: deque[OutcomeDraft] = deque(maxlen=1)
        self._last: OutcomeDraft | None = None

    def keep(self, draft: "OutcomeDraft") -> None:
        """Have a draft written."""
        self._last = draft
        self._waiting.append(draft)
        self._services.saving()
        waiting, desk = self._waiting, self._services.desk

        def work(_job: Job) -> "datetime | None":
            from nenboard.workflow import clock, outcomes

            try:
                newest = waiting.pop()
            except IndexError:
                return None
            outcomes.keep(desk.registry, newest)
            return clock.now()

        self._services.run(work, done=self._kept, failed=self._not_kept, owner=self)

    def again(self) -> None:
        """Try to write the last draft once more."""
        if self._last is not None:
            self.keep(self._last)

    def _kept(self, at: "datetime | None") -> None:
        if at is not None and not self._waiting:
            self._services.saved(at)

    def _not_kept(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("The program failed. What was typed is kept here.")
        self._services.not_saved(sentence, retry=self.again)
