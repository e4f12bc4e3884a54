"""What the page says of an explanation: worth, pairs, flip points, why and why not, in words."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from nenboard.algorithm.assessment import Assessment
from nenboard.algorithm.explanation import Explanation
from nenboard.gui.assessment.condition_words import condition_words
from nenboard.gui.assessment.explained import Explained, explained_of
from nenboard.gui.assessment.number_words import Interval, interval_words
from nenboard.gui.assessment.option_list import OptionList
from nenboard.gui.assessment.view import view_of
from nenboard.workflow import releases
from nenboard.workflow.explain import explain_case, what_if_case
from tests.gui.algorithm_support import ON, case_named, page_of, words_of

CODE_FORM = re.compile(r"==|!=|<=|>=|\bnot in\b|[a-z]_[a-z]|\[|\]|'|\bNone\b|\bTrue\b")


@cache
def told(name: str) -> Explanation:
    return explain_case(case_named(name), on=ON)


@cache
def shown(name: str) -> Explained:
    return explained_of(told(name), releases.release())


def test_no_condition_of_the_release_is_shown_in_code_form() -> None:
    release = releases.release()
    conditions = [edge.when for node in release.graph.questions for edge in node.edges]
    conditions += [rule.when for rules in release.offers.values() for rule in rules]
    conditions += [factor.when for factor in release.factors]
    assert len(conditions) > 200
    for condition in conditions:
        said = condition_words(release, condition)
        assert said
        assert not CODE_FORM.search(said), said


@pytest.mark.parametrize("name", ["usual", "C05", "empty"])
def test_nothing_that_is_said_holds_code(name: str) -> None:
    for why in shown(name).whys:
        for sentence in why.sentences():
            words = re.sub(r"\[[\d, ]+\]", "", sentence.partition("review §")[0])
            assert not CODE_FORM.search(words), sentence


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(Decimal(0), Decimal(10)), "up to 10 %"),
        (Interval(Decimal(10), Decimal(20), low_open=True), "above 10 to 20 %"),
        (Interval(Decimal(20), Decimal(100), low_open=True), "above 20 %"),
        (Interval(Decimal(30), Decimal(60), high_open=True), "30 to below 60 %"),
        (Interval(Decimal(60), Decimal(100)), "60 % or more"),
        (Interval(Decimal(55), Decimal(55)), "55 %"),
        (Interval(Decimal(0), Decimal(100)), "any value"),
    ],
)
def test_an_interval_says_whether_its_limit_belongs_to_it(interval: Interval, words: str) -> None:
    assert interval_words(interval, (Decimal(0), Decimal(100)), " %") == words


@pytest.mark.parametrize("name", ["usual", "C02", "C05", "empty"])
def test_the_worth_of_a_fact_counts_what_the_explanation_counts(name: str) -> None:
    made = shown(name).missing
    assert [one.fact for one in made] == [one.fact for one in told(name).missing]
    for said, raw in zip(made, told(name).missing, strict=True):
        assert sum(count for _kind, count in said.shares) == said.tried == len(raw.tried)
        assert said.leading == raw.counts.leading_option
        numbers = [int(number) for number in re.findall(r"\b(\d+) changes?\b", said.summary)]
        counts = raw.counts
        wanted = (
            *(counts.leading_option, counts.branch, counts.strength),
            *(counts.only_check, counts.only_note),
        )
        assert numbers == [count for count in wanted if count]
        assert said.who


def test_answers_are_runs_with_exact_limits_and_what_they_lead_to() -> None:
    ki67 = shown("C05").missing[0]
    assert ki67.fact == "ki67"
    assert [effect.partition(":")[0] for effect in ki67.effects] == [
        "up to 10\N{NO-BREAK SPACE}%",
        "above 10 to 20\N{NO-BREAK SPACE}%",
        "above 20\N{NO-BREAK SPACE}%",
    ]
    assert (ki67.who, ki67.where.partition(",")[0]) == ("pathology", "pathology report")


def test_a_pair_that_only_together_settles_it_is_said_so() -> None:
    assert told("empty").pairs
    assert "Differentiation and Primary site settle it only together" in shown("empty").pairs[0]


def test_a_number_flips_at_the_limits_of_the_explanation() -> None:
    numbers = {number.fact: number for number in shown("usual").numbers}
    assert [part.start for part in numbers["egfr"].segments[1:]] == ["30", "60"]
    for number in shown("usual").numbers:
        raw = next(one for one in told("usual").numbers if one.fact == number.fact)
        assert [part.holds for part in number.segments] == [part.holds for part in raw.segments]
        for part, segment in zip(number.segments, raw.segments, strict=True):
            assert isinstance(part.inside, float)
            assert segment.low <= part.inside <= segment.high
    assert "Ki-67 12" in numbers["ki67"].sentence()
    assert numbers["ki67"].softer.startswith("at 20, 55 ")


def test_codes_that_would_change_it_are_named_with_what_leads_then() -> None:
    codes = {code.fact: code for code in shown("usual").codes}
    assert codes["dpd"].others == (("complete deficiency", "Everolimus, PRRT, Sunitinib"),)
    lines = dict(codes["prior_lines"].others)
    assert lines["one more line (STZ-5FU)"] == "CAPTEM"


@pytest.mark.parametrize("name", ["usual", "C05", "empty"])
def test_every_option_and_every_node_not_taken_can_be_asked_about(name: str) -> None:
    release = releases.release()
    whys = shown(name).whys
    options = {why.key.rpartition(":")[2] for why in whys if why.kind == "option"}
    assert options == set(release.option)
    nodes = {why.key.partition(":")[2] for why in whys if why.kind == "node"}
    assert nodes == {one.node for one in told(name).not_taken}
    assert all(why.standing and why.reverse for why in whys)


def test_an_option_that_is_not_listed_names_the_failed_condition_and_what_reverses_it() -> None:
    why = next(one for one in shown("usual").whys if one.key == "option:PNET-2:bsc")
    assert why.standing == "Not offered at P-NET G1-2, after at least one line."
    rule = why.rules[0]
    assert rule.condition == "Line of treatment 3 or more or ECOG 3 or more"
    assert (rule.state, rule.source) == ("no", "inferred: review §3.2 by analogy")
    assert "ECOG 1" in why.decided
    assert "ECOG 3 or more: option" in why.reverse


def test_w_on_an_option_answers_for_it_and_elsewhere_lets_one_choose(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, _services, _context):
        row = content.rows[1]
        row.setFocus()
        QTest.keyClick(row, Qt.Key.Key_W)
        assert content.why is not None
        assert content.why.shown is not None
        assert content.why.shown.key == "option:PNET-2:stz5fu"
        assert "Preferred at P-NET G1-2" in words_of(content.why)
        QTest.keyClick(tab, Qt.Key.Key_W)
        assert content.why.choice.lineEdit() is not None
        place = content.why.choice.findText("Interferon", Qt.MatchFlag.MatchContains)
        content.why.choice.activated.emit(place)
        assert "has no rule for it" in words_of(content.why)


def test_all_missing_facts_are_shown_when_asked_for(tmp_path: Path, qtbot: QtBot) -> None:
    with page_of(tmp_path, case_named("C05"), qtbot) as (tab, _content, _services, _context):
        button = tab.findChild(QAbstractButton, "show_all_missing")
        assert button is not None
        assert button.text() == f"Show all {len(told('C05').missing)}"
        before = words_of(tab)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert "Ask: laboratory. Usually in: UGT1A1 genotype." not in before
        assert len(words_of(tab)) > len(before) * 1.2


def test_the_sentence_where_no_active_treatment_is_supported_is_shown(qtbot: QtBot) -> None:
    release = releases.release()
    changes = {"differentiation": "nec", "ki67": 80, "mitoses": None, "grade_reported": "G3"}
    told_then = what_if_case(case_named("usual"), {**changes, "ps": 4}, on=ON).after
    outcomes = view_of(told_then, release).outcomes
    assert [outcome.says for outcome in outcomes] == [release.options.nothing_active.text]
    shown_list = OptionList(outcomes[0], is_only=True)
    qtbot.addWidget(shown_list)
    assert release.options.nothing_active.text in words_of(shown_list)
    assert all(not outcome.says for outcome in view_of(told_now(), release).outcomes)


def told_now() -> Assessment:
    return what_if_case(case_named("usual"), {"ki67": 12}, on=ON).before


def test_the_way_back_from_the_library_leads_to_the_same_option(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with page_of(tmp_path, case_named("usual"), qtbot) as (tab, content, services, _context):
        row = next(row for row in content.rows if row.option.code == "prrt")
        row.library_asked.emit(row.option)
        assert services.texts("show_page")
        content.rows[0].setFocus()
        tab.on_shown()
        assert row.hasFocus()
