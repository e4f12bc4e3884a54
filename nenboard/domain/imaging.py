"""Imaging studies and measured lesions (minimum data set, items 13, 63-72)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing, YesNo
from nenboard.domain.terms import FdgResult, ImagingKind, Uptake, Valves

Krenning = Annotated[int, Field(ge=0, le=4)]


class ImagingStudy(Value):
    """One examination, also when it was not done or is pending (``state``)."""

    id: Key
    kind: ImagingKind
    state: Missing | None = None
    date: PartialDate | None = None
    place: Text | None = None
    accession: Text | None = None
    tracer: Text | None = None
    result: Prose | None = None
    krenning_highest: Krenning | Missing | None = None
    krenning_lowest: Krenning | Missing | None = None
    lesions_above_liver: Uptake | Missing | None = None
    fdg: FdgResult | Missing | None = None
    has_fdg_disease_without_receptors: YesNo = None
    lvef_percent: Annotated[Decimal, Field(ge=0, le=100)] | Missing | None = None
    valves: Valves | Missing | None = None
    is_to_be_shown: YesNo = None


class Measurement(Value):
    """Diameter of a lesion on a day, in mm; ``None`` with a state when it was not measured."""

    date: PartialDate
    mm: Annotated[Decimal, Field(ge=0, le=1000)] | Missing | None = None
    is_too_small: bool = False


class Lesion(Value):
    """A lesion followed by RECIST 1.1."""

    id: Key
    organ: Text
    is_node: bool = False
    is_target: bool = True
    measurements: tuple[Measurement, ...] = ()
