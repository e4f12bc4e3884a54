"""A running meeting in a real registry, and the editor of one of its outcomes on the screen."""

from collections.abc import Callable
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from nenboard.domain.outcome import OutcomeDraft
from nenboard.gui.outcome.editor import OutcomeEditor
from nenboard.gui.outcome.inputs import field_in
from nenboard.registry.folder import Registry
from tests.gui.case_support import NotingServices
from tests.workflow.board_support import CASE, COORDINATOR, MEETING

OTHER = "NEN-00002"


def field_of(editor: OutcomeEditor, field: str) -> QWidget:
    """The widget of a field."""
    found = field_in(editor, field)
    assert found is not None, field
    return found


def type_into(editor: OutcomeEditor, field: str, text: str) -> None:
    """Keys pressed in a field, after what stands there."""
    line = field_of(editor, field)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.end(False)
    QTest.keyClicks(line, text)


def kept(registry: Registry, case_id: str = CASE) -> OutcomeDraft:
    """The draft in the registry."""
    found = registry.outcome_drafts.get(MEETING, case_id, user=COORDINATOR)
    assert found is not None
    return found.draft


class SlowServices(NotingServices):
    """Work waits until it is let go, one piece at a time, as on a busy database thread."""

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        self.waiting: list[Callable[[], object]] = []

    def run(self, work: Any, **how: Any) -> Any:
        """Hold the work back."""
        go = super().run
        self.waiting.append(lambda: go(work, **how))

    def let_go(self) -> None:
        """Do everything that waits, in order."""
        while self.waiting:
            self.waiting.pop(0)()
