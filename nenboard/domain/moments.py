"""Dates of a case with their places, and what is certain about their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated event of the case, in words, with the path of its date."""

    path: str
    words: str
    when: PartialDate


def is_before(first: PartialDate | None, second: PartialDate | None) -> bool:
    """Whether the first is certainly before the second."""
    return first is not None and second is not None and first.latest < second.earliest


def is_later_than(when: PartialDate | None, on: date) -> bool:
    """Whether it is certainly after a day."""
    return when is not None and when.earliest > on


def events(case: Case) -> Iterator[Moment]:
    """Everything that has happened, so that it can be neither in the future nor after death."""
    for path, words, when in _all(case):
        if isinstance(when, PartialDate):
            yield Moment(path, words, when)


def _all(case: Case) -> Iterator[tuple[str, str, object]]:
    for i, primary in enumerate(case.primaries):
        yield f"primaries.{i}.diagnosed", "the date of diagnosis", primary.diagnosed
    for i, sample in enumerate(case.samples):
        yield f"samples.{i}.date", "the date of a sample", sample.date
    for i, stage in enumerate(case.stages):
        yield f"stages.{i}.date", "the date of a stage", stage.date
    for i, study in enumerate(case.imaging):
        yield f"imaging.{i}.date", "the date of an examination", study.date
    for i, result in enumerate(case.labs):
        yield f"labs.{i}.date", "the date of a laboratory value", result.date
    for i, reading in enumerate(case.fitness.ecog):
        yield f"fitness.ecog.{i}.date", "the date of an ECOG reading", reading.date
    yield from _treatments(case)
    yield "extent.status_date", "the date of the disease status", case.extent.status_date
    yield "function.date", "the date of the hormonal function", case.function.date
    yield "referral.referred", "the date of referral", case.referral.referred


def _treatments(case: Case) -> Iterator[tuple[str, str, object]]:
    for i, line in enumerate(case.lines):
        yield f"lines.{i}.start", "the start of a line", line.start
        yield f"lines.{i}.stop", "the stop of a line", line.stop
        yield f"lines.{i}.progressed", "the date of progression", line.progressed
        yield f"lines.{i}.best_response_date", "the date of a response", line.best_response_date
    for i, procedure in enumerate(case.procedures):
        yield f"procedures.{i}.date", "the date of a procedure", procedure.date
    for i, response in enumerate(case.responses):
        yield f"responses.{i}.date", "the date of a response", response.date
