"""Imaging, stage and extent terms."""

from enum import StrEnum


class ImagingKind(StrEnum):
    """Kind of examination."""

    CT = "ct"
    MRI = "mri"
    SSTR_PET = "sstr_pet"
    SSTR_SCINTIGRAPHY = "sstr_scintigraphy"
    FDG_PET = "fdg_pet"
    ULTRASOUND = "ultrasound"
    ECHOCARDIOGRAM = "echocardiogram"
    ENDOSCOPY = "endoscopy"
    EUS = "eus"
    OTHER = "other"


class Uptake(StrEnum):
    """How many lesions take up the receptor tracer above liver."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


class FdgResult(StrEnum):
    """FDG uptake against receptor uptake."""

    NEGATIVE = "negative"
    LESS = "less"
    EQUAL = "equal"
    GREATER = "greater"


class Valves(StrEnum):
    """Carcinoid heart disease on echocardiography."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class MetastaticSite(StrEnum):
    """Rows of the extent list."""

    LIVER = "liver"
    REGIONAL_NODES = "regional_nodes"
    DISTANT_NODES = "distant_nodes"
    BONE = "bone"
    LUNG = "lung"
    OVARY = "ovary"
    PERITONEUM = "peritoneum"
    BRAIN = "brain"
    HEART = "heart"
    OTHER = "other"


class LiverBurden(StrEnum):
    """Share of the liver replaced."""

    NONE = "0"
    UP_TO_10 = "<=10"
    FROM_11_TO_25 = "11-25"
    FROM_26_TO_50 = "26-50"
    ABOVE_50 = ">50"


class Burden(StrEnum):
    """Overall tumour burden, a clinician's call."""

    LOW = "low"
    MODERATE = "moderate"
    BULKY = "bulky"


class Resectability(StrEnum):
    """Whether disease can be resected."""

    RESECTABLE = "resectable"
    BORDERLINE = "borderline"
    NOT_RESECTABLE = "not_resectable"


class DiseaseStatus(StrEnum):
    """State of the disease as of the board."""

    NO_EVIDENCE = "no_evidence"
    STABLE = "stable"
    PROGRESSING = "progressing"
    RESPONDING = "responding"
    MIXED = "mixed"


class Pace(StrEnum):
    """Pace of growth, confirmed by a clinician."""

    INDOLENT = "indolent"
    STABLE = "stable"
    PROGRESSIVE = "progressive"
    RAPID = "rapid"


class Margin(StrEnum):
    """Residual tumour after resection."""

    R0 = "R0"
    R1 = "R1"
    R2 = "R2"
    RX = "RX"


class StagePrefix(StrEnum):
    """When and how the stage was set."""

    CLINICAL = "c"
    PATHOLOGICAL = "p"
    POST_TREATMENT_CLINICAL = "yc"
    POST_TREATMENT_PATHOLOGICAL = "yp"
    RECURRENCE = "r"
    AUTOPSY = "a"


class StageSystem(StrEnum):
    """Authority and edition of a stage."""

    AJCC_8 = "ajcc_8"
    AJCC_9 = "ajcc_9"
    UICC_8 = "uicc_8"
    ENETS = "enets"
    MASAOKA_KOGA = "masaoka_koga"
    OTHER = "other"
