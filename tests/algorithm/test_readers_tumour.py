"""Tests of site, receptors, extent, stage, growth, function and markers."""

from typing import Any

import pytest

from nenboard.algorithm.readers import Remark
from nenboard.domain.case import Case
from nenboard.domain.imaging import ImagingStudy
from nenboard.domain.missing import Missing
from nenboard.domain.staging import SiteInvolvement
from nenboard.domain.terms import (
    Burden,
    Functioning,
    ImagingKind,
    LiverBurden,
    Margin,
    Marker,
    MetastaticSite,
    MolecularCall,
    Pace,
    ProcedureKind,
    Removed,
    Resectability,
    Response,
    ResponseMethod,
    Site,
    Stain,
    Subsite,
    Syndrome,
    SyndromeControl,
    Uptake,
)
from nenboard.domain.treatment import Procedure, ResponseRecord
from nenboard.domain.tumour import Function, MolecularResult, Stains
from tests.algorithm.reading_help import (
    UNKNOWN,
    between,
    of_primary,
    one_of,
    reading,
    remarks,
    value,
)
from tests.builders import (
    a_case,
    a_ct,
    a_line,
    a_primary,
    a_receptor_scan,
    a_sample,
    a_stage,
    an_extent,
    day,
)

_SITES: list[tuple[Site, Any]] = [
    (Site.PANCREAS, "pancreas"),
    (Site.STOMACH, "stomach"),
    (Site.DUODENUM, "duodenum"),
    (Site.APPENDIX, "appendix"),
    (Site.COLON, "colon"),
    (Site.RECTUM, "rectum"),
    (Site.OESOPHAGUS, "oesophagus"),
    (Site.LUNG, "lung"),
    (Site.THYMUS, "thymus"),
    (Site.JEJUNUM, "small_bowel"),
    (Site.ILEUM, "small_bowel"),
    (Site.MECKEL, "small_bowel"),
    (Site.CAECUM, "colon"),
    (Site.BILE_DUCT, "biliary"),
    (Site.GALLBLADDER, "biliary"),
    (Site.SMALL_INTESTINE_NOS, one_of("small_bowel", "duodenum")),
    (Site.RECTOSIGMOID, one_of("colon", "rectum")),
    (Site.AMPULLA, "duodenum"),
    (Site.LIVER, "other_gi"),
    (Site.ANAL_CANAL, "other_gi"),
    (Site.ADRENAL_MEDULLA, "excluded_site"),
    (Site.PARAGANGLIOMA, "excluded_site"),
    (Site.MEDULLARY_THYROID, "excluded_site"),
    (Site.MERKEL, "excluded_site"),
    (Site.PITUITARY, "excluded_site"),
    (Site.OTHER, "other_ep"),
    (Site.UNKNOWN_PRIMARY, "unknown_primary"),
]


@pytest.mark.parametrize(("site", "fact"), _SITES)
def test_each_organ_is_read_as_its_site(site: Site, fact: Any) -> None:
    assert value("primary_site", of_primary(site=site, subsite=None)) == fact


def test_every_organ_of_the_vocabulary_has_a_site() -> None:
    assert {site for site, _ in _SITES} == set(Site)


def test_decided_sites_say_so() -> None:
    assert Remark.SITE_DECIDED in remarks("primary_site", of_primary(site=Site.LIVER, subsite=None))


def test_several_candidates_stay_candidates_and_no_site_is_unknown() -> None:
    undecided = of_primary(site=None, subsite=None, site_candidates=(Site.ILEUM, Site.PANCREAS))
    assert value("primary_site", undecided) == one_of("small_bowel", "pancreas")
    for site in (None, Missing.UNKNOWN, Missing.PENDING):
        assert value("primary_site", of_primary(site=site, subsite=None)) is UNKNOWN


def test_with_several_tumours_and_none_named_no_tumour_is_read() -> None:
    case = a_case(primaries=(a_primary(), a_primary(id="p2")))
    assert value("primary_site", case) is UNKNOWN
    assert Remark.TUMOUR_NOT_NAMED in remarks("primary_site", case)


@pytest.mark.parametrize(
    ("site", "subsite", "side"),
    [
        (Site.CAECUM, None, "right"),
        (Site.COLON, Subsite.ASCENDING, "right"),
        (Site.COLON, Subsite.HEPATIC_FLEXURE, "right"),
        (Site.COLON, Subsite.SPLENIC_FLEXURE, "left"),
        (Site.COLON, Subsite.DESCENDING, "left"),
        (Site.COLON, Subsite.SIGMOID, "left"),
        (Site.COLON, Subsite.TRANSVERSE, UNKNOWN),
        (Site.COLON, None, UNKNOWN),
        (Site.PANCREAS, Subsite.TAIL, UNKNOWN),
    ],
)
def test_the_side_of_the_colon_follows_the_subsite(
    site: Site, subsite: Subsite | None, side: Any
) -> None:
    assert value("colon_side", of_primary(site=site, subsite=subsite)) == side


def scanned(*studies: ImagingStudy) -> Case:
    keyed = [study.model_copy(update={"id": f"i{i}"}) for i, study in enumerate(studies)]
    return a_case(imaging=tuple(keyed))


@pytest.mark.parametrize(
    ("lesions", "highest", "lowest", "fact"),
    [
        (Uptake.ALL, 4, 3, "positive"),
        (Uptake.ALL, None, None, "positive"),
        (None, 4, 3, "positive"),
        (Uptake.SOME, 4, 1, "heterogeneous"),
        (None, 4, 2, "heterogeneous"),
        (Uptake.NONE, 1, None, "negative"),
        (Uptake.NONE, None, None, "negative"),
        (None, 2, None, "negative"),
        (None, 3, None, one_of("positive", "heterogeneous")),
        (None, None, 1, one_of("heterogeneous", "negative")),
        (Uptake.NONE, 4, None, UNKNOWN),
        (Uptake.ALL, 4, 2, UNKNOWN),
        (Missing.PENDING, Missing.PENDING, None, UNKNOWN),
    ],
)
def test_receptor_status_follows_count_and_krenning(
    lesions: Any, highest: Any, lowest: Any, fact: Any
) -> None:
    scan = a_receptor_scan(
        lesions_above_liver=lesions, krenning_highest=highest, krenning_lowest=lowest
    )
    assert value("sstr", scanned(scan)) == fact


def test_fdg_disease_without_receptors_makes_the_tumour_heterogeneous() -> None:
    fdg = ImagingStudy(id="f", kind=ImagingKind.FDG_PET, has_fdg_disease_without_receptors=True)
    assert value("sstr", scanned(a_receptor_scan(), fdg)) == "heterogeneous"
    none = a_receptor_scan(
        lesions_above_liver=Uptake.NONE, krenning_highest=1, krenning_lowest=None
    )
    assert value("sstr", scanned(none, fdg)) == "negative"


def test_the_latest_receptor_scan_with_a_result_counts() -> None:
    older = a_receptor_scan(date=day("2024-02-01"))
    newer = a_receptor_scan(
        date=day("2026-02-01"), lesions_above_liver=Uptake.SOME, krenning_lowest=1
    )
    pending = ImagingStudy(
        id="x", kind=ImagingKind.SSTR_PET, state=Missing.PENDING, date=day("2026-11-18")
    )
    assert value("sstr", scanned(older, newer, pending)) == "heterogeneous"
    undecided = newer.model_copy(update={"date": day("2024")})
    assert value("sstr", scanned(older, undecided)) == one_of("positive", "heterogeneous")


def test_scintigraphy_counts_and_its_kind_is_said() -> None:
    case = scanned(a_receptor_scan(kind=ImagingKind.SSTR_SCINTIGRAPHY))
    assert value("sstr", case) == "positive"
    assert Remark.SCINTIGRAPHY in remarks("sstr", case)


@pytest.mark.parametrize(
    ("score", "fact"), [(0, "negative"), (1, UNKNOWN), (2, "positive"), (3, "positive")]
)
def test_the_receptor_stain_never_feeds_receptor_imaging(score: int, fact: Any) -> None:
    case = a_case(samples=(a_sample(stains=Stains(sstr2a=score)),), imaging=(a_ct(),))
    assert value("sstr_ihc", case) == fact
    assert value("sstr", case) is UNKNOWN


def surgery(**changes: Any) -> Procedure:
    given: dict[str, Any] = {
        "id": "o1",
        "primary_id": "p1",
        "kind": ProcedureKind.SURGERY,
        "date": day("2025-05-02"),
        "removed": Removed.PRIMARY,
        "margin": Margin.R0,
    }
    return Procedure(**{**given, **changes})


def staged(*, m: str | None, extent: dict[str, Any], **changes: Any) -> Case:
    given: dict[str, Any] = {"metastases": (), "no_metastases_stated": None, **extent}
    stages = (a_stage(m=m, group=None),)
    return a_case(stages=stages, extent=an_extent(**given), **changes)


def test_a_metastatic_site_or_m1_is_metastatic_also_after_resection() -> None:
    liver = (SiteInvolvement(site=MetastaticSite.LIVER, involved=True),)
    assert value("extent", staged(m="M0", extent={"metastases": liver})) == "metastatic"
    after = staged(m="M1a", extent={}, procedures=(surgery(),))
    assert value("extent", after) == "metastatic"


def test_regional_nodes_are_no_metastases() -> None:
    nodes = (SiteInvolvement(site=MetastaticSite.REGIONAL_NODES, involved=True),)
    case = staged(m="M0", extent={"metastases": nodes}, procedures=(surgery(),))
    assert value("extent", case) == "resected"


@pytest.mark.parametrize("margin", [Margin.R0, Margin.R2])
def test_a_resected_primary_without_metastases_is_resected(margin: Margin) -> None:
    case = staged(m="M0", extent={}, procedures=(surgery(margin=margin),))
    assert value("extent", case) == "resected"


@pytest.mark.parametrize(
    ("told", "fact"),
    [
        (Resectability.RESECTABLE, "resectable"),
        (Resectability.NOT_RESECTABLE, "unresectable_nonmetastatic"),
        (Resectability.BORDERLINE, one_of("resectable", "unresectable_nonmetastatic")),
        (Missing.UNKNOWN, UNKNOWN),
    ],
)
def test_resectability_decides_without_metastases(told: Any, fact: Any) -> None:
    assert value("extent", staged(m="M0", extent={"primary_resectability": told})) == fact


def test_sites_without_an_answer_do_not_rule_metastases_out() -> None:
    partly = {
        "metastases": (SiteInvolvement(site=MetastaticSite.LIVER, involved=False),),
        "primary_resectability": Resectability.RESECTABLE,
    }
    case = staged(m=None, extent=partly)
    assert value("extent", case) == one_of("resectable", "metastatic")
    assert Remark.METASTASES_NOT_ANSWERED in remarks("extent", case)
    stated = staged(m=None, extent={**partly, "no_metastases_stated": True})
    assert value("extent", stated) == "resectable"


def test_when_primary_and_all_metastases_were_resected_a_clinician_is_asked() -> None:
    removed = surgery(removed=Removed.ALL_DISEASE)
    case = staged(m="M1a", extent={}, procedures=(removed,))
    assert value("extent", case) is UNKNOWN
    assert Remark.ALL_DISEASE_RESECTED in remarks("extent", case)


@pytest.mark.parametrize(
    ("margin", "fact"), [(Margin.R0, "R0"), (Margin.R1, "R1"), (Margin.RX, UNKNOWN)]
)
def test_the_margin_is_that_of_the_latest_resection(margin: Margin, fact: Any) -> None:
    older = surgery(id="o2", date=day("2020"), margin=Margin.R2)
    assert value("margin", a_case(procedures=(older, surgery(margin=margin)))) == (
        fact if margin is not Margin.RX else UNKNOWN
    )


@pytest.mark.parametrize(
    ("group", "fact"),
    [("I", 1), ("IA", 1), ("IIB", 2), ("IIIA", 3), ("IVB", 4), ("0", UNKNOWN)],
)
def test_the_stage_group_is_read_without_letters(group: str, fact: Any) -> None:
    assert value("stage_group", a_case(stages=(a_stage(group=group),))) == fact


def test_the_pathological_stage_stands_before_the_clinical_one() -> None:
    pathological = a_stage(prefix="p", group="II", date=day("2024-01-01"))
    case = a_case(stages=(a_stage(group="IV"), pathological))
    assert value("stage_group", case) == 2


@pytest.mark.parametrize(("n", "fact"), [("N0", 0), ("N2a", 2), ("pN1", 1), ("NX", UNKNOWN)])
def test_the_nodal_category_is_the_pathological_one(n: str, fact: Any) -> None:
    assert value("n_category", a_case(stages=(a_stage(prefix="p", n=n),))) == fact
    assert value("n_category", a_case(stages=(a_stage(prefix="c", n=n),))) is UNKNOWN


def grown(*records: ResponseRecord, **changes: Any) -> Case:
    extent = an_extent(pace=None, status=None, status_date=None)
    given: dict[str, Any] = {"extent": extent, "lines": (), "imaging": (), "lesions": ()}
    return a_case(**{**given, **changes}, responses=records)


def recist(when: str, response: Response) -> ResponseRecord:
    return ResponseRecord(date=day(when), method=ResponseMethod.RECIST, response=response)


def test_the_pace_is_what_a_clinician_confirmed() -> None:
    case = a_case(extent=an_extent(pace=Pace.INDOLENT))
    assert value("growth", case) == "indolent"


def test_recent_recist_progression_leaves_progressive_or_rapid() -> None:
    case = grown(recist("2026-02-01", Response.PD))
    assert value("growth", case) == one_of("progressive", "rapid")
    by_line = grown(lines=(a_line(progressed=day("2026-05")),))
    assert value("growth", by_line) == one_of("progressive", "rapid")


def test_serial_imaging_without_progression_leaves_indolent_or_stable() -> None:
    calm = [recist("2026-03-01", Response.SD), recist("2026-09-01", Response.SD)]
    assert value("growth", grown(*calm)) == one_of("indolent", "stable")
    old = recist("2024-01-01", Response.PD)
    assert value("growth", grown(old, *calm)) == one_of("indolent", "stable")
    open_date = ResponseRecord(date=day("2025"), method=ResponseMethod.RECIST, response=Response.PD)
    assert value("growth", grown(open_date, *calm)) is UNKNOWN


def test_a_single_time_point_says_nothing_of_growth() -> None:
    assert value("growth", grown(recist("2026-09-01", Response.SD))) is UNKNOWN
    assert value("growth", grown(imaging=(a_ct(), a_ct(id="i9", date=day("2026-01"))))) is UNKNOWN


def test_a_status_of_progressing_is_only_a_suggestion() -> None:
    extent = an_extent(pace=None)
    found = reading("growth", a_case(extent=extent, lines=(), responses=(), lesions=()))
    assert found.value is UNKNOWN
    assert found.suggestion == one_of("progressive", "rapid")


def test_burden_is_a_clinicians_call_and_bulky_only_suggested() -> None:
    assert value("burden", a_case(extent=an_extent(burden=Burden.LOW))) == "low"
    found = reading(
        "burden", a_case(extent=an_extent(burden=None, liver_burden=LiverBurden.ABOVE_50))
    )
    assert (found.value, found.suggestion) == (UNKNOWN, "bulky")


@pytest.mark.parametrize(
    ("status", "control", "fact"),
    [
        (Functioning.NO, None, "none"),
        (Functioning.SYNDROME, SyndromeControl.NOT_TREATED_OR_JUDGED, "active"),
        (Functioning.SYNDROME, SyndromeControl.CONTROLLED, "controlled"),
        (Functioning.SYNDROME, SyndromeControl.NOT_CONTROLLED, "refractory"),
        (Functioning.SYNDROME, None, one_of("active", "controlled", "refractory")),
        (Functioning.SYNDROME, Missing.UNKNOWN, one_of("active", "controlled", "refractory")),
        (Functioning.SUSPECTED, None, UNKNOWN),
        (Missing.NOT_DONE, None, UNKNOWN),
    ],
)
def test_a_syndrome_is_read_by_its_control(status: Any, control: Any, fact: Any) -> None:
    function = Function(status=status, control=control)
    assert value("functional", a_case(function=function)) == fact


@pytest.mark.parametrize(
    ("syndrome", "fact"),
    [
        (Syndrome.CARCINOID, "carcinoid"),
        (Syndrome.INSULIN, "insulinoma"),
        (Syndrome.GASTRIN, "gastrinoma"),
        (Syndrome.VIP, "vipoma"),
        (Syndrome.GLUCAGON, "glucagonoma"),
        (Syndrome.ACTH, "other"),
        (Syndrome.SOMATOSTATIN, "other"),
    ],
)
def test_the_type_of_a_syndrome_is_its_own_or_other(syndrome: Syndrome, fact: str) -> None:
    present = Function(status=Functioning.SYNDROME, syndrome=syndrome)
    assert value("syndrome_type", a_case(function=present)) == fact
    suspected = Function(status=Functioning.SUSPECTED, syndrome=syndrome)
    assert value("syndrome_type", a_case(function=suspected)) is UNKNOWN


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        ("liver_dominant", "is_liver_dominant"),
        ("tumour_symptoms", "has_tumour_symptoms"),
        ("shrinkage_goal", "is_shrinkage_the_aim"),
        ("surgery_too_morbid", "is_surgery_too_morbid"),
    ],
)
@pytest.mark.parametrize("told", [True, False, None, Missing.UNKNOWN])
def test_a_clinicians_yes_or_no_is_read_and_nothing_else(fact: str, field: str, told: Any) -> None:
    expected = told if isinstance(told, bool) else UNKNOWN
    assert value(fact, a_case(extent=an_extent(**{field: told}))) is expected


@pytest.mark.parametrize("told", [True, False, None, Missing.NOT_DONE])
def test_brain_metastases_need_an_answer(told: Any) -> None:
    rows = (SiteInvolvement(site=MetastaticSite.BRAIN, involved=told),)
    expected = told if isinstance(told, bool) else UNKNOWN
    assert value("brain_metastases", a_case(extent=an_extent(metastases=rows))) is expected


def marked(*results: tuple[Marker, Any, str | None], **changes: Any) -> Case:
    made = [
        MolecularResult(marker=marker, result=call, date=day(when) if when else None)
        for marker, call, when in results
    ]
    return a_case(molecular=tuple(made), **changes)


def test_the_latest_call_of_the_laboratory_counts() -> None:
    case = marked(
        (Marker.MGMT, MolecularCall.PROFICIENT, "2024-01-01"),
        (Marker.MGMT, MolecularCall.DEFICIENT, "2026-01-01"),
        (Marker.MGMT, Missing.PENDING, "2026-11-01"),
    )
    assert value("mgmt", case) == "deficient"
    assert value("kras", case) is UNKNOWN


def test_loss_of_rb_and_of_mismatch_repair_are_read_from_the_stain_and_p53_is_not() -> None:
    stains = Stains(rb=Stain.LOST, mismatch_repair=Stain.LOST, p53=Stain.ABNORMAL)
    case = marked(samples=(a_sample(stains=stains),))
    assert value("rb1", case) == "lost"
    assert value("msi", case) == "high"
    assert value("tp53", case) is UNKNOWN


def test_a_braf_variant_other_than_v600e_is_shown_and_unknown() -> None:
    case = marked((Marker.BRAF, MolecularCall.OTHER_VARIANT, "2026-01-01"))
    assert value("braf", case) is UNKNOWN
    assert Remark.OTHER_BRAF_VARIANT in remarks("braf", case)


@pytest.mark.parametrize("marker", [Marker.DPD, Marker.UGT1A1])
@pytest.mark.parametrize(
    ("told", "fact"),
    [
        (MolecularCall.NORMAL, "normal"),
        (Missing.NOT_DONE, "not_tested"),
        (Missing.PENDING, UNKNOWN),
        (Missing.UNKNOWN, UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_a_pharmacogenetic_test_not_done_is_not_tested(
    marker: Marker, told: Any, fact: Any
) -> None:
    assert value(marker.value, marked((marker, told, None))) == fact


def test_int_candidates_of_stages_with_an_open_order_are_a_range() -> None:
    stages = (a_stage(group="II", date=day("2026")), a_stage(group="IV", date=day("2026-03")))
    assert value("stage_group", a_case(stages=stages)) == between(2, 4)
