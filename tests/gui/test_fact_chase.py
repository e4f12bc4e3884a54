"""Missing facts put on the chase list from the algorithm page: by key, once, taken back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from nenboard.gui.assessment.content import AssessmentContent
from nenboard.gui.assessment.missing_row import MissingRow
from nenboard.gui.assessment.page import AssessmentTab
from nenboard.gui.desk import OpenRegistry
from nenboard.gui.page import Change
from nenboard.workflow import fact_chase
from tests.gui.algorithm_support import case_named, page_of


def shown_rows(content: AssessmentContent) -> list[MissingRow]:
    assert content.missing is not None
    return content.missing.rows


def asked(row: MissingRow) -> str:
    return "" if row.chased.isHidden() else row.chased.text()


def press(tab: AssessmentTab, name: str) -> None:
    button = tab.findChild(QAbstractButton, name)
    assert button is not None
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def test_c_asks_for_the_first_fact_then_for_the_next(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("C05"), qtbot) as (tab, content, services, _context):
        first, second = (row.worth.fact for row in shown_rows(content)[:2])
        QTest.keyClick(tab, Qt.Key.Key_C)
        assert asked(shown_rows(content)[0]).startswith("On the chase list: pathology, asked ")
        assert asked(shown_rows(content)[1]) == ""
        QTest.keyClick(tab, Qt.Key.Key_C)
        registry = services.desk.registry
        assert {first, second} <= set(fact_chase.asked_facts(registry, "N-0001"))
        assert services.texts("published") == ["meeting", "meeting"]


def test_c_asks_for_the_fact_that_holds_the_cursor_and_a_toast_takes_it_back(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("C05"), qtbot) as (tab, content, services, _context):
        row = shown_rows(content)[1]
        button = tab.findChild(QAbstractButton, f"try_{row.worth.fact}")
        assert button is not None
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_C)
        assert asked(row)
        assert not asked(shown_rows(content)[0])
        assert services.undo_offer is not None
        services.undo_offer()
        assert not asked(row)
        assert fact_chase.asked_facts(services.desk.registry, "N-0001") == {}


def test_a_row_asks_by_its_own_button_and_is_not_asked_twice(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("C05"), qtbot) as (tab, content, services, _context):
        row = shown_rows(content)[0]
        assert row.chase is not None
        assert row.chase.accessibleName() == f"Add {row.worth.label} to the chase list"
        press(tab, f"chase_{row.worth.fact}")
        assert row.chase.isHidden()
        assert len(services.desk.registry.chases.of_case("N-0001")) == 1


def test_what_was_asked_for_elsewhere_is_shown(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("C05"), qtbot) as (tab, content, services, context):
        row = shown_rows(content)[0]
        fact_chase.ask(services.desk.registry, context.case_id, fact=row.worth.fact)
        tab.refresh(Change("meeting", (context.case_id,)))
        assert asked(row)


def test_a_viewer_is_not_offered_it_and_is_told_why(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("C05"), qtbot) as (tab, content, services, _context):
        viewed = OpenRegistry(tmp_path, "Berta", is_viewer=True)
        services.open_registry = viewed  # type: ignore[assignment]  # notes, no window
        assert content.told is not None
        content.show_explained(content.told)
        assert all(row.chase is None for row in shown_rows(content))
        QTest.keyClick(tab, Qt.Key.Key_C)
        assert "may edit this case" in str(services.texts("say")[-1])
        assert fact_chase.asked_facts(services.desk.registry, "N-0001") == {}
