"""Short ways for the tests of the readers: read a case, or one fact of it."""

from datetime import date
from functools import lru_cache
from typing import Any, Final

from nenboard.algorithm.readers import (
    DerivedFacts,
    Reading,
    ReadingTerms,
    Remark,
    load_terms,
    read_facts,
)
from nenboard.domain.case import Case
from nenboard.domain.knowledge import FactValue, NumberRange, OneOf
from nenboard.host import resources
from nenboard.workflow.releases import read_data_set
from tests.builders import ON, a_case, a_primary, number

UNKNOWN: Final = None


@lru_cache(maxsize=1)
def terms() -> ReadingTerms:
    """The readers' terms that come with the program, with their limits of age."""
    texts = {
        name: resources.path("terms", name).read_text(encoding="utf-8")
        for name in ("readers.yaml", "minimum_data_set.yaml")
    }
    limits = read_data_set(texts["minimum_data_set.yaml"]).freshness_days()
    return load_terms(texts["readers.yaml"]).with_freshness(limits)


def read(case: Case, on: date = ON) -> DerivedFacts:
    """All facts of a case."""
    return read_facts(case, on, terms=terms())


def reading(fact: str, case: Case, *, on: date = ON) -> Reading:
    """The reading of one fact."""
    return read(case, on).readings[fact]


def value(fact: str, case: Case, *, on: date = ON) -> FactValue | None:
    """What is known of one fact; None is unknown."""
    return read(case, on).facts.get(fact)


def remarks(fact: str, case: Case, *, on: date = ON) -> set[Remark]:
    """The notes beside the reading of one fact."""
    return {note.id for note in reading(fact, case, on=on).notes}


def between(low: str | int, high: str | int, comparator: Any = "range") -> NumberRange:
    """A range of numbers."""
    return NumberRange(low=number(low), high=number(high), comparator=comparator)


def one_of(*codes: str) -> OneOf:
    """Candidates."""
    return OneOf(one_of=codes)


def of_primary(**changes: Any) -> Case:
    """The full case with another primary."""
    return a_case(primaries=(a_primary(**changes),))
