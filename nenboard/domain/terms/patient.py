"""Terms of the person, fitness, laboratory and wishes."""

from enum import StrEnum


class Sex(StrEnum):
    """Sex as recorded."""

    FEMALE = "f"
    MALE = "m"
    OTHER = "x"


class LabTest(StrEnum):
    """Laboratory tests and tumour markers."""

    EGFR = "egfr"
    CREATININE_CLEARANCE = "creatinine_clearance"
    CREATININE = "creatinine"
    BILIRUBIN = "bilirubin"
    AST = "ast"
    ALT = "alt"
    ALBUMIN = "albumin"
    HAEMOGLOBIN = "haemoglobin"
    WHITE_CELLS = "white_cells"
    NEUTROPHILS = "neutrophils"
    PLATELETS = "platelets"
    CHROMOGRANIN_A = "chromogranin_a"
    HIAA_5 = "5_hiaa"
    NT_PROBNP = "nt_probnp"
    NSE = "nse"
    GASTRIN = "gastrin"
    INSULIN = "insulin"
    C_PEPTIDE = "c_peptide"
    GLUCAGON = "glucagon"
    VIP = "vip"
    CALCITONIN = "calcitonin"
    ACTH = "acth"
    CORTISOL = "cortisol"
    OTHER = "other"


class PatientView(StrEnum):
    """What the patient wants."""

    ALL_ACTIVE = "all_active_treatment"
    LEAST_BURDENSOME = "least_burdensome"
    UNDECIDED = "undecided"
    NOT_YET_TOLD = "not_yet_told"
    DECLINES = "declines"


class RoutePreference(StrEnum):
    """Tablets or infusion."""

    ORAL = "oral"
    IV = "iv"
    NONE = "none"


class OrganFunction(StrEnum):
    """A clinician's overall call for cytotoxic treatment."""

    ADEQUATE = "adequate"
    INADEQUATE = "inadequate"


class FamilySyndrome(StrEnum):
    """Inherited tumour syndrome."""

    NONE = "none"
    MEN1 = "men1"
    MEN2 = "men2"
    VHL = "vhl"
    NF1 = "nf1"
    TSC = "tsc"
    OTHER = "other"
