"""Pseudonymised cases: identity and free text taken out, what the algorithm reads kept.

The case key stays: only the registry can lead from it back to the person. Birth date becomes age.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import StringConstraints

from nenboard.domain.base import LONG_TEXT, SHORT_TEXT, Value
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.entries import FactEntry
from nenboard.domain.knowledge import FactValue, NumberRange
from nenboard.domain.patient import Patient, PersonName

REMOVED: Final = "removed"
_CLINICAL_WORDS: Final = frozenset(
    {
        "term",
        "ctcae_version",
        "organ",
        "unit",
        "tracer",
        "regimen_text",
        "as_printed",
        "dose",
        "name",
    }
)
"""Short texts that name a thing, not a person; kept unless the person is named in them."""
_BESIDE_A_KIND: Final = frozenset({"what"})
"""Texts beside a code of what it was; the code is told in their place."""
_PLAIN: Final = re.compile(r"[\w .,;:()/%^+<>=~≤≥µ²³'-]{1,80}")


def has_identity(case: Case) -> bool:
    """Whether anything in the case says who the person is."""
    patient = case.patient
    numbers = (patient.hospital_number, patient.national_number)
    return patient.name is not None or any(numbers) or isinstance(patient.birth_date, PartialDate)


def pseudonymised(
    case: Case,
    *,
    on: date | None = None,
    age: FactEntry | None = None,
    is_marked: bool = False,
) -> Case:
    """The case without names, numbers, birth date, places, staff and free text.

    With `is_marked` every text that was taken out leaves REMOVED behind, else only one that the
    case cannot be without.

    The age at ``on`` is entered as a fact in the place of the birth date, unless there is an entry
    of it; or the entry ``age`` is taken as it is, to compare with an earlier copy.
    """
    names = names_of(case.patient)
    bare: Case = without_texts(case, names, is_marked=is_marked)
    entries = tuple(_entry(case, entry) for entry in case.entries)
    if case.entry("age") is None:
        entries += tuple(filter(None, (age or _age(case.patient, on),)))
    kept = case.patient
    patient = Patient(sex=kept.sex, is_synthetic=kept.is_synthetic, vital=bare.patient.vital)
    return bare.model_copy(
        update={"patient": patient, "entries": entries, "published": case.published}
    )


def _entry(case: Case, entry: FactEntry) -> FactEntry:
    """The entry without who said it; a published source stays, because it is public."""
    if case.published is not None and entry.source == case.published.url:
        return entry
    return entry.model_copy(update={"by": REMOVED, "source": None})


def _age(patient: Patient, on: date | None) -> FactEntry | None:
    birth = patient.birth_date
    if on is None or not isinstance(birth, PartialDate):
        return None
    youngest, oldest = _years(birth.latest, on), _years(birth.earliest, on)
    value: FactValue = oldest
    if youngest != oldest:
        value = NumberRange(low=Decimal(youngest), high=Decimal(oldest))
    return FactEntry(fact="age", value=value, by=REMOVED, source=None)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def names_of(patient: Patient) -> frozenset[str]:
    """What would give the person away inside a word that is kept."""
    name = patient.name or PersonName(family="")
    parts = [name.family, name.given, patient.hospital_number, patient.national_number]
    words = [word for part in parts if part for word in re.split(r"[\s-]+", part.casefold())]
    return frozenset(word for word in words if len(word) > 2)


def without_texts(value: Any, names: frozenset[str], *, is_marked: bool = False) -> Any:
    """The value with every free text taken out, whatever model it stands in."""
    return retold(value, lambda field, held: _kept(field, held, names=names), is_marked=is_marked)


def retold(value: Any, change: Callable[[str, str], str | None], *, is_marked: bool = False) -> Any:
    """The value with every free text as `change` gives it, from the name of its field; or none."""
    if isinstance(value, tuple):
        return tuple(retold(item, change, is_marked=is_marked) for item in value)
    if not isinstance(value, Value):
        return value
    changes = {}
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        if isinstance(held, str) and _is_free_text(field.annotation, tuple(field.metadata)):
            is_needed = field.is_required() or (is_marked and name not in _BESIDE_A_KIND)
            changes[name] = change(name, held) or (REMOVED if is_needed else None)
        else:
            changes[name] = retold(held, change, is_marked=is_marked)
    return value.model_copy(update=changes)


def _kept(name: str, held: str, *, names: frozenset[str]) -> str | None:
    if name not in _CLINICAL_WORDS or not _PLAIN.fullmatch(held):
        return None
    return None if any(word in held.casefold() for word in names) else held


def _is_free_text(annotation: Any, metadata: tuple[Any, ...]) -> bool:
    """Whether the field is a text or prose of ``domain.base``: anything may be typed there."""
    for mark in metadata:
        limit = mark.max_length if isinstance(mark, StringConstraints) else None
        if limit in {SHORT_TEXT, LONG_TEXT}:
            return True
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _is_free_text(inner, tuple(marks))
    if get_origin(annotation) in {Union, UnionType}:
        return any(_is_free_text(part, ()) for part in get_args(annotation))
    return False
