"""The Summary tab: it comes first, shows what the board asks, and leads to every field."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nenboard.gui import catalogue
from nenboard.gui.page import CaseContext
from nenboard.gui.summary.page import SummaryTab
from nenboard.workflow import assess
from tests import builders
from tests.gui.case_support import NotingServices, stored_case

Opened = tuple[SummaryTab, NotingServices, CaseContext]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        assess.run(services.desk.registry, context.case_id)
        tab = SummaryTab(services, context)  # type: ignore[arg-type] # notes, no window
        qtbot.addWidget(tab)
        tab.resize(1200, 760)
        with qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()
        tab.on_shown()
        yield tab, services, context


def words_of(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel))


def test_the_summary_is_the_first_tab() -> None:
    assert catalogue.case_tabs()[0].key == "summary"


def test_question_tumour_fitness_and_options_stand_on_it(opened: Opened) -> None:
    tab, _services, context = opened
    assert context.case.referral.question is not None
    assert context.case.referral.question in words_of(tab.question)
    assert "Pancreas" in words_of(tab.glance)
    assert "ECOG" in words_of(tab.fitness)
    assert "CAPTEM" in words_of(tab.advice)
    assert "for the board to weigh" in words_of(tab.advice)


def test_response_and_growth_of_the_newest_day_stand_at_a_glance(opened: Opened) -> None:
    tab, _services, context = opened
    assert "Progressive disease (05-Nov-2026)" in words_of(tab.glance)
    stable = builders.a_lesion(("2025-03-20", 30), ("2026-05-20", 31), ("2026-11-05", 35))
    context.set_case(context.case.model_copy(update={"lesions": (stable,)}))
    tab.on_shown()
    said = words_of(tab.glance).replace("\N{NO-BREAK SPACE}", " ")
    assert "sum 35 mm, +17 % from nadir" in said
    assert "+6.8 %/month (20-May-2026 to 05-Nov-2026), reaches the mark of 0.8" in said
    assert any("growth rate reaches its mark" in item.why for item in tab.open.items)


def test_missing_facts_come_by_rank_before_remarks_of_the_checks(opened: Opened) -> None:
    tab, _services, _context = opened
    answer = tab._prepared.answer if tab._prepared is not None else None
    assert answer is not None
    missing = [each.label for each in answer.view.missing]
    assert [item.name for item in tab.open.items][: len(missing)] == missing


def test_an_edit_makes_the_answer_out_of_date(opened: Opened) -> None:
    tab, _services, context = opened
    assert tab.advice.age.text == ""
    context.set_case(context.case.model_copy(update={"has_had_systemic_treatment": None}))
    assert tab.advice.age.text.startswith("Out of date")


def test_enter_on_a_mark_leads_to_its_field(opened: Opened) -> None:
    tab, services, context = opened
    tab.course.view.mark("samples.0.ki67")
    QTest.keyClick(tab.course.view, Qt.Key.Key_Return)
    assert services.texts("open_case")[-1] == (context.case_id, "diagnosis")


def test_the_course_takes_the_focus_and_letters_work_beside_it(opened: Opened) -> None:
    tab, _services, _context = opened
    assert tab.first_focus() is tab.course.view
    QTest.keyClick(tab, Qt.Key.Key_L)
    assert tab.course.legend.isVisible()
