"""The course on the screen: drawn as on paper, walked by keys, twinned by a table."""

from datetime import date

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from benchmarks.timeline import course
from nenboard.gui import theme
from nenboard.gui.course.brush import Brush
from nenboard.gui.course.card import CourseCard
from nenboard.gui.course.inks import inks_of
from nenboard.gui.course.view import CourseView
from nenboard.reports.values import Timeline
from nenboard.workflow import overview
from tests import builders

DARK = theme.Theme("dark", 1.0)


def shown(qtbot: QtBot, timeline: Timeline, *, width: int = 900) -> CourseView:
    view = CourseView()
    qtbot.addWidget(view)
    view.resize(width, 460)
    view.show()
    view.show_timeline(timeline)
    return view


@pytest.mark.parametrize("count", [1, 2, 20, 200])
def test_every_mark_is_drawn_or_counted_in_a_number(qtbot: QtBot, count: int) -> None:
    timeline = course(count)
    view = shown(qtbot, timeline)
    assert view.chart is not None
    said = {(s.row, s.when, s.what) for spot in view.chart.spots for s in spot.says}
    days = {
        "Events": {mark.day.text for mark in timeline.events},
        "Response": {mark.day.text for mark in timeline.responses},
        "Imaging": {mark.day.text for mark in timeline.imaging},
    }
    for row, wanted in days.items():
        assert {when for name, when, _what in said if name == row} == wanted


def test_a_counted_mark_prints_how_many_it_stands_for(qtbot: QtBot) -> None:
    view = shown(qtbot, course(200))
    assert view.chart is not None
    printed = [text.words for text in view.chart.drawing.texts()]
    several = [spot for spot in view.chart.spots if len(spot.says) > 1]
    assert several
    assert any(str(len(spot.says)) in printed for spot in several)


def test_arrows_walk_in_time_and_to_the_nearest_mark_of_another_row(qtbot: QtBot) -> None:
    view = shown(qtbot, course(20))
    QTest.keyClick(view, Qt.Key.Key_Home)
    first = view.said()[0]
    QTest.keyClick(view, Qt.Key.Key_Right)
    second = view.said()[0]
    assert first.day is not None
    assert second.day is not None
    assert first.day.middle < second.day.middle
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.said()[0].row != second.row
    assert view.said()[0].when in view.accessibleDescription()


def test_the_tip_says_value_method_and_source_and_leaves_its_mark_in_sight(qtbot: QtBot) -> None:
    view = shown(qtbot, overview.course_of(builders.a_case(), builders.ON))
    view.mark("samples.0.ki67")
    QTest.keyClick(view, Qt.Key.Key_Right)
    spot = view.walk.spot
    assert spot is not None
    assert "Ki-67 12 %, liver, 04-Mar-2025" in view.tip.text.replace("\u00a0", " ")
    assert "800 cells" in view.tip.text
    assert "SYN-25-1001" in view.tip.text
    assert not QRectF(view.tip.geometry()).intersects(view.rect_of(spot))


def test_enter_names_the_field_where_a_mark_is_entered(qtbot: QtBot) -> None:
    view = shown(qtbot, overview.course_of(builders.a_case(), builders.ON))
    view.mark("lines.0")
    with qtbot.waitSignal(view.opened) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == ["lines.0.regimen"]


def test_r_shows_a_stretch_around_the_mark_and_0_all_of_it(qtbot: QtBot) -> None:
    view = shown(qtbot, course(20))
    assert view.chart is not None
    whole = (view.chart.axis.first, view.chart.axis.last)
    QTest.keyClick(view, Qt.Key.Key_End)
    day = view.said()[0].day
    QTest.keyClick(view, Qt.Key.Key_R)
    assert view.span is not None
    assert day is not None
    assert view.span[0] <= day.middle <= view.span[1]
    assert view.span[1] - view.span[0] < whole[1] - whole[0]
    QTest.keyClick(view, Qt.Key.Key_0)
    assert (view.chart.axis.first, view.chart.axis.last) == whole


def test_t_turns_the_picture_into_a_table_with_every_mark(qtbot: QtBot) -> None:
    card = CourseCard()
    qtbot.addWidget(card)
    found = overview.overview(builders.a_case(), builders.ON)
    with qtbot.waitActive(card):
        card.show()
        card.activateWindow()
    card.show_overview(found)
    card.view.setFocus()
    QTest.keyClick(card.view, Qt.Key.Key_T)
    assert card.pages.currentWidget() is card.table
    assert card.table.hasFocus()
    assert card.table.rows.rowCount() == len(found.table)
    assert "Source" in card.table.rows.headings()
    QTest.keyClick(card.table, Qt.Key.Key_T)
    assert card.pages.currentWidget() is card.view


def test_the_limits_of_ki67_are_those_of_the_release() -> None:
    series = overview.course_of(builders.a_case(), builders.ON).series[0]
    assert [int(limit) for limit in series.limits] == [3, 10, 20, 55]


def test_the_palette_passed_in_decides_the_ground_and_bars_keep_dark_letters() -> None:
    drawing = overview.course_chart(course(20), 500).drawing
    image = QImage(900, 500, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    brush = Brush(painter, inks_of(DARK), scale=1.6)
    brush.paint(drawing)
    painter.end()
    bar = brush._bars[0]
    inside = [t for t in drawing.texts() if t.words.startswith("1 ") and brush._is_in_bar(t)]
    assert all(brush._ink(text.colour, text) == QColor(text.colour) for text in inside)
    assert inks_of(DARK).of("#FFFFFF") == DARK.colour("surface")
    assert inks_of(DARK).of(bar.fill).isValid()


def test_the_last_day_of_the_axis_is_called_today() -> None:
    assert overview.course_of(builders.a_case(), date(2026, 11, 19)).until_label == "today"
