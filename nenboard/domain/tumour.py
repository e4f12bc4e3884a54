"""Primaries and their tissue samples (minimum data set, items 31-54)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing, YesNo
from nenboard.domain.terms import (
    CellType,
    Comparator,
    DiagnosisBasis,
    Differentiation,
    Functioning,
    Grade,
    Ki67Band,
    Ki67Method,
    LungClass,
    Marker,
    MetastasisComponent,
    MinenComponent,
    MitosesBand,
    MolecularCall,
    ReviewState,
    SampleKind,
    SampleOrigin,
    Site,
    Stain,
    Subsite,
    Syndrome,
    SyndromeControl,
    WhoEdition,
)

Percent = Annotated[Decimal, Field(ge=0, le=100)]
Count = Annotated[Decimal, Field(ge=0, le=1000)]


class Ki67(Value):
    """Ki-67 index in percent as reported: a value, a bounded value, a range or a band.

    A value with a comparator bounds the true one ("<2" is value 2 with "<"). What the report
    printed is kept in ``as_printed``. ``is_unit_unclear`` is set when a number such as 0.18 may be
    a fraction: it is then never read as a percentage.
    """

    value: Percent | None = None
    comparator: Comparator | None = None
    low: Percent | None = None
    high: Percent | None = None
    band: Ki67Band | None = None
    method: Ki67Method | Missing | None = None
    cells_counted: Annotated[int, Field(ge=0, le=1_000_000)] | Missing | None = None
    as_printed: Text | None = None
    is_unit_unclear: bool = False

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Ki67":
        _check_range(self.low, self.high)
        given = (self.value is not None, self.low is not None, self.band is not None)
        if sum(given) > 1:
            raise ValueError("give Ki-67 as a value, a range or a band, not as several of them")
        return self


class Mitoses(Value):
    """Mitotic count as reported, in the area counted (mm2); the standard area is 2 mm2."""

    value: Count | None = None
    comparator: Comparator | None = None
    low: Count | None = None
    high: Count | None = None
    band: MitosesBand | None = None
    area_mm2: Annotated[Decimal, Field(gt=0, le=1000)] | None = None
    as_printed: Text | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Mitoses":
        _check_range(self.low, self.high)
        given = (self.value is not None, self.low is not None, self.band is not None)
        if sum(given) > 1:
            raise ValueError("give mitoses as a value, a range or a band, not as several of them")
        return self


def _check_range(low: Decimal | None, high: Decimal | None) -> None:
    if (low is None) != (high is None):
        raise ValueError("a range needs both ends; for one end use a value with < or >")
    if low is not None and high is not None and low > high:
        raise ValueError("the lower end of the range is above its upper end")


class Stains(Value):
    """Immunohistochemistry of one sample; SSTR2A is scored 0 to 3."""

    chromogranin_a: Stain | Missing | None = None
    synaptophysin: Stain | Missing | None = None
    insm1: Stain | Missing | None = None
    p53: Stain | Missing | None = None
    rb: Stain | Missing | None = None
    daxx_atrx: Stain | Missing | None = None
    mismatch_repair: Stain | Missing | None = None
    sstr2a: Annotated[int, Field(ge=0, le=3)] | Missing | None = None


class Sample(Value):
    """One tissue sample with what its report says; nothing in it overwrites another sample."""

    id: Key
    primary_id: Key
    date: PartialDate | None = None
    organ: Text | None = None
    origin: SampleOrigin | None = None
    kind: SampleKind | None = None
    laboratory: Text | None = None
    specimen: Text | None = None
    is_representative: YesNo = None
    differentiation: Differentiation | Missing | None = None
    cell_type: CellType | Missing | None = None
    minen_component: MinenComponent | Missing | None = None
    minen_share: Percent | Missing | None = None
    metastasis_component: MetastasisComponent | Missing | None = None
    ki67: Ki67 | Missing | None = None
    mitoses: Mitoses | Missing | None = None
    necrosis: YesNo = None
    grade: Grade | Missing | None = None
    who_edition: WhoEdition | Missing | None = None
    lung_class: LungClass | Missing | None = None
    stains: Stains = Stains()
    review: ReviewState | Missing | None = None
    is_contradictory: YesNo = None
    note: Prose | None = None


class MolecularResult(Value):
    """A molecular or pharmacogenetic result as the laboratory called it."""

    marker: Marker
    result: MolecularCall | Missing | None = None
    date: PartialDate | None = None
    laboratory: Text | None = None

    @model_validator(mode="after")
    def _call_belongs_to_marker(self) -> "MolecularResult":
        if isinstance(self.result, MolecularCall) and self.result not in CALLS[self.marker]:
            raise ValueError(f"this result is not one that {self.marker.value} can have")
        return self


_GENE = frozenset({MolecularCall.MUTATED, MolecularCall.WILD})
CALLS: dict[Marker, frozenset[MolecularCall]] = {
    Marker.MGMT: frozenset({MolecularCall.DEFICIENT, MolecularCall.PROFICIENT}),
    Marker.RB1: frozenset({MolecularCall.LOST, MolecularCall.RETAINED}),
    Marker.KRAS: _GENE,
    Marker.TP53: _GENE,
    Marker.BRCA: _GENE,
    Marker.MSI: frozenset({MolecularCall.HIGH, MolecularCall.STABLE}),
    Marker.TMB: frozenset({MolecularCall.HIGH, MolecularCall.LOW}),
    Marker.NTRK: frozenset({MolecularCall.FUSION, MolecularCall.NONE}),
    Marker.BRAF: frozenset({MolecularCall.V600E, MolecularCall.WILD, MolecularCall.OTHER_VARIANT}),
    Marker.ALK: frozenset({MolecularCall.REARRANGED, MolecularCall.NONE}),
    Marker.ROS1: frozenset({MolecularCall.REARRANGED, MolecularCall.NONE}),
    Marker.DPD: frozenset({MolecularCall.NORMAL, MolecularCall.PARTIAL, MolecularCall.COMPLETE}),
    Marker.UGT1A1: frozenset({MolecularCall.NORMAL, MolecularCall.REDUCED}),
}


class Function(Value):
    """Hormonal function: whether there is a syndrome, which, and how well it is controlled."""

    status: Functioning | Missing | None = None
    syndrome: Syndrome | None = None
    control: SyndromeControl | Missing | None = None
    stools_per_day: Annotated[Decimal, Field(ge=0, le=100)] | Missing | None = None
    flushes_per_day: Annotated[Decimal, Field(ge=0, le=500)] | Missing | None = None
    symptoms: Prose | None = None
    date: PartialDate | None = None


class Primary(Value):
    """One primary tumour. Several candidates are given when the organ is not decided."""

    id: Key
    site: Site | Missing | None = None
    site_candidates: tuple[Site, ...] = ()
    subsite: Subsite | Missing | None = None
    site_text: Text | None = None
    icdo_morphology: Annotated[str, Field(pattern=r"^\d{4}/\d$")] | None = None
    diagnosed: PartialDate | None = None
    diagnosis_basis: DiagnosisBasis | None = None
    size_mm: Annotated[Decimal, Field(ge=0, le=1000)] | Missing | None = None
    is_active_or_recent: YesNo = None
