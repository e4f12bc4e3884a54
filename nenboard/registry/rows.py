"""The list rows of cases: derived from the newest revision, and rebuilt from it at any time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from nenboard.domain.case import Case
from nenboard.domain.summary import summarise
from nenboard.registry import moments
from nenboard.registry.connection import Row, SqlValue, Storage
from nenboard.registry.folding import folded

# Columns as domain.summary derives them; the same names in the table and in CaseRow.
SUMMARY_COLUMNS = (
    "name",
    "given_name",
    "birth_date",
    "sex",
    "hospital_number",
    "national_number",
    "site",
    "tumour_class",
    "grade",
    "ki67",
    "ki67_low",
    "stage",
    "extent",
    "line",
    "ps",
    "last_response",
    "question",
    "target_meeting",
    "is_synthetic",
)
_OWN_COLUMNS = ("case_id", "revision", "changed_at")
_WRITTEN = (*_OWN_COLUMNS, "sort_name", *SUMMARY_COLUMNS)
_PLACES = ", ".join("?" * len(_WRITTEN))
_CHANGES = ", ".join(f"{name} = excluded.{name}" for name in _WRITTEN if name != "case_id")

_PUT_ROW = (
    f"INSERT INTO case_row ({', '.join(_WRITTEN)}) VALUES ({_PLACES})"  # noqa: S608 - our own names
    f" ON CONFLICT (case_id) DO UPDATE SET {_CHANGES}"
)
_PUT_TEXT = (
    "INSERT INTO case_text (id, revision, words) SELECT id, ?, ? FROM case_row WHERE case_id = ?"
    " ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, words = excluded.words"
)
_GET_ROWS = (
    f"SELECT {', '.join((*_OWN_COLUMNS, *SUMMARY_COLUMNS))} FROM case_row"  # noqa: S608
    " WHERE case_id IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True)
class CaseRow:
    """One line of the case list. None is not recorded; codes are those of ``domain.terms``."""

    case_id: str
    revision: int
    changed_at: datetime
    name: str | None
    given_name: str | None
    birth_date: str | None
    sex: str | None
    hospital_number: str | None
    national_number: str | None
    site: str | None
    tumour_class: str | None
    grade: str | None
    ki67: str | None
    ki67_low: float | None
    stage: str | None
    extent: str | None
    line: int | None
    ps: str | None
    last_response: str | None
    question: str | None
    target_meeting: str | None
    is_synthetic: bool


@dataclass(frozen=True)
class StoredIdentity:
    """Who a case is of, as stored."""

    case_id: str
    name: str | None
    birth_date: str | None
    numbers: tuple[str | None, str | None]


@dataclass(frozen=True)
class RowSource:
    """What a row is derived from."""

    case: Case
    revision: int
    at: datetime


def put(storage: Storage, sources: Iterable[RowSource]) -> None:
    """Write the rows and search words of these cases, new or changed."""
    rows: list[Sequence[SqlValue]] = []
    texts: list[Sequence[SqlValue]] = []
    for source in sources:
        summary = summarise(source.case, on=source.at.date())
        values = summary.model_dump(mode="json")
        own = (source.case.id, source.revision, moments.stored(source.at))
        sort_name = folded(f"{summary.name or ''} {summary.given_name or ''}").strip() or None
        rows.append((*own, sort_name, *(values[name] for name in SUMMARY_COLUMNS)))
        texts.append((source.revision, folded(summary.search_text), source.case.id))
    storage.execute_many(_PUT_ROW, rows)
    storage.execute_many(_PUT_TEXT, texts)


def get(storage: Storage, ids: Sequence[str]) -> tuple[CaseRow, ...]:
    """The rows of these cases in this order; cases that are not there are left out."""
    found = {row[0]: row for row in storage.rows(_GET_ROWS, (json.dumps(list(ids)),))}
    return tuple(_row(found[case_id]) for case_id in ids if case_id in found)


@dataclass(frozen=True)
class Near:
    """Which stored people to look at: of these birth dates, this folded name or these numbers."""

    births: tuple[str, ...]
    name: str
    numbers: tuple[str, ...]


def identities(storage: Storage, near: Near | None = None) -> Iterator[StoredIdentity]:
    """Who every case is of, one by one; only those near to what is asked for if it is."""
    sql = "SELECT case_id, sort_name, birth_date, hospital_number, national_number FROM case_row"
    parameters: dict[str, SqlValue] = {}
    if near is not None:
        sql += (
            " WHERE birth_date IN (SELECT value FROM json_each(:births)) OR sort_name = :name"
            " OR hospital_number IN (SELECT value FROM json_each(:numbers))"
            " OR national_number IN (SELECT value FROM json_each(:numbers))"
        )
        parameters = {
            "births": json.dumps(near.births),
            "name": near.name,
            "numbers": json.dumps(near.numbers),
        }
    for case_id, name, birth, *numbers in storage.each(sql, parameters):
        yield StoredIdentity(case_id, name, birth, (numbers[0], numbers[1]))


def _row(row: Row) -> CaseRow:
    case_id, revision, changed_at, *values = row
    fields = dict(zip(SUMMARY_COLUMNS, values, strict=True))
    fields["is_synthetic"] = bool(fields["is_synthetic"])
    return CaseRow(
        case_id=case_id, revision=revision, changed_at=moments.read(changed_at), **fields
    )
