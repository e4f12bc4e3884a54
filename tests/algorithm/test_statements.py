"""What the review itself fixes (specification, section 8): each statement over many cases.

The cases are random and fully known; each test sets the facts its statement speaks of.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from nenboard.algorithm.assessment import Assessment, Suggestion
from nenboard.algorithm.engine import assess
from nenboard.algorithm.facts import parse_document
from nenboard.algorithm.release import Release
from tests.algorithm.cases import thorough
from tests.algorithm.random_documents import document
from tests.algorithm.reference import outline

Json = dict[str, Any]

CASES = 400 if thorough() else 30
ORDER = ["preferred", "option", "selected", "not_routine", "contraindicated"]
SUPPORTED = ORDER[:3]
GEP = ["pancreas", "small_bowel", "stomach", "rectum", "other_gi"]
EP = ["small_bowel", "stomach", "rectum", "lung", "thymus", "unknown_primary", "other_ep"]
CHEMO_NET = {"captem", "stz5fu", "stzdoxo", "oxali_net", "pe_net", "tem", "folfiri_net", "dtic"}
FIT: Json = {
    "ps": 1, "organ_function": "adequate", "egfr": 90, "anc": 4, "platelets": 250, "lvef": 60,
    "bilirubin_xuln": 0.8, "dpd": "normal", "pregnancy": False, "cardiac_disease": False,
    "neuropathy_grade": 0, "ototoxicity_grade": 0, "doxo_cumulative": 0, "hypersensitivity": [],
    "active_infection": False, "frail": False, "ild": False, "diabetes_uncontrolled": False,
    "hypertension_uncontrolled": False, "psychiatric_or_autoimmune": False,
}  # fmt: skip
NET: Json = {"differentiation": "net", "extent": "metastatic", "grade_reported": None}
NEC: Json = {"differentiation": "nec", "extent": "metastatic", "primary_site": "rectum", "ki67": 80}


@cache
def _known() -> tuple[Json, ...]:
    """Documents in which every fact is stated exactly."""
    wanted = [entry["name"] for entry in outline()["inputs"]]
    found = (document(seed) for seed in range(20 * CASES))
    whole = (facts for facts in found if set(facts) == set(wanted) and _is_exact(facts))
    return tuple(facts for _, facts in zip(range(CASES), whole, strict=False))


def test_there_are_cases_to_try() -> None:
    assert len(_known()) == CASES


def _is_exact(facts: Json) -> bool:
    return not any(isinstance(value, dict) for value in facts.values())


def _told(release: Release, *parts: Json, **facts: Any) -> Iterator[tuple[Json, Assessment]]:
    """Every case with these facts set, and its assessment."""
    for case in _known():
        changed = {name: value for part in (case, *parts, facts) for name, value in part.items()}
        yield changed, assess(release, parse_document({"facts": changed}, release))


def _offered(told: Assessment) -> dict[str, Suggestion]:
    return {option.id: option for outcome in told.outcomes for option in outcome.options}


def _place(told: Assessment, option: str) -> int:
    """Place of its strength in the order; behind all if it is not offered."""
    found = _offered(told).get(option)
    if found is None:
        return len(ORDER)
    return ORDER.index(found.strength or min(_could_be(found), key=ORDER.index))


def _could_be(option: Suggestion) -> tuple[str, ...]:
    return option.conditional.could_be if option.conditional is not None else ()


def _at_most(told: Assessment, option: str, strength: str) -> bool:
    return _place(told, option) >= ORDER.index(strength)


def _line(regimen: str, **parts: Any) -> Json:
    return {"regimen": regimen, "intent": "palliative", "best_response": "SD",
            "stop_reason": "progression", **parts}  # fmt: skip


def _notes(told: Assessment) -> set[str]:
    return {note.id for note in told.notes}


def _cautions(option: Suggestion) -> set[str]:
    return {caution.id for caution in option.cautions}


@pytest.mark.parametrize("site", GEP)
def test_1_adjuvant_after_resected_gep_net_is_not_routine(site: str, release: Release) -> None:
    low = {"ki67": 8, "mitoses": 5, "primary_site": site, "margin": "R0"}
    for _, told in _told(release, NET, low, extent="resected"):
        assert _at_most(told, "adj_net", "not_routine")
        assert told.outcomes[0].node == "ADJ-GEP-12"


def test_2_adjuvant_after_lung_carcinoid_only_for_selected_atypical(release: Release) -> None:
    for case, told in _told(release, NET, primary_site="lung", extent="resected"):
        shown = [name for name in _offered(told) if name.startswith("adj_")]
        for name in shown:
            assert _at_most(told, name, "selected")
            if _place(told, name) < ORDER.index("not_routine"):
                atypical = told.derived["lung_subtype"] == "ac"
                high = case["ki67"] > 10 or case["mitoses"] >= 6
                assert atypical
                assert case["n_category"] >= 2
                assert case["ps"] <= 1
                assert high


@pytest.mark.parametrize(("margin", "stage"), [("R0", 3), ("R0", 4), ("R1", 1), ("R2", 2)])
def test_3_thymic_carcinoid_with_residue_or_stage_is_case_by_case(
    margin: str, stage: int, release: Release
) -> None:
    facts = {"primary_site": "thymus", "extent": "resected", "margin": margin}
    for _, told in _told(release, NET, facts, stage_group=stage):
        assert [one.node for one in told.outcomes] == ["ADJ-THY-CASE"]


def test_4_resected_nec_gets_platinum_etoposide(release: Release) -> None:
    for _, told in _told(release, FIT, NEC, extent="resected"):
        assert [one.node for one in told.outcomes] == ["NEC-ADJ"]
        assert _place(told, "adj_pe_cb") <= ORDER.index("option")
        assert _place(told, "adj_pe_cd") <= ORDER.index("option")
        assert "4-6 cycles" in _offered(told)["adj_pe_cb"].label


@pytest.mark.parametrize(
    "where",
    [
        {"extent": "unresectable_nonmetastatic"},
        {"extent": "resectable", "surgery_too_morbid": True},
    ],
)
def test_5_nec_that_cannot_be_operated_gets_chemoradiotherapy(
    where: Json, release: Release
) -> None:
    for _, told in _told(release, FIT, NEC, where):
        assert _offered(told)["crt"].strength in SUPPORTED


def test_6_p_net_above_ten_per_cent_prefers_chemotherapy_first(release: Release) -> None:
    first = {"primary_site": "pancreas", "ki67": 10.1, "mitoses": 5, "prior_lines": []}
    for _, told in _told(release, FIT, NET, first):
        assert _offered(told)["captem"].strength == "preferred"


def test_7_bulky_p_net_gets_chemotherapy_at_least_as_an_option(release: Release) -> None:
    facts = {"primary_site": "pancreas", "ki67": 5, "mitoses": 3, "prior_lines": []}
    for growth in ("stable", "indolent"):
        for _, told in _told(release, FIT, NET, facts, burden="bulky", growth=growth):
            assert _place(told, "captem") <= ORDER.index("option")


def test_8_captem_and_stz5fu_have_the_same_strength_in_p_net(release: Release) -> None:
    for prior in ([], [_line("ssa")], [_line("ssa"), _line("eve")]):
        for _, told in _told(release, FIT, NET, primary_site="pancreas", prior_lines=prior):
            offered = _offered(told)
            assert offered["captem"].base_strength == offered["stz5fu"].base_strength


def test_9_stzdoxo_is_never_above_and_always_warns(release: Release) -> None:
    for _, told in _told(release, NET, primary_site="pancreas", prior_lines=[]):
        found = _offered(told).get("stzdoxo")
        if found is None:
            continue
        others = [_place(told, name) for name in ("captem", "stz5fu")]
        allowed = [place for place in others if place < ORDER.index("contraindicated")]
        assert not allowed or _place(told, "stzdoxo") >= min(allowed)
        assert {"C-DOXO", "C-DOXO-CI"} & _cautions(found) or found.strength == "contraindicated"


def test_10_triple_streptozocin_is_never_above_not_routine(release: Release) -> None:
    for _, told in _told(release):
        assert _at_most(told, "stzcapcddp", "not_routine")


def test_11_folfiri_in_low_grade_p_net_waits_for_other_lines(release: Release) -> None:
    facts = {"primary_site": "pancreas", "ki67": 15, "mitoses": 5, "prior_lines": []}
    for _, told in _told(release, NET, facts):
        assert _at_most(told, "folfiri_net", "not_routine")


def test_12_sunitinib_is_for_the_pancreas_only(release: Release) -> None:
    for case, told in _told(release, NET):
        assert "sun" not in _offered(told) or case["primary_site"] == "pancreas"


@pytest.mark.parametrize("site", ["small_bowel", "lung"])
@pytest.mark.parametrize("functional", ["none", "controlled"])
def test_13_everolimus_is_with_reservation_only_for_functioning_tumours(
    site: str, functional: str, release: Release
) -> None:
    prior = [_line("ssa")]
    facts = {"primary_site": site, "ki67": 5, "mitoses": 3, "growth": "progressive"}
    for _, told in _told(release, FIT, NET, facts, functional=functional, prior_lines=prior):
        strength = _offered(told)["eve"].strength
        assert strength in SUPPORTED
        if functional != "none":
            assert strength != "preferred"


def test_14_prrt_is_never_offered_to_a_receptor_negative_tumour(release: Release) -> None:
    for _, told in _told(release, sstr="negative"):
        assert _place(told, "prrt") >= ORDER.index("not_routine")


def test_15_prrt_with_captem_is_for_trials(release: Release) -> None:
    for case, told in _told(release, NET):
        found = _offered(told).get("prrt_captem")
        if found is not None:
            assert _at_most(told, "prrt_captem", "not_routine")
            assert found.reason.startswith("trial only")
            # The outline words the caution outside the pancreas as marrow toxicity.
            assert "MDS/AML" in found.reason or case["primary_site"] != "pancreas"


@pytest.mark.parametrize("site", ["pancreas", "rectum", "unknown_primary"])
def test_16_net_g3_has_chemotherapy_before_targeted_agents(site: str, release: Release) -> None:
    facts = {"primary_site": site, "ki67": 30, "mitoses": 12, "prior_lines": []}
    for _, told in _told(release, FIT, NET, facts):
        best = min(_place(told, "captem"), _place(told, "stz5fu"))
        for other in ("eve", "sun", "pe_net"):
            assert best < _place(told, other)


@pytest.mark.parametrize("site", EP)
def test_17_and_35_first_line_chemotherapy_outside_the_pancreas_needs_rapid_growth(
    site: str, release: Release
) -> None:
    for growth in ("indolent", "stable", "progressive"):
        facts = {"primary_site": site, "ki67": 19, "mitoses": 9, "prior_lines": []}
        for _, told in _told(release, FIT, NET, facts, growth=growth):
            for option in CHEMO_NET:
                assert _at_most(told, option, "not_routine"), option


EXHAUSTED = [_line("ssa"), _line("eve"), _line("prrt")]


def test_18_after_all_else_rapid_growth_and_good_ps_open_chemotherapy(release: Release) -> None:
    facts = {"primary_site": "small_bowel", "ki67": 8, "mitoses": 4, "prior_lines": EXHAUSTED}
    for _, told in _told(release, FIT, NET, facts, growth="rapid", sstr="positive"):
        assert _offered(told)["captem"].strength == "selected"
        assert _offered(told)["stz5fu"].strength == "selected"


@pytest.mark.parametrize("facts", [{"growth": "progressive"}, {"growth": "rapid", "ps": 2}])
def test_19_without_rapid_growth_or_good_ps_it_is_not_routine(
    facts: Json, release: Release
) -> None:
    where = {"primary_site": "small_bowel", "ki67": 8, "mitoses": 4, "prior_lines": EXHAUSTED}
    for _, told in _told(release, FIT, NET, where, {"sstr": "positive"}, facts):
        assert _at_most(told, "captem", "not_routine")


def test_20_platinum_is_among_the_regimens_of_lung_net(release: Release) -> None:
    facts = {"primary_site": "lung", "lung_subtype": "ac", "growth": "rapid"}
    prior = [_line("eve"), _line("ssa")]
    for _, told in _told(release, FIT, NET, facts, prior_lines=prior):
        assert _offered(told)["pe_net"].strength in SUPPORTED


def test_21_watch_and_wait_is_for_very_indolent_low_grade_only(release: Release) -> None:
    for case, told in _told(release, NET, prior_lines=[]):
        if "ww" in _offered(told):
            lung = case["primary_site"] in ("lung", "thymus")
            grade = told.derived["lung_subtype"] == "tc" if lung else told.derived["grade"] == "G1"
            assert case["growth"] == "indolent"
            assert grade or case["primary_site"] == "thymus"
    facts = {"primary_site": "pancreas", "ki67": 1, "mitoses": 0, "growth": "indolent"}
    calm = {**facts, "burden": "low", "tumour_symptoms": False, "shrinkage_goal": False,
            "functional": "none", "prior_lines": []}  # fmt: skip
    for age in (60, 80):
        places = {_place(told, "ww") for _, told in _told(release, FIT, NET, calm, age=age)}
        assert places == {ORDER.index("option" if age == 80 else "selected")}


@pytest.mark.parametrize("site", ["pancreas", "small_bowel", "rectum"])
def test_22_analogue_first_in_receptor_positive_low_grade_gep_net(
    site: str, release: Release
) -> None:
    facts = {"primary_site": site, "ki67": 2, "mitoses": 1, "growth": "stable", "sstr": "positive",
             "burden": "low", "tumour_symptoms": False, "shrinkage_goal": False,
             "functional": "none", "prior_lines": []}  # fmt: skip
    for _, told in _told(release, FIT, NET, facts):
        assert _offered(told)["ssa"].strength == "preferred"


def test_23_carboplatin_etoposide_comes_first_in_fit_nec(release: Release) -> None:
    for ki67 in (55, 90):
        for _, told in _told(release, FIT, NEC, ki67=ki67, prior_lines=[]):
            assert _offered(told)["cbdca_vp16"].rank == 1
            assert _place(told, "cbdca_vp16") < _place(told, "cddp_vp16")


@pytest.mark.parametrize("unfit", [{"ps": 3}, {"ps": 4}, {"organ_function": "inadequate"}])
def test_24_nec_that_is_not_fit_gets_supportive_care(unfit: Json, release: Release) -> None:
    for _, told in _told(release, NEC, {"ps": 1, "organ_function": "adequate"}, unfit):
        assert [one.node for one in told.outcomes] == ["NEC-BSC"]
        assert _offered(told)["bsc"].strength == "preferred"


def test_25_irinotecan_platinum_is_an_alternative_in_first_line(release: Release) -> None:
    for _, told in _told(release, FIT, NEC, prior_lines=[]):
        assert _offered(told)["iri_plat"].strength == "option"


def test_26_nec_below_55_says_what_is_known_of_platinum(release: Release) -> None:
    for _, told in _told(release, FIT, NEC, ki67=54.9, prior_lines=[]):
        assert "N-55" in _notes(told)
        text = next(note.text for note in told.notes if note.id == "N-55")
        assert "lower response to platinum" in text
        assert "not confirmed" in text


def test_27_second_line_of_nec_is_selected_at_most(release: Release) -> None:
    for ps in (0, 1, 2, 3):
        for _, told in _told(release, FIT, NEC, ps=ps, prior_lines=[_line("cbdca_vp16")]):
            for name in ("folfox", "folfiri", "captem_nec"):
                assert _at_most(told, name, "selected")
                if ps <= 1:
                    assert name in _offered(told)
                else:
                    assert _at_most(told, name, "not_routine")


@pytest.mark.parametrize(
    ("response", "months", "toxicity", "strength"),
    [
        ("PR", 6, 0, "option"),
        ("PR", 3, 0, "selected"),
        ("PR", 2.9, 0, "not_routine"),
        ("SD", 8, 0, "not_routine"),
        ("CR", 8, 2, "contraindicated"),
    ],
)
def test_28_rechallenge_needs_response_break_and_no_toxicity(
    response: str, months: float, toxicity: int, strength: str, release: Release
) -> None:
    line = _line("cbdca_vp16", best_response=response, stop_reason="completed",
                 months_since_last_platinum=months)  # fmt: skip
    facts = {"prior_lines": [line], "neuropathy_grade": toxicity}
    for _, told in _told(release, FIT, NEC, facts):
        assert _at_most(told, "rechallenge", strength)
        if not toxicity:
            assert _offered(told)["rechallenge"].strength == strength


def test_29_temozolomide_alone_is_never_above_not_routine_in_nec(release: Release) -> None:
    for _, told in _told(release, {"differentiation": "nec"}):
        assert _at_most(told, "tem_nec", "not_routine")


def test_30_large_cell_nec_shows_fluoropyrimidine_doublets_up_front(release: Release) -> None:
    facts = {"nec_morphology": "large", "prior_lines": []}
    for _, told in _told(release, FIT, NEC, facts):
        assert {"folfox", "folfiri"} <= set(_offered(told))
    mixed = {"differentiation": "minen", "minen_ne_component": "nec",
             "minen_metastasis_component": "ne", "prior_lines": []}  # fmt: skip
    for _, told in _told(release, FIT, NEC, mixed):
        assert {"folfox", "folfiri"} <= set(_offered(told))


def test_31_small_and_large_cell_nec_otherwise_have_the_same_options(release: Release) -> None:
    small = list(_told(release, NEC, nec_morphology="small"))
    large = list(_told(release, NEC, nec_morphology="large"))
    for (_, one), (_, other) in zip(small, large, strict=True):
        names = (set(_offered(one)) | set(_offered(other))) - {"folfox", "folfiri"}
        assert all(_place(one, name) == _place(other, name) for name in names)


def test_32_pembrolizumab_only_with_its_marker(release: Release) -> None:
    for case, told in _told(release):
        if "pembro" in _offered(told):
            assert case["msi"] == "high" or case["tmb"] == "high"


def test_33_a_trial_is_shown_wherever_options_are(release: Release) -> None:
    for _, told in _told(release):
        for outcome in told.outcomes:
            if outcome.options and outcome.node != "ADJ-GEP-12":
                assert "trial" in {option.id for option in outcome.options}


def test_34_and_39_mgmt_and_receptor_stains_change_no_strength(release: Release) -> None:
    first = list(_told(release, mgmt="deficient", sstr_ihc="positive"))
    second = list(_told(release, mgmt="proficient", sstr_ihc="negative"))
    for (_, one), (_, other) in zip(first, second, strict=True):
        assert _offered(one) == _offered(other)
        assert [entry.node for entry in one.outcomes] == [entry.node for entry in other.outcomes]


def test_36_irinotecan_platinum_counts_and_an_early_relapse_bars_platinum(
    release: Release,
) -> None:
    for regimen in ("iri_plat", "cbdca_vp16"):
        line = _line(regimen, best_response="PR", stop_reason="completed",
                     months_since_last_platinum=2)  # fmt: skip
        for _, told in _told(release, FIT, NEC, prior_lines=[line]):
            assert told.derived["used_platinum"] is True
            for name in ("cbdca_vp16", "cddp_vp16", "rechallenge"):
                assert _at_most(told, name, "not_routine")


def test_37_notes_on_scarce_evidence_are_carried(release: Release) -> None:
    for case, told in _told(release, NET):
        if case["primary_site"] not in ("pancreas", "excluded_site"):
            assert "N-EPNET" in _notes(told)
        if told.derived["grade"] == "G3":
            assert "N-NETG3" in _notes(told)


def test_38_streptozocin_and_cisplatin_carry_their_cautions(release: Release) -> None:
    for _, told in _told(release):
        for option in _offered(told).values():
            tags = release.option[option.id].tags
            if option.strength != "contraindicated":
                assert "C-STZ" in _cautions(option) or "stz" not in tags
                assert "C-CDDP" in _cautions(option) or "cisplatin" not in tags


def test_40_a_line_for_another_disease_is_no_line(release: Release) -> None:
    for given_for in ("other_diagnosis", "other_cancer"):
        for _, told in _told(release, prior_lines=[_line("cbdca_vp16", given_for=given_for)]):
            assert told.derived["line"] == 1
            assert told.derived["used_pe"] is False
