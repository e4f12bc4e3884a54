"""The command field: people, fields and commands by a few letters, mouse-free."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nenboard.gui.palette.field import CommandField
from nenboard.gui.palette.matching import Fitting
from nenboard.gui.workspace import CaseWorkspace
from tests.gui.conftest import Running


def field_of(running: Running) -> CommandField:
    found = running.frame.findChild(CommandField)
    assert found is not None
    return found


@pytest.fixture
def asked(unlocked: Running) -> CommandField:
    unlocked.run("go_to")
    return field_of(unlocked)


def lines(field: CommandField) -> list[str]:
    return [str(field.model.index(row).data()) for row in range(field.model.rowCount())]


def keys(field: CommandField, *strokes: Qt.Key) -> None:
    for stroke in strokes:
        QTest.keyClick(field.line, stroke)


@pytest.mark.parametrize(
    ("typed", "text", "fits"),
    [
        ("hide", "Hide names View", True),
        ("nam hid", "Hide names View", True),
        ("hied", "Hide names View", True),
        ("creatnine", "Creatinine clearance", True),
        ("egfr", "eGFR", True),
        ("hidx", "Cases View", False),
        ("xi", "Exit", False),
        ("", "Anything", False),
    ],
)
def test_beginnings_of_words_fit_and_small_slips_too(typed: str, text: str, fits: bool) -> None:
    assert bool(Fitting([text], [text]).find(typed, most=1)) is fits


def test_what_is_typed_right_stands_before_what_is_nearly_right() -> None:
    texts = ["Lock now", "Look up", "Clock"]
    assert Fitting(texts, texts).find("look", most=2) == ["Look up", "Lock now"]


def test_a_command_is_found_and_run_with_its_key_beside_it(
    unlocked: Running, asked: CommandField
) -> None:
    QTest.keyClicks(asked.line, "setti")
    chosen = asked.model.entry(asked.list.currentIndex().row())
    assert chosen is not None
    assert (chosen.text, chosen.beside, chosen.keys) == ("Settings", "Tools", "Ctrl+,")
    keys(asked, Qt.Key.Key_Return)
    assert not asked.isVisible()
    page = unlocked.program.window.current_page()
    assert page is not None
    assert page.page_key() == "settings"


@pytest.mark.parametrize("typed", ["amberl", "Amberly", "999 526", "SYN-417"])
def test_people_are_found_by_name_with_a_slip_and_by_number(
    unlocked: Running, asked: CommandField, typed: str
) -> None:
    QTest.keyClicks(asked.line, typed)
    assert lines(asked)[:2] == ["People", "AMBERLEY, Rosa"]
    keys(asked, Qt.Key.Key_Return)
    page = unlocked.program.window.current_page()
    assert page is not None
    assert page.page_key() == "case:NEN-00001"


def test_a_field_of_the_open_case_gets_the_cursor(unlocked: Running) -> None:
    unlocked.program.window.open_case("NEN-00001")
    unlocked.run("go_to")
    asked = field_of(unlocked)
    QTest.keyClicks(asked.line, "presenter")
    assert lines(asked)[0] == "Fields"
    keys(asked, Qt.Key.Key_Return)
    page = unlocked.program.window.current_page()
    assert isinstance(page, CaseWorkspace)
    tab, focus = page.tab(), unlocked.frame.focusWidget()
    assert tab is not None
    assert tab.tab_key == "person"
    assert focus is not None
    assert tab.isAncestorOf(focus)
    assert focus.objectName() == "field_referral.presenter"


def test_esc_gives_the_focus_back_and_leaves_no_name(
    unlocked: Running, asked: CommandField
) -> None:
    QTest.keyClicks(asked.line, "amber")
    keys(asked, Qt.Key.Key_Escape)
    focus = unlocked.frame.focusWidget()
    assert focus is not None
    assert focus.objectName() == "cases_search"
    assert not asked.isVisible()
    assert lines(asked) == []


def test_locking_takes_the_field_and_its_names_away(unlocked: Running, asked: CommandField) -> None:
    QTest.keyClicks(asked.line, "amber")
    unlocked.run("lock")
    assert not asked.isVisible()
    assert lines(asked) == []


def test_names_stay_hidden_here_too(unlocked: Running) -> None:
    unlocked.run("hide_names")
    unlocked.run("go_to")
    asked = field_of(unlocked)
    QTest.keyClicks(asked.line, "amber")
    assert "AMBERLEY, Rosa" not in lines(asked)
    unlocked.run("hide_names")


def test_what_was_used_last_comes_first_and_arrows_pass_over_headings(
    unlocked: Running, asked: CommandField
) -> None:
    QTest.keyClicks(asked.line, "about")
    keys(asked, Qt.Key.Key_Return)
    unlocked.dialog("about_dialog").close()
    unlocked.frame.activateWindow()
    unlocked.run("go_to")
    assert lines(asked)[:2] == ["Commands", "About nenboard"]
    keys(asked, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up)
    chosen = asked.model.entry(asked.list.currentIndex().row())
    assert chosen is not None
    assert chosen.text == "About nenboard"
