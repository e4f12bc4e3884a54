"""Closed vocabularies with stable codes: the words a case is written in.

Sources: ICD-O-3.2 topography for sites, WHO 2019/2022 classes, RECIST 1.1, ECOG, CTCAE,
and the allowed values of the minimum data set. Codes are stored; labels belong to the screens.
"""

from enum import StrEnum


class Sex(StrEnum):
    """Sex as recorded."""

    FEMALE = "f"
    MALE = "m"
    OTHER = "x"


class Site(StrEnum):
    """Organ of the primary tumour."""

    OESOPHAGUS = "oesophagus"
    STOMACH = "stomach"
    DUODENUM = "duodenum"
    AMPULLA = "ampulla"
    JEJUNUM = "jejunum"
    ILEUM = "ileum"
    MECKEL = "meckel"
    SMALL_INTESTINE_NOS = "small_intestine_nos"
    APPENDIX = "appendix"
    CAECUM = "caecum"
    COLON = "colon"
    RECTOSIGMOID = "rectosigmoid"
    RECTUM = "rectum"
    ANAL_CANAL = "anal_canal"
    PANCREAS = "pancreas"
    BILE_DUCT = "bile_duct"
    GALLBLADDER = "gallbladder"
    LIVER = "liver"
    LUNG = "lung"
    THYMUS = "thymus"
    ADRENAL_MEDULLA = "adrenal_medulla"
    PARAGANGLIOMA = "paraganglioma"
    MERKEL = "merkel"
    MEDULLARY_THYROID = "medullary_thyroid"
    PITUITARY = "pituitary"
    OTHER = "other"
    UNKNOWN_PRIMARY = "unknown_primary"


class Subsite(StrEnum):
    """Part of the organ where it decides something (colon side, pancreas, stomach type)."""

    ASCENDING = "ascending"
    HEPATIC_FLEXURE = "hepatic_flexure"
    TRANSVERSE = "transverse"
    SPLENIC_FLEXURE = "splenic_flexure"
    DESCENDING = "descending"
    SIGMOID = "sigmoid"
    HEAD = "head"
    BODY = "body"
    TAIL = "tail"
    GASTRIC_TYPE_1 = "gastric_type_1"
    GASTRIC_TYPE_2 = "gastric_type_2"
    GASTRIC_TYPE_3 = "gastric_type_3"


class DiagnosisBasis(StrEnum):
    """What the date of first diagnosis rests on, in order of preference."""

    PATHOLOGY = "pathology"
    IMAGING = "imaging"
    SYNDROME = "syndrome"


class Differentiation(StrEnum):
    """The pathologist's call; never read from Ki-67."""

    WELL = "well"
    POOR = "poor"
    MINEN = "minen"
    CANNOT_SAY = "cannot_say"


class CellType(StrEnum):
    """Cell type of a neuroendocrine carcinoma."""

    SMALL = "small"
    LARGE = "large"


class MinenComponent(StrEnum):
    """Class of the neuroendocrine part of a mixed neoplasm."""

    NEC = "nec"
    NET = "net"


class MetastasisComponent(StrEnum):
    """What the biopsy of a metastasis of a mixed neoplasm shows."""

    NEUROENDOCRINE = "ne"
    NON_NEUROENDOCRINE = "non_ne"
    MIXED = "mixed"


class Grade(StrEnum):
    """WHO grade as printed in the report."""

    G1 = "G1"
    G2 = "G2"
    G3 = "G3"
    GX = "GX"


class WhoEdition(StrEnum):
    """Edition of the WHO classification behind a reported grade."""

    WHO_2000 = "2000"
    WHO_2010 = "2010"
    WHO_2017 = "2017"
    WHO_2019 = "2019"
    WHO_2022 = "2022"


class LungClass(StrEnum):
    """Reported class of a lung or thymic neuroendocrine neoplasm."""

    TYPICAL = "typical"
    ATYPICAL = "atypical"
    LCNEC = "lcnec"
    SCLC = "sclc"


class SampleKind(StrEnum):
    """How the tissue was obtained."""

    BIOPSY = "biopsy"
    RESECTION = "resection"
    CYTOLOGY = "cytology"


class SampleOrigin(StrEnum):
    """Where the tissue comes from."""

    PRIMARY = "primary"
    METASTASIS = "metastasis"


class Comparator(StrEnum):
    """How a printed number bounds the true one."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    ABOUT = "~"


class Ki67Band(StrEnum):
    """Ki-67 known only as a band (SEER codes XXX.4 to XXX.7)."""

    BELOW_3 = "<3"
    FROM_3_TO_20 = "3-20"
    ABOVE_20 = ">20"
    DONE_NOT_STATED = "done_not_stated"


class Ki67Method(StrEnum):
    """How Ki-67 was counted."""

    MANUAL = "manual"
    IMAGE_ANALYSIS = "image_analysis"
    EYEBALL = "eyeball"
    AVERAGE = "average"


class MitosesBand(StrEnum):
    """Mitotic count known only as a band, per 2 mm2."""

    BELOW_2 = "<2"
    FROM_2_TO_20 = "2-20"
    ABOVE_20 = ">20"


class Stain(StrEnum):
    """Result of an immunostain."""

    POSITIVE = "positive"
    WEAK = "weak"
    NEGATIVE = "negative"
    NORMAL = "normal"
    ABNORMAL = "abnormal"
    LOST = "lost"
    RETAINED = "retained"


class ReviewState(StrEnum):
    """Central pathology review."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    AGREES = "agrees"
    CHANGED_GRADE = "changed_grade"
    CHANGED_TYPE = "changed_type"
    NOT_NEN = "not_nen"


class Marker(StrEnum):
    """Molecular and pharmacogenetic tests."""

    MGMT = "mgmt"
    RB1 = "rb1"
    KRAS = "kras"
    TP53 = "tp53"
    BRCA = "brca"
    MSI = "msi"
    TMB = "tmb"
    NTRK = "ntrk"
    BRAF = "braf"
    ALK = "alk"
    ROS1 = "ros1"
    DPD = "dpd"
    UGT1A1 = "ugt1a1"


class MolecularCall(StrEnum):
    """The laboratory's own call."""

    DEFICIENT = "deficient"
    PROFICIENT = "proficient"
    LOST = "lost"
    RETAINED = "retained"
    MUTATED = "mutated"
    WILD = "wild"
    HIGH = "high"
    STABLE = "stable"
    LOW = "low"
    FUSION = "fusion"
    NONE = "none"
    V600E = "v600e"
    OTHER_VARIANT = "other_variant"
    REARRANGED = "rearranged"
    NORMAL = "normal"
    PARTIAL = "partial"
    COMPLETE = "complete"
    REDUCED = "reduced"


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


class Functioning(StrEnum):
    """Whether the tumour causes a hormonal syndrome."""

    NO = "no"
    SYNDROME = "syndrome"
    SUSPECTED = "suspected"


class Syndrome(StrEnum):
    """Hormonal syndrome."""

    CARCINOID = "carcinoid"
    INSULIN = "insulin"
    GASTRIN = "gastrin"
    GLUCAGON = "glucagon"
    VIP = "vip"
    SOMATOSTATIN = "somatostatin"
    ACTH = "acth"
    PTHRP_GHRH = "pthrp_ghrh"
    CATECHOLAMINE = "catecholamine"
    OTHER = "other"


class SyndromeControl(StrEnum):
    """Control of the syndrome."""

    NOT_TREATED_OR_JUDGED = "not_treated_or_judged"
    CONTROLLED = "controlled"
    NOT_CONTROLLED = "not_controlled_on_full_dose_analogue"


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


class DiscussionType(StrEnum):
    """Why the case comes to the board."""

    NEW_DIAGNOSIS = "new_diagnosis"
    REDISCUSSION = "rediscussion"
    PROGRESSION = "progression"
    POSTOPERATIVE = "postoperative"
    SURVEILLANCE = "surveillance"
    SECOND_OPINION = "second_opinion"
    INFORMATION = "information"


class QuestionTopic(StrEnum):
    """What the board is asked."""

    DIAGNOSIS = "diagnosis"
    STAGING = "staging"
    SURGERY = "surgery"
    LIVER_DIRECTED = "liver_directed"
    SSA = "ssa"
    PRRT = "prrt"
    TARGETED = "targeted"
    CHEMOTHERAPY = "chemotherapy"
    RADIOTHERAPY = "radiotherapy"
    SURVEILLANCE = "surveillance"
    TRIAL = "trial"
    GENETICS = "genetics"
    SUPPORTIVE = "supportive"


class Urgency(StrEnum):
    """How soon."""

    ROUTINE = "routine"
    SOON = "soon"
    URGENT = "urgent"


class Triage(StrEnum):
    """How a case is dealt with at a meeting."""

    DISCUSS = "discuss"
    STANDARD_OF_CARE = "standard_of_care"
    NOT_READY = "not_ready"
