"""Time end points of a line of therapy: PFS, TTP, OS, duration of response, time to failure.

Conventions: data dictionary, section 4.2 (FDA tables of end points and of censoring in PFS). The
progression date is that of the scan that first showed it; clinical progression is never an event.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from nenboard.domain.dates import PartialDate
from nenboard.domain.response.best import RESPONSES, is_confirmed, until_progression
from nenboard.domain.response.course import Label
from nenboard.domain.response.days import (
    Days,
    calendar_months,
    counted,
    elapsed,
    imputed_day,
)
from nenboard.domain.response.records import (
    Assessment,
    Conventions,
    NewLine,
    Platinum,
    Record,
    SurvivalFrom,
)


class EndpointEvent(StrEnum):
    """What ended an interval, first the one that counts when two fall on one day."""

    PROGRESSION = "progression"
    DEATH = "death"
    STOP = "stop"


class Censored(StrEnum):
    """Why an interval ended without its event."""

    NO_EVENT = "no_event"
    NEW_LINE = "new_line"
    DEATH_WITHOUT_PROGRESSION = "death_without_progression"
    NO_ASSESSMENT = "no_assessment"
    MISSED_ASSESSMENTS = "missed_assessments"
    ALIVE = "alive"
    ON_TREATMENT = "on_treatment"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An interval with the dates it rests on; exactly one of event and reason is given."""

    start: PartialDate
    end: PartialDate
    length: Days
    event: EndpointEvent | None = None
    censored: Censored | None = None


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The end points of a line; None where the dates it needs are not recorded."""

    os: Endpoint | None
    pfs: Endpoint
    pfs_sensitivity: Endpoint | None
    ttp: Endpoint
    dor: Endpoint | None
    ttf: Endpoint | None


@dataclass(frozen=True, slots=True)
class PlatinumFree:
    """From the last platinum dose to progression, or to when the patient was last seen alive.

    Months are whole calendar months plus the days left; `least` and `most` bound them.
    """

    length: Days
    months: Decimal
    least: Decimal
    most: Decimal
    is_event: bool


@dataclass(frozen=True, slots=True)
class _Moment:
    day: date
    when: PartialDate
    what: EndpointEvent


@dataclass(frozen=True, slots=True)
class _Followed:
    """An assessment and the day it counts for."""

    day: date
    seen: Assessment


class _Timeline:
    """A record with every date as the day it counts for, in order of time."""

    def __init__(self, record: Record, conventions: Conventions) -> None:
        self.record = record
        self.conventions = conventions
        self.start = imputed_day(record.line_start)
        followed = [_Followed(self.day(each.when), each) for each in record.assessments]
        self.assessments = tuple(sorted(followed, key=lambda each: each.day))
        is_limit = conventions.new_line is NewLine.CENSOR and record.next_line_start is not None
        self.new_line = self.day(record.next_line_start) if is_limit else None

    def day(self, when: PartialDate | None) -> date:
        """The day a date of this line counts for."""
        return imputed_day(when, floor=self.start) if when is not None else date.max

    def moments(self, *kinds: EndpointEvent) -> list[_Moment]:
        """The events of these kinds, the first one first; of one day the graver first."""
        found: list[_Moment] = []
        for kind in kinds:
            when = self._when(kind)
            if when is not None:
                found.append(_Moment(self.day(when), when, kind))
        return sorted(found, key=lambda each: each.day)

    def _when(self, kind: EndpointEvent) -> PartialDate | None:
        if kind is EndpointEvent.DEATH:
            return self.record.death
        if kind is EndpointEvent.STOP:
            return self.record.stop
        seen = (each.seen for each in self.assessments if each.seen.overall is Label.PD)
        return next((assessment.when for assessment in seen), None)

    def last_adequate(self, *, start: date, limit: date | None) -> _Followed | None:
        """The last adequate assessment from a day to a limit, both included."""
        kept = [
            each
            for each in self.assessments
            if each.seen.is_adequate and each.day >= start and (limit is None or each.day <= limit)
        ]
        return kept[-1] if kept else None


def endpoints(record: Record, conventions: Conventions) -> Endpoints:
    """All end points of a line under these conventions."""
    timeline = _Timeline(record, conventions)
    pfs = _progression_free(timeline)
    return Endpoints(
        os=_survival(timeline),
        pfs=pfs,
        pfs_sensitivity=_sensitive(timeline, pfs),
        ttp=_to_progression(timeline),
        dor=_duration_of_response(timeline),
        ttf=_to_failure(timeline),
    )


def progression_free(record: Record, conventions: Conventions) -> Endpoint:
    """Only the progression-free survival of a line."""
    return _progression_free(_Timeline(record, conventions))


def _progression_free(timeline: _Timeline) -> Endpoint:
    moments = timeline.moments(EndpointEvent.PROGRESSION, EndpointEvent.DEATH)
    return _followed_up(timeline, timeline.record.line_start, event=_first(moments))


def _to_progression(timeline: _Timeline) -> Endpoint:
    death = timeline.record.death
    return _followed_up(
        timeline,
        timeline.record.line_start,
        event=_first(timeline.moments(EndpointEvent.PROGRESSION)),
        limit=timeline.day(death) if death is not None else None,
        reason=Censored.NO_EVENT if death is None else Censored.DEATH_WITHOUT_PROGRESSION,
    )


def _duration_of_response(timeline: _Timeline) -> Endpoint | None:
    new_line = timeline.new_line
    labels = until_progression(
        [
            (each.day, each.seen.overall)
            for each in timeline.assessments
            if new_line is None or each.day <= new_line
        ]
    )
    needs_repeat = timeline.conventions.confirmation
    for at, (_, label) in enumerate(labels):
        if label in RESPONSES and (not needs_repeat or is_confirmed(labels, at)):
            event = _first(timeline.moments(EndpointEvent.PROGRESSION, EndpointEvent.DEATH))
            return _followed_up(timeline, timeline.assessments[at].seen.when, event=event)
    return None


def _followed_up(
    timeline: _Timeline,
    start: PartialDate,
    *,
    event: _Moment | None,
    limit: date | None = None,
    reason: Censored = Censored.NO_EVENT,
) -> Endpoint:
    """To the event, or to the last adequate assessment; a new line before the event censors."""
    new_line = timeline.new_line
    is_overtaken = new_line is not None and (event is None or new_line < event.day)
    if event is not None and not is_overtaken:
        return _reached(start, event)
    if is_overtaken:
        limit = new_line if limit is None or new_line is None else min(limit, new_line)
        reason = Censored.NEW_LINE
    begin = timeline.day(start)
    last = timeline.last_adequate(start=begin, limit=limit)
    return _censored(start, last, reason=reason)


def _sensitive(timeline: _Timeline, pfs: Endpoint) -> Endpoint | None:
    """PFS, but censored before an event that came after two or more missed assessments."""
    interval = timeline.conventions.assessment_interval_days
    if interval is None:
        return None
    if pfs.event is None:
        return pfs
    reached = timeline.day(pfs.end)
    seen = [e for e in timeline.assessments if e.seen.is_adequate and e.day < reached]
    last = seen[-1] if seen and seen[-1].day >= timeline.start else None
    since = last.day if last is not None else timeline.start
    if (reached - since).days <= _MISSED * interval:
        return pfs
    censored = _censored(pfs.start, last, reason=Censored.MISSED_ASSESSMENTS)
    if last is not None:
        return censored
    return Endpoint(pfs.start, pfs.start, _DAY_ONE, None, Censored.MISSED_ASSESSMENTS)


_MISSED: Final = 2
_DAY_ONE: Final = Days(1, 1, 1, imputed=False)


def _survival(timeline: _Timeline) -> Endpoint | None:
    record = timeline.record
    is_from_line = timeline.conventions.survival_from is SurvivalFrom.LINE
    start = record.line_start if is_from_line else record.diagnosis
    if start is None:
        return None
    if record.death is not None:
        return Endpoint(start, record.death, counted(start, record.death), EndpointEvent.DEATH)
    return _until_last_seen(start, record.last_known_alive, reason=Censored.ALIVE)


def _to_failure(timeline: _Timeline) -> Endpoint | None:
    record = timeline.record
    first = _first(
        timeline.moments(EndpointEvent.PROGRESSION, EndpointEvent.DEATH, EndpointEvent.STOP)
    )
    if first is not None:
        return _reached(record.line_start, first)
    alive = record.last_known_alive
    return _until_last_seen(record.line_start, alive, reason=Censored.ON_TREATMENT)


def _until_last_seen(
    start: PartialDate, alive: PartialDate | None, *, reason: Censored
) -> Endpoint | None:
    if alive is None:
        return None
    return Endpoint(start, alive, counted(start, alive), None, reason)


def _first(moments: Iterable[_Moment]) -> _Moment | None:
    return next(iter(moments), None)


def _reached(start: PartialDate, event: _Moment) -> Endpoint:
    return Endpoint(start, event.when, counted(start, event.when), event.what)


def _censored(start: PartialDate, last: _Followed | None, *, reason: Censored) -> Endpoint:
    """Censored at an assessment; without one on day 1."""
    if last is None:
        return Endpoint(start, start, _DAY_ONE, None, Censored.NO_ASSESSMENT)
    when = last.seen.when
    return Endpoint(start, when, counted(start, when), None, reason)


def platinum_free(
    platinum: Platinum, *, last_known_alive: PartialDate | None = None
) -> PlatinumFree | None:
    """The interval without platinum; None without a last dose or anything that ends it."""
    last = platinum.last_dose
    is_event = platinum.progression is not None
    end = platinum.progression if is_event else last_known_alive
    if last is None or end is None:
        return None
    begins = imputed_day(last)
    return PlatinumFree(
        length=elapsed(last, end),
        months=calendar_months(begins, imputed_day(end, floor=begins)),
        least=calendar_months(last.latest, end.earliest),
        most=calendar_months(last.earliest, end.latest),
        is_event=is_event,
    )
