"""Primary, tissue, molecular and functional terms."""

from enum import StrEnum


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
