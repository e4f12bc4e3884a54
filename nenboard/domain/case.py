"""The Case: the one value that form, registry, algorithm and reports pass around."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, model_validator

from nenboard.domain.base import Key, Prose, Value
from nenboard.domain.board import Referral
from nenboard.domain.entries import FactEntry
from nenboard.domain.gaps import Gap
from nenboard.domain.imaging import ImagingStudy, Lesion, TumourAssessment
from nenboard.domain.labs import LabResult
from nenboard.domain.missing import YesNo
from nenboard.domain.patient import Fitness, Patient
from nenboard.domain.published import Published
from nenboard.domain.staging import Extent, Stage
from nenboard.domain.treatment import Line, Procedure, ResponseRecord
from nenboard.domain.tumour import Function, MolecularResult, Primary, Sample

CaseId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,7}-[0-9]{1,9}$")]


class Case(Value):
    """Everything the board knows about one patient, at one revision.

    ``has_had_systemic_treatment`` is the explicit answer that makes an empty list of lines mean
    "none given"; without it, no lines means "not known". ``primary_under_discussion`` names the
    tumour that readers look at; with a single primary it may be left out. ``gaps`` say why a field
    is empty where its own type cannot.
    """

    id: CaseId
    patient: Patient = Patient()
    referral: Referral = Referral()
    primaries: tuple[Primary, ...] = ()
    primary_under_discussion: Key | None = None
    samples: tuple[Sample, ...] = ()
    molecular: tuple[MolecularResult, ...] = ()
    stages: tuple[Stage, ...] = ()
    extent: Extent = Extent()
    imaging: tuple[ImagingStudy, ...] = ()
    lesions: tuple[Lesion, ...] = ()
    assessments: tuple[TumourAssessment, ...] = ()
    labs: tuple[LabResult, ...] = ()
    function: Function = Function()
    fitness: Fitness = Fitness()
    has_had_systemic_treatment: YesNo = None
    lines: tuple[Line, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    responses: tuple[ResponseRecord, ...] = ()
    entries: tuple[FactEntry, ...] = ()
    gaps: tuple[Gap, ...] = ()
    published: Published | None = None
    note: Prose | None = None

    @model_validator(mode="after")
    def _joints_hold(self) -> "Case":
        _unique("primaries", (primary.id for primary in self.primaries))
        _unique("samples", (sample.id for sample in self.samples))
        _unique("imaging", (study.id for study in self.imaging))
        _unique("lesions", (lesion.id for lesion in self.lesions))
        _unique("lines", (line.id for line in self.lines))
        _unique("procedures", (procedure.id for procedure in self.procedures))
        _unique("entries", (entry.fact for entry in self.entries))
        _unique("gaps", (gap.path for gap in self.gaps))
        _known("samples", (sample.primary_id for sample in self.samples), known=self._primary_ids())
        _known("stages", (stage.primary_id for stage in self.stages), known=self._primary_ids())
        discussed = self.primary_under_discussion
        if discussed is not None:
            _known("primary_under_discussion", (discussed,), known=self._primary_ids())
        return self

    def _primary_ids(self) -> frozenset[str]:
        return frozenset(primary.id for primary in self.primaries)

    @property
    def discussed_primary(self) -> Primary | None:
        """The tumour under discussion: the one named, or the only one; otherwise None."""
        if self.primary_under_discussion is None:
            return self.primaries[0] if len(self.primaries) == 1 else None
        return next(p for p in self.primaries if p.id == self.primary_under_discussion)

    def entry(self, fact: str) -> FactEntry | None:
        """The clinician's own entry of a fact, if there is one."""
        return next((entry for entry in self.entries if entry.fact == fact), None)

    def gap(self, path: str) -> Gap | None:
        """Why the field at a path is empty, if that was recorded beside the field."""
        return next((gap for gap in self.gaps if gap.path == path), None)


def _unique(what: str, keys: Iterable[str]) -> None:
    seen = list(keys)
    if len(set(seen)) != len(seen):
        raise ValueError(f"two of the {what} carry the same key")


def _known(what: str, keys: Iterable[str], *, known: frozenset[str]) -> None:
    if not set(keys) <= known:
        raise ValueError(f"{what} names a primary that is not in the case")
