"""What if: other facts on a copy, the difference beside the answer, nothing saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nenboard.gui.assessment.fact_editor import FactEditor
from nenboard.gui.assessment.what_if import WhatIfCard
from nenboard.workflow import releases
from tests.gui.algorithm_support import case_named, page_of, words_of


def begun(content: object) -> WhatIfCard:
    card = getattr(content, "what_if", None)
    assert isinstance(card, WhatIfCard)
    return card


def typed(editor: FactEditor, text: str) -> None:
    assert editor.number is not None
    editor.number.selectAll()
    QTest.keyClicks(editor.number, text)


def test_a_typed_value_shows_what_differs_beside_the_present_answer(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, _services, _context):
        QTest.keyClick(tab, Qt.Key.Key_I)
        card = begun(content)
        typed(card.editors["ki67"], "8")
        assert card.shown is not None
        assert card.shown.pairs[0][:2] == ("Leading", "CAPTEM, STZ-5FU")
        assert "Everolimus" in card.shown.pairs[0][2]
        changed = {one.label: (one.before, one.after) for one in card.shown.strengths}
        assert changed["CAPTEM"] == (("preferred",), ("option",))
        assert changed["STZ-DOXO"] == (("selected",), ())
        assert "now 12" in words_of(card)
        assert content.rows[0].option.strength == "preferred"


def test_arrows_step_over_the_limit_and_back(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, _services, _context):
        QTest.keyClick(tab, Qt.Key.Key_I)
        card = begun(content)
        number = card.editors["ki67"].number
        assert number is not None
        assert number.hasFocus()
        seen = []
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
            QTest.keyClick(number, key)
            seen.append((number.text(), card.shown is None or card.shown.is_same))
        assert seen == [("11", True), ("10", False), ("11", True), ("12", True)]
        assert card.shown is None


def test_the_page_wears_a_frame_and_the_words_until_esc_and_nothing_is_saved(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, services, context):
        registry, before = services.desk.registry, context.case
        QTest.keyClick(tab, Qt.Key.Key_I)
        card = begun(content)
        number = card.editors["ki67"].number
        assert number is not None
        typed(card.editors["ki67"], "25")
        assert tab.frame.isVisible()
        assert "What if" in words_of(tab.strip)
        assert tab.strip.isVisible()
        QTest.keyClick(number, Qt.Key.Key_Escape)
        assert content.what_if is None
        assert not tab.frame.isVisible()
        assert not tab.strip.isVisible()
        assert content.rows[0].hasFocus()
        assert context.case == before
        assert services.desk.saves == 0
        assert len(registry.cases.history(context.case_id)) == 1
        assert len(registry.assessments.history(context.case_id)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("120", "It can be 0 to 100."), ("x", "A number is needed.")],
)
def test_what_cannot_be_is_marked_and_changes_nothing(
    tmp_path: Path, qtbot: QtBot, text: str, words: str
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, _services, _context):
        QTest.keyClick(tab, Qt.Key.Key_I)
        editor = begun(content).editors["ki67"]
        assert editor.number is not None
        editor.number.setText(text)
        editor.number.textEdited.emit(text)
        assert editor.number.accessibleDescription() == words
        assert editor.value() == 12


def test_a_fact_can_be_taken_away_and_several_can_change_together(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (_tab, content, _services, _context):
        content.start_what_if("extent")
        content.start_what_if("ki67", 8, given=True)
        card = begun(content)
        editor = card.editors["ki67"]
        assert card.changes() == {"ki67": 8}
        assert editor.number is not None
        editor.number.clear()
        editor.number.textEdited.emit("")
        assert card.changes() == {"ki67": None}
        choice = card.editors["extent"].choice
        assert choice is not None
        choice.setCurrentIndex(choice.findText("resected"))
        assert card.changes() == {"ki67": None, "extent": "resected"}
        assert card.shown is not None
        assert "Branch" in [name for name, _now, _then in card.shown.pairs]


def test_a_run_of_a_flip_bar_is_tried_by_enter(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (_tab, content, _services, _context):
        assert content.flips is not None
        bar = next(bar for bar in content.flips.bars if bar.number.fact == "egfr")
        bar.setFocus()
        QTest.keyClick(bar, Qt.Key.Key_Left)
        assert "30 to below 60" in bar.accessibleDescription()
        QTest.keyClick(bar, Qt.Key.Key_Return)
        card = begun(content)
        assert card.changes() == {"egfr": 45}
        assert card.shown is not None
        assert card.shown.pairs[0][2] == bar.number.segments[1].leading


def test_every_fact_of_the_release_can_be_changed(qtbot: QtBot) -> None:
    release = releases.release()
    for fact in release.inputs:
        editor = FactEditor(release, fact, now=None)
        qtbot.addWidget(editor)
        assert editor.value() is None
        assert editor.field().accessibleName()
