"""Views of the gallery: what can be asked of the algorithm's answer."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nenboard.gui.assessment.page import AssessmentTab
from nenboard.gui.program import Program

ASKED = "PUB-00001"
TWO_BRANCHES = "PUB-00002"
KEYS = {
    "why": Qt.Key.Key_W,
    "what-if": Qt.Key.Key_I,
    "as-text": Qt.Key.Key_T,
    "chased": Qt.Key.Key_C,
}


def algorithm_views(program: Program) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each state by name, with what brings it about."""
    yield "algorithm-two-branches", partial(_open, program, TWO_BRANCHES)
    for name, key in KEYS.items():
        yield f"algorithm-{name}", partial(_press, program, key)


def _open(program: Program, case_id: str) -> AssessmentTab | None:
    """The algorithm tab of a case, as it is when nothing was asked yet."""
    program.window.open_case(case_id, "algorithm")
    QApplication.processEvents()
    tabs = program.window.findChildren(AssessmentTab)
    tab = next((tab for tab in tabs if tab.isVisible()), None)
    if tab is not None and tab.content is not None:
        tab.content.end_what_if()
        tab.content.text_button.setChecked(False)
    return tab


def _press(program: Program, key: Qt.Key) -> None:
    tab = _open(program, ASKED)
    if tab is not None:
        QTest.keyClick(tab.first_focus() or tab, key)
