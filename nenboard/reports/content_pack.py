"""What a meeting pack says, from the meeting and the reports of its cases."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import nenboard
from nenboard.domain.board import AgendaItem, Meeting
from nenboard.domain.terms import Triage
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports.blocks import plain
from nenboard.reports.content import fingerprint, statement
from nenboard.reports.errors import ReportMismatch
from nenboard.reports.pack_values import (
    AgendaLine,
    MeetingPack,
    OpenPoint,
    ReadinessLine,
    Seat,
    StandardLine,
    WaitingLine,
)
from nenboard.reports.values import CaseReport, State, StateKind

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
_FIRST_DRAFT: Final = State(StateKind.DRAFT, 1)
Readiness = Mapping[str, Sequence[OpenPoint]]
"""What is open by case; a case with nothing open is ready, one that is absent was not asked."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Which edition of the agenda, by whom and when (UTC), its state; whether it is all a demo."""

    version: str
    author: str
    at: datetime
    is_demo: bool = False
    state: State = _FIRST_DRAFT
    audit_head: str = ""


def meeting_pack(
    meeting: Meeting,
    reports: Sequence[CaseReport],
    *,
    issue: Issue,
    readiness: Readiness | None = None,
) -> MeetingPack:
    """The pack of a meeting: a page for each case to discuss, in agenda order, the others in lists.

    Without `readiness` the facts that the algorithm misses are listed as open. Raises
    ReportMismatch for a report of a case that is not on the agenda, or two of one case.
    """
    by_key = _by_key(meeting, reports)
    items = enumerate(meeting.agenda, start=1)
    lines = tuple(_line(number, item, report=by_key.get(item.case_id)) for number, item in items)
    asked = readiness if readiness is not None else _missing_facts(reports)
    title = _("NET MDT {date}").format(date=meeting.date.text)
    pack = MeetingPack(
        title=_("DEMO, {meeting}").format(meeting=title) if issue.is_demo else title,
        figures=_figures(meeting),
        facts=_facts(meeting),
        confidentiality=_(
            "Confidential: identifiable patient data. For members of the meeting only; "
            "destroy paper copies after the meeting."
        ),
        agenda=lines,
        breaks=_breaks(meeting),
        readiness=_readiness(lines, asked),
        ready=tuple(n for n, line in enumerate(lines, start=1) if asked.get(line.case_key) == ()),
        standard=_standard(meeting, lines),
        waiting=_waiting(meeting, lines, readiness=asked),
        seats=_seats(meeting),
        quorum=_("Quorum reached: yes / no. Stated by the chair at (time):"),
        version=issue.version,
        author=issue.author,
        as_of=issue.at,
        program=f"nenboard {nenboard.__version__}",
        statement=statement(),
        state=issue.state,
        audit_head=issue.audit_head,
        synthetic=_("SYNTHETIC PERSONS, demo") if issue.is_demo else "",
    )
    return replace(pack, fingerprint=_fingerprint(pack))


def _fingerprint(pack: MeetingPack) -> str:
    """Content hash of the pack: of its own words, and of the hashes of its case pages."""
    bare = replace(pack, agenda=tuple(replace(line, report=None) for line in pack.agenda))
    prints = [fingerprint(bare), *(report.fingerprint for report in pack.reports)]
    return hashlib.sha256("\n".join(prints).encode()).hexdigest()


def _by_key(meeting: Meeting, reports: Sequence[CaseReport]) -> dict[str, CaseReport]:
    by_key = {report.case_key: report for report in reports}
    on_agenda = {item.case_id for item in meeting.agenda}
    if len(by_key) != len(reports) or not by_key.keys() <= on_agenda:
        raise ReportMismatch(
            _("A case page does not belong to this agenda. Make the pack again from the meeting.")
        )
    return by_key


def _line(number: int, item: AgendaItem, *, report: CaseReport | None) -> AgendaLine:
    missing = _("Not recorded")
    minutes = str(item.minutes) if item.minutes is not None else missing
    triage = labels.label(item.triage)
    presenter = item.presenter or missing
    if report is None:
        unknown = _("see the registry")
        return AgendaLine(
            number=number,
            case_key=item.case_id,
            initials="",
            name=item.case_id,
            patient="",
            tumour=unknown,
            question=item.question or missing,
            triage=triage,
            minutes=minutes,
            to_show=unknown,
            presenter=presenter,
        )
    who = report.identity
    numbers = [number.replace(" ", "\u00a0") for _label, number in who.numbers[:1]]
    return AgendaLine(
        number=number,
        case_key=item.case_id,
        initials=who.initials,
        name=who.name,
        patient=", ".join([who.born.replace(" ", "\u00a0"), *numbers]),
        tumour=report.question.tumour[0][0].text if report.question.tumour else "",
        question=item.question or plain(report.question.question),
        triage=triage,
        minutes=minutes,
        to_show=_to_show(report),
        presenter=presenter,
        report=report if item.triage is Triage.DISCUSS else None,
    )


def _to_show(report: CaseReport) -> str:
    images, slides = plain(report.imaging.images), plain(report.pathology.slides)
    return _("Images: {images}. Slides: {slides}").format(
        images=images.replace("\u00a0", " "), slides=slides.replace("\u00a0", " ")
    )


def _figures(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """The large numbers of the cover."""
    count = {t: sum(item.triage is t for item in meeting.agenda) for t in Triage}
    known = [item.minutes for item in meeting.agenda if item.minutes is not None]
    words = _("minutes planned")
    if len(known) < len(meeting.agenda):
        rest = len(meeting.agenda) - len(known)
        words = _("minutes planned, {count} cases without a time").format(count=rest)
    return (
        (str(count[Triage.DISCUSS]), _("to discuss")),
        (str(count[Triage.STANDARD_OF_CARE]), _("standard of care")),
        (str(count[Triage.NOT_READY]), _("not ready")),
        (str(sum(known)), words),
    )


def _facts(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    missing = _("Not recorded")
    return (
        (_("Date"), meeting.date.text),
        (_("Place"), meeting.place or missing),
        (_("Chair"), meeting.chair or missing),
        (_("Coordinator"), meeting.coordinator or missing),
        (_("Cut-off"), meeting.cut_off.text if meeting.cut_off is not None else missing),
        (_("Quorum"), _("stated by the chair on the attendance sheet")),
    )


def _breaks(meeting: Meeting) -> tuple[tuple[int, int], ...]:
    """The breaks of the meeting, each with the number of the line it follows."""
    places = {item.case_id: number for number, item in enumerate(meeting.agenda, start=1)}
    return tuple(
        (places[pause.after], pause.minutes) for pause in meeting.pauses if pause.after in places
    )


def _readiness(lines: Sequence[AgendaLine], asked: Readiness) -> tuple[ReadinessLine, ...]:
    return tuple(item for line in lines for item in _asked_of(line, asked.get(line.case_key, ())))


def _asked_of(line: AgendaLine, points: Sequence[OpenPoint]) -> Iterator[ReadinessLine]:
    """The open points of a case, those that one person can answer together."""
    for who in dict.fromkeys(point.who for point in points):
        mine = [point for point in points if point.who == who]
        needs = dict.fromkeys(point.need for point in mine)
        items = tuple(
            (need, ", ".join(point.what for point in mine if point.need == need)) for need in needs
        )
        where = ", ".join(dict.fromkeys(point.where for point in mine))
        yield ReadinessLine(line.number, line.case_key, line.initials, items, who, where)


def _missing_facts(reports: Sequence[CaseReport]) -> Readiness:
    """What the algorithm misses, where nobody asked for the readiness of the cases."""
    return {report.case_key: tuple(_unasked(report)) for report in reports}


def _unasked(report: CaseReport) -> Iterator[OpenPoint]:
    who, where = _("treating clinician"), _("clinic letter")
    if report.advice.not_run:
        yield OpenPoint(_("discussion"), plain(report.advice.not_run), who, where)
    for fact in report.advice.missing:
        yield OpenPoint(fact.effect, fact.label, who, where)


def _standard(meeting: Meeting, lines: Sequence[AgendaLine]) -> tuple[StandardLine, ...]:
    return tuple(
        StandardLine(line, item.protocol or _("Not recorded"), item.confirmed_by or line.presenter)
        for item, line in zip(meeting.agenda, lines, strict=True)
        if item.triage is Triage.STANDARD_OF_CARE
    )


def _waiting(
    meeting: Meeting, lines: Sequence[AgendaLine], *, readiness: Readiness
) -> tuple[WaitingLine, ...]:
    """The cause as entered; without one what is needed for listing and whoever can answer."""
    missing = _("Not recorded")
    found = []
    for item, line in zip(meeting.agenda, lines, strict=True):
        if item.triage is not Triage.NOT_READY:
            continue
        points = readiness.get(item.case_id, ())
        needs = [point for point in points if point.need == points[0].need]
        cause = "; ".join(point.what for point in needs)
        owner = ", ".join(dict.fromkeys(point.who for point in needs))
        due = meeting.cut_off
        if item.not_ready is not None:
            cause = item.not_ready.cause
            owner, due = item.not_ready.owner or "", item.not_ready.due
        found.append(
            WaitingLine(line, cause or missing, owner or missing, due.text if due else missing)
        )
    return tuple(found)


def _seats(meeting: Meeting) -> tuple[Seat, ...]:
    seats = [
        Seat(_("Chair"), meeting.chair or ""),
        Seat(_("Coordinator"), meeting.coordinator or ""),
    ]
    seats += [Seat(_(role), "") for role in ROLES]
    return (*seats, *(Seat("", "") for _number in range(6)))
