"""What the board page shows, read in one go on the database thread."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nenboard.domain.attendance import QuorumNeed
    from nenboard.domain.board import AgendaItem, Meeting
    from nenboard.registry import CaseRow, Registry
    from nenboard.registry.meetings import StoredMeeting
    from nenboard.registry.outcomes import StoredOutcome
    from nenboard.workflow.board_page import Board
    from nenboard.workflow.follow_up import DueQuestion


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A meeting with everything its page shows; `board` is None where no meeting is planned.

    `meetings` are all of them, the newest first. `judged_on` is the day by which values count as
    fresh. `minutes` are those of each case; `needs` the lines of the quorum as the local file has
    them.
    """

    today: date
    meetings: "tuple[StoredMeeting, ...]" = ()
    board: "Board | None" = None
    judged_on: date = date.min
    is_late: bool = False
    rows: "Mapping[str, CaseRow]" = field(default_factory=dict)
    outcomes: "Mapping[str, StoredOutcome]" = field(default_factory=dict)
    questions: "tuple[DueQuestion, ...]" = ()
    minutes: Mapping[str, int] = field(default_factory=dict)
    needs: "tuple[QuorumNeed, ...]" = ()

    @property
    def stored(self) -> "StoredMeeting":
        """The meeting shown. Only where there is one."""
        if self.board is None:
            raise LookupError("no meeting is shown")
        return self.board.stored

    @property
    def meeting(self) -> "Meeting":
        """The same without its revision."""
        return self.stored.meeting

    def item(self, case_id: str) -> "AgendaItem | None":
        """What the agenda says of a case."""
        return self.meeting.item(case_id) if self.board is not None else None

    def row(self, case_id: str) -> "CaseRow | None":
        """Who a case is of."""
        return self.rows.get(case_id)


def read(registry: "Registry", meeting_id: str | None = None) -> Snapshot:
    """The meeting of that key; without one the next meeting, or else the last that was held.

    Raises LocalFileFaulty, UnknownMeeting.
    """
    from nenboard.workflow import board_page, clock, follow_up, meeting, readiness

    today = clock.today()
    meetings = meeting.all_meetings(registry)
    questions = follow_up.due_questions(registry)
    key = meeting_id or _first(registry, meetings)
    if key is None:
        return Snapshot(today, questions=questions, rows=_rows(registry, _asked_about(questions)))
    board = board_page.board(registry, key)
    shown = board.stored.meeting
    return Snapshot(
        today,
        meetings=meetings,
        board=board,
        judged_on=readiness.day_of(shown),
        is_late=meeting.is_late(shown),
        rows=_rows(registry, (*_cases_of(board), *_asked_about(questions))),
        outcomes={one.case_id: one for one in registry.outcomes.of_meeting(key)},
        questions=questions,
        minutes={one.item.case_id: one.slot.stop.minutes for one in board.plan.placed},
        needs=_needs(),
    )


def _first(registry: "Registry", meetings: "tuple[StoredMeeting, ...]") -> str | None:
    from nenboard.workflow import meeting

    coming = meeting.next_meeting(registry)
    if coming is not None:
        return coming.meeting_id
    return meetings[0].meeting_id if meetings else None


def _cases_of(board: "Board") -> Iterable[str]:
    yield from (item.case_id for item in board.stored.meeting.agenda)
    yield from (line.case_id for line in board.actions)
    yield from (outcome.case_id for outcome in board.waiting)


def _asked_about(questions: "tuple[DueQuestion, ...]") -> Iterable[str]:
    return (due.question.case_id for due in questions)


def _rows(registry: "Registry", case_ids: Iterable[str]) -> "dict[str, CaseRow]":
    from nenboard.workflow import casework

    wanted = tuple(dict.fromkeys(case_ids))
    return {row.case_id: row for row in casework.list_cases(registry, wanted)}


def _needs() -> "tuple[QuorumNeed, ...]":
    from nenboard.workflow.board_rules import board_rules

    return board_rules().quorum
