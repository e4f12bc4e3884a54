"""Builders: valid synthetic cases, of which a test states only what it is about."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from nenboard.domain.board import Referral
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.entries import FactEntry
from nenboard.domain.imaging import ImagingStudy, Lesion, Measurement
from nenboard.domain.knowledge import FactValue
from nenboard.domain.labs import LabResult
from nenboard.domain.patient import (
    Comorbidities,
    EcogReading,
    Fitness,
    Hypersensitivity,
    Patient,
    PersonName,
    Wishes,
)
from nenboard.domain.staging import Extent, SiteInvolvement, Stage
from nenboard.domain.terms import (
    Burden,
    Differentiation,
    DiscussionType,
    Functioning,
    Grade,
    ImagingKind,
    Intent,
    Ki67Method,
    LabTest,
    LiverBurden,
    Marker,
    MetastaticSite,
    MolecularCall,
    OrganFunction,
    Pace,
    QuestionTopic,
    Resectability,
    Response,
    ResponseMethod,
    RoutePreference,
    SampleKind,
    SampleOrigin,
    Sex,
    Site,
    StagePrefix,
    StageSystem,
    StopReason,
    Subsite,
    Uptake,
    Urgency,
    WhoEdition,
)
from nenboard.domain.treatment import Line, ResponseRecord
from nenboard.domain.tumour import Function, Ki67, Mitoses, MolecularResult, Primary, Sample

ON: Final = date(2026, 11, 19)
"""The day on which the cases of this module are discussed."""


def day(text: str) -> PartialDate:
    """A partial date: 2026, 2026-03 or 2026-03-14."""
    return PartialDate(text)


def number(text: str | int) -> Decimal:
    """An exact number."""
    return Decimal(text)


def a_patient(**changes: Any) -> Patient:
    """A synthetic person with a valid NHS number that nobody has."""
    given: dict[str, Any] = {
        "name": PersonName(family="Testperson", given="Alba"),
        "birth_date": day("1960-05-12"),
        "sex": Sex.FEMALE,
        "hospital_number": "TH-000417",
        "national_number": "9434765870",
        "family_doctor": "Practice of the synthetic town",
        "is_synthetic": True,
    }
    return Patient(**{**given, **changes})


def a_primary(**changes: Any) -> Primary:
    """A tumour of the pancreatic tail, diagnosed in March 2025."""
    given: dict[str, Any] = {
        "id": "p1",
        "site": Site.PANCREAS,
        "subsite": Subsite.TAIL,
        "icdo_morphology": "8249/3",
        "diagnosed": day("2025-03-04"),
        "diagnosis_basis": "pathology",
        "size_mm": number(34),
    }
    return Primary(**{**given, **changes})


def a_sample(**changes: Any) -> Sample:
    """A representative liver biopsy: well differentiated, Ki-67 12 %, 3 mitoses, G2."""
    given: dict[str, Any] = {
        "id": "s1",
        "primary_id": "p1",
        "date": day("2025-03-04"),
        "organ": "liver",
        "origin": SampleOrigin.METASTASIS,
        "kind": SampleKind.BIOPSY,
        "laboratory": "Pathology of the synthetic hospital",
        "specimen": "SYN-25-1001",
        "is_representative": True,
        "differentiation": Differentiation.WELL,
        "ki67": Ki67(value=number(12), method=Ki67Method.MANUAL, cells_counted=800),
        "mitoses": Mitoses(value=number(3), area_mm2=number(2)),
        "necrosis": False,
        "grade": Grade.G2,
        "who_edition": WhoEdition.WHO_2022,
    }
    return Sample(**{**given, **changes})


def a_receptor_scan(**changes: Any) -> ImagingStudy:
    """A receptor PET with uptake above liver in all lesions, Krenning 3 to 4."""
    given: dict[str, Any] = {
        "id": "i1",
        "kind": ImagingKind.SSTR_PET,
        "date": day("2026-06-02"),
        "tracer": "68Ga-DOTATATE",
        "krenning_highest": 4,
        "krenning_lowest": 3,
        "lesions_above_liver": Uptake.ALL,
        "result": "Uptake in all lesions.",
    }
    return ImagingStudy(**{**given, **changes})


def a_ct(**changes: Any) -> ImagingStudy:
    """A multiphase CT of the same autumn."""
    given: dict[str, Any] = {
        "id": "i2",
        "kind": ImagingKind.CT,
        "date": day("2026-11-05"),
        "result": "Liver lesions have grown.",
        "is_to_be_shown": True,
    }
    return ImagingStudy(**{**given, **changes})


def a_lab(test: LabTest, amount: str, **changes: Any) -> LabResult:
    """A result of the week before the meeting, in the unit usual for the test."""
    given: dict[str, Any] = {
        "test": test,
        "value": number(amount),
        "unit": _USUAL_UNITS.get(test),
        "upper_limit": _UPPER_LIMITS.get(test),
        "date": day("2026-11-12"),
    }
    return LabResult(**{**given, **changes})


_USUAL_UNITS: Final = {
    LabTest.EGFR: "mL/min/1.73 m2",
    LabTest.CREATININE: "umol/L",
    LabTest.BILIRUBIN: "umol/L",
    LabTest.AST: "U/L",
    LabTest.ALT: "U/L",
    LabTest.NEUTROPHILS: "10^9/L",
    LabTest.WHITE_CELLS: "10^9/L",
    LabTest.PLATELETS: "10^9/L",
    LabTest.HAEMOGLOBIN: "g/L",
    LabTest.CHROMOGRANIN_A: "ug/L",
}
_UPPER_LIMITS: Final = {
    LabTest.BILIRUBIN: number(20),
    LabTest.AST: number(40),
    LabTest.ALT: number(50),
    LabTest.CHROMOGRANIN_A: number(100),
}


def some_labs() -> tuple[LabResult, ...]:
    """Kidney, liver and blood count, all adequate."""
    return (
        a_lab(LabTest.EGFR, "78"),
        a_lab(LabTest.BILIRUBIN, "10"),
        a_lab(LabTest.AST, "30"),
        a_lab(LabTest.ALT, "60"),
        a_lab(LabTest.NEUTROPHILS, "4.1"),
        a_lab(LabTest.PLATELETS, "230"),
        a_lab(LabTest.CHROMOGRANIN_A, "240"),
    )


def a_line(**changes: Any) -> Line:
    """Lanreotide for eighteen months, stopped for progression."""
    given: dict[str, Any] = {
        "id": "l1",
        "regimen": "LAN120",
        "intent": Intent.PALLIATIVE,
        "start": day("2025-04-10"),
        "stop": day("2026-11-05"),
        "is_ongoing": False,
        "stop_reason": StopReason.PROGRESSION,
        "best_response": Response.SD,
        "progressed": day("2026-11-05"),
    }
    return Line(**{**given, **changes})


def no_comorbidities(**changes: Any) -> Comorbidities:
    """Each condition answered no, as the button *none* writes it, save the changes."""
    given: dict[str, Any] = dict.fromkeys(CONDITIONS, False)
    given |= {"none_stated_by": "Dr Synthetic", "none_stated_on": day("2026-11-10")}
    return Comorbidities(**{**given, **changes})


CONDITIONS: Final = (
    "cardiac_disease",
    "hypertension",
    "renal_disease",
    "liver_disease",
    "lung_disease",
    "interstitial_lung_disease",
    "diabetes",
    "other_cancer",
    "severe_depression",
    "autoimmune_disease",
    "active_infection",
    "pregnancy_or_breast_feeding",
)


def a_fitness(**changes: Any) -> Fitness:
    """ECOG 1 this month, no co-morbidity, no hypersensitivity, organ function adequate."""
    given: dict[str, Any] = {
        "ecog": (EcogReading(value=1, date=day("2026-11-10"), source="clinic letter"),),
        "rockwood": 2,
        "is_frail": False,
        "organ_function": OrganFunction.ADEQUATE,
        "comorbidities": no_comorbidities(),
        "hypersensitivity": Hypersensitivity(
            temozolomide=False, dacarbazine=False, platinum=False, taxane=False
        ),
        "wishes": Wishes(route=RoutePreference.ORAL),
        "judged_by": "Dr Synthetic",
    }
    return Fitness(**{**given, **changes})


def an_extent(**changes: Any) -> Extent:
    """Liver metastases, moderate burden, not resectable, progressive as a clinician says."""
    given: dict[str, Any] = {
        "metastases": (
            SiteInvolvement(site=MetastaticSite.LIVER, involved=True),
            SiteInvolvement(site=MetastaticSite.BONE, involved=False),
            SiteInvolvement(site=MetastaticSite.BRAIN, involved=False),
        ),
        "liver_burden": LiverBurden.FROM_11_TO_25,
        "burden": Burden.MODERATE,
        "is_liver_dominant": True,
        "primary_resectability": Resectability.NOT_RESECTABLE,
        "metastases_resectability": Resectability.NOT_RESECTABLE,
        "is_surgery_too_morbid": False,
        "is_shrinkage_the_aim": False,
        "has_tumour_symptoms": False,
        "status": "progressing",
        "status_date": day("2026-11-05"),
        "pace": Pace.PROGRESSIVE,
        "judged_by": "Dr Synthetic",
    }
    return Extent(**{**given, **changes})


def a_stage(**changes: Any) -> Stage:
    """Clinical stage IV of the pancreatic system."""
    given: dict[str, Any] = {
        "primary_id": "p1",
        "date": day("2025-03-20"),
        "prefix": StagePrefix.CLINICAL,
        "system": StageSystem.AJCC_9,
        "t": "T2",
        "n": "N1",
        "m": "M1a",
        "group": "IV",
    }
    return Stage(**{**given, **changes})


def a_referral(**changes: Any) -> Referral:
    """What the board is asked on the day of the meeting."""
    given: dict[str, Any] = {
        "referrer": "Dr Synthetic",
        "hospital": "Synthetic hospital",
        "contact": "extension 0000",
        "referred": day("2026-11-09"),
        "target_meeting": day(ON.isoformat()),
        "discussion": DiscussionType.PROGRESSION,
        "topics": (QuestionTopic.CHEMOTHERAPY,),
        "question": "Which treatment after progression on the analogue?",
        "what_is_new": "Liver lesions have grown.",
        "images_to_show": "CT of 05-Nov-2026",
        "slides_to_show": "SYN-25-1001",
        "urgency": Urgency.SOON,
        "presenter": "Dr Synthetic",
    }
    return Referral(**{**given, **changes})


def an_entry(fact: str, value: FactValue, **changes: Any) -> FactEntry:
    """A fact as a clinician states it."""
    given: dict[str, Any] = {"by": "Dr Synthetic", "source": "said at the meeting"}
    return FactEntry(**{"fact": fact, "value": value, **given, **changes})


def a_case(**changes: Any) -> Case:
    """A complete pancreatic NET G2 with liver metastases, progressing on an analogue."""
    given: dict[str, Any] = {
        "id": "N-0417",
        "patient": a_patient(),
        "referral": a_referral(),
        "primaries": (a_primary(),),
        "samples": (a_sample(),),
        "molecular": (
            MolecularResult(
                marker=Marker.MGMT, result=MolecularCall.DEFICIENT, date=day("2025-04")
            ),
            MolecularResult(marker=Marker.DPD, result=MolecularCall.NORMAL, date=day("2026-11-02")),
        ),
        "stages": (a_stage(),),
        "extent": an_extent(),
        "imaging": (a_receptor_scan(), a_ct()),
        "lesions": (a_lesion(("2025-03-20", 30), ("2026-05-20", 31), ("2026-11-05", 38)),),
        "labs": some_labs(),
        "function": Function(status=Functioning.NO, date=day("2026-11-10")),
        "fitness": a_fitness(),
        "has_had_systemic_treatment": True,
        "lines": (a_line(),),
        "responses": (
            ResponseRecord(
                date=day("2026-11-05"),
                method=ResponseMethod.RECIST,
                response=Response.PD,
                line_id="l1",
            ),
        ),
    }
    return Case(**{**given, **changes})


def a_lesion(*sizes: tuple[str, int], **changes: Any) -> Lesion:
    """A target lesion of the liver with its diameters, in mm by day."""
    measured = tuple(Measurement(date=day(when), mm=number(mm)) for when, mm in sizes)
    return Lesion(**{"id": "t1", "organ": "liver", "measurements": measured, **changes})


def an_empty_case(**changes: Any) -> Case:
    """A case of which nothing is recorded save its key and one tumour."""
    given: dict[str, Any] = {"id": "N-0418", "primaries": (Primary(id="p1"),)}
    return Case(**{**given, **changes})


def a_carcinoma_case(**changes: Any) -> Case:
    """A rectal large-cell carcinoma with liver metastases and no systemic treatment so far."""
    given: dict[str, Any] = {
        "id": "N-0419",
        "primaries": (a_primary(site=Site.RECTUM, subsite=None, icdo_morphology="8013/3"),),
        "samples": (
            a_sample(
                differentiation=Differentiation.POOR,
                cell_type="large",
                ki67=Ki67(value=number(70), method=Ki67Method.MANUAL),
                mitoses=Mitoses(value=number(40), area_mm2=number(2)),
                grade=None,
            ),
        ),
        "stages": (a_stage(system=StageSystem.UICC_8),),
        "imaging": (a_ct(),),
        "has_had_systemic_treatment": False,
        "lines": (),
        "responses": (),
    }
    return a_case(**{**given, **changes})
