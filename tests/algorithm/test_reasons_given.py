"""What stands beside the facts that decide: questions, partings, caps, parts of lines."""

import json
from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from nenboard.algorithm.alternatives import possible
from nenboard.algorithm.checks import any_of, compile_check
from nenboard.algorithm.conditions import Condition, tags_in
from nenboard.algorithm.difference import difference
from nenboard.algorithm.engine import assess
from nenboard.algorithm.explanation import Explanation, explain, variations
from nenboard.algorithm.facts import Facts
from nenboard.algorithm.history import removed
from nenboard.algorithm.known import Known
from nenboard.algorithm.release import Release
from nenboard.algorithm.state import Names, State
from nenboard.algorithm.why_nodes import QuestionWhy
from tests.algorithm.cases import a_nec, a_net, after, between, facts, one_of, without

LOW = "grade in ['G1','G2'] and ki67 <= 10 and line == 1"
HIGH = "grade in ['G1','G2'] and ki67 > 10 and line == 1"
CHEMO_BARRED = TypeAdapter[Condition](Condition).validate_python({"contraindicated": "chemo"})
BARRED_BY = [{"fact": "ps", "at_least": 3}, {"fact": "pregnancy", "is": True}]


def question(told: Explanation, node: str) -> QuestionWhy:
    """What is said of a question."""
    return next(one for one in told.questions if one.node == node)


def test_a_question_says_where_it_led_and_by_which_condition(release: Release) -> None:
    asked = question(explain(release, a_net()), "PNET")
    assert (asked.to, asked.conditions) == (("PNET-LOW-1",), (LOW,))
    open_ = question(explain(release, a_net(ki67=between(8, 12))), "PNET")
    assert open_.to == ("PNET-HIGH-1", "PNET-LOW-1")
    assert open_.conditions == (HIGH, LOW)


def test_a_question_names_the_facts_of_its_own_condition(release: Release) -> None:
    decided = question(explain(release, a_net()), "PNET").decided
    assert {one.fact for one in decided.by} == {"ki67", "mitoses", "prior_lines"}
    assert all(would.then != "PNET-LOW-1" for one in decided.by for would in one.would)


def test_a_node_not_taken_says_where_the_way_parted(release: Release) -> None:
    nodes = {one.node: one for one in explain(release, a_net()).not_taken}
    assert (nodes["PNET-HIGH-1"].parted_at, nodes["PNET-HIGH-1"].conditions) == ("PNET", (HIGH,))
    assert (nodes["NEC-1L"].parted_at, nodes["PNET-2"].parted_at) == ("START", "PNET")


@pytest.mark.parametrize("site", ["thymus", "unknown_primary", "other_ep"])
def test_a_capped_node_prefers_nothing_and_the_explanation_says_the_same(
    site: str, release: Release
) -> None:
    case = a_net(primary_site=site)
    told, answered = explain(release, case), assess(release, case)
    (why,), (reached,) = told.outcomes, answered.outcomes
    strengths = {one.id: one.strength or "conditional" for one in reached.options}
    shown = {one.option: one.standing for one in why.options if one.standing != "not_offered"}
    assert shown == strengths
    assert "preferred" not in strengths.values()
    assert "option" in strengths.values()


def test_a_node_that_asks_says_its_own_text(release: Release) -> None:
    case = a_nec(ki67=10)
    told, answered = explain(release, case), assess(release, case)
    said = answered.outcomes[0].no_recommendation
    assert said is not None
    assert told.outcomes[0].says == said.text
    nodes = release.nodes
    title = nodes[told.outcomes[0].node].title if told.outcomes[0].node in nodes else said.text
    assert told.outcomes[0].title == title


def test_only_what_is_left_of_a_part_of_the_last_platinum_line_is_tried(release: Release) -> None:
    lines = after(
        "cbdca_vp16",
        best_response=one_of("PR", "SD"),
        months_since_last_platinum=between(4, 8),
    )
    cases = variations(release, a_nec(prior_lines=lines))
    assert possible(cases.inquiry, "prior_lines.best_response") == ("PR", "SD")
    months = possible(cases.inquiry, "prior_lines.months_since_last_platinum")
    numbers = [value for value in months if isinstance(value, int | Decimal)]
    assert len(numbers) == len(months)
    assert all(4 <= number <= 8 for number in numbers)
    assert any(number < 6 for number in numbers)
    assert any(number >= 6 for number in numbers)
    told = after("cbdca_vp16", best_response="PR", months_since_last_platinum=5)
    settled = variations(release, a_nec(prior_lines=told))
    assert possible(settled.inquiry, "prior_lines.best_response") == ()
    assert possible(settled.inquiry, "prior_lines.months_since_last_platinum") == ()


def test_only_candidates_that_are_left_are_possible(release: Release) -> None:
    cases = variations(release, a_net(primary_site=one_of("rectum", "pancreas")))
    assert set(possible(cases.inquiry, "primary_site")) == {"rectum", "pancreas"}
    assert possible(cases.inquiry, "differentiation") == ()


def test_both_answers_to_a_yes_or_no_question_are_tried(release: Release) -> None:
    told = assess(release, without(a_net(), "tumour_symptoms"))
    asked = {one.fact: [effect.value for effect in one.effects] for one in told.missing}
    assert asked["tumour_symptoms"] == [True, False]


def test_earlier_platinum_is_left_to_the_rule_of_rechallenge_except_in_net(
    release: Release,
) -> None:
    texts = release.options.earlier_treatment
    lines = after("cbdca_vp16")

    def why(case: Facts) -> list[str]:
        return [one.why for one in removed(variations(release, case).inquiry)]

    assert why(a_nec(prior_lines=lines)) == [texts["platinum"]]
    assert why(facts(prior_lines=lines)) == [texts["platinum"]]
    (progressed,) = why(a_net(prior_lines=lines))
    assert progressed.startswith("progression on it")


def test_the_document_is_the_explanation_in_one_line(release: Release) -> None:
    told = explain(release, a_nec())
    text = told.to_json()
    read = json.loads(text)
    assert read == json.loads(json.dumps(told.to_json_dict()))
    assert text == json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    assert "\\u" not in text


def test_a_step_names_its_question_and_condition(release: Release) -> None:
    low, high = assess(release, a_net(ki67=6)), assess(release, a_net(ki67=12))
    steps = difference(low, high).steps
    assert (steps.lost, steps.gained) == ((f"PNET: {LOW}",), (f"PNET: {HIGH}",))


def test_facts_that_decide_together_stand_with_what_is_known_of_them(release: Release) -> None:
    told = explain(release, a_nec(ps=4, organ_function="inadequate"))
    line = next(one for one in told.not_taken if one.node == "NEC-LINE")
    (jointly,) = line.decided.together
    assert {one.fact: one.value for one in jointly.changes} == {
        "ps": 4,
        "organ_function": "inadequate",
    }


def test_a_contraindication_is_decided_by_the_factor_that_holds() -> None:
    factors = tuple(
        compile_check(TypeAdapter[Condition](Condition).validate_python(one), {})
        for one in BARRED_BY
    )
    check = compile_check(CHEMO_BARRED, {"chemo": any_of(factors)})
    assert check.names == {"ps", "pregnancy"}
    assert check.deciding(_state(ps=1, pregnancy=True)) == {"pregnancy"}
    assert check.deciding(_state(ps=1, pregnancy=False)) == {"ps", "pregnancy"}
    assert list(check.undecided(_state(ps=1))) == ["pregnancy"]
    assert list(check.undecided(_state(ps=3))) == []


def test_tags_are_found_below_a_negation() -> None:
    barred = TypeAdapter[Condition](Condition).validate_python({"not": {"contraindicated": "stz"}})
    assert list(tags_in(barred)) == ["stz"]


def _state(**known: Known) -> State:
    return State(known, None, names=Names({}, frozenset(("ps", "pregnancy"))))
