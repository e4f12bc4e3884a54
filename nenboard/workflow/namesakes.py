"""Whom a patient could be confused with: others of a like name or number in the registry.

Unlike a duplicate this says nothing about being the same person; it warns whoever reads a name or
a number aloud, or looks for one in a list.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nenboard.domain.patient import Patient
from nenboard.registry.folder import Registry
from nenboard.registry.folding import folded
from nenboard.registry.rows import CaseRow, StoredIdentity

_SHORTEST_NAME = 5
_SHORTEST_NUMBER = 7


@dataclass(frozen=True)
class Namesakes:
    """Others of the same family name, of one that differs by a sign, and of such a number."""

    same: tuple[CaseRow, ...] = ()
    like: tuple[CaseRow, ...] = ()
    numbers: tuple[CaseRow, ...] = ()


def namesakes(registry: Registry, patient: Patient, *, except_case: str) -> Namesakes:
    """Everybody else in the registry whom this patient could be confused with.

    Numbers of synthetic people are serial, so that each has neighbours: these are not compared.
    """
    family = _plain(patient.name.family or "") if patient.name else ""
    both = () if patient.is_synthetic else (patient.hospital_number, patient.national_number)
    own = {_signs(number) for number in both if number}
    kinds: dict[str, list[str]] = {"same": [], "like": [], "numbers": []}
    for other in registry.cases.identities():
        if other.case_id != except_case:
            kind = _kind(other, family, numbers=own)
            if kind:
                kinds[kind].append(other.case_id)
    return Namesakes(**{kind: registry.cases.rows(ids) for kind, ids in kinds.items()})


def _kind(other: StoredIdentity, family: str, *, numbers: set[str]) -> str:
    names = set(_families(_plain(other.name or ""), family)) if family else set()
    if family in names:
        return "same"
    if any(_is_near(name, family, shortest=_SHORTEST_NAME) for name in names):
        return "like"
    theirs = {_signs(number) for number in other.numbers if number}
    near = (_is_near(one, mine, shortest=_SHORTEST_NUMBER) for one in theirs for mine in numbers)
    return "numbers" if theirs & numbers or any(near) else ""


def _families(name: str, family: str) -> Iterator[str]:
    """What may be the family name in a stored name: it comes first, and may be of more words."""
    words = name.split()
    for count in range(1, family.count(" ") + 2):
        yield " ".join(words[:count])


def _is_near(one: str, other: str, *, shortest: int) -> bool:
    """Whether one sign was mistyped, left out or added, or two neighbours swapped."""
    from rapidfuzz.distance import OSA

    if min(len(one), len(other)) < shortest:
        return False
    return one != other and OSA.distance(one, other, score_cutoff=1) <= 1


def _signs(text: str) -> str:
    return _plain(text).replace(" ", "")


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in folded(text)).split())
