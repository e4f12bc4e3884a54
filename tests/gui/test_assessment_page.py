"""The algorithm page: a stored answer with its reasons, and when it is out of date."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nenboard.domain.case import Case
from nenboard.gui.assessment.lines import IconLine
from nenboard.gui.assessment.option_row import OptionRow
from nenboard.gui.assessment.page import AssessmentTab
from nenboard.gui.assessment.path_map import PathMapView
from nenboard.gui.assessment.view import AssessmentView, leading, view_of
from nenboard.gui.page import CaseContext
from nenboard.workflow import assess, published
from tests import builders
from tests.gui.case_support import NotingServices, stored_case

ON = date(2026, 11, 19)


def published_case(report: str) -> Case:
    data = next(data for data in published.shipped() if data["id"] == report)
    return published.read_published(data, case_id="N-0001")


@contextmanager
def page_of(
    folder: Path, case: Case, qtbot: QtBot, *, run: bool = True
) -> Iterator[tuple[AssessmentTab, NotingServices, CaseContext]]:
    with stored_case(folder, case) as (services, context):
        if run:
            assess.run(services.desk.registry, case.id)
        tab = AssessmentTab(services, context)  # type: ignore[arg-type] # notes, no window
        qtbot.addWidget(tab)
        tab.resize(1200, 900)
        with qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()
        tab.on_shown()
        yield tab, services, context


def rows_of(tab: AssessmentTab) -> list[OptionRow]:
    return tab.findChildren(OptionRow)


def words_of(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel))


def view(case: Case) -> AssessmentView:
    answer = assess.assess_case(case, on=ON)
    return view_of(answer.assessment, answer.release, answer.derived)


def test_a_case_without_an_answer_offers_to_run_and_stores_nothing_by_itself(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, builders.a_case(), qtbot, run=False) as (tab, services, context):
        registry = services.desk.registry
        assert registry.assessments.latest(context.case_id) is None
        assert "has not been run" in tab.state.text
        button = tab.findChild(QAbstractButton, "assessment_state_action")
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert registry.assessments.latest(context.case_id) is not None
        assert rows_of(tab)
        assert services.texts("published") == ["assessment"]


def test_options_stand_in_their_order_each_with_strength_basis_and_source(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, builders.a_case(), qtbot) as (tab, _services, _context):
        rows = rows_of(tab)
        assert [row.option.code for row in rows][:2] == ["captem", "stz5fu"]
        order = ["preferred", "option", "selected", "not_routine", "contraindicated", ""]
        places = [order.index(row.option.strength) for row in rows]
        assert places == sorted(places)
        assert rows[0].strength.text == "Preferred"
        assert "stated in the review" in words_of(rows[0])
        assert rows[0].is_open
        assert "E2211" in words_of(rows[0])
        assert "Source check" in words_of(rows[0])
        assert rows[0].accessibleName().startswith("Preferred. CAPTEM")


def test_what_is_not_routine_is_folded_and_named(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, builders.a_case(), qtbot) as (tab, _services, _context):
        folded = [row for row in rows_of(tab) if row.option.strength == "not_routine"]
        assert folded
        assert not any(row.isVisible() for row in folded)
        button = tab.findChild(QAbstractButton, "show_not_routine")
        assert button is not None
        assert folded[0].option.label.partition(" (")[0] in button.accessibleName()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert all(row.isVisible() for row in folded)


def test_options_are_walked_and_opened_by_keyboard(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, builders.a_case(), qtbot) as (tab, _services, _context):
        first = tab.first_focus()
        assert first is not None
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Down)
        second = rows_of(tab)[1]
        assert second.hasFocus()
        was_open = [second.is_open]
        QTest.keyClick(second, Qt.Key.Key_E)
        assert [*was_open, second.is_open] == [False, True]
        QTest.keyClick(second, Qt.Key.Key_T)
        path = tab.findChild(PathMapView)
        assert path is not None
        hidden = [path.isHidden()]
        QTest.keyClick(second, Qt.Key.Key_T)
        assert [*hidden, path.isHidden()] == [True, False]


def test_a_changed_case_makes_the_answer_out_of_date_until_it_is_run_again(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, builders.a_case(), qtbot) as (tab, services, context):
        assert tab.message.text == ""
        registry = services.desk.registry
        changed = context.case.model_copy(update={"note": "changed"})
        stored = services.desk.save_case(changed, expected_revision=1)
        context.set_stored(stored)
        assert tab.message.text.startswith("Out of date")
        QTest.keyClick(tab, Qt.Key.Key_R)
        assert tab.message.text == ""
        assert len(registry.assessments.history(context.case_id)) == 2


def test_the_rule_set_and_its_year_stand_beside_the_options(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, builders.a_case(), qtbot) as (tab, _services, _context):
        said = tab.findChild(QLabel, "rule_set")
        assert said is not None
        assert said.text() == "nen-review-2021 1.1, source of 2021, for the board to weigh"


def test_several_open_branches_are_lanes_that_say_what_decides(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, published_case("C02"), qtbot) as (tab, _services, _context):
        shown = words_of(tab)
        assert shown.count("This branch is open: it depends on Ki-67.") == 2
        assert "2 branches are open" in shown


def test_a_node_that_asks_says_what_it_needs(tmp_path: Path, qtbot: QtBot) -> None:
    case = builders.an_empty_case()
    with page_of(tmp_path, case, qtbot) as (tab, _services, _context):
        assert not rows_of(tab)
        assert "cannot say yet" in words_of(tab)
        line = tab.findChild(IconLine, "declined_ASK-DIFF")
        assert line is not None
        assert "differentiation" in line.text


def test_a_missing_fact_leads_to_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, builders.a_case(), qtbot) as (tab, services, context):
        button = tab.findChild(QAbstractButton, "enter_lvef")
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert services.texts("open_case") == [(context.case_id, "imaging")]
        assert tab.badge() == (1, "1 fact missing")


def test_every_control_has_a_name(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, published_case("C05"), qtbot) as (tab, _services, _context):
        nameless = [
            (type(widget).__name__, widget.objectName())
            for widget in tab.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and not widget.objectName().startswith("qt_")
            and not (widget.accessibleName() and widget.objectName())
        ]
        assert nameless == []


def test_the_path_is_said_in_numbered_sentences_with_its_sources() -> None:
    steps = view(builders.a_case()).outcomes[0].steps
    assert steps[0].sentence(1) == "1. Histology gate. Differentiation: well (NET)."
    assert steps[-2].sentence(5) == "5. Advanced P-NET, by proliferation. G2, line 2."
    assert steps[-1].sentence(6) == "6. P-NET G1-2, after at least one line."
    assert steps[0].basis.startswith("stated in the review: ")
    assert len(steps[0].others) == 3


def test_facts_carry_their_source_and_date() -> None:
    facts = {fact.fact: fact for fact in view(builders.a_case()).facts}
    assert facts["ki67"].value == "12\N{NO-BREAK SPACE}%"
    assert "liver" in facts["ki67"].source
    assert "04‑Mar‑2025" in facts["ki67"].source
    assert "Somatostatin analogue" in facts["prior_lines"].value
    assert "progression" in facts["prior_lines"].value


def test_a_clinicians_entry_names_who_and_what_the_record_says() -> None:
    entry = builders.an_entry("growth", "rapid", by="Dr Whitfield")
    facts = {fact.fact: fact for fact in view(builders.a_case(entries=(entry,))).facts}
    assert facts["growth"].who == "Dr Whitfield"
    assert any("progressive" in remark for remark in facts["growth"].remarks)


def test_a_conditional_option_says_what_it_waits_for_and_what_it_could_be() -> None:
    outcomes = view(published_case("C02")).outcomes
    waiting = [option for outcome in outcomes for option in outcome.options if option.waits]
    assert waiting
    assert all(option.strength == "" for option in waiting)
    prrt = next(option for option in waiting if option.code == "prrt")
    assert prrt.waits.startswith("Waits for Receptor imaging.")
    assert "selected patients only" in prrt.waits


@pytest.mark.parametrize("report", ["C02", "C05", "C08"])
def test_the_share_counts_answers_that_lead_elsewhere_than_now(report: str) -> None:
    answer = assess.assess_case(published_case(report), on=ON)
    now = leading(answer.assessment, answer.release)
    shown = view_of(answer.assessment, answer.release, answer.derived)
    for missing, raw in zip(shown.missing, answer.assessment.missing, strict=True):
        elsewhere = [each for each in raw.effects if set(each.leading) != now]
        assert missing.share == len(elsewhere)
        assert missing.tried == len(raw.effects)
        assert sum(len(values.split(", ")) for values, _leads in missing.effects) >= len(
            missing.effects
        )


def test_removed_treatments_trials_and_doubts_are_named() -> None:
    outcome = view(builders.a_case()).outcomes[0]
    assert any(name.startswith("Somatostatin analogue") for name, _why in outcome.removed)
    assert "SEQTOR, NCT02246127" in outcome.trials
    assert outcome.ambiguities[0][0].startswith("D5")
