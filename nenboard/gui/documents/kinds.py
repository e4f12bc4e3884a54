"""The documents of a case that can be shown and exported: how each is made and written."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry import Registry

SUMMARY = "summary"
DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its key, its words, and the rest of its file name."""

    key: str
    words: str
    file_word: str


def kinds() -> tuple[Kind, ...]:
    """Every kind that a case has, the page of the meeting first."""
    found = (
        (DETAIL, _("Case detail")),
        ("outcome-letter", _("Outcome letter")),
        ("family-doctor-letter", _("Letter to the family doctor")),
        ("patient-letter", _("Letter to the patient")),
    )
    others = tuple(Kind(key, words, key + "_r{number}") for key, words in found)
    return (Kind(SUMMARY, _("One-page summary"), "r{number}_draft"), *others)


def make(registry: "Registry", case_id: str, *, kind: str, paper: str, is_demo: bool) -> bytes:
    """The document as bytes, on the database thread. Raises NoOutcome for a letter too early."""
    from nenboard.workflow import meeting_papers, papers

    if kind == SUMMARY:
        return papers.case_pdf(registry, case_id, paper=paper, is_demo=is_demo)
    if kind == DETAIL:
        return meeting_papers.detail_pdf(registry, case_id, paper=paper)
    stored = meeting_papers.discussion(registry, case_id)
    return meeting_papers.letter_pdf(registry, kind, stored=stored, paper=paper)


def write(registry: "Registry", case_id: str, *, kind: str, target: Path, paper: str) -> None:
    """Write the document and note it, on the database thread."""
    from nenboard.workflow import export

    if kind == SUMMARY:
        export.export_case_pdf(registry, case_id, target=target, paper=paper)
    elif kind == DETAIL:
        export.export_detail(registry, case_id, target=target, paper=paper)
    else:
        about = export.Discussion(case_id)
        export.export_letter(registry, kind, target=target, about=about, paper=paper)
