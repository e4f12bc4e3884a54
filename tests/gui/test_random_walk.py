"""Whatever is pressed, in whatever order: no fault, no lost edit, no wrong patient.

NENBOARD_WALK=20000 makes the walk as long as that; NENBOARD_WALK_SEED chooses another one.
"""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nenboard.domain.patient import PersonName
from nenboard.gui.case_edit.page import FormTab
from nenboard.gui.case_edit.table_view import RowsView
from nenboard.gui.workspace import CaseWorkspace
from nenboard.workflow import casework
from tests import builders
from tests.gui.conftest import CHEAP, PASSPHRASE, USER, Running
from tests.gui.walking import Walk

ACTIONS = int(os.environ.get("NENBOARD_WALK", "250"))
SEED = int(os.environ.get("NENBOARD_WALK_SEED", "2026"))


@pytest.fixture
def registry_folder(tmp_path: Path) -> Path:
    """Cases with rows in every table, of people whose names are alike."""
    folder = tmp_path / "board"
    made = casework.create_registry(folder, passphrase=PASSPHRASE, user=USER, cost=CHEAP)
    with made.registry as registry:
        for number, family in enumerate(("Testperson", "Testpersen", "Other"), start=1):
            name = PersonName(family=family, given="Alba")
            patient = builders.a_patient(name=name, hospital_number=f"TH-{number:06}")
            case = builders.a_case(id=registry.cases.next_key(), patient=patient)
            casework.save_case(registry, case, expected_revision=0)
    return folder


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_random_walk_finds_no_fault(unlocked: Running) -> None:
    unlocked.program.window.open_case("NEN-00001")
    unlocked.qtbot.waitUntil(lambda: unlocked.program.window.current_page() is not None)
    Walk(unlocked, SEED).go(ACTIONS)
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def test_a_cell_left_by_escape_and_a_change_of_tab_leaves_qt_nothing_to_complain_of(
    unlocked: Running,
) -> None:
    unlocked.program.window.open_case("NEN-00001")
    workspace = unlocked.program.window.current_page()
    assert isinstance(workspace, CaseWorkspace)
    for key in ("diagnosis", "imaging", "treatment"):
        workspace.show_part(key)
        tab = workspace.tab()
        assert isinstance(tab, FormTab)
        tab.form.finish()
        view = next(one for one in tab.findChildren(RowsView) if one.model().rowCount())
        view.setFocus()
        view.choose(0)
        QTest.keyClick(view, Qt.Key.Key_F2)
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Escape)
        QTest.keyClick(unlocked.frame.windowHandle(), Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
        QApplication.processEvents()
        assert workspace.tab() is not tab
