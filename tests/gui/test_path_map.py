"""The decision map: the path lit, every branch visible, walked and questioned by keys."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nenboard.gui.assessment.map_layout import Box, PathMap, lay_out
from nenboard.gui.assessment.view import AssessmentView, view_of
from nenboard.workflow import assess
from tests.gui.algorithm_support import ON, case_named, page_of, words_of


def view(name: str) -> AssessmentView:
    answer = assess.assess_case(case_named(name), on=ON)
    return view_of(answer.assessment, answer.release, answer.derived)


def laid_out(name: str, width: float, opened: tuple[str, ...] = ()) -> PathMap:
    shown = view(name)
    return lay_out(
        shown.outcomes,
        shown.graph,
        opened=opened,
        width=width,
        measure=lambda title, wide: 30.0 + 15 * (len(title) * 7 // wide),
    )


def rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


@pytest.mark.parametrize("name", ["usual", "C02", "C05", "C08", "empty"])
@pytest.mark.parametrize("width", [330.0, 480.0, 760.0])
def test_no_branch_is_hidden_and_no_box_covers_another(name: str, width: float) -> None:
    shown = view(name)
    made = laid_out(name, width)
    codes = {box.code for box in made.boxes}
    for outcome in shown.outcomes:
        for step in outcome.steps:
            assert {step.node, *shown.graph[step.node].children} <= codes
    for one, other in combinations(made.boxes, 2):
        assert not rect(one).intersects(rect(other)), (one.title, other.title)
    assert all(box.left + box.width <= width for box in made.boxes)


def test_the_path_is_lit_and_each_lit_edge_says_the_fact_used() -> None:
    made = laid_out("usual", 480)
    lit = [box.code for box in made.boxes if box.is_lit]
    assert lit == ["START", "SITE", "EXTENT-NET", "ADV", "PNET", "PNET-2"]
    assert [box.code for box in made.boxes if box.is_end] == ["PNET-2"]
    edges = {(link.start[2], link.end[2]): link.words for link in made.links if link.is_lit}
    assert set(edges) == set(pairwise(lit))
    assert edges["ADV", "PNET"] == "Site: pancreas"
    assert all(edges.values())


def test_an_opened_branch_shows_where_it_leads_and_another_inside_it() -> None:
    made = laid_out("usual", 480, ("NEC-SCOPE", "NEC-FIT"))
    opened = [{box.code for box in row} for row in made.rows if row[0].key[0] == "open"]
    assert opened[0] == set(view("usual").graph["NEC-SCOPE"].children)
    assert opened[1] == {"NEC-BSC", "NEC-LINE"}
    assert [box.code for box in made.boxes if box.is_open] == ["NEC-SCOPE", "NEC-FIT"]
    for one, other in combinations(made.boxes, 2):
        assert not rect(one).intersects(rect(other)), (one.title, other.title)


def test_down_follows_the_path_to_its_end_and_up_leads_back(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, _services, _context):
        QTest.keyClick(tab, Qt.Key.Key_G)
        assert content.map.hasFocus()
        walked = []
        for _step in range(6):
            QTest.keyClick(content.map, Qt.Key.Key_Down)
            assert content.map.current is not None
            walked.append(content.map.current.code)
        assert walked == ["START", "SITE", "EXTENT-NET", "ADV", "PNET", "PNET-2"]
        assert content.map.accessibleDescription().startswith("P-NET G1-2, after at least one")
        QTest.keyClick(content.map, Qt.Key.Key_Up)
        assert content.map.current is not None
        assert content.map.current.code == "PNET"


def test_right_opens_a_branch_down_enters_it_and_esc_closes(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (_tab, content, _services, _context):
        drawn = content.map
        drawn.setFocus()
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
            QTest.keyClick(drawn, key)
        assert drawn.current is not None
        assert (drawn.current.code, drawn.current.is_open) == ("NEC-SCOPE", True)
        assert "not taken, open" in drawn.accessibleDescription()
        QTest.keyClick(drawn, Qt.Key.Key_Down)
        assert drawn.current.code in content._shown.view.graph["NEC-SCOPE"].children
        QTest.keyClick(drawn, Qt.Key.Key_Escape)
        assert not any(box.is_open for box in drawn.map.boxes)
        assert drawn.current is not None
        assert drawn.current.code == "NEC-SCOPE"


def test_enter_shows_conditions_provenance_sources_and_choices(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, _services, _context):
        content.map.setFocus()
        QTest.keyClick(content.map, Qt.Key.Key_Home)
        QTest.keyClick(content.map, Qt.Key.Key_End)
        QTest.keyClick(content.map, Qt.Key.Key_Return)
        said = words_of(content.panel)
        assert content.panel.isVisible()
        assert "Grade: G1 or G2, and Line of treatment 2 or more" in said
        assert "stated in the review: review §3.1" in said
        assert "D5  Order after SSA in P-NET" in said
        assert "Confidence: high" in said
        QTest.keyClick(tab, Qt.Key.Key_Escape)
        assert not content.panel.isVisible()
        assert content.map.hasFocus()


def test_a_node_that_was_not_taken_says_why_and_what_would_reverse_it(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (_tab, content, _services, _context):
        content.show_node("LUNG")
        said = words_of(content.panel)
        assert "the way parted at Advanced NET, by site" in said
        assert "Decided by: Primary site: pancreas." in said
        assert "Primary site: lung: this node is reached" in said


def test_t_turns_map_and_bars_into_sentences(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, _services, _context):
        QTest.keyClick(tab, Qt.Key.Key_T)
        assert content.map.isHidden()
        assert content.flips is not None
        assert all(bar.isHidden() for bar in content.flips.bars)
        assert "What leads: up to 10" in words_of(content.flips)
        assert "1. Histology gate. Differentiation: well (NET)." in words_of(tab)
