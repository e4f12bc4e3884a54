"""The tab bar: full titles where they fit, short ones where not, the count and its words always."""

from pytestqt.qtbot import QtBot

from nenboard.gui.theme import Look
from nenboard.gui.widgets.tab_bar import FittingTabBar

TITLES = {"one": ("Diagnosis & pathology", "Diagnosis"), "two": ("Imaging & extent", "Imaging")}


def a_bar(qtbot: QtBot, width: int) -> FittingTabBar:
    bar = FittingTabBar(TITLES)
    qtbot.addWidget(bar)
    bar.resize(width, 32)
    bar.show()
    return bar


def test_full_titles_stand_where_they_fit(look: Look, qtbot: QtBot) -> None:
    bar = a_bar(qtbot, 900)
    assert [bar.tabText(place) for place in (0, 1)] == [
        "Diagnosis && pathology",
        "Imaging && extent",
    ]


def test_all_titles_shorten_where_they_do_not(look: Look, qtbot: QtBot) -> None:
    bar = a_bar(qtbot, 900)
    bar.resize(220, 32)
    assert [bar.tabText(place) for place in (0, 1)] == ["Diagnosis", "Imaging"]
    bar.resize(900, 32)
    assert bar.tabText(0) == "Diagnosis && pathology"


def test_a_count_stands_after_the_title_and_in_the_accessible_name(
    look: Look, qtbot: QtBot
) -> None:
    bar = a_bar(qtbot, 900)
    bar.set_count("two", 3, said="3 open")
    assert bar.tabText(1) == "Imaging && extent  3"
    assert bar.accessibleTabName(1) == "Imaging & extent, 3 open"
    bar.set_count("two", 0, said="")
    assert bar.tabText(1) == "Imaging && extent"
    assert bar.accessibleTabName(1) == "Imaging & extent"
