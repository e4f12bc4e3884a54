"""Governing tissue: which samples of the tumour decide class, grade and Ki-67."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nenboard.domain.missing import is_recorded
from nenboard.domain.order import latest
from nenboard.domain.terms import SampleKind
from nenboard.domain.tumour import Sample

Placed = tuple[int, Sample]
"""A sample with its place in the case."""


@dataclass(frozen=True, slots=True)
class Governing:
    """The samples that govern. Several: of one day, or dates leave open which is the latest.

    `reported` is how many samples have a report; `is_marked` tells that those that govern are
    marked representative.
    """

    samples: tuple[Placed, ...]
    reported: int
    is_marked: bool
    is_order_open: bool


def governing(samples: Iterable[Placed], on: date) -> Governing:
    """The most recent reported tissue marked representative; cytology only if nothing else.

    If no sample carries the mark, those not marked as unfit stand in for it.
    """
    reported = [placed for placed in samples if is_reported(placed[1])]
    marked = [placed for placed in reported if placed[1].is_representative is True]
    fit = marked or [placed for placed in reported if placed[1].is_representative is not False]
    solid = [placed for placed in fit if placed[1].kind is not SampleKind.CYTOLOGY]
    chosen = latest(solid or fit, lambda placed: placed[1].date, on=on)
    is_open = len(chosen) > 1 and not _of_one_day(chosen)
    return Governing(tuple(chosen), len(reported), bool(marked), is_open)


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


def _of_one_day(chosen: list[Placed]) -> bool:
    moments = {placed[1].date for placed in chosen}
    first = chosen[0][1].date
    return len(moments) == 1 and first is not None and first.is_exact
