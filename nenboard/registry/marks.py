"""Marks: whether a change of class, grade or stage is a true change or better work-up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nenboard.domain.case import Case
from nenboard.domain.summary import summarise
from nenboard.registry import moments
from nenboard.registry.connection import Storage


class Marked(StrEnum):
    """What carries a mark when it changes."""

    CLASS = "class"
    GRADE = "grade"
    STAGE = "stage"


class ChangeMark(StrEnum):
    """The tumour itself changed, or more is known about the same tumour."""

    TRUE_CHANGE = "true_change"
    BETTER_WORK_UP = "better_work_up"


_COLUMNS = {Marked.CLASS: "tumour_class", Marked.GRADE: "grade", Marked.STAGE: "stage"}


@dataclass(frozen=True)
class Reason:
    """Why a revision is made: in words, and the marks of what it changes."""

    text: str | None = None
    marks: Mapping[Marked, ChangeMark] = field(default_factory=dict)


@dataclass(frozen=True)
class MarkedChange:
    """A change of class, grade or stage; the values are codes of ``domain.summary``."""

    what: Marked
    old: str
    new: str | None


@dataclass(frozen=True)
class StoredMark:
    """A mark as it stands; of several for one change the last one counts."""

    revision: int
    what: Marked
    mark: ChangeMark
    by: str
    at: datetime


def changes_to_mark(before: Case, after: Case) -> tuple[MarkedChange, ...]:
    """What has to be marked between two states: a recorded class, grade or stage that differs.

    A first value is not a change, and another tumour under discussion is no change of either.
    """
    if _discussed(before) != _discussed(after):
        return ()
    old = summarise(before).model_dump(mode="json")
    new = summarise(after).model_dump(mode="json")
    return tuple(
        MarkedChange(what, old[column], new[column])
        for what, column in _COLUMNS.items()
        if old[column] is not None and old[column] != new[column]
    )


def _discussed(case: Case) -> str | None:
    primary = case.discussed_primary
    return primary.id if primary else None


def put(storage: Storage, marks: Iterable[tuple[str, StoredMark]]) -> None:
    """Append marks, each with the case it belongs to."""
    storage.execute_many(
        "INSERT INTO change_mark (case_id, revision, what, mark, by, at) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (case_id, new.revision, new.what, new.mark, new.by, moments.stored(new.at))
            for case_id, new in marks
        ),
    )


def of_case(storage: Storage, case_id: str) -> tuple[StoredMark, ...]:
    """All marks of a case in the order they were made."""
    rows = storage.rows(
        "SELECT revision, what, mark, by, at FROM change_mark WHERE case_id = ? ORDER BY id",
        (case_id,),
    )
    return tuple(
        StoredMark(revision, Marked(what), ChangeMark(mark), by, moments.read(at))
        for revision, what, mark, by, at in rows
    )
