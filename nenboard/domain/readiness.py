"""Readiness of a case for the meeting: what is missing, pending or too old, and who can answer.

The items are data (the minimum data set), passed in as values; nothing here judges medicine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from nenboard.domain.base import Value
from nenboard.domain.board import Override
from nenboard.domain.case import Case
from nenboard.domain.case_conditions import Condition, holding, unknown_names
from nenboard.domain.case_paths import Answer, answers
from nenboard.domain.missing import Missing


class Item(Value):
    """One item of the minimum data set.

    `any` are paths of the case of which one answer is enough (`case_paths`). `fresh_days` is the
    age limit of the newest answer. Level A blocks listing, level B asks for a look, level C is for
    the registry. `if`, `unless` and `raise_if` name conditions of the file.
    """

    id: str
    label: str
    level: Literal["A", "B", "C"]
    who: str
    where: str
    any: Annotated[tuple[str, ...], Field(min_length=1)]
    facts: tuple[str, ...] = ()
    fresh_days: Annotated[int, Field(gt=0)] | None = None
    only_if: Annotated[str | None, Field(alias="if")] = None
    unless: str | None = None
    raise_if: str | None = None


class DataSet(Value):
    """The minimum data set with its version and its conditions."""

    version: str
    conditions: Annotated[dict[str, Condition], Field(default_factory=dict)]
    items: tuple[Item, ...]

    @model_validator(mode="after")
    def _joints_hold(self) -> "DataSet":
        used = [n for item in self.items for n in (item.only_if, item.unless, item.raise_if)]
        unknown = unknown_names(used, self.conditions)
        if unknown:
            raise ValueError(f"conditions that are not defined: {unknown}")
        ids = [item.id for item in self.items]
        if len(set(ids)) != len(ids):
            raise ValueError("two items carry the same id")
        return self

    def freshness_days(self) -> Mapping[str, int]:
        """The age limit of each fact that has one, in days."""
        limited = [item for item in self.items if item.fresh_days is not None]
        return {fact: item.fresh_days or 0 for item in limited for fact in item.facts}

    def item(self, key: str) -> Item | None:
        """The item of that id."""
        return next((item for item in self.items if item.id == key), None)


class Status(StrEnum):
    """Whether a case can be listed: ready, may be discussed after a look, blocked, or listed by a
    clinician although it was blocked.
    """

    READY = "ready"
    CHECK = "check"
    BLOCKED = "blocked"
    OVERRIDDEN = "overridden"


class State(StrEnum):
    """Why an item is open."""

    NOT_RECORDED = "not_recorded"
    PENDING = "pending"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item that somebody has to answer: who, where it is usually found, and how old it is."""

    item: Item
    level: str
    state: State
    age_days: int | None = None

    @property
    def blocks(self) -> bool:
        """Whether it keeps the case from the list: level A, and missing or too old."""
        return self.level == "A" and self.state is not State.PENDING


@dataclass(frozen=True, slots=True)
class Readiness:
    """Readiness of a case as of a day: the open items, level A first, and those answered.

    `registry_items` are open items of level C, which keep nothing back. `override` is the
    clinician's word that lists the case all the same.
    """

    status: Status
    open_items: tuple[OpenItem, ...]
    answered: frozenset[str] = frozenset()
    registry_items: tuple[OpenItem, ...] = ()
    override: Override | None = None

    @property
    def asked(self) -> int:
        """How many items of levels A and B this case is asked for."""
        return len(self.answered) + len(self.open_items)

    def may_be_listed(self, on: date, *, meeting_day: date) -> bool:
        """Whether it may be discussed. On the day of the meeting nothing is kept back."""
        return self.status is not Status.BLOCKED or on >= meeting_day


def readiness(
    case: Case, on: date, *, data_set: DataSet, override: Override | None = None
) -> Readiness:
    """What keeps a case from the list, and what should be looked at before the discussion.

    Level A not recorded or too old blocks, unless a clinician overrides it; pending, or level B,
    asks for a look. Coded as not done, unknown or not applicable is an answer.
    """
    holds = holding(data_set.conditions, case, on=on)
    wanted = [item for item in data_set.items if _is_asked(item, holds)]
    found = {item.id: _open_item(case, item, on=on, holds=holds) for item in wanted}
    open_items = sorted((one for one in found.values() if one), key=lambda one: one.level)
    counted = tuple(one for one in open_items if one.level != "C")
    return Readiness(
        status=_status(counted, override),
        open_items=counted,
        answered=frozenset(
            item.id for item in wanted if found[item.id] is None and item.level != "C"
        ),
        registry_items=tuple(one for one in open_items if one.level == "C"),
        override=override,
    )


def _status(open_items: tuple[OpenItem, ...], override: Override | None) -> Status:
    if any(one.blocks for one in open_items):
        return Status.BLOCKED if override is None else Status.OVERRIDDEN
    return Status.CHECK if open_items else Status.READY


def _is_asked(item: Item, holds: frozenset[str]) -> bool:
    is_wanted = item.only_if is None or item.only_if in holds
    return is_wanted and (item.unless is None or item.unless not in holds)


def _open_item(case: Case, item: Item, *, on: date, holds: frozenset[str]) -> OpenItem | None:
    level = "A" if item.raise_if is not None and item.raise_if in holds else item.level
    found = [a for path in item.any for a in answers(case, path, on=on) if a.value is not None]
    found += _entered(case, item)
    found = [a for a in found if a.date is None or a.date.earliest <= on]
    kept = [a for a in found if a.value is not Missing.PENDING]
    if not found:
        return OpenItem(item, level, State.NOT_RECORDED)
    if not kept:
        return OpenItem(item, level, State.PENDING)
    age = _age(kept, on)
    if item.fresh_days is not None and age is not None and age > item.fresh_days:
        return OpenItem(item, level, State.STALE, age)
    return None


def _entered(case: Case, item: Item) -> list[Answer]:
    """A clinician's entry of a fact answers its item."""
    entries = [case.entry(fact) for fact in item.facts]
    return [Answer(entry.value, entry.at) for entry in entries if entry is not None]


def _age(found: list[Answer], on: date) -> int | None:
    """The least age in days of the newest dated value; None if a value has no date to go by."""
    values = [a for a in found if not isinstance(a.value, Missing)]
    dated = [a.date for a in values if a.date is not None]
    if not dated:
        return None
    return min(max((on - when.latest).days, 0) for when in dated)
