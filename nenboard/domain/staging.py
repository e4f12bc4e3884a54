"""Stage and extent of disease (minimum data set, items 50, 55-62)."""

from typing import Annotated

from pydantic import Field, model_validator

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing, YesNo
from nenboard.domain.terms import (
    Burden,
    DiseaseStatus,
    LiverBurden,
    MetastaticSite,
    Pace,
    Resectability,
    StagePrefix,
    StageSystem,
)

Category = Annotated[str, Field(pattern=r"^[A-Za-z0-9()+-]{1,12}$")]


class Stage(Value):
    """A TNM stage with its edition; the group is as entered and never recomputed silently."""

    primary_id: Key
    date: PartialDate | None = None
    prefix: StagePrefix | None = None
    system: StageSystem | None = None
    t: Category | Missing | None = None
    n: Category | Missing | None = None
    m: Category | Missing | None = None
    group: Annotated[str, Field(pattern=r"^(0|I|II|III|IV)[A-C]?[0-9]?$")] | Missing | None = None
    source: Text | None = None


class SiteInvolvement(Value):
    """Whether an organ holds metastases."""

    site: MetastaticSite
    involved: YesNo = None
    detail: Text | None = None


class Extent(Value):
    """Extent of disease as of the board; judgements are a clinician's."""

    metastases: tuple[SiteInvolvement, ...] = ()
    no_metastases_stated: YesNo = None
    liver_burden: LiverBurden | Missing | None = None
    burden: Burden | Missing | None = None
    is_liver_dominant: YesNo = None
    primary_resectability: Resectability | Missing | None = None
    metastases_resectability: Resectability | Missing | None = None
    is_surgery_too_morbid: YesNo = None
    is_shrinkage_the_aim: YesNo = None
    has_tumour_symptoms: YesNo = None
    status: DiseaseStatus | Missing | None = None
    status_date: PartialDate | None = None
    pace: Pace | Missing | None = None
    judged_by: Text | None = None
    note: Prose | None = None

    @model_validator(mode="after")
    def _each_site_once(self) -> "Extent":
        sites = [row.site for row in self.metastases]
        if len(set(sites)) != len(sites):
            raise ValueError("each metastatic site is answered once")
        return self
