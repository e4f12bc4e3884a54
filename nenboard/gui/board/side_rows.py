"""The rows of the lists beside the agenda: what is chased, who comes, what is still to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from nenboard.gui.board import words
from nenboard.gui.widgets.chips import ChipLook, Tone
from nenboard.host import labels
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.attendance import QuorumNeed
    from nenboard.domain.board import Attendee
    from nenboard.domain.chase import ChaseLine
    from nenboard.domain.follow_up import LedgerLine
    from nenboard.gui.board.snapshot import Snapshot
    from nenboard.registry.outcomes import StoredOutcome
    from nenboard.workflow.follow_up import DueQuestion


@dataclass(frozen=True, slots=True)
class SideRow:
    """A row: bold words, the rest of the sentence, a chip at the right; or a heading.

    `about` is the value the row stands for; a heading has none. `mark` is the icon at the left with
    its colour; `is_box` draws a box to be ticked instead.
    """

    strong: str
    text: str = ""
    chip: ChipLook | None = None
    mark: tuple[str, str] = ("", "text")
    is_box: bool = False
    case_id: str = ""
    about: object = None

    @property
    def is_heading(self) -> bool:
        """Whether it only names the rows below it."""
        return self.about is None

    def said(self) -> str:
        """The row in one sentence, for a screen reader."""
        parts = (self.strong, self.text, self.chip.text if self.chip is not None else "")
        return ", ".join(part for part in parts if part)


def chase_rows(shown: "Snapshot", *, hidden: bool) -> tuple[SideRow, ...]:
    """The open lines by department, the earliest day first."""
    if shown.board is None:
        return ()
    from nenboard.domain.chase import by_department

    return tuple(_chase(by_department(shown.board.chase), shown, hidden=hidden))


def _chase(
    groups: "Mapping[str, tuple[ChaseLine, ...]]", shown: "Snapshot", *, hidden: bool
) -> Iterator[SideRow]:
    for department, lines in groups.items():
        yield SideRow(department[:1].upper() + department[1:])
        for line in lines:
            yield SideRow(
                words.family(shown.row(line.case_id), line.case_id, hidden=hidden),
                _asked(line),
                _due_chip(line, shown.today),
                is_box=True,
                case_id=line.case_id,
                about=line,
            )


def _asked(line: "ChaseLine") -> str:
    parts = [line.label]
    if line.asked is not None:
        parts.append(_("asked {day}").format(day=words.short_day(line.asked)))
    if line.reminders:
        parts.append(_("reminded {day}").format(day=words.short_day(line.reminders[-1])))
    if line.state.value == "back_not_entered":
        parts.append(_("back, not entered yet"))
    return ", ".join(parts)


def _due_chip(line: "ChaseLine", today: date) -> ChipLook:
    if line.state.value == "not_asked":
        return ChipLook(_("not asked"), tone="neutral")
    if line.state.value == "back_not_entered":
        return ChipLook(_("enter it"), tone="info")
    return due_chip(line.due, today)


def due_chip(due: date | None, today: date) -> ChipLook:
    """The chip of a day: past, today, or still to come."""
    if due is None:
        return ChipLook(_("no date"), tone="neutral")
    if due == today:
        return ChipLook(_("today"), tone="warning")
    tone: Tone = "danger" if due < today else "neutral"
    return ChipLook(words.short_day(due), tone=tone)


def attendance_rows(shown: "Snapshot") -> tuple[SideRow, ...]:
    """Who comes, under the roles that make the quorum; roles that nobody fills say so."""
    if shown.board is None:
        return ()
    return tuple(_attendance(shown))


def _attendance(shown: "Snapshot") -> Iterator[SideRow]:
    people = shown.meeting.attendance
    counted: set[tuple[str, str]] = set()
    missing = shown.board.quorum.missing if shown.board is not None else ()
    for need in shown.needs:
        fitting = [one for one in people if one.role in need.roles]
        if not fitting:
            yield _nobody(need)
        elif need in missing and not any(one.presence.value == "apologies" for one in fitting):
            yield replace(_nobody(need), text=_("not enough there"))
        for one in fitting:
            counted.add((one.name, one.role.value))
            yield _person(one)
    for one in people:
        if (one.name, one.role.value) not in counted:
            yield _person(one)


def _nobody(need: "QuorumNeed") -> SideRow:
    role, *others = need.roles
    text = _("nobody yet")
    if others:
        instead = _(" or ").join(labels.label(one).lower() for one in others)
        text = _("or {roles}: nobody yet").format(roles=instead)
    return SideRow(labels.label(role), text, mark=("warning", "warning"), about=role)


def _person(one: "Attendee") -> SideRow:
    marks = {
        "present": ("ok", "success"),
        "expected": ("pending", "text2"),
        "apologies": ("notdone", "warning"),
    }
    tones: dict[str, Tone] = {"present": "success", "apologies": "warning"}
    chip = ChipLook(labels.label(one.presence), tone=tones.get(one.presence.value, "neutral"))
    mark = marks[one.presence.value]
    return SideRow(labels.label(one.role), one.name, chip, mark=mark, about=one)


def action_rows(shown: "Snapshot", *, hidden: bool) -> tuple[SideRow, ...]:
    """The open actions of all meetings, the earliest day first."""
    if shown.board is None:
        return ()
    return tuple(_action(line, shown, hidden=hidden) for line in shown.board.actions)


def _action(line: "LedgerLine", shown: "Snapshot", *, hidden: bool) -> SideRow:
    due = line.action.due
    owner = line.action.owner or _("no owner")
    text = f"{line.action.what} · {owner}"
    return SideRow(
        words.family(shown.row(line.case_id), line.case_id, hidden=hidden),
        text,
        due_chip(due.latest if due is not None else None, shown.today),
        is_box=True,
        case_id=line.case_id,
        about=line,
    )


def later_rows(shown: "Snapshot", *, hidden: bool) -> tuple[SideRow, ...]:
    """Was the plan followed, asked today or before; and deferred cases that wait for a meeting."""
    found: list[SideRow] = []
    if shown.questions:
        found.append(SideRow(_("Was the plan followed?")))
        found += [_question(due, shown, hidden=hidden) for due in shown.questions]
    waiting = shown.board.waiting if shown.board is not None else ()
    if waiting:
        found.append(SideRow(_("Deferred, waiting for a meeting")))
        found += [_waiting(stored, shown, hidden=hidden) for stored in waiting]
    return tuple(found)


def _question(due: "DueQuestion", shown: "Snapshot", *, hidden: bool) -> SideRow:
    question = due.question
    decided = question.asked_on - timedelta(days=question.after_days)
    text = _("plan of {decided}, to be asked since {day}").format(
        decided=words.date_words(decided), day=words.short_day(question.asked_on)
    )
    if due.has_died:
        text = _("{text}; has died").format(text=text)
    chip = ChipLook(_("{days} days").format(days=question.after_days), tone="info")
    who = words.family(shown.row(question.case_id), question.case_id, hidden=hidden)
    return SideRow(who, text, chip, mark=("help", "text2"), case_id=question.case_id, about=due)


def _waiting(stored: "StoredOutcome", shown: "Snapshot", *, hidden: bool) -> SideRow:
    deferral = stored.outcome.deferral
    cause = deferral.cause if deferral is not None else None
    parts = [labels.label(cause)] if cause is not None else []
    if deferral is not None and deferral.words:
        parts.append(deferral.words)
    day = deferral.returns_on if deferral is not None else None
    return SideRow(
        words.family(shown.row(stored.case_id), stored.case_id, hidden=hidden),
        ", ".join(parts),
        due_chip(day.earliest if day is not None else None, shown.today),
        mark=("pending", "text2"),
        case_id=stored.case_id,
        about=stored,
    )
