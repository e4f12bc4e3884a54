"""Governing tissue: which samples of the tumour decide class, grade and Ki-67."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nenboard.algorithm.readers.reading import Source
from nenboard.algorithm.readers.terms import Remark
from nenboard.domain import tissue
from nenboard.domain.tissue import Placed

__all__ = ["Placed", "Tissue", "governing", "source_of"]


@dataclass(frozen=True, slots=True)
class Tissue:
    """The samples that govern. Several: of one date, or dates leave open which is the latest."""

    samples: tuple[Placed, ...]
    remarks: tuple[Remark, ...]
    is_order_open: bool


def governing(samples: Iterable[Placed], on: date) -> Tissue:
    """The samples that govern on a day, with what has to be said about the choice."""
    found = tissue.governing(samples, on)
    remarks = [Remark.GOVERNING_TISSUE] if found.reported > 1 else []
    if found.samples and not found.is_marked:
        remarks.append(Remark.NOT_MARKED_REPRESENTATIVE)
    if found.is_order_open:
        remarks.append(Remark.ORDER_OF_SAMPLES_OPEN)
    elif len(found.samples) > 1:
        remarks.append(Remark.SEVERAL_SAMPLES_OF_A_DAY)
    return Tissue(found.samples, tuple(remarks), found.is_order_open)


def source_of(placed: Placed, field: str) -> Source:
    """Where a value of a sample stands."""
    index, sample = placed
    what = ", ".join(part for part in (sample.organ, sample.specimen or sample.id) if part)
    return Source("sample", f"samples.{index}.{field}", what, sample.date)
