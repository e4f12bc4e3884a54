"""Imaging studies, measured lesions and assessments (minimum data set, items 13, 63-72)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing, YesNo
from nenboard.domain.response.course import NewLesions, NonTarget
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


Millimetres = Annotated[Decimal, Field(ge=0, le=1000)]


class Measurement(Value):
    """Diameter of a lesion on a day, in mm; ``None`` with a state when it was not measured.

    A lesion that has split carries its ``parts``; one that has merged with another names it in
    ``merged_into`` and is counted there.
    """

    date: PartialDate
    mm: Millimetres | Missing | None = None
    is_too_small: bool = False
    parts: tuple[Millimetres, ...] = ()
    merged_into: Key | None = None


class Lesion(Value):
    """A lesion followed by RECIST 1.1."""

    id: Key
    organ: Text
    is_node: bool = False
    is_target: bool = True
    measurements: tuple[Measurement, ...] = ()


class TumourAssessment(Value):
    """What a RECIST assessment saw beside the target lesions, and whether it was adequate.

    ``new_sites`` says where new lesions are, as read: ``liver, 2 lesions``.
    """

    date: PartialDate
    non_target: NonTarget | Missing | None = None
    new_lesions: NewLesions | Missing | None = None
    new_sites: Text | None = None
    is_adequate: YesNo = None
