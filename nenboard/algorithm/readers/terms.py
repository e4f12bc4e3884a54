"""The data that readers work with: words, units, limits, and the texts shown beside a reading."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StringConstraints, ValidationError, model_validator

from nenboard.algorithm import yaml_text
from nenboard.domain.base import Value, problems_of
from nenboard.domain.knowledge import Comparator

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
Codes = tuple[Code, ...]
Words = tuple[str, ...]


class ReadingTermsError(Exception):
    """The data of the readers cannot be used: each fault with its place."""


class Remark(StrEnum):
    """What may have to be said beside a reading; the texts are data."""

    GOVERNING_TISSUE = "governing_tissue"
    NOT_MARKED_REPRESENTATIVE = "not_marked_representative"
    ORDER_OF_SAMPLES_OPEN = "order_of_samples_open"
    OLDER_SAMPLE_HIGHER = "older_sample_higher"
    SEVERAL_SAMPLES_OF_A_DAY = "several_samples_of_a_day"
    UNIT_UNCLEAR = "unit_unclear"
    AREA_MISSING = "area_missing"
    GRADE_OF_OLD_EDITION = "grade_of_old_edition"
    SITE_DECIDED = "site_decided"
    UNDATED_IS_OLDEST = "undated_is_oldest"
    ORDER_OPEN = "order_open"
    STALE = "stale"
    KRENNING_2 = "krenning_2"
    SCINTIGRAPHY = "scintigraphy"
    ONLY_HIGHEST_KRENNING = "only_highest_krenning"
    RECEPTOR_SCAN_CONTRADICTS_ITSELF = "receptor_scan_contradicts_itself"
    STAIN_1_PLUS = "stain_1_plus"
    BORDERLINE = "borderline"
    ALL_DISEASE_RESECTED = "all_disease_resected"
    METASTASES_NOT_ANSWERED = "metastases_not_answered"
    RECIST_PROGRESSION = "recist_progression"
    NO_RECIST_PROGRESSION = "no_recist_progression"
    STATUS_PROGRESSING = "status_progressing"
    LIVER_OVER_A_QUARTER = "liver_over_a_quarter"
    CONTROL_NOT_ANSWERED = "control_not_answered"
    SYNDROME_SUSPECTED = "syndrome_suspected"
    OTHER_BRAF_VARIANT = "other_braf_variant"
    BY_STAIN = "by_stain"
    REPORTED_CLEARANCE = "reported_clearance"
    COMPUTED_EGFR = "computed_egfr"
    BOTH_SEXES = "both_sexes"
    UNIT_MISSING = "unit_missing"
    NO_UPPER_LIMIT = "no_upper_limit"
    ONE_TRANSAMINASE = "one_transaminase"
    OUTSIDE_LIMITS = "outside_limits"
    CONTROL_NOT_STATED = "control_not_stated"
    DRUG_PNEUMONITIS = "drug_pneumonitis"
    CARCINOID_HEART = "carcinoid_heart"
    OTHER_GROUPS_NOT_ANSWERED = "other_groups_not_answered"
    ANOTHER_PRIMARY = "another_primary"
    DOSE_MISSING = "dose_missing"
    GRADE_MISSING = "grade_missing"
    RESOLUTION_OPEN = "resolution_open"
    REGIMEN_DECIDED = "regimen_decided"
    REGIMEN_NOT_IN_CATALOGUE = "regimen_not_in_catalogue"
    NEOADJUVANT = "neoadjuvant"
    MAINTENANCE = "maintenance"
    LINES_NOT_ENTERED = "lines_not_entered"
    LINES_CONTRADICT_ANSWER = "lines_contradict_answer"
    TUMOUR_NOT_NAMED = "tumour_not_named"
    DATED_AFTER = "dated_after"


class RemarkText(Value):
    """The text of a remark; a decision waits for a clinician's sign-off."""

    text: str
    decision: StrictBool = False


class Limits(Value):
    """The ends of an allowed interval, both included."""

    low: Decimal
    high: Decimal


class Band(Value):
    """The numbers a printed band stands for."""

    low: Decimal
    high: Decimal
    comparator: Comparator


class Cut(Value):
    """A limit between two sides; a number equal to it lies on the side named by `at`."""

    limit: Decimal
    at: Literal["above", "below"]


class OldGrades(Value):
    """Editions of the classification in which G3 meant a carcinoma."""

    pancreas: Words
    elsewhere: Words


class Units(Value):
    """Units as written, with the factor that leads to the unit of the fact."""

    egfr: dict[str, Decimal]
    creatinine_mg_dl: dict[str, Decimal]
    creatinine_umol_l: dict[str, Decimal]
    cells: dict[str, Decimal]

    @model_validator(mode="before")
    @classmethod
    def _writings_alike(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        return {
            name: {plain_unit(str(unit)): factor for unit, factor in units.items()}
            if isinstance(units, dict)
            else units
            for name, units in given.items()
        }


class ToxicityWords(Value):
    """Words by which a toxicity is recognised, in lower case."""

    neuropathy: Words
    ototoxicity: Words
    pneumonitis: Words


class Regimen(Value):
    """A regimen of the catalogue: its code in the algorithm (None: no line) and its drugs."""

    code: Code | None
    drugs: Words
    is_platinum_etoposide: StrictBool = False
    decided: StrictBool = False


class ReadingTerms(Value):
    """All data of the readers; `freshness_days` is the age limit of a fact's value, in days."""

    version: str
    limits: dict[str, Limits]
    ki67_bands: dict[str, Band]
    mitoses_bands: dict[str, Band]
    standard_area_mm2: Decimal
    discordance: tuple[Cut, ...]
    g3_meant_carcinoma: OldGrades
    sites: dict[str, Codes]
    decided_sites: Codes
    colon_sides: dict[str, Code]
    metastatic_sites: Codes
    krenning_above_liver: int
    krenning_decided_negative: int
    sstr2a: dict[str, Code]
    progression_window_months: int
    serial_imaging_months: int
    bulky_liver: Words
    syndromes: dict[str, Code]
    rb_loss: Codes
    mismatch_repair_loss: Codes
    units: Units
    toxicities: ToxicityWords
    regimens: dict[str, Regimen]
    with_radiotherapy: Code
    drugs: dict[str, Code]
    classes: dict[str, Code]
    class_unknown: Code
    class_named_not_listed: Code
    class_not_antitumour: Codes
    platinum_etoposide_words: Words
    platinum_codes: Codes
    stop_reasons: dict[str, Code]
    other_stop_reason: Code
    anthracyclines: Words
    doxorubicin: Words
    classes_without_anthracycline: Codes
    who: dict[str, Codes]
    kinds: dict[str, str]
    remarks: dict[Remark, RemarkText]
    freshness_days: dict[str, int] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _every_remark_has_a_text(self) -> Self:
        absent = sorted(set(Remark) - set(self.remarks))
        if absent:
            raise ValueError(f"texts are missing for: {', '.join(absent)}")
        return self

    def with_freshness(self, days: Mapping[str, int]) -> Self:
        """The same terms with these age limits, in days, by fact."""
        return self.model_copy(update={"freshness_days": dict(days)})


def plain_unit(unit: str) -> str:
    """A unit without blanks, in lower case."""
    return "".join(unit.split()).casefold()


def load_terms(text: str) -> ReadingTerms:
    """The terms from the text of readers.yaml.

    Raises ReadingTermsError with every fault and its place.
    """
    try:
        return ReadingTerms.model_validate(yaml_text.parse(text))
    except yaml_text.YamlFault as fault:
        raise ReadingTermsError(f"readers.yaml, {fault}") from None
    except ValidationError as error:
        faults = "; ".join(problem.message for problem in problems_of(error))
        raise ReadingTermsError(f"readers.yaml: {faults}") from None
