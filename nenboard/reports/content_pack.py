"""What a meeting pack says, from the meeting and the reports of its cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import nenboard
from nenboard.domain.board import AgendaItem, Meeting
from nenboard.domain.terms import Triage
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports.blocks import plain
from nenboard.reports.content import statement
from nenboard.reports.errors import ReportMismatch
from nenboard.reports.pack_values import AgendaLine, MeetingPack, ReadinessLine, Seat
from nenboard.reports.values import CaseReport

ROLES: Final = (
    "Oncologist",
    "Endocrinologist or gastroenterologist",
    "Surgeon",
    "Pathologist",
    "Radiologist",
    "Nuclear medicine physician",
    "Specialist nurse",
    "Palliative care",
)


@dataclass(frozen=True, slots=True)
class Issue:
    """Which edition of the agenda, by whom and when (UTC); whether all of it is a demo."""

    version: str
    author: str
    at: datetime
    is_demo: bool = False


def meeting_pack(
    meeting: Meeting,
    reports: Sequence[CaseReport],
    *,
    issue: Issue,
    readiness: Mapping[str, Sequence[tuple[str, str, str]]] | None = None,
) -> MeetingPack:
    """The pack of a meeting with one page for each report, in agenda order.

    `readiness` gives (what is missing, what it changes, who can answer) by case; without it the
    facts that the algorithm misses are listed. Raises ReportMismatch for a report of a case that
    is not on the agenda, or two of one case.
    """
    by_key = {report.case_key: report for report in reports}
    on_agenda = {item.case_id for item in meeting.agenda}
    if len(by_key) != len(reports) or not by_key.keys() <= on_agenda:
        raise ReportMismatch(
            _("A case page does not belong to this agenda. Make the pack again from the meeting.")
        )
    lines = tuple(_line(item, by_key.get(item.case_id)) for item in meeting.agenda)
    return MeetingPack(
        title=_("NET MDT {date}").format(date=meeting.date.text),
        facts=_facts(meeting, lines),
        confidentiality=_(
            "Confidential: identifiable patient data. For members of the meeting only; "
            "destroy paper copies after the meeting."
        ),
        agenda=lines,
        readiness=tuple(_readiness(meeting, by_key, given=readiness)),
        seats=_seats(meeting),
        quorum=_("Quorum reached: yes / no. Stated by the chair at (time):"),
        version=issue.version,
        author=issue.author,
        as_of=issue.at,
        program=f"nenboard {nenboard.__version__}",
        statement=statement(),
        synthetic=_("SYNTHETIC PERSONS, demo") if issue.is_demo else "",
    )


def _line(item: AgendaItem, report: CaseReport | None) -> AgendaLine:
    minutes = str(item.minutes) if item.minutes is not None else _("Not recorded")
    triage = labels.label(item.triage)
    presenter = item.presenter or _("Not recorded")
    if report is None:
        unknown = _("see the registry")
        return AgendaLine(
            case_key=item.case_id,
            initials="",
            patient=item.case_id,
            tumour=unknown,
            question=item.question or _("Not recorded"),
            triage=triage,
            minutes=minutes,
            images=unknown,
            slides=unknown,
            presenter=presenter,
        )
    who = report.identity
    numbers = ", ".join(number for _label, number in who.numbers[:1])
    return AgendaLine(
        case_key=item.case_id,
        initials=who.initials,
        patient=f"{who.name}, {who.born}, {numbers}",
        tumour=report.question.tumour[0][0].text if report.question.tumour else "",
        question=item.question or plain(report.question.question),
        triage=triage,
        minutes=minutes,
        images=plain(report.imaging.images),
        slides=plain(report.pathology.slides),
        presenter=presenter,
        report=report,
    )


def _facts(meeting: Meeting, lines: Sequence[AgendaLine]) -> tuple[tuple[str, str], ...]:
    counts = [
        f"{labels.label(triage)} {sum(item.triage is triage for item in meeting.agenda)}"
        for triage in Triage
    ]
    missing = _("Not recorded")
    known = [item.minutes for item in meeting.agenda if item.minutes is not None]
    unknown = len(lines) - len(known)
    minutes = _("{total} minutes planned").format(total=sum(known))
    if unknown:
        minutes += ", " + _("{count} cases without a time").format(count=unknown)
    return (
        (_("Date"), meeting.date.text),
        (_("Place"), meeting.place or missing),
        (_("Chair"), meeting.chair or missing),
        (_("Coordinator"), meeting.coordinator or missing),
        (_("Cut-off"), meeting.cut_off.text if meeting.cut_off is not None else missing),
        (_("Cases"), f"{len(lines)}: " + ", ".join(counts)),
        (_("Time"), minutes),
    )


def _readiness(
    meeting: Meeting,
    by_key: Mapping[str, CaseReport],
    *,
    given: Mapping[str, Sequence[tuple[str, str, str]]] | None,
) -> list[ReadinessLine]:
    lines: list[ReadinessLine] = []
    for number, item in enumerate(meeting.agenda, start=1):
        report = by_key.get(item.case_id)
        initials = report.identity.initials if report is not None else ""
        entries: Sequence[tuple[str, str, str]] = ()
        if given is not None:
            entries = given.get(item.case_id, ())
        elif report is not None:
            entries = [(fact.label, fact.effect, _who()) for fact in report.advice.missing]
        lines += [
            ReadinessLine(number, item.case_id, initials, what, effect, who)
            for what, effect, who in entries
        ]
    return lines


def _who() -> str:
    return _("treating clinician")


def _seats(meeting: Meeting) -> tuple[Seat, ...]:
    seats = [
        Seat(_("Chair"), meeting.chair or ""),
        Seat(_("Coordinator"), meeting.coordinator or ""),
    ]
    seats += [Seat(_(role), "") for role in ROLES]
    return (*seats, *(Seat("", "") for _number in range(6)))
