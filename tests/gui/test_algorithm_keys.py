"""The algorithm page without a mouse and without eyes: focus order, names and roles, keys."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from nenboard.gui.assessment.option_row import OptionRow
from tests.gui.algorithm_support import case_named, page_of, words_of

MOST_STOPS = 80


def heard(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """The name and role that a screen reader is given."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name), found.role()


def stops(start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> Iterator[QWidget]:
    """Where the focus goes by Tab until it is back at the start."""
    start.setFocus()
    for _stop in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        assert focused is not None
        yield focused
        QTest.keyClick(focused, key)
        if QApplication.focusWidget() is start:
            return


def test_tab_reaches_every_control_once_and_each_is_named(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (_tab, content, _services, _context):
        reached = [widget for widget in stops(content.rows[0]) if content.isAncestorOf(widget)]
        assert len(reached) == len(set(reached))
        wanted = {
            widget
            for widget in content.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and not isinstance(widget.parent(), QComboBox)  # the box holds the focus for it
        }
        assert wanted <= set(reached)
        for widget in reached:
            assert heard(widget)[0], widget.objectName()


def test_path_and_missing_facts_come_before_why_and_options_after(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (_tab, content, _services, _context):
        assert content.why is not None
        assert content.flips is not None
        assert content.missing is not None
        order = [content.text_button, content.map, content.missing, content.why]
        seen = list(stops(content.text_button))
        places = [
            min(at for at, one in enumerate(seen) if one is part or part.isAncestorOf(one))
            for part in order
        ]
        assert places == sorted(places)
        rows = [seen.index(row) for row in content.rows if row in seen]
        bars = [seen.index(bar) for bar in content.flips.bars]
        assert rows == sorted(rows)
        assert max(places) < min(rows) < min(bars)


def test_an_option_is_heard_with_its_strength_and_a_bar_with_its_limits(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (_tab, content, _services, _context):
        name, _role = heard(content.rows[0])
        assert name.startswith("Preferred. CAPTEM")
        assert content.flips is not None
        egfr = next(bar for bar in content.flips.bars if bar.number.fact == "egfr")
        assert "30" in heard(egfr)[0]
        assert "60" in heard(egfr)[0]


def test_w_says_why_an_option_stands_there_and_why_another_does_not(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, _services, _context):
        content.rows[0].setFocus()
        QTest.keyClick(content.rows[0], Qt.Key.Key_W)
        assert content.why is not None
        assert "Decided by:" in words_of(content.why)
        assert "What would change it" in words_of(content.why)
        tab.setFocus()
        QTest.keyClick(tab, Qt.Key.Key_W)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert content.why.isAncestorOf(focused)


def test_e_opens_the_evidence_of_the_option_with_the_cursor_and_closes_it(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (_tab, content, services, _context):
        row = content.rows[1]
        assert isinstance(row, OptionRow)
        row.setFocus()
        seen = []
        for _press in range(2):
            QTest.keyClick(row, Qt.Key.Key_E)
            seen.append(row.is_open)
        assert seen == [True, False]
        assert services.desk.saves == 0
