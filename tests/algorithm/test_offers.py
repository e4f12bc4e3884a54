"""Patient factors, order and conditions of options."""

import pytest

from nenboard.algorithm.assessment import Assessment, Suggestion
from nenboard.algorithm.engine import assess
from nenboard.algorithm.offers import nothing_active
from nenboard.algorithm.release import Release
from nenboard.domain.knowledge import FactValue
from tests.algorithm.cases import a_nec, a_net, after, facts, one_of, without


def _option(told: Assessment, name: str) -> Suggestion:
    (outcome,) = told.outcomes
    return next(option for option in outcome.options if option.id == name)


def _order(told: Assessment) -> list[str]:
    (outcome,) = told.outcomes
    return [option.id for option in outcome.options]


def test_a_contraindication_keeps_the_option_and_says_only_why(release: Release) -> None:
    captem = _option(assess(release, a_net(ki67=15, dpd="complete", frail=True)), "captem")
    assert (captem.strength, captem.base_strength) == ("contraindicated", "preferred")
    assert [caution.id for caution in captem.cautions] == ["C-FP-DPD"]


def test_an_option_that_is_not_routine_stays_so_with_every_caution(release: Release) -> None:
    captem = _option(assess(release, a_net(dpd="complete", frail=True)), "captem")
    assert captem.strength == "not_routine"
    assert [caution.id for caution in captem.cautions] == ["C-FP-DPD", "C-FRAIL"]


def test_a_downgrade_never_goes_below_selected(release: Release) -> None:
    told = assess(release, a_net(ki67=15, egfr=45))
    assert _option(told, "stz5fu").strength == "option"
    assert _option(told, "stzdoxo").strength == "selected"


def test_poor_performance_makes_cytotoxics_not_routine(release: Release) -> None:
    captem = _option(assess(release, a_net(ki67=15, ps=3)), "captem")
    assert (captem.strength, captem.base_strength) == ("not_routine", "preferred")


def test_a_missing_value_is_to_be_checked_first_and_changes_no_strength(release: Release) -> None:
    told = assess(release, without(a_net(ki67=15), "egfr", "dpd"))
    captem = _option(told, "captem")
    assert captem.strength == "preferred"
    assert captem.check_first == ("dpd", "egfr")
    assert _option(told, "prrt_captem").check_first == ()


def test_strengths_of_an_outcome_are_capped(release: Release) -> None:
    told = assess(release, a_net(primary_site="thymus", lung_subtype="ac"))
    eve = _option(told, "eve")
    assert (eve.strength, eve.base_strength) == ("option", "option")


@pytest.mark.parametrize(("route", "first"), [("oral", "captem_nec"), ("iv", "folfiri")])
def test_the_preferred_route_breaks_ties_only(route: str, first: str, release: Release) -> None:
    lines = after("cddp_vp16", best_response="SD", months_since_last_platinum=8)
    told = assess(release, a_nec(prior_lines=lines, route_preference=route))
    selected = [option.id for option in told.outcomes[0].options if option.strength == "selected"]
    assert selected[0] == first
    assert _order(told)[0] == "bsc"


def test_a_trial_stands_last_within_its_strength(release: Release) -> None:
    told = assess(release, a_net(growth="progressive"))
    options = [entry for entry in told.outcomes[0].options if entry.strength == "option"]
    assert options[-1].id == "trial"


def test_conditional_options_stand_after_all_others(release: Release) -> None:
    told = assess(release, without(a_net(ki67=15), "sstr"))
    conditional = [option.conditional is not None for option in told.outcomes[0].options]
    assert conditional == sorted(conditional)
    prrt = _option(told, "prrt")
    assert prrt.conditional is not None
    assert (prrt.conditional.waits_for, prrt.conditional.could_be) == (("sstr",), ("selected",))


def test_candidates_leave_open_only_what_differs_between_them(release: Release) -> None:
    told = assess(release, facts(**{**a_net(), "growth": one_of("indolent", "stable")}))
    assert _option(told, "ssa").strength == "preferred"
    told = assess(release, facts(**{**a_net(), "growth": one_of("stable", "rapid")}))
    ssa = _option(told, "ssa")
    assert ssa.conditional is not None
    assert ssa.conditional.could_be == ("preferred", "option")


def test_patient_factors_are_applied_to_what_a_conditional_option_could_be(
    release: Release,
) -> None:
    told = assess(release, without(a_nec(egfr=50), "ps", "organ_function"))
    outcome = next(entry for entry in told.outcomes if entry.node == "NEC-1L")
    cisplatin = next(option for option in outcome.options if option.id == "cddp_vp16")
    assert cisplatin.conditional is not None
    assert cisplatin.conditional.could_be == ("contraindicated",)


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"ps": 3}, True), ({"ps": 1}, False)],
    ids=["not fit", "fit"],
)
def test_an_outcome_without_active_treatment_says_so(
    changes: dict[str, FactValue | float], said: bool, release: Release
) -> None:
    (outcome,) = assess(release, a_nec(**changes)).outcomes
    sentence = nothing_active(release, outcome)
    assert (sentence is not None) is said
