"""Each fact that an explanation names is changed in turn: the answer changes as it says."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nenboard.algorithm.document import read_json
from nenboard.algorithm.explanation import explain, variations
from nenboard.algorithm.facts import Facts, parse_document
from nenboard.algorithm.release import Release
from nenboard.algorithm.why import in_a_word
from nenboard.domain.knowledge import EarlierLine
from tests.algorithm.cases import a_nec, a_net, after, facts, thorough, without
from tests.algorithm.proof import (
    a_case,
    claims,
    factor_failures,
    node_failures,
    option_failures,
    standing,
)
from tests.algorithm.random_documents import document

VIGNETTES = sorted((Path(__file__).parent.parent / "vignettes" / "nen-review-2021").glob("*.json"))
TRIED = VIGNETTES if thorough() else VIGNETTES[4::16]


def _facts(vignette: Path, release: Release) -> Facts:
    return parse_document(read_json(vignette.read_text("utf-8")), release)


def _explained(release: Release, case: Facts) -> dict[str, Any]:
    told = explain(release, case).to_json_dict()
    assert told["format"] == "nenboard-explanation/1"
    return told


@pytest.mark.parametrize("vignette", TRIED, ids=lambda path: path.stem)
def test_every_named_fact_decides_when_it_is_changed(vignette: Path, release: Release) -> None:
    case = _facts(vignette, release)
    told, tried = _explained(release, case), a_case(release, case)
    assert list(option_failures(tried, told)) == []
    assert list(node_failures(tried, told)) == []
    assert list(factor_failures(tried, told)) == []


def test_an_explanation_that_names_an_irrelevant_fact_is_caught(release: Release) -> None:
    case = a_net(ki67=15)
    told, tried = _explained(release, case), a_case(release, case)
    named = {"fact": "mgmt", "value": None, "would": [{"value": "deficient", "then": "option"}]}
    for part, failures in (("outcomes", option_failures), ("questions", node_failures)):
        wrong = copy.deepcopy(told)
        place = wrong[part][0]["options"][0] if part == "outcomes" else wrong[part][0]
        place["decided"]["by"].append(named)
        assert list(failures(tried, wrong))


def _own_inputs(told: dict[str, Any]) -> Iterator[tuple[str, str, set[str]]]:
    for outcome in told["outcomes"]:
        for option in outcome["options"]:
            named = {one["fact"] for one in option["decided"]["by"]}
            yield outcome["node"], option["option"], named


@pytest.mark.parametrize(
    "case",
    [a_net(ki67=15), a_nec(ki67=40, nec_morphology="large")],
    ids=["net", "nec"],
)
def test_a_fact_that_is_not_named_changes_nothing_alone(case: Facts, release: Release) -> None:
    told, tried = _explained(release, case), a_case(release, case)
    now = tried.told()
    for name, entry in release.inputs.items():
        values = (True, False) if entry.type == "bool" else entry.allowed or entry.tried or ()
        for value in values if entry.type not in ("list", "lines") else ():
            after_it = tried.told((name, value))
            for node, option, named in _own_inputs(told):
                if name not in named and standing(after_it, node, option) is not None:
                    same = standing(after_it, node, option) == standing(now, node, option)
                    assert same, (name, value, option)


def test_every_option_is_explained_once(release: Release) -> None:
    for case in (a_net(), a_nec(), a_net(extent="resectable"), facts(differentiation="net")):
        told = _explained(release, case)
        here = [option["option"] for one in told["outcomes"] for option in one["options"]]
        elsewhere = [one["option"] for one in told["elsewhere"]]
        assert set(here) | set(elsewhere) == set(release.option)
        assert set(here).isdisjoint(elsewhere)
        assert len(elsewhere) == len(set(elsewhere))


def test_every_node_is_passed_reached_or_explained(release: Release) -> None:
    for case in (a_net(), a_nec(), facts(), facts(differentiation="net", extent="resected")):
        told = _explained(release, case)
        passed = {one["node"] for one in told["questions"]}
        reached = {one["node"] for one in told["outcomes"]}
        not_taken = {one["node"] for one in told["not_taken"]}
        assert passed | reached | not_taken == set(release.nodes)
        assert not_taken.isdisjoint(passed | reached)


def test_every_node_not_taken_names_what_decided(release: Release) -> None:
    told = _explained(release, a_net())
    for node in told["not_taken"]:
        assert node["conditions"]
        assert list(claims(node["decided"])), node["node"]


def test_a_strength_that_holds_for_every_case_at_the_node_names_nothing(release: Release) -> None:
    told = _explained(release, a_net(ki67=15))
    options = {one["option"]: one for one in told["outcomes"][0]["options"]}
    assert options["trial"]["decided"] == {"by": [], "together": []}
    assert options["trial"]["rules"][0]["condition"] == "always"


def test_what_no_single_fact_changes_names_the_facts_that_do_together(release: Release) -> None:
    case = a_nec(ps=4, organ_function="inadequate")
    told = _explained(release, case)
    line = next(one for one in told["not_taken"] if one["node"] == "NEC-LINE")
    assert line["decided"]["by"] == []
    (jointly,) = line["decided"]["together"]
    assert {one["fact"] for one in jointly["changes"]} == {"ps", "organ_function"}
    assert list(node_failures(a_case(release, case), told)) == []


def test_an_option_left_out_says_which_facts_would_bring_it(release: Release) -> None:
    told = _explained(release, a_net(growth="stable", ki67=15))
    options = {one["option"]: one for one in told["outcomes"][0]["options"]}
    everolimus = options["eve"]
    assert everolimus["standing"] == "not_offered"
    assert [rule["answer"] for rule in everolimus["rules"]] == ["no"]
    (growth,) = everolimus["decided"]["by"]
    assert (growth["fact"], growth["value"]) == ("growth", "stable")
    assert {"value": "rapid", "then": "option"} in growth["would"]


def test_a_conditional_option_says_what_it_could_be(release: Release) -> None:
    told = _explained(release, without(a_net(ki67=15), "sstr"))
    options = {one["option"]: one for one in told["outcomes"][0]["options"]}
    prrt = options["prrt"]
    assert (prrt["standing"], prrt["could_be"]) == ("conditional", ["selected"])
    receptor = next(one for one in prrt["decided"]["by"] if one["fact"] == "sstr")
    assert receptor["value"] is None
    assert {"value": "negative", "then": "not_offered"} in receptor["would"]


def test_a_contraindication_names_the_factor_and_the_fact(release: Release) -> None:
    told = _explained(release, a_net(ki67=15, dpd="complete"))
    options = {one["option"]: one for one in told["outcomes"][0]["options"]}
    captem = options["captem"]
    assert (captem["standing"], captem["base_strength"]) == ("contraindicated", "preferred")
    (factor,) = captem["factors"]
    assert (factor["id"], factor["effect"]) == ("C-FP-DPD", "contraindicate")
    assert factor["condition"] == "dpd == 'complete'"
    (rule,) = captem["rules"]
    assert (rule["decides"], rule["answer"]) == (True, "yes")
    assert rule["code"] in release.header.provenance
    assert rule["sources"]
    assert [one["fact"] for one in factor["decided"]["by"]] == ["dpd"]


def test_rechallenge_names_response_interval_and_toxicity(release: Release) -> None:
    lines = after(
        "cbdca_vp16", best_response="PR", stop_reason="completed", months_since_last_platinum=7
    )
    case = a_nec(prior_lines=lines)
    told = _explained(release, case)
    options = {one["option"]: one for one in told["outcomes"][0]["options"]}
    named = {one["fact"] for one in options["rechallenge"]["decided"]["by"]}
    assert {
        "ps",
        "neuropathy_grade",
        "ototoxicity_grade",
        "prior_lines.best_response",
        "prior_lines.months_since_last_platinum",
    } <= named
    assert list(option_failures(a_case(release, case), told)) == []


def test_an_option_of_another_node_says_where_it_is_and_what_leads_there(release: Release) -> None:
    case = a_net()
    told = _explained(release, case)
    elsewhere = {one["option"]: one for one in told["elsewhere"]}
    surgery = elsewhere["surgery_nec"]
    assert surgery["nodes"] == ["NEC-LOC-OP"]
    assert surgery["by"] == []
    follow_up = elsewhere["no_adj"]
    (extent,) = follow_up["by"]
    assert (extent["fact"], [one["value"] for one in extent["would"]]) == ("extent", ["resected"])
    told_then = a_case(release, case).told(("extent", "resected"))
    assert any(option.id == "no_adj" for one in told_then.outcomes for option in one.options)


def test_a_node_without_active_treatment_says_so(release: Release) -> None:
    fit, unfit = a_nec(), a_nec(ps=3)
    assert [one["says"] for one in _explained(release, fit)["outcomes"]] == [None]
    (said,) = (one["says"] for one in _explained(release, unfit)["outcomes"])
    assert said == release.options.nothing_active.text


def test_the_same_facts_give_the_same_bytes(release: Release) -> None:
    case = without(a_net(), "sstr", "growth")
    turned = Facts(dict(reversed(list(case.items()))))
    assert explain(release, turned).to_json() == explain(release, case).to_json()


def test_lines_in_an_explanation_are_those_of_the_document(release: Release) -> None:
    case = a_nec(prior_lines=after("cbdca_vp16", months_since_last_platinum=8))
    told = _explained(release, case)
    line = next(one for one in told["codes"] if one["fact"] == "prior_lines")
    assert line["value"] == case.to_json_dict()["prior_lines"]
    assert isinstance(case["prior_lines"][0], EarlierLine)  # type: ignore[index]  # a tuple


@pytest.mark.parametrize("seed", range(0, 400, 8 if thorough() else 200))
def test_where_nothing_is_named_no_case_gets_another_standing(seed: int, release: Release) -> None:
    others = [
        variations(release, parse_document({"facts": document(other)}, release))
        for other in range(400 if thorough() else 60)
    ]
    told = explain(release, parse_document({"facts": document(seed)}, release))
    for outcome in told.outcomes:
        for place, option in enumerate(outcome.options):
            if not option.decided.by and not option.decided.together:
                found = {
                    in_a_word(case.offer(outcome.node, place, state=case.state)) for case in others
                }
                assert len(found) == 1, (outcome.node, option.option)
    assert all(node.decided.by or node.decided.together for node in told.not_taken)


def test_a_node_that_declines_says_its_own_text(release: Release) -> None:
    (conflict,) = explain(release, a_nec(ki67=12)).outcomes
    assert conflict.node == "ASK-CONSISTENCY"
    assert conflict.title == conflict.says
    assert "return to pathology" in conflict.title
    (declined,) = explain(release, a_nec(primary_site="lung")).outcomes
    assert declined.title == release.nodes["NRX-LUNG-NEC"].title
    assert declined.says is not None
    assert "use the thoracic pathway" in declined.says


def test_a_question_names_only_the_way_that_was_followed(release: Release) -> None:
    first = explain(release, a_net()).questions[0]
    assert (first.node, first.to, first.conditions) == (
        "START",
        ("SITE",),
        ("differentiation == 'net'",),
    )


def test_the_rule_that_decides_carries_the_strength_of_its_option(release: Release) -> None:
    told = _explained(release, a_net(ki67=15))
    options = [option for outcome in told["outcomes"] for option in outcome["options"]]
    decided = [
        (option["standing"], rule["strength"])
        for option in options
        for rule in option["rules"]
        if rule["decides"]
    ]
    assert decided
    assert all(standing == strength for standing, strength in decided)
