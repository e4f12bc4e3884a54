"""What a meeting pack says, as plain frozen values."""

from dataclasses import dataclass
from datetime import datetime

from nenboard.reports.values import CaseReport, State


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A row of the agenda; `report` is the case's own page, None for a case without one.

    `patient` is what follows the name: birth date and number.
    """

    number: int
    case_key: str
    initials: str
    name: str
    patient: str
    tumour: str
    question: str
    triage: str
    minutes: str
    to_show: str
    presenter: str
    report: CaseReport | None = None


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A case for which the protocol is the answer, and who confirms it."""

    line: AgendaLine
    protocol: str
    confirms: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A case that is not ready: why, who is to act, by when."""

    line: AgendaLine
    cause: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something to be answered for a case: for what it is needed, by whom, where it is found."""

    need: str
    what: str
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class ReadinessLine:
    """What one person can answer for a case on the agenda: pairs of need and items."""

    number: int
    case_key: str
    initials: str
    items: tuple[tuple[str, str], ...]
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A line of the attendance sheet."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class MeetingPack:
    """A pack: cover, agenda, readiness, a page for each case, cases without one, attendance.

    `figures` are the large numbers of the cover with their words. `breaks` are pairs: the number of
    the agenda line after which a break comes, and its minutes. `when` replaces the time in words.
    """

    title: str
    figures: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    confidentiality: str
    agenda: tuple[AgendaLine, ...]
    breaks: tuple[tuple[int, int], ...]
    readiness: tuple[ReadinessLine, ...]
    ready: tuple[int, ...]
    standard: tuple[StandardLine, ...]
    waiting: tuple[WaitingLine, ...]
    seats: tuple[Seat, ...]
    quorum: str
    version: str
    author: str
    as_of: datetime
    program: str
    statement: str
    state: State
    synthetic: str = ""
    when: str = ""
    audit_head: str = ""
    fingerprint: str = ""

    @property
    def reports(self) -> tuple[CaseReport, ...]:
        """The case pages in agenda order."""
        return tuple(line.report for line in self.agenda if line.report is not None)
