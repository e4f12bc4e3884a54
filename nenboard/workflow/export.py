"""Export to files: a case as JSON or PDF, letters, the pack and lists of a meeting as PDF.

A file is written whole or not at all, and the audit entry is kept only if it was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nenboard.host.files import write_atomically
from nenboard.registry.audit import Action, Event
from nenboard.registry.folder import Registry
from nenboard.registry.meetings import StoredMeeting
from nenboard.workflow import clock, documents, meeting_papers, papers, roles
from nenboard.workflow.errors import ReasonNeeded
from nenboard.workflow.papers import DEFAULT_PAPER
from nenboard.workflow.progress import Progress
from nenboard.workflow.pseudonyms import pseudonymised

_PDF: Final = ".pdf"


@dataclass(frozen=True, slots=True)
class Discussion:
    """What a letter is about: a case, at a meeting or else the newest; who releases it."""

    case_id: str
    meeting_id: str | None = None
    released_by: str = ""


def export_case(
    registry: Registry,
    case_id: str,
    *,
    target: Path,
    reason: str | None = None,
    is_identifiable: bool = False,
) -> None:
    """Write a case: its page if the name of the target ends in .pdf, else a case document.

    The document is pseudonymised unless ``is_identifiable``, which needs a board lead or
    administrator and a reason. Raises NotAllowed, ReasonNeeded, UnknownCase, HostError.
    """
    if target.suffix.lower() == _PDF:
        export_case_pdf(registry, case_id, target=target)
        return
    data = case_document(registry, case_id, reason=reason, is_identifiable=is_identifiable)
    content = {"form": documents.FORMAT, "identifiable": is_identifiable, "reason": reason}
    _write(registry, target, data=data, event=_event("case", case_id, content=content))


def export_case_pdf(
    registry: Registry, case_id: str, *, target: Path, paper: str = DEFAULT_PAPER
) -> None:
    """Write the one-page summary of a case. Raises NotAllowed, UnknownCase, ReportError."""
    roles.require(registry, roles.EDITORS)
    data = papers.case_pdf(registry, case_id, paper=paper)
    event = _event("case", case_id, content={"form": "case summary"})
    _write(registry, target, data=data, event=event)


def export_pack(
    registry: Registry,
    meeting_id: str,
    *,
    target: Path,
    paper: str = DEFAULT_PAPER,
    progress: Progress | None = None,
) -> None:
    """Write the pack of a meeting. Raises UnknownMeeting, NothingToExport, Cancelled."""
    roles.require(registry, roles.EDITORS)
    data = papers.pack_pdf(registry, meeting_id, paper=paper, progress=progress)
    event = _event("meeting", meeting_id, content={"form": "meeting pack"})
    _write(registry, target, data=data, event=event)


def export_agenda(
    registry: Registry, meeting_id: str, *, target: Path, paper: str = DEFAULT_PAPER
) -> None:
    """Write the agenda of a meeting. Raises UnknownMeeting, NothingToExport."""
    roles.require(registry, roles.EDITORS)
    data = papers.agenda_pdf(registry, meeting_id, paper=paper)
    event = _event("meeting", meeting_id, content={"form": "agenda"})
    _write(registry, target, data=data, event=event)


def export_detail(
    registry: Registry, case_id: str, *, target: Path, paper: str = DEFAULT_PAPER
) -> None:
    """Write the detail of a case. Raises NotAllowed, UnknownCase, ReportError."""
    roles.require(registry, roles.EDITORS)
    data = meeting_papers.detail_pdf(registry, case_id, paper=paper)
    _write(registry, target, data=data, event=_event("case", case_id, content={"form": "detail"}))


def export_letter(
    registry: Registry, kind: str, *, target: Path, about: Discussion, paper: str = DEFAULT_PAPER
) -> None:
    """Write a letter about an outcome; one to the patient is final once a clinician released it.

    Raises NotAllowed (only a board lead releases), NoOutcome, ReportError.
    """
    roles.require(registry, roles.LEADS if about.released_by else roles.EDITORS)
    stored = meeting_papers.discussion(registry, about.case_id, meeting_id=about.meeting_id)
    data = meeting_papers.letter_pdf(
        registry, kind, stored=stored, paper=paper, released_by=about.released_by
    )
    content = {
        "form": kind,
        "meeting": stored.meeting_id,
        "version": stored.version,
        "released_by": about.released_by or None,
    }
    _write(registry, target, data=data, event=_event("case", about.case_id, content=content))


def export_list(
    registry: Registry, kind: str, *, meeting_id: str, target: Path, paper: str = DEFAULT_PAPER
) -> None:
    """Write a list of a meeting. Raises NotAllowed, UnknownMeeting, NothingToExport."""
    roles.require(registry, roles.EDITORS)
    data = meeting_papers.list_pdf(registry, kind, meeting_id=meeting_id, paper=paper)
    _write(registry, target, data=data, event=_event("meeting", meeting_id, content={"form": kind}))


def export_figures(
    registry: Registry, month: str, *, target: Path, paper: str = DEFAULT_PAPER
) -> None:
    """Write the figures of a month, written 2026-11. Raises UnusableMonth, NotAllowed."""
    roles.require(registry, roles.EDITORS)
    first, last = meeting_papers.month(month)
    data = meeting_papers.figures_pdf(registry, first, last=last, paper=paper)
    _write(
        registry, target, data=data, event=_event("registry", month, content={"form": "figures"})
    )


def case_document(
    registry: Registry, case_id: str, *, reason: str | None = None, is_identifiable: bool = False
) -> bytes:
    """The case document as bytes; see ``export_case`` for who may have which."""
    stored = registry.cases.get(case_id)
    case = stored.case
    if is_identifiable:
        roles.require(registry, roles.LEADS)
        if not (reason or "").strip():
            raise ReasonNeeded
    else:
        case = pseudonymised(case, on=clock.today())
    return documents.written(
        documents.CaseDocument(
            case, registry=registry.registry_id, is_pseudonymised=not is_identifiable
        )
    )


def case_file_name(registry: Registry, case_id: str) -> str:
    """A name for the page of a case, without patient text: NEN-00042_r3_draft.pdf."""
    return f"{case_id}_r{registry.cases.get(case_id).revision}_draft.pdf"


def meeting_file_name(stored: StoredMeeting, kind: str) -> str:
    """A name for a document of a meeting: NET-MDT_2026-11-26_pack_v2_draft.pdf."""
    return f"NET-MDT_{stored.meeting.date}_{kind}_v{stored.revision}_draft.pdf"


def _event(subject: str, subject_id: str, *, content: Mapping[str, object]) -> Event:
    return Event(Action.EXPORTED, subject, subject_id, content=content)


def _write(registry: Registry, target: Path, *, data: bytes, event: Event) -> None:
    with registry.transaction():
        registry.audit.note(event, by=registry.user, at=clock.now())
        write_atomically(target, data)
