"""What the room and the coordinator see of a running meeting, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from nenboard.domain.attendance import Quorum
from nenboard.domain.board import AgendaItem, Meeting, Pause
from nenboard.domain.outcome import Cursor, Outcome
from nenboard.domain.readiness import OpenItem
from nenboard.domain.terms import MeetingState
from nenboard.registry.folder import Registry
from nenboard.workflow import (
    clock,
    meeting,
    meeting_mode,
    namesakes,
    outcomes,
    overview,
    readiness,
    sitting,
)
from nenboard.workflow.board_rules import board_rules

if TYPE_CHECKING:
    from nenboard.registry import CaseRow, StoredCase
    from nenboard.registry.outcomes import StoredOutcome
    from nenboard.reports.values import Phrase
    from nenboard.workflow.namesakes import Namesakes
    from nenboard.workflow.overview import Overview


class Stage(StrEnum):
    """How far the outcome of a case of the agenda is."""

    NOTHING = "nothing"
    TYPED = "typed"
    RECORDED = "recorded"
    READ_BACK = "read_back"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Line:
    """A case of the agenda: its place from 1, whom it is about, how far it is.

    `was_shown` says whether the room has seen it.
    """

    number: int
    item: AgendaItem
    row: "CaseRow | None"
    stage: Stage
    was_shown: bool

    @property
    def is_unfinished(self) -> bool:
        """Whether the room saw it, and no outcome was read back to it."""
        return self.was_shown and self.stage not in {Stage.READ_BACK, Stage.SIGNED}


@dataclass(frozen=True, slots=True)
class Said:
    """An outcome that was read back to the room, in words, and when that was (UTC)."""

    result: "Phrase"
    plan: "tuple[Phrase, ...]"
    actions: "tuple[Phrase, ...]"
    at: datetime
    is_signed: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """The case that is shown, with everything the room sees of it; `minutes` are those planned."""

    stored: "StoredCase"
    minutes: int
    overview: "Overview"
    namesakes: "Namesakes"
    missing: tuple[OpenItem, ...]
    said: Said | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A meeting as it stands: where it is, its agenda, the case shown, who is there."""

    meeting: Meeting
    cursor: Cursor
    lines: tuple[Line, ...]
    quorum: Quorum
    unfinished: sitting.Unfinished
    subject: Subject | None = None

    @property
    def is_running(self) -> bool:
        """Whether it was started and is not over."""
        return self.meeting.state is MeetingState.RUNNING

    @property
    def place(self) -> Line | None:
        """The line of the case shown."""
        return next((one for one in self.lines if one.item.case_id == self.cursor.case_id), None)

    @property
    def next_line(self) -> Line | None:
        """The line after that of the case shown."""
        number = self.place.number if self.place is not None else 0
        return self.lines[number] if number < len(self.lines) else None

    @property
    def pause(self) -> Pause | None:
        """The next break of the agenda, after the case shown or a later one."""
        number = self.place.number if self.place is not None else 1
        places = {one.item.case_id: one.number for one in self.lines}
        ahead = [one for one in self.meeting.pauses if places.get(one.after, 0) >= number]
        return min(ahead, key=lambda one: places[one.after], default=None)

    def number_of(self, case_id: str) -> int:
        """The place of a case on the agenda, from 1; 0 if it does not stand there."""
        found = (one.number for one in self.lines if one.item.case_id == case_id)
        return next(found, 0)


def scene(registry: Registry, meeting_id: str) -> Scene:
    """The meeting and the case it shows; during a break no case. Raises UnknownMeeting."""
    found = registry.meetings.get(meeting_id).meeting
    cursor = meeting_mode.resume(registry, meeting_id)
    is_shown = cursor.case_id is not None and not cursor.is_on_break
    item = found.item(cursor.case_id) if is_shown and cursor.case_id is not None else None
    return Scene(
        meeting=found,
        cursor=cursor,
        lines=_lines(registry, found, cursor=cursor),
        quorum=sitting.quorum_of(registry, meeting_id),
        unfinished=sitting.unfinished(registry, meeting_id),
        subject=_subject(registry, found, item=item) if item is not None else None,
    )


def in_progress(registry: Registry) -> str | None:
    """The meeting that is running, the newest if there are several; None without one."""
    running = (
        stored.meeting_id
        for stored in registry.meetings.all()
        if stored.meeting.state is MeetingState.RUNNING
    )
    return next(running, None)


def to_start(registry: Registry) -> str | None:
    """The meeting to start or resume: the one that is running, else the next; None without one."""
    running = in_progress(registry)
    if running is not None:
        return running
    planned = meeting.next_meeting(registry)
    return planned.meeting_id if planned is not None else None


def _lines(registry: Registry, found: Meeting, *, cursor: Cursor) -> tuple[Line, ...]:
    ids = [item.case_id for item in found.agenda]
    rows = {row.case_id: row for row in registry.cases.rows(ids)}
    stages = _stages(registry, found.id)
    shown = {case_id for case_id, _seconds in cursor.seconds} | {cursor.case_id}
    return tuple(
        Line(
            number,
            item,
            rows.get(item.case_id),
            stages.get(item.case_id, Stage.NOTHING),
            item.case_id in shown,
        )
        for number, item in enumerate(found.agenda, start=1)
    )


def _stages(registry: Registry, meeting_id: str) -> Mapping[str, Stage]:
    stages = {one.case_id: _stage(one) for one in registry.outcomes.of_meeting(meeting_id)}
    for kept in registry.outcome_drafts.of_meeting(meeting_id):
        stages[kept.draft.outcome.case_id] = Stage.TYPED
    return stages


def _stage(stored: "StoredOutcome") -> Stage:
    if stored.is_signed:
        return Stage.SIGNED
    return Stage.READ_BACK if stored.read_back is not None else Stage.RECORDED


def _subject(registry: Registry, found: Meeting, *, item: AgendaItem) -> Subject:
    stored = registry.cases.get(item.case_id)
    said = outcomes.visible_in_room(registry, found.id, case_id=item.case_id)
    referral = stored.case.referral
    asked = referral.model_copy(
        update={
            "question": item.question or referral.question,
            "what_is_new": item.what_is_new or referral.what_is_new,
            "presenter": item.presenter or referral.presenter,
        }
    )
    case = stored.case.model_copy(update={"referral": asked})
    ready = readiness.of_case(registry, item.case_id, meeting=found)
    return Subject(
        stored=stored,
        minutes=board_rules().minutes_of(item),
        overview=overview.overview(case, clock.today()),
        namesakes=namesakes.namesakes(registry, case.patient, except_case=item.case_id),
        missing=ready.open_items,
        said=_said(said) if said is not None else None,
    )


def _said(stored: "StoredOutcome") -> Said:
    from nenboard.reports import content_outcome
    from nenboard.reports.blocks import prepare

    outcome: Outcome = stored.outcome
    heard = stored.read_back or stored.signature
    return prepare(
        Said(
            result=content_outcome.result_words(outcome),
            plan=(*content_outcome.plan_lines(outcome), *content_outcome.reasons(outcome)),
            actions=(*content_outcome.actions(outcome), *content_outcome.tells(outcome)),
            at=heard.at if heard is not None else stored.at,
            is_signed=stored.is_signed,
        )
    )
