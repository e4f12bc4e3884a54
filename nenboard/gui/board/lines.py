"""The rows of the agenda table: cases and breaks, with what each of their cells says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nenboard.gui.board import words
from nenboard.host import labels
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.board import AgendaItem
    from nenboard.domain.readiness import Readiness
    from nenboard.gui.board.snapshot import Snapshot

CASE: Final = "case"
BREAK: Final = "break"
_MOST_ITEMS: Final = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a case with its cells of two lines each, or a break after a case.

    `triage` and `status` are codes. `is_set` of a break says that somebody has set it by hand.
    """

    kind: str
    case_id: str
    number: str = ""
    patient: tuple[str, str] = ("", "")
    tumour: tuple[str, str] = ("", "")
    question: str = ""
    triage: str = ""
    triage_words: str = ""
    triage_note: str = ""
    status: str = ""
    status_words: str = ""
    answered: str = ""
    items: str = ""
    minutes: str = ""
    starts: str = ""
    is_set: bool = False

    def said(self) -> str:
        """The row in one sentence, for a screen reader and the clipboard."""
        parts = (
            *(self.number, *self.patient, *self.tumour, self.question, self.triage_words),
            *(self.triage_note, self.status_words, self.answered, self.items),
        )
        said = ", ".join(part for part in parts if part)
        return f"{said}, {self.minutes} min" if self.minutes else said


def lines_of(shown: "Snapshot", *, hidden: bool) -> tuple[Line, ...]:
    """The rows in their order; of a meeting that is over, unsigned outcomes first."""
    if shown.board is None:
        return ()
    found = list(_lines(shown, hidden=hidden))
    if shown.meeting.finished is not None:
        found = [line for line in found if line.kind == CASE]
        signed = {key for key, outcome in shown.outcomes.items() if outcome.is_signed}
        found.sort(key=lambda line: line.case_id in signed)
    return tuple(found)


def _lines(shown: "Snapshot", *, hidden: bool) -> Iterator[Line]:
    board = shown.board
    assert board is not None  # noqa: S101 - asked for where there is one
    breaks = {pause.after: pause.minutes for pause in board.plan.breaks}
    by_hand = {pause.after for pause in shown.meeting.pauses}
    spent = 0
    for number, placed in enumerate(board.plan.placed, start=1):
        spent = 0 if placed.slot.break_before else spent
        spent += placed.slot.stop.minutes
        item = placed.item
        yield _case(shown, item, number=number, starts=placed.slot.starts, hidden=hidden)
        if item.case_id in breaks:
            yield _break(item.case_id, breaks[item.case_id], spent, is_set=item.case_id in by_hand)


def _break(after: str, minutes: int, spent: int, *, is_set: bool) -> Line:
    text = (
        _("Break, {minutes} min (after {spent} min of discussion)")
        if is_set
        else _("Break proposed, {minutes} min (after {spent} min of discussion)")
    )
    said = text.format(minutes=minutes, spent=spent)
    return Line(BREAK, after, patient=(said, ""), minutes=str(minutes), is_set=is_set)


def _case(shown: "Snapshot", item: "AgendaItem", *, number: int, starts: int, hidden: bool) -> Line:
    row = shown.row(item.case_id)
    who = words.age_and_sex(row, shown.today) if row is not None else ""
    ready = shown.board.readiness[item.case_id] if shown.board is not None else None
    status, status_words, answered, items = _state(shown, item, ready)
    minutes = shown.minutes.get(item.case_id, 0)
    return Line(
        CASE,
        item.case_id,
        number=str(number),
        patient=(
            words.patient(row, item.case_id, hidden=hidden),
            " · ".join(part for part in (who, item.case_id) if part),
        ),
        tumour=words.tumour(row) if row is not None else ("", ""),
        question=item.question or (row.question if row is not None else None) or "",
        triage=item.triage.value,
        triage_words=triage_words(item.triage.value),
        triage_note=_triage_note(item),
        status=status,
        status_words=status_words,
        answered=answered,
        items=items,
        minutes=str(minutes) if minutes else "–",
        starts=_clock(shown, starts),
    )


def triage_words(code: str) -> str:
    """Discuss, Standard of care, Not ready: short, as the chip of the table has them."""
    known = {
        "discuss": _("Discuss"),
        "standard_of_care": _("Standard of care"),
        "not_ready": _("Not ready"),
    }
    return known.get(code, code)


def _triage_note(item: "AgendaItem") -> str:
    marks = []
    if item.late is not None:
        marks.append(_("late"))
    if item.returns_from is not None:
        marks.append(_("comes back"))
    if item.guest is not None:
        marks.append(_("guest {name}").format(name=item.guest.name))
    if item.not_ready is not None:
        marks.append(item.not_ready.cause)
    if item.protocol:
        marks.append(item.protocol)
    if item.is_pinned:
        marks.append(_("place kept"))
    return ", ".join(marks)


def _state(
    shown: "Snapshot", item: "AgendaItem", ready: "Readiness | None"
) -> tuple[str, str, str, str]:
    """Code, words, 29/30 and what is open; of a meeting that runs or is over, what came of it."""
    outcome = shown.outcomes.get(item.case_id)
    if shown.meeting.started is not None and outcome is not None:
        result = outcome.outcome.result
        said = labels.label(result) if result is not None else _("No result yet")
        if outcome.is_signed:
            return "signed", said, "", _("Signed")
        return "unsigned", said, "", _("Not signed")
    if shown.meeting.finished is not None or ready is None:
        return "unsigned", _("No outcome"), "", ""
    answered = f"{len(ready.answered)}/{ready.asked}"
    return ready.status.value, status_words(ready.status.value), answered, _items(ready)


def status_words(code: str) -> str:
    """Ready, Check, Blocked, Overridden."""
    known = {
        "ready": _("Ready"),
        "check": _("Check"),
        "blocked": _("Blocked"),
        "overridden": _("Overridden"),
    }
    return known.get(code, code)


def _items(ready: "Readiness") -> str:
    """The first open items, those that block before the rest, and how many more there are."""
    if ready.override is not None and ready.status.value == "overridden":
        return _("by {name}").format(name=ready.override.by)
    found = sorted(ready.open_items, key=lambda one: not one.blocks)
    said = "; ".join(words.open_short(one) for one in found[:_MOST_ITEMS])
    more = len(found) - _MOST_ITEMS
    return _("{some}; {count} more").format(some=said, count=more) if more > 0 else said


def _clock(shown: "Snapshot", starts: int) -> str:
    first = shown.meeting.starts
    if first is None:
        return ""
    minutes = first.hour * 60 + first.minute + starts
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
