"""Readers: how each fact of the algorithm is read from a case as of a day."""

from nenboard.algorithm.readers.assemble import facts_of, read_facts
from nenboard.algorithm.readers.reading import (
    DerivedFacts,
    Freshness,
    Note,
    Origin,
    Reading,
    Source,
)
from nenboard.algorithm.readers.terms import ReadingTerms, ReadingTermsError, Remark, load_terms

__all__ = [
    "DerivedFacts",
    "Freshness",
    "Note",
    "Origin",
    "Reading",
    "ReadingTerms",
    "ReadingTermsError",
    "Remark",
    "Source",
    "facts_of",
    "load_terms",
    "read_facts",
]
