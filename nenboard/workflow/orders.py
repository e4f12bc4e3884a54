"""Every document that can be ordered: how each kind is made, and the name of its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nenboard.registry.folder import Registry
from nenboard.reports.values import StateKind
from nenboard.workflow import clock, meeting_papers, papers
from nenboard.workflow.papers import DEFAULT_PAPER
from nenboard.workflow.progress import Progress


class About(StrEnum):
    """What the key of an order names: the subject of its entry in the audit trail."""

    CASE = "case"
    MEETING = "meeting"
    MONTH = "registry"


@dataclass(frozen=True, slots=True)
class Order:
    """A document that is wanted, of the case, meeting or month (2026-11) that `key` names.

    `meeting_id` says of which meeting a letter tells, the newest if it is None; `released_by` which
    clinician has read and releases a letter to the patient.
    """

    kind: str
    key: str
    paper: str = DEFAULT_PAPER
    meeting_id: str | None = None
    released_by: str = ""

    @property
    def about(self) -> About:
        """What the document is about."""
        if self.kind in CASE_KINDS:
            return About.CASE
        return About.MONTH if self.kind == "figures" else About.MEETING


Maker = Callable[[Registry, Order], bytes]

CASE_KINDS: Final = ("case", "detail", *meeting_papers.LETTERS)
"""Kinds of documents about one case."""
MEETING_KINDS: Final = ("agenda", "pack", *meeting_papers.LISTS)
"""Kinds of documents about one meeting."""


def _case(registry: Registry, order: Order) -> bytes:
    return papers.case_pdf(registry, order.key, paper=order.paper)


def _detail(registry: Registry, order: Order) -> bytes:
    return meeting_papers.detail_pdf(registry, order.key, paper=order.paper)


def _letter(registry: Registry, order: Order) -> bytes:
    stored = meeting_papers.discussion(registry, order.key, meeting_id=order.meeting_id)
    return meeting_papers.letter_pdf(
        registry, order.kind, stored=stored, paper=order.paper, released_by=order.released_by
    )


def _agenda(registry: Registry, order: Order) -> bytes:
    return papers.agenda_pdf(registry, order.key, paper=order.paper)


def _list(registry: Registry, order: Order) -> bytes:
    return meeting_papers.list_pdf(registry, order.kind, meeting_id=order.key, paper=order.paper)


def _figures(registry: Registry, order: Order) -> bytes:
    first, last = meeting_papers.month(order.key)
    return meeting_papers.figures_pdf(registry, first, last=last, paper=order.paper)


MAKERS: Final[Mapping[str, Maker]] = {
    "case": _case,
    "detail": _detail,
    **dict.fromkeys(meeting_papers.LETTERS, _letter),
    "agenda": _agenda,
    **dict.fromkeys(meeting_papers.LISTS, _list),
    "figures": _figures,
}
"""How each kind but the pack is made; the pack takes long and tells how far it is."""


def pdf(registry: Registry, order: Order, *, progress: Progress | None = None) -> bytes:
    """The document as bytes, read back and compared.

    Raises UnknownCase, UnknownMeeting, UnusableMonth, NoOutcome for a letter too early,
    NothingToExport for an empty agenda, Cancelled, ReportError.
    """
    if order.kind == "pack":
        return papers.pack_pdf(registry, order.key, paper=order.paper, progress=progress)
    return MAKERS[order.kind](registry, order)


def file_name(registry: Registry, order: Order) -> str:
    """A name without patient text, with the state that the document has.

    NEN-00042_r3_draft.pdf, NEN-00042_detail_r3_final.pdf, NET-MDT_2026-11-26_pack_v2_draft.pdf.
    Raises what ``pdf`` raises.
    """
    if order.about is About.MONTH:
        return f"NET-MDT_{order.key}_figures_{_month_state(order.key)}.pdf"
    if order.about is About.MEETING:
        stored = registry.meetings.get(order.key)
        state = StateKind.DRAFT if stored.meeting.edition is None else StateKind.FINAL
        return f"NET-MDT_{stored.meeting.date}_{order.kind}_v{stored.revision}_{state}.pdf"
    kind = "" if order.kind == "case" else f"{order.kind}_"
    revision, state = _case_state(registry, order)
    return f"{order.key}_{kind}r{revision}_{state}.pdf"


def _month_state(month: str) -> StateKind:
    _first, last = meeting_papers.month(month)
    return StateKind.FINAL if last < clock.today() else StateKind.DRAFT


def _case_state(registry: Registry, order: Order) -> tuple[int, StateKind]:
    """Revision and state of a document about a case."""
    if order.kind not in meeting_papers.LETTERS:
        report = papers.case_report(registry, order.key)
        return report.revision, report.state.kind
    stored = meeting_papers.discussion(registry, order.key, meeting_id=order.meeting_id)
    state = papers.recorded(registry, stored).state.kind
    is_released = order.kind != "patient-letter" or bool(order.released_by.strip())
    return stored.outcome.revision, state if is_released else StateKind.DRAFT


def month_of(registry: Registry, meeting_id: str) -> str:
    """The month of a meeting, as the figures name it: 2026-11. Raises UnknownMeeting."""
    return f"{registry.meetings.get(meeting_id).meeting.date.earliest:%Y-%m}"
