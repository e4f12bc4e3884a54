"""Key messages, footnotes and named trials as entries; the tables without sideways scrolling."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nenboard.gui.evidence.entries import FOOTNOTES, KINDS, MESSAGES, TRIALS, entries_of
from nenboard.gui.evidence.page import EvidencePage
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.workflow.evidence import library
from tests.gui.conftest import Running


@pytest.fixture
def page(unlocked: Running) -> EvidencePage:
    unlocked.run("evidence")
    shown = unlocked.program.window.current_page()
    assert isinstance(shown, EvidencePage)
    return shown


def test_every_entry_of_the_library_can_be_browsed() -> None:
    assert [one.code for one in entries_of(MESSAGES)] == [m.id for m in library().key_messages]
    assert [one.code for one in entries_of(FOOTNOTES)] == list("abcdefgh")
    assert [one.code for one in entries_of(TRIALS)] == [t.name for t in library().trials]


def test_a_trial_says_what_became_of_it_and_that_it_came_later() -> None:
    trials = {entry.code: entry for entry in entries_of(TRIALS)}
    for update in library().updates:
        said = "\n".join(trials[update.trial].later)
        is_after = "Published after the review" in said
        assert is_after is update.published_after_review
        assert "This changes no strength of the rules." in said
    assert "NCT02246127" in trials["SEQTOR"].note
    assert "running in 2021" in trials["SEQTOR"].note
    assert "Published after the review, 2026" in trials["SEQTOR"].note
    assert "not printed in the review" in trials["CONTROL NET"].note


def test_a_footnote_names_the_rules_that_carry_it() -> None:
    notes = {entry.code: entry for entry in entries_of(FOOTNOTES)}
    assert "NETG3GI-1" in " ".join(notes["e"].sentences)


def test_number_keys_show_the_entries_and_lead_back(page: EvidencePage, qtbot: QtBot) -> None:
    page.table.setFocus()
    for key, kind in zip((Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6), KINDS, strict=True):
        focused = page.first_focus()
        qtbot.keyClick(focused, key)
        assert page.kind_shown == kind
        assert page.stack.currentWidget() is page.entries
        assert page.filters.entries[kind].isChecked()
        assert page.filters.phase.isHidden()
        assert page.detail.sentences
    qtbot.keyClick(page.entries, Qt.Key.Key_2)
    assert (page.kind_shown, page.table_shown) == ("", 2)
    assert page.stack.currentWidget() is page.table
    assert not page.filters.phase.isHidden()


def test_entries_are_walked_searched_and_copied(page: EvidencePage, qtbot: QtBot) -> None:
    page.show_entries(FOOTNOTES)
    qtbot.keyClick(page.entries, Qt.Key.Key_Down)
    entry = page.entries.current_entry()
    assert entry is not None
    assert entry.code == "b"
    qtbot.keyClick(page.entries, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("b   ")
    page.show_entries(TRIALS)
    page.filters.search.setText("capecitabine no such word")
    assert page.stack.currentWidget() is page.empty
    page.filters.search.setText("seqtor")
    found = page.entries.current_entry()
    assert found is not None
    assert found.code == "SEQTOR"


def test_a_trial_leads_to_its_rows(page: EvidencePage, qtbot: QtBot) -> None:
    page.show_entries(TRIALS)
    assert page.entries.choose("E2211")
    button = page.detail.findChild(KeyButton, "evidence_entry_rows")
    assert button is not None
    button.click()
    assert page.kind_shown == ""
    assert "E2211: 1 row" in page.filters.chip.text()
    study = page.table.current_study()
    assert study is not None
    assert study.id == "T1-Kunz2018"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_table_scrolls_sideways_on_a_small_screen(
    unlocked: Running, page: EvidencePage, number: int
) -> None:
    unlocked.frame.resize(1366, 768)
    page.show_table(number)
    QApplication.processEvents()
    assert unlocked.frame.width() == 1366
    assert page.table.horizontalScrollBar().maximum() == 0
