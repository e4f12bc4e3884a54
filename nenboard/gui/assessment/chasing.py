"""Missing facts and the chase list: who was asked already, ask by one key, take it back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nenboard.gui import errors
from nenboard.gui.assessment.sources import date_words
from nenboard.gui.page import CaseContext, Change, Services
from nenboard.host.labels import fact_label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.chase import ChaseLine


class FactChase(QObject):
    """The facts of a case that somebody was asked for; `changed` says that they are others now."""

    changed = Signal()

    def __init__(self, services: Services, context: CaseContext, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._context = services, context
        self.asked: Mapping[str, ChaseLine] = {}

    @property
    def is_allowed(self) -> bool:
        """Whether this person may ask: not a viewer, not where nothing can be stored."""
        opened = self._services.open_registry
        return not self._context.is_past and (opened is None or opened.may_edit)

    def why_not(self) -> str:
        """Why there is nothing to ask."""
        if not self.is_allowed:
            return _("Only somebody who may edit this case can add to the chase list.")
        return _("Every missing fact shown here was asked for already, or nothing is missing.")

    def read(self) -> None:
        """Read who was asked."""
        case_id, desk = self._context.case_id, self._services.desk

        def work(_job: object) -> "Mapping[str, ChaseLine]":
            from nenboard.workflow import fact_chase

            return fact_chase.asked_facts(desk.registry, case_id)

        self._services.run(work, done=self._show, owner=self)

    def ask(self, fact: str) -> None:
        """Put a fact on the chase list as asked today; a toast offers to take it back."""
        case_id, desk = self._context.case_id, self._services.desk

        def work(_job: object) -> "ChaseLine":
            from nenboard.workflow import fact_chase

            return fact_chase.ask(desk.registry, case_id, fact=fact)

        def done(line: "ChaseLine") -> None:
            words = _("On the chase list of {department}: {fact}.")
            told = words.format(fact=fact_label(fact), department=line.department)
            self._services.offer_undo(told, lambda: self.take_back(fact))
            self._told()

        self._services.run(work, done=done, failed=self._failed, owner=self)

    def take_back(self, fact: str) -> None:
        """Take a fact off the chase list again."""
        case_id, desk = self._context.case_id, self._services.desk

        def work(_job: object) -> None:
            from nenboard.workflow import fact_chase

            fact_chase.take_back(desk.registry, case_id, fact=fact)

        self._services.run(work, done=lambda _none: self._told(), failed=self._failed, owner=self)

    def _told(self) -> None:
        self.read()
        self._services.published(Change("meeting", (self._context.case_id,)))

    def _show(self, asked: "Mapping[str, ChaseLine]") -> None:
        if asked != self.asked:
            self.asked = asked
            self.changed.emit()

    def _failed(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
        else:
            self._services.say(sentence)


def asked_words(line: "ChaseLine") -> str:
    """Of whom, when and by when it was asked."""
    from nenboard.domain.dates import PartialDate

    asked = date_words(PartialDate.of(line.asked)) if line.asked is not None else ""
    due = date_words(PartialDate.of(line.due)) if line.due is not None else ""
    words = _("On the chase list: {department}, asked {asked}, due {due}.")
    return words.format(department=line.department, asked=asked, due=due)
