"""Facts of a case as of a day: readers and clinicians' entries put together, never mixed."""

from datetime import date
from typing import Final

from nenboard.algorithm.facts import Facts
from nenboard.algorithm.readers import dated
from nenboard.algorithm.readers.agreement import agree
from nenboard.algorithm.readers.catalogue import READERS
from nenboard.algorithm.readers.reading import (
    NOTHING,
    DerivedFacts,
    Found,
    Freshness,
    Note,
    Origin,
    Reading,
    Source,
)
from nenboard.algorithm.readers.terms import ReadingTerms, Remark
from nenboard.algorithm.readers.view import View
from nenboard.domain.case import Case
from nenboard.domain.entries import FactEntry
from nenboard.domain.knowledge import FactValue

_UNKNOWN: Final = {fact: Reading(fact) for fact in READERS}


def read_facts(case: Case, on: date, *, terms: ReadingTerms) -> DerivedFacts:
    """The facts of a case as of a day, each with its reading.

    A clinician's entry wins over the reader; if the two cannot both be right the reading shows
    both. An entry dated after the day does not count. Entries of facts that are not asked for are
    named in `ignored_entries`.
    """
    view = View(case, on, terms)
    entries = {entry.fact: entry for entry in case.entries}
    readings: dict[str, Reading] = {}
    for fact, read in READERS.items():
        readings[fact] = _reading(view, fact, found=read(view), entry=entries.get(fact))
    values = {fact: r.value for fact, r in readings.items() if r.value is not None}
    ignored = tuple(fact for fact in entries if fact not in READERS)
    return DerivedFacts(on, Facts(values), readings, terms.version, ignored)


def facts_of(case: Case, on: date, *, terms: ReadingTerms) -> Facts:
    """Only the facts that `read_facts` gives, for many cases in a row."""
    view = View(case, on, terms)
    stated = {entry.fact: entry.value for entry in case.entries if view.counts(entry.at)}
    values: dict[str, FactValue] = {}
    for fact, read in READERS.items():
        value = stated[fact] if fact in stated else read(view).value
        if value is not None:
            values[fact] = value
    return Facts(values)


def _reading(view: View, fact: str, *, found: Found, entry: FactEntry | None) -> Reading:
    if entry is None:
        return _UNKNOWN[fact] if found is NOTHING else _by_reader(view, fact, found=found)
    if not view.counts(entry.at):
        return _by_reader(view, fact, found=_with_remark(found, Remark.DATED_AFTER))
    return _by_entry(view, fact, found=found, entry=entry)


def _with_remark(found: Found, remark: Remark) -> Found:
    remarks = (*found.remarks, remark)
    return Found(found.value, found.sources, remarks, found.date, found.suggestion)


def _by_reader(view: View, fact: str, *, found: Found) -> Reading:
    freshness, age, limit = _freshness(view, fact, found=found)
    remarks = found.remarks
    if freshness is Freshness.STALE:
        remarks = (*remarks, Remark.STALE)
    return Reading(
        fact=fact,
        value=found.value,
        sources=found.sources,
        kinds=view.terms.kinds,
        date=found.date,
        read_value=found.value,
        notes=_notes(view, remarks),
        freshness=freshness,
        age_days=age,
        limit_days=limit,
        suggestion=found.suggestion,
    )


def _by_entry(view: View, fact: str, *, found: Found, entry: FactEntry) -> Reading:
    stated = Found(entry.value, date=entry.at)
    freshness, age, limit = _freshness(view, fact, found=stated) if entry.at else (None, None, None)
    differs = found.value is not None and not agree(entry.value, found.value)
    place = f"entries.{view.case.entries.index(entry)}"
    source = Source("entry", place, entry.source or "", entry.at)
    return Reading(
        fact=fact,
        value=entry.value,
        origin=Origin.ENTRY,
        sources=(source,),
        kinds=view.terms.kinds,
        date=entry.at,
        by=entry.by,
        read_value=found.value,
        differs_from=found.value if differs else None,
        notes=_notes(view, (Remark.STALE,) if freshness is Freshness.STALE else ()),
        freshness=freshness,
        age_days=age,
        limit_days=limit,
    )


def _notes(view: View, remarks: tuple[Remark, ...]) -> tuple[Note, ...]:
    texts = view.terms.remarks
    return tuple(Note(remark, texts[remark].text, texts[remark].decision) for remark in remarks)


def _freshness(
    view: View, fact: str, *, found: Found
) -> tuple[Freshness | None, int | None, int | None]:
    """Age of a value against its limit in days; None without a limit or a value."""
    limit = view.terms.freshness_days.get(fact)
    if limit is None or found.value is None:
        return None, None, None
    if found.date is None:
        return Freshness.UNDATED, None, limit
    least, most = dated.days_old(found.date, view.on)
    if least > limit:
        return Freshness.STALE, least, limit
    return (Freshness.FRESH if most <= limit else Freshness.OPEN), most, limit
