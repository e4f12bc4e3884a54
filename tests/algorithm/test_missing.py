"""The facts to ask for: which, in which order, and what each would change."""

from nenboard.algorithm.assessment import Assessment, Missing
from nenboard.algorithm.engine import assess
from nenboard.algorithm.explanation import missing_items
from nenboard.algorithm.release import Release
from tests.algorithm.cases import a_nec, a_net, after, facts, one_of, without


def _named(told: Assessment, fact: str) -> Missing:
    return next(entry for entry in told.missing if entry.fact == fact)


def test_a_complete_case_asks_for_nothing(release: Release) -> None:
    assert assess(release, a_net()).missing == ()


def test_a_blocking_fact_comes_first_with_what_each_value_would_lead_to(
    release: Release,
) -> None:
    told = assess(release, without(a_net(), "differentiation", "sstr"))
    assert told.result == "ask"
    first = told.missing[0]
    assert (first.fact, first.rank, first.changes) == ("differentiation", 1, "leading option")
    assert [effect.value for effect in first.effects] == ["net", "nec", "minen"]
    assert _named(told, "sstr").changes == "branch"


def test_a_blocking_fact_comes_first_even_where_another_changes_more(release: Release) -> None:
    bare = facts(
        differentiation="net", primary_site="lung", extent=one_of("resected", "metastatic")
    )
    told = assess(release, without(bare, "extent", "primary_site"))
    blocked = {one.fact for one in told.missing[:1]}
    assert blocked == {"extent"}
    ranked = missing_items(release, without(bare, "extent", "primary_site"), told=told)
    assert [one.group for one in ranked][:2] == ["blocking", "open"]


def test_a_contradiction_asks_for_both_facts(release: Release) -> None:
    told = assess(release, a_nec(ki67=10))
    assert told.outcomes[0].branch_depends_on == ("differentiation", "ki67")
    assert [entry.fact for entry in told.missing[:2]] == ["differentiation", "ki67"]


def test_numbers_are_tried_on_each_side_of_each_limit(release: Release) -> None:
    told = assess(release, without(a_net(), "ki67"))
    assert [effect.value for effect in _named(told, "ki67").effects] == [1, 5, 15, 30, 70]


def test_candidates_are_tried_and_nothing_else(release: Release) -> None:
    told = assess(release, facts(**{**a_net(), "primary_site": one_of("rectum", "pancreas")}))
    assert [effect.value for effect in _named(told, "primary_site").effects] == [
        "pancreas",
        "rectum",
    ]


def test_parts_of_earlier_lines_are_asked_for_by_name(release: Release) -> None:
    lines = after("cbdca_vp16", best_response=None, stop_reason="completed")
    told = assess(release, a_nec(prior_lines=lines))
    months = _named(told, "prior_lines.months_since_last_platinum")
    assert [effect.value for effect in months.effects] == [1, 4, 8]
    response = _named(told, "prior_lines.best_response")
    assert [effect.value for effect in response.effects] == ["PR", "SD", "PD"]
    assert response.label == "best response to platinum"


def test_lines_that_nobody_knows_are_asked_for_without_trying(release: Release) -> None:
    told = assess(release, without(a_nec(), "prior_lines"))
    assert _named(told, "prior_lines").effects == ()


def test_checks_come_after_everything_that_changes_the_result(release: Release) -> None:
    told = assess(release, without(a_net(ki67=15, growth="rapid"), "sstr", "egfr", "ild"))
    kinds = [entry.changes == "check" for entry in told.missing]
    assert kinds == sorted(kinds)
    assert {entry.fact for entry in told.missing if entry.changes == "check"} == {"egfr", "ild"}
    assert _named(told, "sstr").changes == "strength"


def test_facts_that_change_what_leads_come_before_those_that_do_not(release: Release) -> None:
    told = assess(release, without(a_net(), "sstr", "growth", "burden"))
    changes = [entry.changes for entry in told.missing]
    assert changes == sorted(changes, key=["leading option", "branch", "strength", "check"].index)
    assert told.missing[0].fact == "growth"


def test_a_trial_and_hormone_control_lead_only_where_nothing_else_does(release: Release) -> None:
    told = assess(
        release,
        without(a_net(functional="active", syndrome_type="carcinoid", ki67=15), "sstr"),
    )
    led = {name for effect in _named(told, "sstr").effects for name in effect.leading}
    assert led == {"captem", "stz5fu"}
    bare = facts(differentiation="net", primary_site="small_bowel", ki67=2, prior_lines=())
    extent = _named(assess(release, bare), "extent")
    leading = {effect.value: effect.leading for effect in extent.effects}
    assert leading["metastatic"] == ("trial",)
    assert leading["resectable"] == ("NRX-SURG-NET",)


def test_mitoses_are_asked_for_only_where_ki67_is_missing_too(release: Release) -> None:
    told = assess(release, without(a_net(), "mitoses"))
    assert told.missing == ()
    told = assess(release, without(a_net(), "mitoses", "ki67"))
    assert told.outcomes[0].branch_depends_on == ("ki67", "mitoses")


def test_a_fact_of_yes_or_no_is_tried_both_ways(release: Release) -> None:
    told = assess(release, without(a_net(), "tumour_symptoms"))
    assert [one.value for one in _named(told, "tumour_symptoms").effects] == [True, False]
