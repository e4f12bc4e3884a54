"""Documents about an outcome or a meeting, what they say: letters, lists, detail, figures."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import Triage
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.registry.outcomes import StoredOutcome
from nenboard.reports.content_letters import Letter
from nenboard.reports.content_lists import Discipline, Edition, Listed
from nenboard.reports.values import Sitting, State, StateKind
from nenboard.workflow import board_figures, chase, clock, demo_folder, follow_up, outcomes, papers
from nenboard.workflow.errors import NothingToExport, UnusableMonth

if TYPE_CHECKING:
    from nenboard.reports.content_detail import Discussed
    from nenboard.reports.content_figures import Counts
    from nenboard.reports.document_values import Document

LETTERS: Final = ("outcome-letter", "family-doctor-letter", "patient-letter")
"""Kinds of documents about the outcome of a case at a meeting."""
LISTS: Final = ("pathology", "radiology", "nuclear-medicine", "chase", "actions")
"""Kinds of documents about a whole meeting."""


def detail(registry: Registry, case_id: str) -> "Document":
    """The detail of a case: two to six pages. Raises UnknownCase."""
    from nenboard.reports.content_detail import case_detail

    report = papers.case_report(registry, case_id)
    case = registry.cases.get(case_id).case
    return case_detail(report, case, earlier=_earlier(registry, case_id))


def letter(
    registry: Registry, kind: str, *, stored: StoredOutcome, released_by: str = ""
) -> "Document":
    """A letter about a version of an outcome, a draft while that version is not signed.

    `released_by` is the clinician who releases a letter to the patient.
    """
    from nenboard.reports.content_letters import family_doctor_letter, outcome_letter
    from nenboard.reports.content_patient_letter import patient_letter

    told = _letter(registry, stored)
    if kind == "patient-letter":
        return patient_letter(told, released_by=released_by)
    return outcome_letter(told) if kind == "outcome-letter" else family_doctor_letter(told)


def meeting_list(registry: Registry, kind: str, *, meeting_id: str) -> "Document":
    """A list of a meeting. Raises UnknownMeeting, NothingToExport for an empty agenda."""
    stored = registry.meetings.get(meeting_id)
    if not stored.meeting.agenda:
        raise NothingToExport
    if kind == "chase":
        return _chase(registry, stored)
    if kind == "actions":
        return _actions(registry, stored)
    return _discipline(registry, stored, kind=kind)


def figures(registry: Registry, first: date, *, last: date) -> "Document":
    """The figures of the meetings held from one day to another; no patient stands in them."""
    from nenboard.reports.content_figures import figures_document

    found = board_figures.figures(registry, first, last=last)
    words = _("Meetings from {first} to {last}.").format(
        first=PartialDate.of(first).text, last=PartialDate.of(last).text
    )
    edition = Edition(
        sitting=Sitting(words),
        state=State(StateKind.FINAL if last < clock.today() else StateKind.DRAFT),
        version=_("As of today"),
        author=registry.user,
        at=clock.now(),
        audit_head=str(registry.audit.head()),
    )
    return figures_document(words, _parts(found), edition=edition)


def _parts(found: board_figures.BoardFigures) -> "tuple[tuple[str, Counts], ...]":
    from nenboard.reports.content_figures import counted

    after = found.after
    meetings = (
        (_("Meetings held"), len(found.meetings)),
        (_("Cases on their agendas"), found.listed),
        (_("Added after the cut-off"), found.late),
        (_("Listed although blocked, by a clinician"), found.overridden),
        (_("Outcomes not signed"), len(found.unsigned)),
        (_("Outcomes corrected"), found.corrected),
    )
    later = (
        (_("Actions open"), after.actions_open),
        (_("Actions overdue"), after.actions_overdue),
        (_("Not told in time"), after.not_told),
        (_("Questions about plans not answered"), after.unanswered),
    )
    return (
        (_("Meetings"), meetings),
        (_("Outcomes"), counted(found.outcomes)),
        (_("Deferred for"), counted(found.deferrals)),
        (_("Reasons to depart from the rule set"), counted(found.departures)),
        (_("Plans followed"), counted(after.followed)),
        (_("Follow-through"), later),
    )


def month(text: str) -> tuple[date, date]:
    """First and last day of a month written 2026-11. Raises UnusableMonth."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise UnusableMonth from None
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _letter(registry: Registry, stored: StoredOutcome) -> Letter:
    """The case as it was discussed: the revision and the answer that the outcome names."""
    case = registry.cases.get(stored.case_id, stored.outcome.revision).case
    report = papers.discussed_case(registry, stored).report
    return Letter(report, case, papers.recorded(registry, stored))


def _earlier(registry: Registry, case_id: str) -> tuple["Discussed", ...]:
    from nenboard.reports.content_detail import Discussed

    answers = {
        question.meeting_id: labels.label(question.answer.followed)
        for question in follow_up.plan_questions(registry, case_id=case_id)
        if question.answer is not None
    }
    return tuple(
        Discussed(
            registry.meetings.get(stored.meeting_id).meeting.date.text,
            papers.recorded(registry, stored),
            answers.get(stored.meeting_id, _("Not recorded")),
        )
        for stored in registry.outcomes.of_case(case_id)
    )


def _edition(registry: Registry, stored: StoredMeeting) -> Edition:
    rows = registry.cases.rows([item.case_id for item in stored.meeting.agenda])
    is_synthetic = all(row.is_synthetic for row in rows)
    is_demo = demo_folder.holds(registry.folder)
    words = _("NET MDT {date}").format(date=stored.meeting.date.text)
    return Edition(
        sitting=Sitting(_("DEMO, {meeting}").format(meeting=words) if is_demo else words),
        state=papers.meeting_state(stored),
        version=_("Agenda revision {number}").format(number=stored.revision),
        author=stored.by,
        at=clock.now(),
        audit_head="" if papers.is_open(stored) else str(registry.audit.head()),
        synthetic=_("SYNTHETIC PERSONS") if is_synthetic else "",
    )


def _discipline(registry: Registry, stored: StoredMeeting, *, kind: str) -> "Document":
    from nenboard.reports.content_lists import discipline_list

    cases = tuple(
        Listed(
            number,
            papers.case_report(registry, item.case_id),
            registry.cases.get(item.case_id).case,
        )
        for number, item in enumerate(stored.meeting.agenda, start=1)
        if item.triage is Triage.DISCUSS
    )
    discipline = Discipline(kind.replace("-", "_"))
    return discipline_list(discipline, cases, edition=_edition(registry, stored))


def _chase(registry: Registry, stored: StoredMeeting) -> "Document":
    from nenboard.reports.content_lists import chase_document

    groups = chase.chase_list(registry, stored.meeting_id)
    keys = {line.case_id for lines in groups.values() for line in lines}
    reports = {key: papers.case_report(registry, key) for key in sorted(keys)}
    edition = _edition(registry, stored)
    return chase_document(groups, reports, edition=edition, on=clock.today())


def _actions(registry: Registry, stored: StoredMeeting) -> "Document":
    from nenboard.reports.content_lists import action_document

    lines = follow_up.action_ledger(registry, meeting_id=stored.meeting_id)
    reports = {key: papers.case_report(registry, key) for key in {one.case_id for one in lines}}
    edition = _edition(registry, stored)
    return action_document(lines, reports, edition=edition, on=clock.today())


def discussion(registry: Registry, case_id: str, *, meeting_id: str | None = None) -> StoredOutcome:
    """The outcome that letters of a case are made from: of a meeting, or the newest.

    Raises NoOutcome for a meeting without one, NotDiscussed.
    """
    from nenboard.workflow.board_errors import NotDiscussed

    if meeting_id is not None:
        return outcomes.newest(registry, meeting_id, case_id=case_id)
    found = registry.outcomes.of_case(case_id)
    if not found:
        raise NotDiscussed
    return found[-1]
