"""Every document that can be ordered: how each kind is made, and the name of its file."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from nenboard.domain.case import Case
from nenboard.host.language import _
from nenboard.registry.folder import Registry
from nenboard.reports.document_values import Document
from nenboard.reports.pack_values import MeetingPack
from nenboard.reports.values import CaseReport, StateKind
from nenboard.workflow import anonymous, clock, meeting_papers, papers
from nenboard.workflow.errors import Cancelled, NotAnonymous
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
    clinician has read and releases a letter to the patient. A `seed` makes the document anonymised:
    the codes of its people are drawn from it.
    """

    kind: str
    key: str
    paper: str = DEFAULT_PAPER
    meeting_id: str | None = None
    released_by: str = ""
    seed: str = ""

    @property
    def about(self) -> About:
        """What the document is about."""
        if self.kind in CASE_KINDS:
            return About.CASE
        return About.MONTH if self.kind == "figures" else About.MEETING


Said = CaseReport | Document | MeetingPack
"""What a document says, before it is drawn."""

CASE_KINDS: Final = ("case", "detail", *meeting_papers.LETTERS)
"""Kinds of documents about one case."""
MEETING_KINDS: Final = ("agenda", "pack", *meeting_papers.LISTS)
"""Kinds of documents about one meeting."""
ANONYMOUS_KINDS: Final = ("case", "detail", "pack")
"""Kinds that can be anonymised."""


def _case(registry: Registry, order: Order) -> Said:
    if order.seed:
        return _anonymised(registry, order)[0]
    return papers.case_report(registry, order.key)


def _detail(registry: Registry, order: Order) -> Said:
    if not order.seed:
        return meeting_papers.detail(registry, order.key)
    from nenboard.reports.content_detail import case_detail

    return case_detail(*_anonymised(registry, order))


def _anonymised(registry: Registry, order: Order) -> tuple[CaseReport, Case]:
    stored = papers.stored_case(registry, order.key)
    return anonymous.anonymised(stored, order.seed, by=registry.user)


def _letter(registry: Registry, order: Order) -> Said:
    stored = meeting_papers.discussion(registry, order.key, meeting_id=order.meeting_id)
    return meeting_papers.letter(registry, order.kind, stored=stored, released_by=order.released_by)


def _pack(registry: Registry, order: Order) -> Said:
    if order.seed:
        return anonymous.anonymous_pack(registry, order.key, seed=order.seed)
    return papers.said_pack(registry, order.key)


def _agenda(registry: Registry, order: Order) -> Said:
    return papers.said_agenda(registry, order.key)


def _list(registry: Registry, order: Order) -> Said:
    return meeting_papers.meeting_list(registry, order.kind, meeting_id=order.key)


def _figures(registry: Registry, order: Order) -> Said:
    first, last = meeting_papers.month(order.key)
    return meeting_papers.figures(registry, first, last=last)


MAKERS: Final[Mapping[str, Callable[[Registry, Order], Said]]] = {
    "case": _case,
    "detail": _detail,
    **dict.fromkeys(meeting_papers.LETTERS, _letter),
    "pack": _pack,
    "agenda": _agenda,
    **dict.fromkeys(meeting_papers.LISTS, _list),
    "figures": _figures,
}
"""What each kind says; whatever shows, prints or exports a document looks it up here."""


def anonymous_order(order: Order) -> Order:
    """The same document anonymised, under new codes. Raises NotAnonymous for another kind."""
    if order.kind not in ANONYMOUS_KINDS:
        raise NotAnonymous
    return replace(order, seed=secrets.token_hex(16))


def codes(registry: Registry, order: Order) -> dict[str, str]:
    """The code of each case in an anonymised document, as the audit trail keeps it."""
    if order.about is About.CASE:
        return {order.key: anonymous.code_of(order.key, order.seed)}
    agenda = registry.meetings.get(order.key).meeting.agenda
    return {item.case_id: anonymous.code_of(item.case_id, order.seed) for item in agenda}


def to_be_read(registry: Registry, order: Order) -> str:
    """What somebody has to read in an anonymised document before it is passed on; else nothing."""
    if not order.seed:
        return ""
    left: set[str] = set()
    for case_id in codes(registry, order):
        left.update(anonymous.words_left(registry.cases.get(case_id).case, on=clock.today()))
    text = _(
        "Read every page before you pass it on. Prose, names, numbers and dates are left out; "
        "these typed words stay: {words}."
    )
    return text.format(words="; ".join(sorted(left)) or _("none"))


def said(registry: Registry, order: Order) -> Said:
    """What the document says.

    Raises UnknownCase, UnknownMeeting, UnusableMonth, NoOutcome or NotDiscussed for a letter too
    early, NothingToExport for an empty agenda.
    """
    return MAKERS[order.kind](registry, order)


def pdf(registry: Registry, order: Order, *, progress: Progress | None = None) -> bytes:
    """The document as bytes, read back and compared.

    Raises what ``said`` raises, Cancelled, ReportError.
    """
    return rendered(said(registry, order), order.paper, progress=progress)


def rendered(told: Said, paper: str, *, progress: Progress | None = None) -> bytes:
    """What a document says as PDF, read back and compared. Raises Cancelled, ReportError."""
    from nenboard.reports import errors, pdf

    if isinstance(told, CaseReport):
        return pdf.render_case(told, paper=paper)
    if isinstance(told, Document):
        return pdf.render_document(told, paper=paper)
    is_stopped = False

    def step(done: int, total: int) -> None:
        nonlocal is_stopped
        is_stopped = progress is not None and progress(done, total) is False

    try:
        return pdf.render_pack(told, paper=paper, progress=step, is_cancelled=lambda: is_stopped)
    except errors.Cancelled:
        raise Cancelled from None


def text(told: Said) -> str:
    """What a document says as plain text: headings and tables, nothing left out."""
    from nenboard.reports import twin

    if isinstance(told, CaseReport):
        return twin.render_text(told)
    return twin.document_text(told) if isinstance(told, Document) else twin.pack_text(told)


def file_name(registry: Registry, order: Order) -> str:
    """A name without patient text, with the state that the document has.

    NEN-00042_r3_draft.pdf, NEN-00042_detail_r3_final.pdf, NET-MDT_2026-11-26_pack_v2_draft.pdf; a
    random one for an anonymised document, anonymised_7K3PQX9M.pdf. Raises what ``pdf`` raises.
    """
    if order.seed:
        return f"anonymised_{anonymous.code_of('', order.seed, length=8)}.pdf"
    if order.about is About.MONTH:
        return f"NET-MDT_{order.key}_figures_{_month_state(order.key)}.pdf"
    if order.about is About.MEETING:
        stored = registry.meetings.get(order.key)
        state = papers.meeting_state(stored).kind
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
