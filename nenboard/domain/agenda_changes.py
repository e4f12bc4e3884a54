"""What differs between two states of a meeting, without any patient text."""

from collections.abc import Iterator
from typing import Final

from nenboard.domain.board import AgendaChange, AgendaItem, Meeting
from nenboard.domain.terms import AgendaChangeKind

_NAMED: Final = {
    AgendaChangeKind.TRIAGE: ("triage", "not_ready", "protocol", "confirmed_by"),
    AgendaChangeKind.QUESTION: ("question", "what_is_new"),
    AgendaChangeKind.MINUTES: ("minutes",),
    AgendaChangeKind.PRESENTER: ("presenter",),
    AgendaChangeKind.OTHER: ("experts", "guest", "late", "override", "earlier", "returns_from"),
}
_OF_MEETING: Final = ("date", "starts", "minutes", "place", "chair", "pauses")
"""What people who hold the agenda have to be told; attendance is no change of the agenda."""


def agenda_changes(old: Meeting, new: Meeting) -> tuple[AgendaChange, ...]:
    """What an addendum says: cases that came or went, their order, what changed of each."""
    return tuple(_changes(old, new))


def _changes(old: Meeting, new: Meeting) -> Iterator[AgendaChange]:
    before = {item.case_id: item for item in old.agenda}
    after = {item.case_id: item for item in new.agenda}
    for case_id in after:
        if case_id not in before:
            yield AgendaChange(kind=AgendaChangeKind.ADDED, case_id=case_id)
    for case_id in before:
        if case_id not in after:
            yield AgendaChange(kind=AgendaChangeKind.REMOVED, case_id=case_id)
    kept = [case_id for case_id in before if case_id in after]
    if kept != [case_id for case_id in after if case_id in before]:
        yield AgendaChange(kind=AgendaChangeKind.ORDER)
    for case_id in kept:
        yield from _of_item(before[case_id], after[case_id])
    if any(getattr(old, name) != getattr(new, name) for name in _OF_MEETING):
        yield AgendaChange(kind=AgendaChangeKind.MEETING)


def _of_item(old: AgendaItem, new: AgendaItem) -> Iterator[AgendaChange]:
    for kind, names in _NAMED.items():
        if any(getattr(old, name) != getattr(new, name) for name in names):
            yield AgendaChange(kind=kind, case_id=new.case_id)
