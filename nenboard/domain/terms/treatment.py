"""Treatment and response terms."""

from enum import StrEnum


class TherapyClass(StrEnum):
    """Kind of systemic treatment."""

    CHEMOTHERAPY = "chemotherapy"
    PLATINUM = "platinum"
    SSA = "ssa"
    PRRT = "prrt"
    MTOR = "mtor"
    TKI = "tki"
    IMMUNOTHERAPY = "immunotherapy"
    INTERFERON = "interferon"
    SYMPTOM_CONTROL = "symptom_control"
    OTHER = "other"


class ProcedureKind(StrEnum):
    """Treatments that are not lines of systemic therapy."""

    SURGERY = "surgery"
    ENDOSCOPIC = "endoscopic"
    ABLATION = "ablation"
    EMBOLISATION = "embolisation"
    SIRT = "sirt"
    RADIOTHERAPY = "radiotherapy"
    TRANSPLANT = "transplant"
    SURVEILLANCE = "surveillance"
    SUPPORTIVE = "supportive"


class Removed(StrEnum):
    """What an operation removed."""

    PRIMARY = "primary"
    METASTASES = "metastases"
    PRIMARY_AND_METASTASES = "primary_and_metastases"
    ALL_DISEASE = "primary_and_all_metastases"
    NOTHING = "nothing"


class Intent(StrEnum):
    """Aim of a treatment."""

    CURATIVE = "curative"
    PALLIATIVE = "palliative"
    SYMPTOM = "symptom"
    OTHER = "other"


class Role(StrEnum):
    """Place of a treatment."""

    NEOADJUVANT = "neoadjuvant"
    ADJUVANT = "adjuvant"
    MAINTENANCE = "maintenance"
    NONE = "none"


class StopReason(StrEnum):
    """Why a line ended (oBDS and the minimum data set)."""

    COMPLETED = "completed"
    COMPLETED_REDUCED = "completed_reduced"
    SUBSTANCE_CHANGE = "substance_change"
    PROGRESSION = "progression"
    TOXICITY = "toxicity"
    PATIENT_WISH = "patient_wish"
    REFUSAL = "refusal"
    MEDICAL = "medical_reason"
    DETERIORATION = "deterioration"
    OTHER_THERAPY = "other_therapy_chosen"
    SUPPORTIVE = "best_supportive_care"
    REMISSION = "remission"
    FUNDING = "funding"
    NO_INDICATION = "no_indication"
    LOST = "lost_to_follow_up"
    DEATH = "death"
    OTHER = "other"


class Response(StrEnum):
    """RECIST 1.1 response, with mixed response as clinicians record it."""

    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    MIXED = "MIXED"
    NE = "NE"


class ResponseMethod(StrEnum):
    """How a response was judged; the methods are never mixed."""

    RECIST = "recist"
    PET = "pet"
    BIOCHEMICAL = "biochemical"
    SYMPTOMATIC = "symptomatic"


class GivenFor(StrEnum):
    """Which disease a treatment was given for."""

    THIS = "this"
    OTHER_DIAGNOSIS = "other_diagnosis"
    OTHER_CANCER = "other_cancer"
