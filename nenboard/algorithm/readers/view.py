"""The case as readers see it: one tumour, one day, and the data they work with."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from nenboard.algorithm.readers import dated
from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.terms import ReadingTerms, Remark
from nenboard.algorithm.readers.tissue import Tissue, governing
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate, newest_first
from nenboard.domain.knowledge import FactValue, OneOf
from nenboard.domain.labs import LabResult
from nenboard.domain.missing import Missing
from nenboard.domain.response.of_case import MeasuredCourse, courses_of
from nenboard.domain.terms import LabTest, Marker
from nenboard.domain.tumour import MolecularResult, Primary, Sample

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True)
class View:
    """A case read on a day. Tumour facts come from the primary under discussion only."""

    case: Case
    on: date
    terms: ReadingTerms

    @cached_property
    def primary(self) -> Primary | None:
        """The tumour under discussion; None if several are held and none is named."""
        return self.case.discussed_primary

    @cached_property
    def samples(self) -> tuple[tuple[int, Sample], ...]:
        """Samples of the tumour that count on the day, with their place in the case."""
        if self.primary is None:
            return ()
        own = [
            (index, sample)
            for index, sample in enumerate(self.case.samples)
            if sample.primary_id == self.primary.id
        ]
        return tuple(dated.counted(own, lambda pair: pair[1].date, on=self.on))

    @cached_property
    def tissue(self) -> Tissue:
        """The governing tissue of the tumour."""
        return governing(self.samples, self.on)

    @cached_property
    def courses(self) -> tuple[MeasuredCourse, ...]:
        """The measured courses of the case as of the day."""
        return courses_of(self.case, self.on) if self.case.lesions else ()

    @cached_property
    def results(self) -> Mapping[LabTest, tuple[tuple[int, LabResult], ...]]:
        """The laboratory results by test, with their place in the case."""
        return _grouped(self.case.labs, lambda result: result.test)

    @cached_property
    def calls(self) -> Mapping[Marker, tuple[tuple[int, MolecularResult], ...]]:
        """The molecular results by marker, with their place in the case."""
        return _grouped(self.case.molecular, lambda result: result.marker)

    def counts(self, when: PartialDate | None) -> bool:
        """Whether something dated so counts on the day."""
        return not dated.is_after(when, self.on)

    def latest(
        self, items: Iterable[T], when: Callable[[T], PartialDate | None]
    ) -> tuple[list[T], tuple[Remark, ...]]:
        """Those that may be the most recent, with what has to be said about their order."""
        found = dated.latest(items, when, on=self.on)
        remarks = () if not found or when(found[0]) else (Remark.UNDATED_IS_OLDEST,)
        if len(found) > 1:
            remarks = (*remarks, Remark.ORDER_OPEN)
        return found, remarks


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[tuple[int, T], ...]]:
    groups: dict[K, tuple[tuple[int, T], ...]] = {}
    for placed in enumerate(items):
        group = key(placed[1])
        groups[group] = (*groups.get(group, ()), placed)
    return groups


def answer(value: object) -> bool | None:
    """Yes or no; anything missing is unknown."""
    return value if isinstance(value, bool) else None


def yes_no(value: object, source: Source) -> Found:
    """The fact of a field that a clinician answers with yes or no."""
    known = answer(value)
    return NOTHING if known is None else Found(known, (source,), date=source.date)


def candidates(codes: Iterable[str]) -> str | OneOf | None:
    """One code if only one is left, candidates if several are, else unknown."""
    kept = tuple(dict.fromkeys(codes))
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else OneOf(one_of=kept)


def recorded(value: T | Missing | None) -> T | None:
    """The value of a field; None if it is missing for whatever reason."""
    return None if isinstance(value, Missing) else value


def newest(sources: Iterable[Source]) -> PartialDate | None:
    """The most recent date among several sources."""
    moments = sorted((source.date for source in sources), key=newest_first)
    return moments[0] if moments else None


def found(
    value: FactValue | None, sources: Iterable[Source], *, remarks: Iterable[Remark] = ()
) -> Found:
    """A reading dated by the newest of its sources."""
    places = tuple(sources)
    when = places[0].date if len(places) == 1 else newest(places)
    return Found(value, places, tuple(dict.fromkeys(remarks)), when)
