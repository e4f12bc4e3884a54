"""Readiness of a case for the meeting: what is missing, pending or too old, and who can answer.

The items are data (the minimum data set), passed in as values; nothing here judges medicine.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from nenboard.domain.base import Value
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.missing import Missing
from nenboard.domain.terms import (
    Differentiation,
    DiscussionType,
    Functioning,
    QuestionTopic,
    Syndrome,
)

Condition = Literal[
    "seen_before",
    "aged_65",
    "carcinoma",
    "prrt_asked",
    "carcinoid_syndrome",
    "line_stopped",
    "has_lines",
]


class Item(Value):
    """One item of the minimum data set.

    `any` are paths of the case of which one answer is enough: `*` stands for any row, and
    `labs.egfr` or `imaging.ct` for the rows of that test or kind. `fresh_days` is the age limit of
    the newest answer. Level A blocks listing, level B asks for a look.
    """

    id: str
    label: str
    level: Literal["A", "B"]
    who: str
    where: str
    any: Annotated[tuple[str, ...], Field(min_length=1)]
    facts: tuple[str, ...] = ()
    fresh_days: Annotated[int, Field(gt=0)] | None = None
    only_if: Annotated[Condition | None, Field(alias="if")] = None
    unless: Condition | None = None
    raise_if: Condition | None = None


class DataSet(Value):
    """The minimum data set with its version."""

    version: str
    items: tuple[Item, ...]

    def freshness_days(self) -> Mapping[str, int]:
        """The age limit of each fact that has one, in days."""
        limited = [item for item in self.items if item.fresh_days is not None]
        return {fact: item.fresh_days or 0 for item in limited for fact in item.facts}


class Status(StrEnum):
    """Whether a case can be listed: ready, may be discussed after a look, or blocked."""

    READY = "ready"
    CHECK = "check"
    BLOCKED = "blocked"


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


@dataclass(frozen=True, slots=True)
class Readiness:
    """Readiness of a case as of a day, with the open items, level A first."""

    status: Status
    open_items: tuple[OpenItem, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What stands at a path, and when it is from."""

    value: object
    date: PartialDate | None


def readiness(case: Case, on: date, *, data_set: DataSet) -> Readiness:
    """What keeps a case from the list, and what should be looked at before the discussion.

    Level A not recorded blocks; pending, too old, or level B not recorded asks for a look. Coded as
    not done, unknown or not applicable is an answer.
    """
    holds = {name: test(case, on) for name, test in _CONDITIONS.items()}
    found = [_open_item(case, item, on=on, holds=holds) for item in data_set.items]
    items = sorted((item for item in found if item is not None), key=lambda open_: open_.level)
    blocks = any(open_.level == "A" and open_.state is State.NOT_RECORDED for open_ in items)
    status = Status.BLOCKED if blocks else Status.CHECK if items else Status.READY
    return Readiness(status, tuple(items))


def _open_item(
    case: Case, item: Item, *, on: date, holds: Mapping[Condition, bool]
) -> OpenItem | None:
    if item.only_if is not None and not holds[item.only_if]:
        return None
    if item.unless is not None and holds[item.unless]:
        return None
    level = "A" if item.raise_if is not None and holds[item.raise_if] else item.level
    answers = [a for path in item.any for a in _answers(case, path) if a.value is not None]
    answers += _entered(case, item)
    answers = [a for a in answers if a.date is None or a.date.earliest <= on]
    kept = [a for a in answers if a.value is not Missing.PENDING]
    if not answers:
        return OpenItem(item, level, State.NOT_RECORDED)
    if not kept:
        return OpenItem(item, level, State.PENDING)
    age = _age(kept, on)
    if item.fresh_days is not None and age is not None and age > item.fresh_days:
        return OpenItem(item, level, State.STALE, age)
    return None


def _entered(case: Case, item: Item) -> list[_Answer]:
    """A clinician's entry of a fact answers its item."""
    entries = [case.entry(fact) for fact in item.facts]
    return [_Answer(entry.value, entry.at) for entry in entries if entry is not None]


def _age(answers: list[_Answer], on: date) -> int | None:
    """The least age in days of the newest dated value; None if a value has no date to go by."""
    values = [a for a in answers if not isinstance(a.value, Missing)]
    dated = [a.date for a in values if a.date is not None]
    if not dated:
        return None
    return min(max((on - when.latest).days, 0) for when in dated)


def _answers(case: Case, path: str) -> Iterator[_Answer]:
    """What stands at a path, one answer for each row it stands for."""
    gap = case.gap(path)
    if gap is not None:
        yield _Answer(gap.kind, None)
    first, _, rest = path.partition(".")
    if first == "labs":
        rows = [result for result in case.labs if result.test == rest]
        yield from (_Answer(result.value, result.date) for result in rows)
    elif first == "imaging" and not rest.startswith("*"):
        studies = [study for study in case.imaging if study.kind == rest]
        yield from (_Answer(study.state or study.id, study.date) for study in studies)
    else:
        yield from _walk(case, path.split("."))


def _walk(node: object, parts: list[str]) -> Iterator[_Answer]:
    name, rest = parts[0], parts[1:]
    if name == "*":
        for row in node if isinstance(node, tuple) else ():
            yield from _walk(row, rest)
        return
    value = getattr(node, name, None)
    if not rest:
        when = getattr(node, "date", None)
        has_content = value is not None and value not in ("", ())
        yield _Answer(value if has_content else None, when)
    elif value is not None and not isinstance(value, Missing):
        yield from _walk(value, rest)


_OLDER: Final = 65
"""Years of age from which frailty is asked (minimum data set, item 21)."""
_SEEN_BEFORE: Final = (DiscussionType.REDISCUSSION, DiscussionType.PROGRESSION)


def _aged_65(case: Case, on: date) -> bool:
    born = case.patient.birth_date
    return isinstance(born, PartialDate) and on.year - born.latest.year >= _OLDER


def _carcinoma(case: Case, _on: date) -> bool:
    entry = case.entry("differentiation")
    classes = {sample.differentiation for sample in case.samples}
    return classes == {Differentiation.POOR} or (entry is not None and entry.value == "nec")


def _carcinoid_syndrome(case: Case, _on: date) -> bool:
    function = case.function
    return function.status is Functioning.SYNDROME and function.syndrome is Syndrome.CARCINOID


_CONDITIONS: Final[dict[Condition, Callable[[Case, date], bool]]] = {
    "seen_before": lambda case, _on: case.referral.discussion in _SEEN_BEFORE,
    "aged_65": _aged_65,
    "carcinoma": _carcinoma,
    "prrt_asked": lambda case, _on: QuestionTopic.PRRT in case.referral.topics,
    "carcinoid_syndrome": _carcinoid_syndrome,
    "line_stopped": lambda case, _on: any(line.stop is not None for line in case.lines),
    "has_lines": lambda case, _on: bool(case.lines),
}
