"""What a meeting pack says, as plain frozen values."""

from dataclasses import dataclass
from datetime import datetime

from nenboard.reports.values import CaseReport


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A row of the agenda; `report` is the case's own page, None for a case without one."""

    case_key: str
    initials: str
    patient: str
    tumour: str
    question: str
    triage: str
    minutes: str
    images: str
    slides: str
    presenter: str
    report: CaseReport | None = None


@dataclass(frozen=True, slots=True)
class ReadinessLine:
    """Something missing for a case: what, what it changes, who can answer."""

    number: int
    case_key: str
    initials: str
    what: str
    effect: str
    who: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A line of the attendance sheet."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class MeetingPack:
    """A pack: cover, agenda, readiness, a page for each case in order, attendance."""

    title: str
    facts: tuple[tuple[str, str], ...]
    confidentiality: str
    agenda: tuple[AgendaLine, ...]
    readiness: tuple[ReadinessLine, ...]
    seats: tuple[Seat, ...]
    quorum: str
    version: str
    author: str
    as_of: datetime
    program: str
    statement: str
    synthetic: str = ""

    @property
    def reports(self) -> tuple[CaseReport, ...]:
        """The case pages in agenda order."""
        return tuple(line.report for line in self.agenda if line.report is not None)
