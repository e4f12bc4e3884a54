"""Broken cases: one thing wrong in a sound case, and the issue that must be found."""

from dataclasses import dataclass
from typing import Any

from nenboard.domain.checks import Severity
from nenboard.domain.gaps import Gap
from nenboard.domain.imaging import TumourAssessment
from nenboard.domain.missing import Missing
from nenboard.domain.patient import Hypersensitivity, Vital
from nenboard.domain.response.course import NewLesions
from nenboard.domain.terms import (
    Differentiation,
    Functioning,
    Grade,
    ImagingKind,
    Ki67Method,
    LabTest,
    LiverBurden,
    LungClass,
    Pace,
    QuestionTopic,
    Response,
    ResponseMethod,
    Sex,
    StageSystem,
    Subsite,
    Syndrome,
    SyndromeControl,
    Uptake,
)
from nenboard.domain.treatment import ResponseRecord, Toxicity
from nenboard.domain.tumour import Function, Ki67, Mitoses
from tests.builders import (
    a_ct,
    a_fitness,
    a_lab,
    a_lesion,
    a_line,
    a_patient,
    a_primary,
    a_receptor_scan,
    a_referral,
    a_sample,
    a_stage,
    an_extent,
    day,
    no_comorbidities,
    number,
    some_labs,
)

QUERY, RARE, MISSING, INVALID = (
    Severity.QUERY,
    Severity.RARE,
    Severity.MISSING,
    Severity.INVALID,
)


@dataclass(frozen=True)
class Broken:
    """One thing wrong: the changes of the full case, and what must be found."""

    code: str
    path: str
    severity: Severity
    changes: dict[str, Any]


def sample(**changes: Any) -> dict[str, Any]:
    return {"samples": (a_sample(**changes),)}


def line(**changes: Any) -> dict[str, Any]:
    return {"lines": (a_line(**changes),)}


def patient(**changes: Any) -> dict[str, Any]:
    return {"patient": a_patient(**changes)}


def extent(**changes: Any) -> dict[str, Any]:
    return {"extent": an_extent(**changes)}


def scan(**changes: Any) -> dict[str, Any]:
    return {"imaging": (a_receptor_scan(**changes), a_ct())}


def labs(*results: Any) -> dict[str, Any]:
    return {"labs": (*some_labs(), *results)}


def condition(**changes: Any) -> dict[str, Any]:
    return {"fitness": a_fitness(comorbidities=no_comorbidities(**changes))}


SYNDROME = Function(
    status=Functioning.SYNDROME,
    syndrome=Syndrome.CARCINOID,
    control=SyndromeControl.CONTROLLED,
)
_PENDING = Gap(path="referral.key_worker", kind=Missing.PENDING)

_PERSON = [
    Broken("check_digit", "patient.national_number", QUERY, patient(national_number="9434765871")),
    Broken("birth_in_future", "patient.birth_date", INVALID, patient(birth_date=day("2030"))),
    Broken("age_rare", "patient.birth_date", RARE, patient(birth_date=day("1900"))),
    Broken("before_birth", "primaries.0.diagnosed", INVALID, patient(birth_date=day("2026-01"))),
    Broken("date_in_future", "samples.0.date", INVALID, sample(date=day("2026-12-01"))),
    Broken("date_in_future", "patient.vital.died", INVALID, patient(vital=Vital(died=day("2027")))),
    Broken("after_death", "lines.0.stop", INVALID, patient(vital=Vital(died=day("2026-06")))),
    Broken(
        "after_death",
        "patient.vital.last_known_alive",
        INVALID,
        patient(vital=Vital(died=day("2026-11-15"), last_known_alive=day("2026-11-18"))),
    ),
    Broken(
        "pregnancy_and_sex",
        "fitness.comorbidities.pregnancy_or_breast_feeding",
        QUERY,
        {**condition(pregnancy_or_breast_feeding=True), **patient(sex=Sex.MALE)},
    ),
    Broken(
        "control_not_stated",
        "fitness.comorbidities.diabetes_controlled",
        MISSING,
        condition(diabetes=True),
    ),
    Broken(
        "group_not_answered",
        "fitness.hypersensitivity.taxane",
        MISSING,
        {
            "fitness": a_fitness(
                hypersensitivity=Hypersensitivity(
                    temozolomide=False, dacarbazine=False, platinum=True
                )
            )
        },
    ),
    Broken("pending_without_owner", "referral.key_worker", QUERY, {"gaps": (_PENDING,)}),
    Broken(
        "overdue",
        "gaps.0.due",
        QUERY,
        {"gaps": (_PENDING.model_copy(update={"owner": "Ward", "due": day("2026-11-01")}),)},
    ),
]

_TISSUE = [
    Broken("ki67_unit", "samples.0.ki67", QUERY, sample(ki67=Ki67(value=number("0.18")))),
    Broken(
        "ki67_unit",
        "samples.0.ki67",
        QUERY,
        sample(ki67=Ki67(value=number(18), is_unit_unclear=True)),
    ),
    Broken(
        "ki67_near_limit",
        "samples.0.ki67",
        QUERY,
        sample(ki67=Ki67(value=number("3.5"), method=Ki67Method.EYEBALL)),
    ),
    Broken(
        "few_cells",
        "samples.0.ki67.cells_counted",
        QUERY,
        sample(ki67=Ki67(value=number(12), cells_counted=200)),
    ),
    Broken("grade_differs", "samples.0.grade", QUERY, sample(grade=Grade.G1)),
    Broken(
        "grade_differs",
        "samples.0.grade",
        QUERY,
        sample(mitoses=Mitoses(value=number(25), area_mm2=number(2))),
    ),
    Broken(
        "carcinoma_with_low_ki67",
        "samples.0.differentiation",
        RARE,
        sample(differentiation=Differentiation.POOR, ki67=Ki67(value=number(15))),
    ),
    Broken(
        "net_g3_or_carcinoma",
        "samples.0.differentiation",
        MISSING,
        sample(differentiation=None, ki67=Ki67(value=number(40)), grade=None),
    ),
    Broken(
        "edition_of_g3",
        "samples.0.who_edition",
        QUERY,
        sample(ki67=Ki67(value=number(40)), grade=Grade.G3, who_edition=None),
    ),
    Broken(
        "minen_share",
        "samples.0.minen_share",
        QUERY,
        sample(differentiation=Differentiation.MINEN, minen_share=number(20)),
    ),
    Broken(
        "minen_part_of_other_class",
        "samples.0.minen_component",
        QUERY,
        sample(minen_component="nec"),
    ),
    Broken(
        "area_missing",
        "samples.0.mitoses.area_mm2",
        MISSING,
        sample(mitoses=Mitoses(value=number(3))),
    ),
    Broken("sample_twice", "samples.1", QUERY, {"samples": (a_sample(), a_sample(id="s2"))}),
    Broken(
        "representative_not_marked",
        "samples.1.is_representative",
        QUERY,
        {
            "samples": (
                a_sample(is_representative=None),
                a_sample(id="s2", date=day("2026-01-04"), is_representative=None),
            )
        },
    ),
    Broken("sample_before_diagnosis", "samples.0.date", QUERY, sample(date=day("2024"))),
    Broken(
        "lung_class_elsewhere",
        "samples.0.lung_class",
        QUERY,
        sample(lung_class=LungClass.TYPICAL),
    ),
]

_EXTENT = [
    Broken("no_primary", "primaries", MISSING, {"primaries": (), "samples": (), "stages": ()}),
    Broken(
        "tumour_not_named",
        "primary_under_discussion",
        MISSING,
        {"primaries": (a_primary(), a_primary(id="p2"))},
    ),
    Broken(
        "subsite_of_other_organ",
        "primaries.0.subsite",
        QUERY,
        {"primaries": (a_primary(subsite=Subsite.SIGMOID),)},
    ),
    Broken(
        "morphology_of_other_class",
        "primaries.0.icdo_morphology",
        QUERY,
        {"primaries": (a_primary(icdo_morphology="8041/3"),)},
    ),
    Broken(
        "edition_and_year",
        "stages.0.system",
        QUERY,
        {"stages": (a_stage(system=StageSystem.AJCC_8),)},
    ),
    Broken("group_and_m", "stages.0.group", RARE, {"stages": (a_stage(group="I"),)}),
    Broken("m0_with_metastases", "stages.0.m", RARE, {"stages": (a_stage(m="M0", group=None),)}),
    Broken(
        "none_with_metastases",
        "extent.no_metastases_stated",
        INVALID,
        extent(no_metastases_stated=True),
    ),
    Broken(
        "liver_burden_and_site",
        "extent.liver_burden",
        INVALID,
        extent(liver_burden=LiverBurden.NONE),
    ),
    Broken("pace_and_status", "extent.pace", QUERY, extent(status="stable", pace=Pace.RAPID)),
    Broken(
        "control_not_stated",
        "function.control",
        MISSING,
        {"function": Function(status=Functioning.SYNDROME, syndrome=Syndrome.INSULIN)},
    ),
    Broken(
        "syndrome_without_status",
        "function.status",
        QUERY,
        {"function": Function(status=Functioning.NO, syndrome=Syndrome.INSULIN)},
    ),
    Broken("carcinoid_without_echo", "imaging", MISSING, {"function": SYNDROME}),
]

_TESTS = [
    Broken(
        "krenning_order",
        "imaging.0.krenning_lowest",
        INVALID,
        scan(krenning_highest=2, krenning_lowest=4, lesions_above_liver=None),
    ),
    Broken(
        "krenning_and_count",
        "imaging.0.lesions_above_liver",
        QUERY,
        scan(lesions_above_liver=Uptake.NONE),
    ),
    Broken("krenning_of_other_study", "imaging.0.kind", QUERY, scan(kind=ImagingKind.CT)),
    Broken(
        "g1_with_fdg",
        "imaging.0.fdg",
        QUERY,
        {
            **scan(fdg="greater"),
            **sample(
                grade=Grade.G1,
                ki67=Ki67(value=number("1.5")),
                mitoses=Mitoses(value=number(1), area_mm2=number(2)),
            ),
        },
    ),
    Broken(
        "prrt_without_receptor_scan",
        "imaging",
        MISSING,
        {"imaging": (a_ct(),), "referral": a_referral(topics=(QuestionTopic.PRRT,))},
    ),
    Broken(
        "prrt_without_kidney_function",
        "labs",
        MISSING,
        {"labs": (), "referral": a_referral(topics=(QuestionTopic.PRRT,))},
    ),
    Broken("unit_missing", "labs.7.unit", QUERY, labs(a_lab(LabTest.EGFR, "50", unit=None))),
    Broken(
        "limit_missing",
        "labs.7.upper_limit",
        QUERY,
        labs(a_lab(LabTest.AST, "50", upper_limit=None)),
    ),
    Broken(
        "limits_order",
        "labs.7.lower_limit",
        INVALID,
        labs(a_lab(LabTest.AST, "50", lower_limit=number(90))),
    ),
    Broken(
        "more_than_all_white_cells",
        "labs.4.value",
        INVALID,
        labs(a_lab(LabTest.WHITE_CELLS, "3")),
    ),
    Broken(
        "chromogranin_on_ppi",
        "labs.7.on_ppi",
        QUERY,
        labs(a_lab(LabTest.CHROMOGRANIN_A, "300", on_ppi=True)),
    ),
]

_RECIST_PD = ResponseRecord(
    date=day("2026-11-05"), method=ResponseMethod.RECIST, response=Response.PD
)
_THERAPY = [
    Broken(
        "treatment_not_stated",
        "has_had_systemic_treatment",
        MISSING,
        {"has_had_systemic_treatment": None, "lines": (), "responses": ()},
    ),
    Broken(
        "lines_contradict_answer",
        "has_had_systemic_treatment",
        INVALID,
        {"has_had_systemic_treatment": False},
    ),
    Broken("lines_missing", "lines", MISSING, {"lines": (), "responses": ()}),
    Broken("end_before_start", "lines.0.stop", INVALID, line(start=day("2026-11-08"))),
    Broken(
        "lines_out_of_order",
        "lines.1.start",
        QUERY,
        {"lines": (a_line(), a_line(id="l2", regimen="EVE", start=day("2025-03-20")))},
    ),
    Broken(
        "lines_overlap",
        "lines.1.start",
        RARE,
        {
            "lines": (
                a_line(regimen="EVE"),
                a_line(id="l2", regimen="SUN", start=day("2026-01-01")),
            )
        },
    ),
    Broken(
        "lines_overlap",
        "lines.2.start",
        RARE,
        {
            "lines": (
                a_line(regimen="EVE", stop=None, is_ongoing=True),
                a_line(id="l2", start=day("2025-06-01")),
                a_line(id="l3", regimen="SUN", start=day("2026-11-10"), stop=None),
            )
        },
    ),
    Broken("therapy_before_diagnosis", "lines.0.start", QUERY, line(start=day("2024-04"))),
    Broken("ongoing_with_stop", "lines.0.is_ongoing", QUERY, line(is_ongoing=True)),
    Broken("stop_reason_missing", "lines.0.stop_reason", MISSING, line(stop_reason=None)),
    Broken("regimen_missing", "lines.0.regimen", MISSING, line(regimen=None)),
    Broken(
        "line_number_twice",
        "lines.1.line_number",
        QUERY,
        {
            "lines": (
                a_line(line_number=1),
                a_line(id="l2", line_number=1, start=day("2026-11-06"), stop=None, progressed=None),
            )
        },
    ),
    Broken(
        "unknown_line",
        "responses.0.line_id",
        INVALID,
        {"responses": (_RECIST_PD.model_copy(update={"line_id": "l9"}),)},
    ),
    Broken(
        "response_before_line",
        "responses.0.date",
        QUERY,
        {"responses": (_RECIST_PD.model_copy(update={"line_id": "l1", "date": day("2025-03")}),)},
    ),
    Broken(
        "response_without_line",
        "responses.0.line_id",
        QUERY,
        {"responses": (_RECIST_PD,)},
    ),
    Broken(
        "new_lesions_without_place",
        "assessments.0.new_sites",
        QUERY,
        {
            "assessments": (
                TumourAssessment(date=day("2026-11-05"), new_lesions=NewLesions.UNEQUIVOCAL),
            )
        },
    ),
    Broken(
        "growth_hidden_by_stable_disease",
        "lesions",
        QUERY,
        {"lesions": (a_lesion(("2025-03-20", 30), ("2026-05-20", 31), ("2026-11-05", 35)),)},
    ),
    Broken(
        "response_without_therapy",
        "responses.0.response",
        QUERY,
        {"has_had_systemic_treatment": False, "lines": (), "responses": (_RECIST_PD,)},
    ),
    Broken(
        "resolved_before_start",
        "lines.0.toxicities.0.resolved",
        INVALID,
        line(
            toxicities=(
                Toxicity(
                    term="Fatigue",
                    grade=2,
                    ctcae_version="5",
                    date=day("2026-05"),
                    resolved=day("2026-03"),
                ),
            )
        ),
    ),
    Broken(
        "ctcae_version_missing",
        "lines.0.toxicities.0.ctcae_version",
        QUERY,
        line(toxicities=(Toxicity(term="Fatigue", grade=2),)),
    ),
]
ALL = [*_PERSON, *_TISSUE, *_EXTENT, *_TESTS, *_THERAPY]
