"""What a case summary says: one unchangeable copy of case, revision, assessment and outcome."""

import dataclasses
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

import nenboard
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.host.language import _
from nenboard.reports.content_advice import Document as AdviceDocument
from nenboard.reports.content_advice import advice
from nenboard.reports.content_course import timeline
from nenboard.reports.content_outcome import Recorded, block
from nenboard.reports.content_person import fitness, identity
from nenboard.reports.content_tests import imaging
from nenboard.reports.content_tumour import pathology, question
from nenboard.reports.document_values import Document
from nenboard.reports.errors import ReportMismatch
from nenboard.reports.pack_values import MeetingPack
from nenboard.reports.page_code import page_code
from nenboard.reports.release_words import ReleaseWords
from nenboard.reports.values import (
    CaseReport,
    Provenance,
    Sitting,
    State,
    StateKind,
)

_FIRST_DRAFT: Final = State(StateKind.DRAFT, 1)
_NO_WORDS: Final = ReleaseWords()


@dataclass(frozen=True, slots=True)
class Revision:
    """A case as stored: which revision, saved by whom and when (UTC)."""

    case_id: str
    number: int
    case: Case
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored assessment: of which case and revision, by which release, on which day."""

    case_id: str
    case_revision: int
    release_id: str
    release_version: str
    release_sha256: str
    on: date
    document: AdviceDocument


@dataclass(frozen=True, slots=True)
class Edition:
    """What the document is: the meeting it is for and its state; the release's words.

    `day_words` is how a day is printed.
    """

    sitting: Sitting
    state: State = _FIRST_DRAFT
    release: ReleaseWords = _NO_WORDS
    is_demo: bool = False
    audit_head: str = ""
    day_words: Callable[[date], str] = lambda day: PartialDate.of(day).text


def case_summary(
    revision: Revision,
    answer: Answer | None,
    *,
    edition: Edition,
    recorded: Recorded | None = None,
) -> CaseReport:
    """The report of a case at a revision, with the assessment and outcome of that revision.

    Raises ReportMismatch if they are not all of the same case and revision, or if the assessment
    was made by another release than it names.
    """
    _check(revision, answer, recorded=recorded)
    case = revision.case
    on = answer.on if answer is not None else revision.at.date()
    report = CaseReport(
        case_key=case.id,
        revision=revision.number,
        identity=identity(case, on),
        sitting=_sitting(edition),
        state=edition.state,
        question=question(case, on),
        fitness=fitness(case),
        timeline=timeline(case, on, release=edition.release, until=edition.day_words(on)),
        pathology=pathology(case),
        imaging=imaging(case),
        advice=advice(
            case,
            answer.document if answer is not None else None,
            release=edition.release,
            on=edition.day_words(on),
        ),
        outcome=block(recorded),
        provenance=_provenance(revision, answer, edition=edition),
    )
    hashed = fingerprint(report)
    code = page_code(case.id, revision.number, fingerprint=hashed)
    return replace(report, fingerprint=hashed, outcome=replace(report.outcome, code=code))


def _sitting(edition: Edition) -> Sitting:
    """The meeting as the banner names it; a demo registry says so there too."""
    if not edition.is_demo:
        return edition.sitting
    text = _("DEMO, {meeting}").format(meeting=edition.sitting.text)
    return replace(edition.sitting, text=text)


def _check(revision: Revision, answer: Answer | None, *, recorded: Recorded | None) -> None:
    """Refuse to mix cases or revisions on a page; the texts name no person."""
    if revision.case.id != revision.case_id:
        raise ReportMismatch(_("The stored revision does not belong to the case. No page made."))
    if answer is not None:
        if (answer.case_id, answer.case_revision) != (revision.case_id, revision.number):
            raise ReportMismatch(
                _(
                    "The assessment is of another case or revision than the page. "
                    "Run the algorithm again, then export."
                )
            )
        named = answer.document["algorithm"]
        found = (named["id"], named["version"], named["sha256"])
        if found != (answer.release_id, answer.release_version, answer.release_sha256):
            raise ReportMismatch(
                _("The assessment names another rule release than the one it is stored under.")
            )
    page = (revision.case_id, revision.number)
    if recorded is None:
        return
    if (recorded.outcome.case_id, recorded.outcome.revision) != page:
        raise ReportMismatch(_("The outcome is of another case or revision than the page."))


def _provenance(revision: Revision, answer: Answer | None, *, edition: Edition) -> Provenance:
    states = {
        StateKind.DRAFT: _("draft"),
        StateKind.FINAL: _("final"),
        StateKind.ADDENDUM: _("addendum"),
        StateKind.SUPERSEDED: _("superseded"),
    }
    synthetic = ""
    if revision.case.patient.is_synthetic:
        synthetic = _("SYNTHETIC PERSON, demo") if edition.is_demo else _("SYNTHETIC PERSON")
    release = _("Rules: not run")
    if answer is not None:
        release = _("Rules {id} {version}, {hash}").format(
            id=answer.release_id, version=answer.release_version, hash=answer.release_sha256[:8]
        )
    version = _("Revision {number}, {state}").format(
        number=revision.number, state=states[edition.state.kind]
    )
    return Provenance(
        as_of=revision.at,
        author=revision.by,
        version=version,
        release=release,
        program=f"nenboard {nenboard.__version__}",
        statement=statement(),
        synthetic=synthetic,
        audit_head=edition.audit_head,
    )


def statement() -> str:
    """The sentence that stands on every page."""
    return _(
        "Shows what a published algorithm (review of 2021) lists for the facts entered, for the "
        "board to weigh; doses are not computed."
    )


def fingerprint(report: CaseReport | Document | MeetingPack) -> str:
    """Content hash of what a document says, 64 hex digits: equal content, equal print."""
    plain = dataclasses.asdict(replace(report, fingerprint=""))
    text = json.dumps(plain, sort_keys=True, default=_json_form, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _json_form(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
