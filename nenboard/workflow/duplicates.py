"""Likely the same person: a hint for the one who enters or imports a case, never a decision.

Typing errors are expected in names, in numbers and in one part of the birth date; a name alone, or
a birth date alone, is never enough.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from nenboard.domain.case import Case
from nenboard.domain.missing import Missing
from nenboard.domain.patient import Patient
from nenboard.registry.folder import Registry
from nenboard.registry.folding import folded
from nenboard.registry.rows import CaseRow, Near, StoredIdentity

_ALIKE = 85.0
_VERY_ALIKE = 92.0
_MOST_HINTS = 50


class Why(StrEnum):
    """What makes two cases look like one person's, the surest first."""

    NUMBER = "number"
    NAME_AND_BIRTH = "name_and_birth"
    NUMBER_NEARLY = "number_nearly"
    BIRTH_NEARLY = "birth_nearly"


@dataclass(frozen=True)
class Likeness:
    """A stored case that may be of the same person, and why; the score is 0 to 100."""

    row: CaseRow
    why: Why
    score: float


@dataclass(frozen=True)
class Identity:
    """What identifies a person, in a form that can be compared."""

    words: str
    birth: str | None
    numbers: tuple[str, ...]


class Index:
    """Everybody in a registry at one moment, by birth date, name and number."""

    def __init__(self, people: Iterable[tuple[str, Identity]]) -> None:
        self._people: dict[str, Identity] = {}
        self._by_birth: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._by_number: dict[str, list[str]] = defaultdict(list)
        for case_id, person in people:
            self._people[case_id] = person
            if person.birth:
                self._by_birth[person.birth].append(case_id)
            if person.words:
                self._by_word[person.words].append(case_id)
            for number in person.numbers:
                self._by_number[number].append(case_id)

    def like(self, person: Identity) -> list[tuple[str, Why, float]]:
        """Case, reason and score of everybody who may be this person, the likest first."""
        candidates: set[str] = set()
        for number in person.numbers:
            candidates.update(self._by_number.get(number, ()))
        for birth in _near_births(person.birth):
            candidates.update(self._by_birth.get(birth, ()))
        candidates.update(self._by_word.get(person.words, ()) if person.words else ())
        found = [
            (case_id, *reason)
            for case_id in candidates
            if (reason := _reason(person, self._people[case_id])) is not None
        ]
        order = list(Why)
        return sorted(found, key=lambda one: (order.index(one[1]), -one[2], one[0]))


def alike(
    registry: Registry, patient: Patient, *, except_case: str | None = None
) -> tuple[Likeness, ...]:
    """Cases of perhaps the same person, the likest first."""
    person = identity_of(patient)
    numbers = (patient.hospital_number, patient.national_number)
    near = Near(
        births=tuple(_near_births(person.birth)),
        name=folded(_name(patient)).strip(),
        numbers=tuple(filter(None, numbers)),
    )
    index = Index(map(_stored, registry.cases.identities(near)))
    found = [one for one in index.like(person) if one[0] != except_case][:_MOST_HINTS]
    by_id = {row.case_id: row for row in registry.cases.rows([one[0] for one in found])}
    return tuple(
        Likeness(by_id[case_id], why, score) for case_id, why, score in found if case_id in by_id
    )


def index_of(registry: Registry, others: Iterable[Case] = ()) -> Index:
    """Everybody in this registry now, and in cases not stored yet; made for many questions."""
    stored = map(_stored, registry.cases.identities())
    return Index(chain(stored, ((case.id, identity_of(case.patient)) for case in others)))


def _stored(one: StoredIdentity) -> tuple[str, Identity]:
    return one.case_id, _identity(one.name, one.birth_date, numbers=one.numbers)


def identity_of(patient: Patient) -> Identity:
    """What identifies this person."""
    birth = patient.birth_date
    is_known = birth is not None and not isinstance(birth, Missing)
    return _identity(
        _name(patient),
        str(birth) if is_known else None,
        numbers=(patient.hospital_number, patient.national_number),
    )


def _name(patient: Patient) -> str:
    name = patient.name
    return f"{name.family or ''} {name.given or ''}" if name else ""


def _identity(name: str | None, birth: str | None, *, numbers: Iterable[str | None]) -> Identity:
    words = "".join(sign if sign.isalnum() else " " for sign in folded(name or ""))
    plain = (
        "".join(sign for sign in folded(number) if sign.isalnum()) for number in numbers if number
    )
    known = birth if birth and not birth.isalpha() else None
    return Identity(" ".join(sorted(words.split())), known, tuple(filter(None, plain)))


def _reason(mine: Identity, theirs: Identity) -> tuple[Why, float] | None:
    """Why two may be one person, surest first; None if nothing says so."""
    if set(mine.numbers) & set(theirs.numbers):
        return Why.NUMBER, 100.0
    score = _name_score(mine, theirs)
    is_same_day = bool(mine.birth) and mine.birth == theirs.birth
    if is_same_day and score >= _ALIKE:
        return Why.NAME_AND_BIRTH, score
    is_near_number = any(_is_near(a, b) for a in mine.numbers for b in theirs.numbers)
    if is_near_number and (is_same_day or score >= _ALIKE):
        return Why.NUMBER_NEARLY, max(score, _ALIKE)
    is_near_day = theirs.birth in set(_near_births(mine.birth))
    if is_near_day and score >= _VERY_ALIKE:
        return Why.BIRTH_NEARLY, score
    return None


def _name_score(mine: Identity, theirs: Identity) -> float:
    """How alike the names are, 0 to 100, whatever their order, accents and capitals."""
    from rapidfuzz import fuzz

    if not mine.words or not theirs.words:
        return 0.0
    return float(fuzz.ratio(mine.words, theirs.words, score_cutoff=_ALIKE))


def _is_near(one: str, other: str) -> bool:
    """Whether one sign was mistyped, left out or added, or two neighbours swapped."""
    from rapidfuzz.distance import OSA

    return min(len(one), len(other)) >= 5 and OSA.distance(one, other, score_cutoff=1) <= 1


def _near_births(birth: str | None) -> Iterator[str]:
    """The date itself, day and month swapped, and each date with one digit typed otherwise."""
    if not birth:
        return
    yield birth
    parts = birth.split("-")
    if len(parts) == 3:
        yield "-".join((parts[0], parts[2], parts[1]))
    for place, sign in enumerate(birth):
        for digit in "0123456789" if sign.isdigit() else "":
            if digit != sign:
                yield f"{birth[:place]}{digit}{birth[place + 1 :]}"
