"""The user guide: every chapter is shown, found and reached by keys, and names keys that exist."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nenboard.gui.commands import all_commands
from nenboard.gui.guide import GuideWindow, chapters
from tests.gui.conftest import Running


@pytest.fixture
def guide(started: Running) -> GuideWindow:
    """The guide, opened from the menu before anybody has signed in."""
    started.run("guide")
    found = started.frame.findChild(GuideWindow, "guide")
    assert isinstance(found, GuideWindow)
    return found


def test_each_chapter_has_a_title_and_is_shown(guide: GuideWindow) -> None:
    titles = [chapter.title for chapter in chapters()]
    assert len(titles) == len(set(titles)) > 5
    for row, title in enumerate(titles):
        guide.list.setCurrentRow(row)
        assert guide.text.toPlainText().startswith(title)


def test_the_glossary_opens_the_same_window(started: Running, guide: GuideWindow) -> None:
    started.run("glossary")
    found = started.frame.findChildren(GuideWindow, "guide")
    assert found == [guide]
    assert guide.text.toPlainText().startswith("Glossary")


def test_a_word_is_found_in_a_later_chapter(guide: GuideWindow) -> None:
    QTest.keyClicks(guide.search, "Clopper")
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.text.textCursor().selectedText() == "Clopper"
    assert guide.list.currentRow() > 0


def test_a_word_that_stands_nowhere_is_said_to(guide: GuideWindow) -> None:
    QTest.keyClicks(guide.search, "xyzzy")
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.found.text() == "Not in the guide. Try a shorter word."
    assert guide.list.currentRow() == 0


def test_keys_named_in_the_guide_are_those_of_the_program() -> None:
    known = {keys for command in all_commands() for keys in command.keys}
    text = "\n".join(chapter.text for chapter in chapters())
    named = set(re.findall(r"\*\*(Ctrl\+[A-Z0-9]|F\d+)\*\*", text))
    of_tables = {"Ctrl+D", "F2"}
    assert named - known - of_tables == set()


def test_escape_closes_it(guide: GuideWindow, started: Running) -> None:
    guide.activateWindow()
    started.qtbot.waitUntil(lambda: QApplication.focusWidget() is guide.list)
    QTest.keyClick(guide.list, Qt.Key.Key_Escape)
    assert not guide.isVisible()
