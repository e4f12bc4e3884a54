"""The algorithm page where there is no option, nothing yet, a fault, or nobody who may run it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from nenboard.domain.case import Case
from nenboard.domain.knowledge import FactValue
from nenboard.gui.assessment.difference_panel import DifferencePanel
from nenboard.gui.assessment.lines import IconLine
from nenboard.gui.assessment.page import AssessmentTab
from nenboard.gui.assessment.view import OutcomeView, view_of
from nenboard.gui.desk import OpenRegistry
from nenboard.gui.widgets.cards import Card
from nenboard.host import paths, resources
from nenboard.workflow import assess, releases, site_releases
from tests import builders
from tests.gui.algorithm_support import ON, page_of, words_of
from tests.gui.case_support import stored_case

Stated = dict[str, FactValue]
NET: Stated = {"differentiation": "net"}
NEC: Stated = {"differentiation": "nec"}
MINEN: Stated = {"differentiation": "minen"}
R0: Stated = {**NET, "extent": "resected", "margin": "R0"}
WITHOUT_OPTIONS: dict[str, tuple[Stated, str]] = {
    "ASK-DIFF": ({}, "Ask: differentiation"),
    "ASK-EXTENT": ({**NET, "primary_site": "pancreas"}, "Ask: extent of disease"),
    "ASK-MIN": (MINEN, "differentiation of the neuroendocrine component"),
    "ASK-CONSISTENCY": ({**NEC, "ki67": 12}, "return to pathology"),
    "NRX-SITE": ({**NET, "primary_site": "excluded_site"}, "site outside the algorithm"),
    "NRX-SURG-NET": (
        {**NET, "primary_site": "pancreas", "extent": "resectable"},
        "return after resection",
    ),
    "NRX-ADJ-R": ({**R0, "primary_site": "pancreas", "margin": "R1"}, "surgical re-discussion"),
    "NRX-THY": ({**R0, "primary_site": "thymus", "stage_group": 2}, "names no further treatment"),
    "NRX-LUNG-NEC": ({**NEC, "primary_site": "lung", "ki67": 70}, "use the thoracic pathway"),
    "NRX-MIN-NET": (
        {**MINEN, "minen_ne_component": "net"},
        "the non-neuroendocrine part drives treatment",
    ),
    "NRX-MIN-ADENO": (
        {
            **MINEN,
            "minen_ne_component": "nec",
            "extent": "metastatic",
            "minen_metastasis_component": "non_ne",
        },
        "Follow the organ-specific carcinoma pathway",
    ),
}


def stating(facts: Stated) -> Case:
    entries = tuple(builders.an_entry(fact, value) for fact, value in facts.items())
    return builders.an_empty_case(entries=entries)


def reached(facts: Stated) -> OutcomeView:
    answer = assess.assess_case(stating(facts), on=ON)
    (outcome,) = view_of(answer.assessment, answer.release, answer.derived).outcomes
    return outcome


def test_every_node_without_options_of_the_release_is_among_these() -> None:
    release = releases.release()
    nodes = {node.id for node in release.graph.outcomes if node.id not in release.offers}
    conflicts = {entry.id for node in release.graph.questions for entry in node.conflicts}
    assert set(WITHOUT_OPTIONS) == nodes | conflicts


@pytest.mark.parametrize("code", WITHOUT_OPTIONS)
def test_a_node_without_options_says_why_and_where_to_go(code: str) -> None:
    facts, words = WITHOUT_OPTIONS[code]
    outcome = reached(facts)
    assert (outcome.code, outcome.options) == (code, ())
    assert words in outcome.declined
    assert outcome.is_ask == code.startswith("ASK")


def test_no_recommendation_stands_on_the_page_in_words_with_its_way(
    tmp_path: Path, qtbot: QtBot
) -> None:
    case = stating(WITHOUT_OPTIONS["NRX-LUNG-NEC"][0])
    with page_of(tmp_path, case, qtbot) as (tab, content, _services, _context):
        line = tab.findChild(IconLine, "declined_NRX-LUNG-NEC")
        assert line is not None
        assert "use the thoracic pathway" in line.text
        assert "no recommendation" in words_of(content)
        assert tab.first_focus() is content.map
        assert [box.code for box in content.map.map.boxes if box.is_end] == ["NRX-LUNG-NEC"]


def test_a_fault_is_said_with_a_way_out_and_the_case_is_safe(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        shown: list[Exception] = []
        monkeypatch.setattr(services, "show_problem", shown.append)
        tab = AssessmentTab(services, context)  # type: ignore[arg-type] # notes, no window
        qtbot.addWidget(tab)
        tab.on_shown()
        tab._failed(RuntimeError("no words for this"))
        assert shown
        assert tab.state.text == "The rules could not be run. The case is safe."
        again = tab.state.action()
        assert isinstance(again, QAbstractButton)
        assert again.text() == "Try again"
        again.click()
        assert tab.content is not None


def test_while_it_reads_it_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        said: list[str] = []
        tab = AssessmentTab(services, context)  # type: ignore[arg-type] # notes, no window
        qtbot.addWidget(tab)
        services.run = lambda *_args, **_rest: said.append(tab.state.text)  # type: ignore[assignment, method-assign]
        tab.on_shown()
        assert said[-1] == "Opening…"


def test_a_viewer_reads_the_answer_but_is_not_offered_to_run_it(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        viewed = OpenRegistry(tmp_path, "Berta", is_viewer=True)
        services.open_registry = viewed  # type: ignore[assignment]  # notes, no window
        tab = AssessmentTab(services, context)  # type: ignore[arg-type] # notes, no window
        qtbot.addWidget(tab)
        tab.on_shown()
        assert "has not been run" in tab.state.text
        assert tab.state.action() is None
        QTest.keyClick(tab, Qt.Key.Key_R)
        assert "may edit this case" in str(services.texts("say")[-1])
        assert services.desk.registry.assessments.latest(context.case_id) is None


@pytest.fixture
def site_rules() -> Iterator[str]:
    """A release of the site in which CAPTEM is no more than an option after one line."""
    folder = paths.config_folder() / site_releases.FOLDER / "nen-review-2021" / "0.9"
    shutil.copytree(resources.path("algorithm", "nen-review-2021", "1.1"), folder)
    for name, before, after in (
        ("release.yaml", 'version: "1.1"', 'version: "0.9"'),
        ("offers.yaml", "strength: preferred", "strength: option"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        head, mark, rest = text.partition("  PNET-2:\n" if name == "offers.yaml" else "id:")
        changed = head + mark + rest.replace(before, after, 1)
        (folder / name).write_text(changed, encoding="utf-8")
    yield "nen-review-2021/0.9"
    shutil.rmtree(folder.parent)


def test_an_answer_by_other_rules_shows_first_what_todays_rules_make_of_the_case(
    tmp_path: Path, qtbot: QtBot, site_rules: str
) -> None:
    with stored_case(tmp_path, builders.a_case()) as (services, context):
        assess.run(services.desk.registry, context.case_id, rules=site_rules)
        tab = AssessmentTab(services, context)  # type: ignore[arg-type] # notes, no window
        qtbot.addWidget(tab)
        tab.on_shown()
        assert "another rule set, nen-review-2021 0.9" in tab.message.text
        card = tab.findChild(Card, "rules_changed")
        assert card is not None
        panel = card.findChild(DifferencePanel)
        assert panel is not None
        said = panel.accessibleName()
        assert "Leading: STZ-5FU; today's rules: CAPTEM, STZ-5FU." in said
        assert tab.content is not None
        assert tab.content.told is not None
        assert tab.content.told.whys
        tab.run_again()
        assert tab.findChildren(Card, "rules_changed") == []
        assert tab.message.text == ""
