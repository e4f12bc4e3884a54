"""What the source itself fixes holds for every case, whatever else is decided."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nenboard.algorithm.assessment import Assessment, Suggestion
from nenboard.algorithm.engine import assess
from nenboard.algorithm.facts import Facts
from tests.algorithm.random_cases import COMPLETE, RELEASE

_SUPPORTED = {"preferred", "option", "selected"}
_MANY = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
_CHEMOTHERAPY_OF_NET = {"captem", "stz5fu", "pe_net", "oxali_net", "stzdoxo"}


def _told(case: Facts, **changes: str | float | bool) -> Assessment:
    for name, value in changes.items():
        case = case.having(name, value)  # type: ignore[arg-type]  # ints and texts only
    return assess(RELEASE, case)


def _offered(told: Assessment) -> dict[str, Suggestion]:
    return {option.id: option for outcome in told.outcomes for option in outcome.options}


def _supports(told: Assessment, option: str) -> bool:
    found = _offered(told).get(option)
    return found is not None and (found.conditional is not None or found.strength in _SUPPORTED)


@_MANY
@given(case=COMPLETE)
def test_receptor_treatment_is_never_offered_to_a_negative_tumour(case: Facts) -> None:
    assert not _supports(_told(case, sstr="negative"), "prrt")


@_MANY
@given(case=COMPLETE)
def test_sunitinib_appears_for_pancreatic_primaries_only(case: Facts) -> None:
    told = _told(case)
    assert "sun" not in _offered(told) or case["primary_site"] == "pancreas"


@_MANY
@given(case=COMPLETE)
def test_adjuvant_treatment_is_not_routine_after_resected_low_grade_gep_net(case: Facts) -> None:
    told = _told(case, differentiation="net", extent="resected", primary_site="rectum")
    assert not _supports(told, "adj_net")


@_MANY
@given(case=COMPLETE)
def test_unsupported_combinations_are_never_above_not_routine(case: Facts) -> None:
    told = _told(case)
    for option in ("stzcapcddp", "prrt_captem", "tem_nec"):
        assert not _supports(told, option)


@_MANY
@given(case=COMPLETE)
def test_chemotherapy_comes_first_in_a_high_grade_net(case: Facts) -> None:
    told = _told(
        case.having("prior_lines", ()),
        differentiation="net",
        extent="metastatic",
        primary_site="pancreas",
        ki67=30,
    )
    assert not _supports(told, "eve")
    assert not _supports(told, "sun")


@_MANY
@given(case=COMPLETE, site=st.sampled_from(["rectum", "lung", "unknown_primary", "thymus"]))
def test_first_line_chemotherapy_outside_the_pancreas_needs_rapid_growth(
    case: Facts, site: str
) -> None:
    slow = case.having("prior_lines", ()).having("growth", "progressive")
    told = _told(
        slow, differentiation="net", extent="metastatic", primary_site=site, ki67=18, mitoses=5
    )
    assert not any(_supports(told, option) for option in _CHEMOTHERAPY_OF_NET)


@_MANY
@given(case=COMPLETE)
def test_second_line_of_nec_is_selected_at_most_but_for_rechallenge(case: Facts) -> None:
    told = _told(case)
    for outcome in told.outcomes:
        if outcome.node in ("NEC-2L", "NEC-3L"):
            strong = {
                option.id
                for option in outcome.options
                if option.strength in ("preferred", "option")
            }
            assert strong <= {"rechallenge", "cbdca_vp16", "bsc", "trial"}


@_MANY
@given(case=COMPLETE)
def test_agnostic_treatment_needs_its_marker(case: Facts) -> None:
    told = _told(case, msi="stable", tmb="low", ntrk="none")
    assert not {"pembro", "ntrk_inh"} & set(_offered(told))


@_MANY
@given(case=COMPLETE)
def test_a_trial_is_shown_wherever_options_are_but_after_resected_low_grade_gep_net(
    case: Facts,
) -> None:
    for outcome in _told(case).outcomes:
        if outcome.options and outcome.node != "ADJ-GEP-12":
            assert "trial" in {option.id for option in outcome.options}


@_MANY
@given(case=COMPLETE, mgmt=st.sampled_from(["deficient", "proficient"]))
def test_mgmt_and_receptor_stains_never_change_a_strength(case: Facts, mgmt: str) -> None:
    plain = _offered(_told(case))
    stained = _offered(_told(case, mgmt=mgmt, sstr_ihc="positive"))
    assert stained == plain


@_MANY
@given(case=COMPLETE)
def test_streptozocin_and_cisplatin_carry_their_cautions(case: Facts) -> None:
    for option in _offered(_told(case)).values():
        named = {caution.id for caution in option.cautions}
        if option.strength != "contraindicated":
            tags = set(RELEASE.option[option.id].tags)
            assert "C-STZ" in named or "stz" not in tags
            assert "C-CDDP" in named or "cisplatin" not in tags


@_MANY
@given(case=COMPLETE)
def test_small_and_large_cell_nec_differ_only_in_fluoropyrimidine_doublets(case: Facts) -> None:
    small = _offered(_told(case, differentiation="nec", nec_morphology="small", ki67=70))
    large = _offered(_told(case, differentiation="nec", nec_morphology="large", ki67=70))
    differing = {name for name in small | large if _mark(small, name) != _mark(large, name)}
    assert differing <= {"folfox", "folfiri"}


def _mark(offered: dict[str, Suggestion], name: str) -> object:
    return offered[name].strength if name in offered else None


@_MANY
@given(case=COMPLETE)
def test_every_suggestion_says_where_it_comes_from(case: Facts) -> None:
    for option in _offered(_told(case)).values():
        assert option.sources
        assert option.provenance in RELEASE.header.provenance
        assert set(option.evidence) <= set(RELEASE.evidence_row)
