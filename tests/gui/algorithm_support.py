"""The algorithm page on a real registry, and cases it is looked at with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nenboard.domain.case import Case
from nenboard.gui.assessment.content import AssessmentContent
from nenboard.gui.assessment.page import AssessmentTab
from nenboard.gui.page import CaseContext
from nenboard.workflow import assess, published
from tests import builders
from tests.gui.case_support import NotingServices, stored_case

ON = date(2026, 11, 19)


def case_named(name: str) -> Case:
    """A published case by its report, or one of the builders."""
    if name == "empty":
        return builders.an_empty_case()
    if name == "usual":
        return builders.a_case()
    data = next(data for data in published.shipped() if data["id"] == name)
    return published.read_published(data, case_id="N-0001")


@contextmanager
def page_of(
    folder: Path, case: Case, qtbot: QtBot
) -> Iterator[tuple[AssessmentTab, AssessmentContent, NotingServices, CaseContext]]:
    """The page of a case that has been run, shown and active."""
    with stored_case(folder, case) as (services, context):
        assess.run(services.desk.registry, case.id)
        tab = AssessmentTab(services, context)  # type: ignore[arg-type] # notes, no window
        qtbot.addWidget(tab)
        tab.resize(1182, 640)
        with qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()
        tab.on_shown()
        assert tab.content is not None
        yield tab, tab.content, services, context


def words_of(widget: QWidget) -> str:
    """Everything written in a widget."""
    return "\n".join(found.text() for found in widget.findChildren(QLabel))
