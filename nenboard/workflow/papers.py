"""What the page of a case, the agenda and the pack of a meeting say, from what is stored."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nenboard.domain.board import Meeting
from nenboard.domain.dates import PartialDate
from nenboard.domain.follow_up import OutcomeAddendum
from nenboard.host.language import _
from nenboard.registry.assessments import StoredAssessment
from nenboard.registry.cases import StoredCase
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.registry.outcomes import StoredOutcome
from nenboard.reports.content import Answer, Edition, Revision, case_summary
from nenboard.reports.content_outcome import Later, Recorded
from nenboard.reports.release_words import ReleaseWords, words_of
from nenboard.reports.values import CaseReport, Sitting, State, StateKind
from nenboard.workflow import advice, asked, clock, demo_folder, follow_up
from nenboard.workflow.errors import NothingToExport, UnknownRelease
from nenboard.workflow.releases import release

if TYPE_CHECKING:
    from nenboard.reports.pack_values import MeetingPack

DEFAULT_PAPER: Final = "A4"


@dataclass(frozen=True, slots=True)
class Stored:
    """What a page of a case is made from: a revision, its answer and outcome, and the edition."""

    revision: Revision
    answer: Answer | None
    edition: Edition
    recorded: Recorded | None = None

    @property
    def report(self) -> CaseReport:
        """What the page says. Raises ReportMismatch."""
        return case_summary(
            self.revision, self.answer, edition=self.edition, recorded=self.recorded
        )


def case_report(registry: Registry, case_id: str, *, sitting: Sitting | None = None) -> CaseReport:
    """What the page of a case says. Raises UnknownCase, ReportMismatch."""
    return stored_case(registry, case_id, sitting=sitting).report


def stored_case(registry: Registry, case_id: str, *, sitting: Sitting | None = None) -> Stored:
    """What the page of a case is made from: its newest revision and the answer to that revision.

    Without a `sitting` it is the page of the newest discussion of that revision, with its outcome;
    failing that, of the coming meeting on whose agenda the case stands, if there is exactly one. An
    answer to an older revision is not printed: the page then says that the algorithm has not been
    run. Raises UnknownCase.
    """
    stored = registry.cases.get(case_id)
    answer = registry.assessments.latest(case_id)
    if answer is not None and answer.case_revision != stored.revision:
        answer = None
    settled = _settled(registry, stored) if sitting is None else None
    if settled is not None:
        return discussed_case(registry, settled)
    edition = Edition(
        sitting=sitting or _coming_sitting(registry, case_id),
        release=_words_of(answer),
        is_demo=demo_folder.holds(registry.folder),
    )
    return Stored(_revision(stored), _answer(answer), edition)


def _settled(registry: Registry, stored: StoredCase) -> StoredOutcome | None:
    """The newest outcome of this revision, unless the case stands on a later agenda again."""
    found = registry.outcomes.of_case(stored.case_id)
    if not found or found[-1].outcome.revision != stored.revision:
        return None
    others = set(registry.meetings.of_case(stored.case_id)) - {found[-1].meeting_id}
    meetings = [registry.meetings.get(key).meeting for key in others]
    is_listed = any(m.finished is None and m.date.latest >= clock.today() for m in meetings)
    return None if is_listed else found[-1]


def discussed_case(registry: Registry, stored: StoredOutcome) -> Stored:
    """A case as it was discussed: the revision, answer and outcome of that meeting.

    Its page is final once the outcome is signed. Raises UnknownCase, UnknownMeeting.
    """
    outcome = stored.outcome
    answer = advice.answer_of(registry, outcome)
    if answer is not None and answer.case_revision != outcome.revision:
        answer = None
    kept = recorded(registry, stored)
    meeting = registry.meetings.get(stored.meeting_id).meeting
    edition = Edition(
        sitting=_sitting(meeting, stored.case_id),
        state=kept.state,
        release=_words_of(answer),
        is_demo=demo_folder.holds(registry.folder),
        audit_head=kept.audit_head,
    )
    revision = _revision(registry.cases.get(stored.case_id, outcome.revision))
    return Stored(revision, _answer(answer), edition, kept)


def recorded(registry: Registry, stored: StoredOutcome) -> Recorded:
    """A version of an outcome with its signature, its state, and what was added to it later."""
    versions = registry.outcomes.versions(stored.case_id, stored.meeting_id)
    signature = stored.signature
    attested = signature.attested if signature is not None else None
    return Recorded(
        outcome=stored.outcome,
        version=stored.version,
        state=_state(stored, newest=versions[-1]),
        by=stored.by,
        at=stored.at,
        signed_by=attested.name if attested is not None else "",
        capacity=(attested.capacity or "") if attested is not None else "",
        signed_at=signature.at if signature is not None else None,
        audit_head=(attested.audit_head or "") if attested is not None else "",
        later=tuple(_later(registry, stored)),
    )


def _state(stored: StoredOutcome, *, newest: StoredOutcome) -> State:
    if newest.version > stored.version:
        note = _("Superseded by version {number} on {date}").format(
            number=newest.version, date=PartialDate.of(newest.at.date()).text
        )
        return State(StateKind.SUPERSEDED, note=note)
    return State(StateKind.FINAL) if stored.is_signed else State(StateKind.DRAFT, stored.version)


def _later(registry: Registry, stored: StoredOutcome) -> Iterator[Later]:
    for one in follow_up.addenda(registry, stored.meeting_id, case_id=stored.case_id):
        entry = one.follow_up.entry
        if isinstance(entry, OutcomeAddendum):
            yield Later(entry.text, entry.reason, PartialDate.of(one.at.date()))


def _coming_sitting(registry: Registry, case_id: str) -> Sitting:
    """The place of a case on the agenda of its one coming meeting."""
    today = clock.today()
    meetings = [registry.meetings.get(key).meeting for key in registry.meetings.of_case(case_id)]
    coming = [one for one in meetings if one.finished is None and one.date.latest >= today]
    if len(coming) != 1:
        return Sitting(_("Outside a meeting"))
    return _sitting(coming[0], case_id)


def _sitting(meeting: Meeting, case_id: str) -> Sitting:
    ids = [item.case_id for item in meeting.agenda]
    title = _("NET MDT {date}").format(date=meeting.date.text)
    return Sitting(title, ids.index(case_id) + 1, len(ids))


def said_pack(registry: Registry, meeting_id: str) -> "MeetingPack":
    """What the pack of a meeting says. Raises UnknownMeeting, NothingToExport."""
    from nenboard.reports.content_pack import Issue, meeting_pack

    stored = registry.meetings.get(meeting_id)
    agenda = stored.meeting.agenda
    if not agenda:
        raise NothingToExport
    reports: Sequence[CaseReport] = [
        case_report(registry, item.case_id, sitting=_sitting(stored.meeting, item.case_id))
        for item in agenda
    ]
    on = stored.meeting.date.latest
    ready = {item.case_id: asked.open_points(registry, item.case_id, on=on) for item in agenda}
    issue = Issue(
        version=_("Agenda revision {number}").format(number=stored.revision),
        author=stored.by,
        at=clock.now(),
        is_demo=demo_folder.holds(registry.folder),
        state=meeting_state(stored),
        audit_head="" if is_open(stored) else str(registry.audit.head()),
    )
    return meeting_pack(stored.meeting, reports, issue=issue, readiness=ready)


def is_open(stored: StoredMeeting) -> bool:
    """Whether the agenda can still change without saying so: neither sent out nor held."""
    return stored.meeting.edition is None and stored.meeting.finished is None


def meeting_state(stored: StoredMeeting) -> State:
    """The state of the documents of a meeting: a draft while its agenda is open."""
    edition = stored.meeting.edition
    if is_open(stored):
        return State(StateKind.DRAFT, stored.revision)
    if edition is None:
        return State(StateKind.FINAL)
    later = [one.number for one in stored.meeting.addenda if one.version == edition.version]
    if later:
        return State(StateKind.ADDENDUM, later[-1])
    return State(StateKind.FINAL, edition.version)


def said_agenda(registry: Registry, meeting_id: str) -> "MeetingPack":
    """The pack without the pages of its cases. Raises UnknownMeeting, NothingToExport."""
    pack = said_pack(registry, meeting_id)
    return replace(pack, agenda=tuple(replace(line, report=None) for line in pack.agenda))


def _revision(stored: StoredCase) -> Revision:
    return Revision(stored.case_id, stored.revision, stored.case, stored.by, stored.at)


def _answer(stored: StoredAssessment | None) -> Answer | None:
    if stored is None:
        return None
    return Answer(
        case_id=stored.case_id,
        case_revision=stored.case_revision,
        release_id=stored.release_id,
        release_version=stored.release_version,
        release_sha256=stored.release_sha256,
        on=stored.on,
        document=json.loads(stored.payload),
    )


def _words_of(stored: StoredAssessment | None) -> ReleaseWords:
    """The words of the release that answered; of the newest one where nothing has answered."""
    return release_words(stored.release_version if stored else None)


@lru_cache(maxsize=4)
def release_words(name: str | None = None) -> ReleaseWords:
    """Titles of nodes and names of treatments of a release; codes only if it is not at hand."""
    try:
        loaded = release(name)
    except UnknownRelease:
        return ReleaseWords()
    return words_of(loaded)
