"""Every document that can be ordered: how each kind is made, and the name of its file."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from nenboard.domain.case import Case
from nenboard.host.language import _
from nenboard.registry.folder import Registry
from nenboard.reports.values import CaseReport, StateKind
from nenboard.workflow import anonymous, clock, meeting_papers, papers
from nenboard.workflow.errors import NotAnonymous
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


Maker = Callable[[Registry, Order], bytes]

CASE_KINDS: Final = ("case", "detail", *meeting_papers.LETTERS)
"""Kinds of documents about one case."""
MEETING_KINDS: Final = ("agenda", "pack", *meeting_papers.LISTS)
"""Kinds of documents about one meeting."""
ANONYMOUS_KINDS: Final = ("case", "detail", "pack")
"""Kinds that can be anonymised."""


def _case(registry: Registry, order: Order) -> bytes:
    if not order.seed:
        return papers.case_pdf(registry, order.key, paper=order.paper)
    from nenboard.reports.pdf import render_case

    return render_case(_anonymised(registry, order)[0], paper=order.paper)


def _detail(registry: Registry, order: Order) -> bytes:
    if not order.seed:
        return meeting_papers.detail_pdf(registry, order.key, paper=order.paper)
    from nenboard.reports.content_detail import case_detail
    from nenboard.reports.pdf import render_document

    return render_document(case_detail(*_anonymised(registry, order)), paper=order.paper)


def _anonymised(registry: Registry, order: Order) -> tuple[CaseReport, Case]:
    stored = papers.stored_case(registry, order.key)
    return anonymous.anonymised(stored, order.seed, by=registry.user)


def _letter(registry: Registry, order: Order) -> bytes:
    stored = meeting_papers.discussion(registry, order.key, meeting_id=order.meeting_id)
    return meeting_papers.letter_pdf(
        registry, order.kind, stored=stored, paper=order.paper, released_by=order.released_by
    )


def _pack(registry: Registry, order: Order, *, progress: Progress | None) -> bytes:
    if not order.seed:
        return papers.pack_pdf(registry, order.key, paper=order.paper, progress=progress)
    pack = anonymous.anonymous_pack(registry, order.key, seed=order.seed)
    return papers.rendered(pack, order.paper, progress=progress)


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


def pdf(registry: Registry, order: Order, *, progress: Progress | None = None) -> bytes:
    """The document as bytes, read back and compared.

    Raises UnknownCase, UnknownMeeting, UnusableMonth, NoOutcome or NotDiscussed for a letter too
    early, NothingToExport for an empty agenda, Cancelled, ReportError.
    """
    if order.kind == "pack":
        return _pack(registry, order, progress=progress)
    return MAKERS[order.kind](registry, order)


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
