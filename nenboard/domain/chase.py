"""The chase list: what was asked of whom, by when, how often reminded, and what came back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from nenboard.domain.base import Key, Prose, Text, Value
from nenboard.domain.readiness import OpenItem, Readiness

ItemKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")]


class Asked(Value):
    """A department was asked for an answer, by a day; asking again sets another day."""

    kind: Literal["asked"] = "asked"
    department: Text
    label: Text
    on: date
    due: date
    contact: Text | None = None
    note: Prose | None = None


class Reminded(Value):
    """They were reminded."""

    kind: Literal["reminded"] = "reminded"
    on: date
    note: Prose | None = None


class CameBack(Value):
    """The answer came back; whether the case now holds it is looked at apart."""

    kind: Literal["came_back"] = "came_back"
    on: date
    note: Prose | None = None


class Dropped(Value):
    """The answer is not needed any more."""

    kind: Literal["dropped"] = "dropped"
    on: date
    reason: Prose


Step = Annotated[Asked | Reminded | CameBack | Dropped, Field(discriminator="kind")]


class ChaseEntry(Value):
    """A step about one item of one case. `item` is an id of the minimum data set, or free."""

    case_id: Key
    item: ItemKey
    step: Step


class ChaseState(StrEnum):
    """How far it is. *Back, not entered*: ticked, but the case does not hold the answer yet."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    BACK_NOT_ENTERED = "back_not_entered"
    BACK = "back"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Limits:
    """Days of the local file: an answer is due so many days before the meeting; a reminder goes out
    so many days before that, and again after so many days.
    """

    due_before_meeting: int
    remind_before_due: int
    remind_again: int


@dataclass(frozen=True, slots=True)
class ChaseLine:
    """One line of the list. `due` is None where nobody was asked and no meeting sets a day."""

    case_id: str
    item: str
    label: str
    department: str
    where: str
    level: str | None
    state: ChaseState
    due: date | None
    asked: date | None = None
    contact: str | None = None
    reminders: tuple[date, ...] = ()
    open_item: OpenItem | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer, or the answer to be entered."""
        return self.state not in {ChaseState.BACK, ChaseState.DROPPED}

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed while it is open."""
        return self.is_open and self.due is not None and self.due < on

    def wants_reminder(self, on: date, limits: Limits) -> bool:
        """Whether they should be reminded on a day."""
        if self.state is not ChaseState.ASKED or self.due is None or self.asked is None:
            return False
        last = max((self.asked, *self.reminders))
        is_near = on >= self.due - timedelta(days=limits.remind_before_due)
        return (
            is_near
            and last < on
            and (not self.reminders or on >= last + timedelta(days=limits.remind_again))
        )


def chase_lines(
    case_id: str, readiness: Readiness, *, entries: Iterable[ChaseEntry], due: date | None
) -> tuple[ChaseLine, ...]:
    """The list of one case: its open items, and everything that was asked, in that order.

    `due` is the day by which answers are wanted where nobody was asked for one yet.
    """
    lines = {open_.item.id: _of_open(case_id, open_, due=due) for open_ in readiness.open_items}
    for item, line in _played(case_id, entries).items():
        lines[item] = _joined(line, lines.get(item), is_answered=item in readiness.answered)
    return tuple(lines.values())


def _of_open(case_id: str, open_: OpenItem, *, due: date | None) -> ChaseLine:
    return ChaseLine(
        case_id=case_id,
        item=open_.item.id,
        label=open_.item.label,
        department=open_.item.who,
        where=open_.item.where,
        level=open_.level,
        state=ChaseState.NOT_ASKED,
        due=due,
        open_item=open_,
    )


def _played(case_id: str, entries: Iterable[ChaseEntry]) -> Mapping[str, ChaseLine]:
    """Each item after its steps, in their order; steps before anything was asked are left out."""
    lines: dict[str, ChaseLine] = {}
    for entry in entries:
        step, line = entry.step, lines.get(entry.item)
        if isinstance(step, Asked):
            lines[entry.item] = ChaseLine(
                case_id=case_id,
                item=entry.item,
                label=step.label,
                department=step.department,
                where="",
                level=None,
                state=ChaseState.ASKED,
                due=step.due,
                asked=step.on,
                contact=step.contact,
                reminders=line.reminders if line else (),
            )
        elif line is not None:
            lines[entry.item] = _after(line, step)
    return lines


def _after(line: ChaseLine, step: Reminded | CameBack | Dropped) -> ChaseLine:
    if isinstance(step, Reminded):
        return replace(line, reminders=(*line.reminders, step.on))
    state = ChaseState.BACK if isinstance(step, CameBack) else ChaseState.DROPPED
    return replace(line, state=state)


def _joined(asked: ChaseLine, open_: ChaseLine | None, *, is_answered: bool) -> ChaseLine:
    """What was asked, beside what the case holds: an answer that stands there is back, ticked or
    not; one that was ticked and is lacking there has not been entered.
    """
    if is_answered and asked.state is ChaseState.ASKED:
        return replace(asked, state=ChaseState.BACK)
    if open_ is None:
        return asked
    state = ChaseState.BACK_NOT_ENTERED if asked.state is ChaseState.BACK else asked.state
    return replace(
        asked, where=open_.where, level=open_.level, state=state, open_item=open_.open_item
    )


def by_department(lines: Iterable[ChaseLine]) -> Mapping[str, tuple[ChaseLine, ...]]:
    """The open lines of each department: those asked for, then others, the earliest day first.

    Departments stand by name.
    """
    groups: dict[str, list[ChaseLine]] = {}
    for line in lines:
        if line.is_open:
            groups.setdefault(line.department, []).append(line)
    return {
        department: tuple(sorted(groups[department], key=_order)) for department in sorted(groups)
    }


def _order(line: ChaseLine) -> tuple[bool, date, str, str]:
    return line.asked is None, line.due or date.max, line.case_id, line.item
