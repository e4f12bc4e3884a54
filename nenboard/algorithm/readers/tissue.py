"""Governing tissue: which samples of the tumour decide class, grade and Ki-67."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nenboard.algorithm.readers import dated
from nenboard.algorithm.readers.reading import Source
from nenboard.algorithm.readers.terms import Remark
from nenboard.domain.missing import is_recorded
from nenboard.domain.terms import SampleKind
from nenboard.domain.tumour import Sample

Placed = tuple[int, Sample]


@dataclass(frozen=True, slots=True)
class Tissue:
    """The samples that govern. Several: of one date, or dates leave open which is the latest."""

    samples: tuple[Placed, ...]
    remarks: tuple[Remark, ...]
    is_order_open: bool


def governing(samples: Iterable[Placed], on: date) -> Tissue:
    """The most recent reported tissue marked representative; cytology only if nothing else.

    If no sample carries the mark, those not marked as unfit stand in for it.
    """
    reported = [placed for placed in samples if is_reported(placed[1])]
    marked = [placed for placed in reported if placed[1].is_representative is True]
    remarks = [Remark.GOVERNING_TISSUE] if len(reported) > 1 else []
    if not marked:
        marked = [placed for placed in reported if placed[1].is_representative is not False]
        remarks += [Remark.NOT_MARKED_REPRESENTATIVE] if marked else []
    solid = [placed for placed in marked if placed[1].kind is not SampleKind.CYTOLOGY]
    chosen = dated.latest(solid or marked, lambda placed: placed[1].date, on=on)
    is_open = len(chosen) > 1 and not _of_one_day(chosen)
    if is_open:
        remarks.append(Remark.ORDER_OF_SAMPLES_OPEN)
    elif len(chosen) > 1:
        remarks.append(Remark.SEVERAL_SAMPLES_OF_A_DAY)
    return Tissue(tuple(chosen), tuple(remarks), is_open)


def is_reported(sample: Sample) -> bool:
    """Whether a sample has a report that says anything about class, grade or proliferation."""
    told = (
        sample.differentiation,
        sample.ki67,
        sample.mitoses,
        sample.grade,
        sample.lung_class,
    )
    return any(is_recorded(value) for value in told)


def source_of(placed: Placed, field: str) -> Source:
    """Where a value of a sample stands."""
    index, sample = placed
    what = ", ".join(part for part in (sample.organ, sample.specimen or sample.id) if part)
    return Source("sample", f"samples.{index}.{field}", what, sample.date)


def _of_one_day(chosen: list[Placed]) -> bool:
    moments = {placed[1].date for placed in chosen}
    first = chosen[0][1].date
    return len(moments) == 1 and first is not None and first.is_exact
