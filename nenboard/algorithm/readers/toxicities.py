"""Residual toxicity: neuropathy and hearing, from every treatment of any disease."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nenboard.algorithm.readers.person import whole
from nenboard.algorithm.readers.reading import NOTHING, Found, Source
from nenboard.algorithm.readers.spans import Ends, higher, is_inside
from nenboard.algorithm.readers.terms import Remark
from nenboard.algorithm.readers.view import View, found
from nenboard.domain.missing import Missing
from nenboard.domain.treatment import Toxicity


@dataclass(frozen=True, slots=True)
class PlacedToxicity:
    """A toxicity with its place in the case."""

    toxicity: Toxicity
    source: Source


def neuropathy_grade(view: View) -> Found:
    """Highest grade of neuropathy not resolved on the day."""
    return _residual(view, view.terms.toxicities.neuropathy, fact="neuropathy_grade")


def ototoxicity_grade(view: View) -> Found:
    """Highest grade of hearing loss or tinnitus not resolved on the day."""
    return _residual(view, view.terms.toxicities.ototoxicity, fact="ototoxicity_grade")


def recorded_toxicities(view: View, words: tuple[str, ...]) -> list[PlacedToxicity]:
    """Toxicities that these words recognise and that count on the day."""
    return [
        PlacedToxicity(toxicity, Source("toxicity", f"{path}.{index}", what, toxicity.date))
        for several, path, what in _all(view)
        for index, toxicity in enumerate(several)
        if any(word in toxicity.term.casefold() for word in words)
        and view.counts(toxicity.date)
        and toxicity.grade not in (Missing.NOT_DONE, Missing.NOT_APPLICABLE)
    ]


def _all(view: View) -> Iterator[tuple[tuple[Toxicity, ...], str, str]]:
    """The toxicities of each treatment that counts and of today, with their place and its name."""
    case = view.case
    for at, line in enumerate(case.lines):
        if line.toxicities and view.counts(line.start):
            what = line.regimen or line.regimen_text or ""
            yield line.toxicities, f"lines.{at}.toxicities", what
    for at, procedure in enumerate(case.procedures):
        if procedure.toxicities and view.counts(procedure.date):
            yield procedure.toxicities, f"procedures.{at}.toxicities", ""
    yield case.fitness.residual_toxicities, "fitness.residual_toxicities", ""


def _residual(view: View, words: tuple[str, ...], *, fact: str) -> Found:
    """The highest grade left; 0 if looked for and absent; unknown if nothing is recorded."""
    several = recorded_toxicities(view, words)
    if not several:
        return NOTHING
    limits = view.terms.limits[fact]
    left = [
        (placed, _grades_left(view, placed.toxicity, several=several, highest=limits.high))
        for placed in several
    ]
    highest = higher(ends for _, ends in left)
    if not is_inside(highest, limits) or highest[:2] == (limits.low, limits.high):
        return NOTHING
    sources = [placed.source for placed, ends in left if ends.high == highest.high]
    remarks = [] if highest.is_exact else [_why_open(several)]
    return found(whole(highest), sources, remarks=remarks)


def _grades_left(
    view: View, toxicity: Toxicity, *, several: list[PlacedToxicity], highest: Decimal
) -> Ends:
    """The grades a toxicity may still have on the day."""
    none = Decimal(0)
    resolved = _is_resolved(view, toxicity)
    if resolved is True or _was_absent_later(toxicity, several):
        return Ends(none, none)
    if type(toxicity.grade) is not int:
        return Ends(none, highest)
    grade = Decimal(toxicity.grade)
    return Ends(grade if resolved is False else none, grade)


def _is_resolved(view: View, toxicity: Toxicity) -> bool | None:
    """Whether it had resolved by the day; without any word on it, it had not."""
    when = toxicity.resolved
    if when is not None and when.latest <= view.on:
        return True
    if when is not None and when.earliest <= view.on:
        return None
    if when is not None or toxicity.is_resolved is None:
        return False
    return None if isinstance(toxicity.is_resolved, Missing) else toxicity.is_resolved


def _was_absent_later(toxicity: Toxicity, several: list[PlacedToxicity]) -> bool:
    """Whether it was looked for and absent at a certainly later date."""
    if toxicity.date is None:
        return False
    last = toxicity.date.latest
    return any(
        other.toxicity.grade == 0
        and other.toxicity.date is not None
        and other.toxicity.date.earliest > last
        for other in several
    )


def _why_open(several: list[PlacedToxicity]) -> Remark:
    graded = all(type(placed.toxicity.grade) is int for placed in several)
    return Remark.RESOLUTION_OPEN if graded else Remark.GRADE_MISSING
