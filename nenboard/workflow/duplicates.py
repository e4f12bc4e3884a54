"""Likely the same person: a hint for the one who enters or imports a case, never a decision."""

from collections.abc import Iterator
from dataclasses import dataclass

from nenboard.domain.missing import Missing
from nenboard.domain.patient import Patient
from nenboard.registry.folder import Registry
from nenboard.registry.folding import folded
from nenboard.registry.query import AnyOf, CaseQuery, Where
from nenboard.registry.rows import CaseRow

_LOOKED_AT = 200
_ALIKE = 85.0


@dataclass(frozen=True)
class Likeness:
    """A stored case that may be of the same person, and why: ``number`` or ``name_and_birth``."""

    row: CaseRow
    why: str
    score: float


def alike(
    registry: Registry, patient: Patient, *, except_case: str | None = None
) -> tuple[Likeness, ...]:
    """Cases with the same number, or a like name and the same birth date; the likest first.

    A name alone, or a birth date alone, is never enough.
    """
    tests = tuple(_same(patient))
    if not tests:
        return ()
    found = registry.cases.find(CaseQuery(where=AnyOf(tests), limit=_LOOKED_AT))
    likely = [
        likeness
        for row in registry.cases.rows(found)
        if row.case_id != except_case and (likeness := _likeness(patient, row)) is not None
    ]
    return tuple(sorted(likely, key=lambda one: (-one.score, one.row.case_id)))


def _same(patient: Patient) -> Iterator[Where]:
    if patient.hospital_number:
        yield Where("hospital_number", "is", patient.hospital_number)
    if patient.national_number:
        yield Where("national_number", "is", patient.national_number)
    birth = patient.birth_date
    if birth is not None and not isinstance(birth, Missing) and patient.name is not None:
        yield Where("birth_date", "is", str(birth))


def _likeness(patient: Patient, row: CaseRow) -> Likeness | None:
    for mine, theirs in (
        (patient.national_number, row.national_number),
        (patient.hospital_number, row.hospital_number),
    ):
        if mine and mine == theirs:
            return Likeness(row, "number", 100.0)
    score = _name_score(patient, row)
    return Likeness(row, "name_and_birth", score) if score >= _ALIKE else None


def _name_score(patient: Patient, row: CaseRow) -> float:
    """How alike the names are, 0 to 100, whatever their order, accents and capitals."""
    from rapidfuzz import fuzz

    if patient.name is None or row.name is None:
        return 0.0
    mine = _words(patient.name.family, patient.name.given)
    return float(fuzz.token_sort_ratio(mine, _words(row.name, row.given_name)))


def _words(*parts: str | None) -> str:
    """The words of a name without accents, capitals, hyphens and apostrophes."""
    text = folded(" ".join(filter(None, parts)))
    return "".join(sign if sign.isalnum() else " " for sign in text)
