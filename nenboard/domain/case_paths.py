"""What stands at a place of a case, by its dotted path, and when it is from.

`*` stands for any row; in a list whose rows say what they are about, the kind stands in the place
of the row: `labs.egfr.value`, `imaging.ct`, `extent.metastases.liver.involved`. `age` is the age in
completed years on the day; `entry.NAME` a clinician's own entry of a fact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from nenboard.domain.base import Value
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing

_WHOLE_ROW: Final = {"labs": "value", "imaging": None, "molecular": "result"}
"""What answers for a row that is named by its kind alone: a field, or the row itself."""
_KINDS: Final = ("test", "kind", "site", "marker")


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at a path, and when it is from; `value` is None where nothing stands."""

    value: object
    date: PartialDate | None


def answers(case: Case, path: str, *, on: date) -> Iterator[Answer]:
    """What stands at a path, one answer for each row it stands for."""
    gap = case.gap(path)
    if gap is not None:
        yield Answer(gap.kind, None)
    first, _, rest = path.partition(".")
    if path == "age":
        yield Answer(_age(case, on), None)
    elif first == "entry":
        entry = case.entry(rest)
        yield Answer(entry.value if entry else None, entry.at if entry else None)
    else:
        yield from _walk(case, path.split("."), whole=_WHOLE_ROW.get(first))


def _age(case: Case, on: date) -> int | None:
    """Completed years, the more where the birth date is not known to the day."""
    born = case.patient.birth_date
    if not isinstance(born, PartialDate) or born.earliest > on:
        return None
    first = born.earliest
    return on.year - first.year - ((on.month, on.day) < (first.month, first.day))


def _walk(node: object, parts: list[str], *, whole: str | None) -> Iterator[Answer]:
    name, rest = parts[0], parts[1:]
    if isinstance(node, tuple):
        rows = [row for row in node if name == "*" or _kind(row) == name]
        for row in rows:
            if rest:
                yield from _walk(row, rest, whole=whole)
            else:
                yield _of_row(row, whole)
        return
    value = getattr(node, name, None)
    if rest:
        if value is not None and not isinstance(value, Missing):
            yield from _walk(value, rest, whole=whole)
        return
    has_content = value is not None and value not in ("", ())
    yield Answer(value if has_content else None, getattr(node, "date", None))


def _of_row(row: object, whole: str | None) -> Answer:
    if whole is not None:
        return Answer(getattr(row, whole, None), getattr(row, "date", None))
    state = getattr(row, "state", None)
    return Answer(state or getattr(row, "id", None), getattr(row, "date", None))


def _kind(row: object) -> str | None:
    for name in _KINDS:
        kind = getattr(row, name, None)
        if isinstance(row, Value) and isinstance(kind, StrEnum):
            return str(kind.value)
    return None
