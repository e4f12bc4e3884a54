"""Readiness of cases for a meeting, with what clinicians override, from the file in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nenboard.domain.board import Meeting, Override
from nenboard.domain.case import Case
from nenboard.domain.readiness import DataSet, Readiness, readiness
from nenboard.domain.terms import Triage
from nenboard.registry.folder import Registry
from nenboard.workflow import clock
from nenboard.workflow.releases import data_set


@dataclass(frozen=True, slots=True)
class Judged:
    """By what a case is judged: the data set in force, the day, and a clinician's override."""

    data_set: DataSet
    day: date
    override: Override | None = None

    def of(self, case: Case) -> Readiness:
        """The readiness of the case as it stands, stored or not."""
        return readiness(case, self.day, data_set=self.data_set, override=self.override)


def judged_by(registry: Registry, case_id: str) -> Judged:
    """As for the next meeting on whose agenda the case stands, else as of today.

    Raises LocalFileFaulty.
    """
    return _judged(next_meeting_of(registry, case_id), case_id)


def next_meeting_of(registry: Registry, case_id: str) -> Meeting | None:
    """The next meeting that is not over on whose agenda the case stands."""
    found = [registry.meetings.get(key).meeting for key in registry.meetings.of_case(case_id)]
    ahead = [m for m in found if m.finished is None and m.date.latest >= clock.today()]
    return min(ahead, key=lambda meeting: meeting.date.earliest, default=None)


def of_case(registry: Registry, case_id: str, *, meeting: Meeting | None = None) -> Readiness:
    """Readiness of the newest revision: as of the day of the meeting it is listed for, else today.

    Raises UnknownCase, LocalFileFaulty.
    """
    return _judged(meeting, case_id).of(registry.cases.get(case_id).case)


def _judged(meeting: Meeting | None, case_id: str) -> Judged:
    item = meeting.item(case_id) if meeting is not None else None
    override = item.override if item is not None else None
    return Judged(data_set(), day_of(meeting), override)


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
