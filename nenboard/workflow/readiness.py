"""Readiness of cases for a meeting, with what clinicians override, from the file in force."""

from collections.abc import Iterable, Mapping
from datetime import date

from nenboard.domain.board import Meeting
from nenboard.domain.readiness import Readiness, readiness
from nenboard.domain.terms import Triage
from nenboard.registry.folder import Registry
from nenboard.workflow import clock
from nenboard.workflow.releases import data_set


def of_case(registry: Registry, case_id: str, *, meeting: Meeting | None = None) -> Readiness:
    """Readiness of the newest revision: as of the day of the meeting it is listed for, else today.

    Raises UnknownCase, DataSetError.
    """
    item = meeting.item(case_id) if meeting is not None else None
    return readiness(
        registry.cases.get(case_id).case,
        day_of(meeting),
        data_set=data_set(),
        override=item.override if item is not None else None,
    )


def of_cases(
    registry: Registry, case_ids: Iterable[str], *, meeting: Meeting | None = None
) -> Mapping[str, Readiness]:
    """Readiness of several cases, in their order."""
    return {case_id: of_case(registry, case_id, meeting=meeting) for case_id in case_ids}


def of_meeting(registry: Registry, meeting_id: str) -> Mapping[str, Readiness]:
    """Readiness of every case of an agenda, in its order. Raises UnknownMeeting."""
    meeting = registry.meetings.get(meeting_id).meeting
    return of_cases(registry, (item.case_id for item in meeting.agenda), meeting=meeting)


def not_to_be_listed(registry: Registry, meeting: Meeting) -> tuple[str, ...]:
    """Cases for discussion that are blocked; none from the day of the meeting on."""
    discussed = [i.case_id for i in meeting.agenda if i.triage is Triage.DISCUSS]
    found = of_cases(registry, discussed, meeting=meeting)
    day = meeting.date.earliest
    return tuple(
        case_id
        for case_id, ready in found.items()
        if not ready.may_be_listed(clock.today(), meeting_day=day)
    )


def day_of(meeting: Meeting | None) -> date:
    """The day by which values are judged: that of the meeting, or today where it is over."""
    today = clock.today()
    return today if meeting is None else max(today, meeting.date.earliest)
