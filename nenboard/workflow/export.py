"""Export to files: a case as JSON or PDF, letters, the pack and lists of a meeting as PDF.

A file is written whole or not at all, and the audit entry is kept only if it was written.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from nenboard.host.files import write_atomically
from nenboard.registry.audit import Action, Event
from nenboard.registry.folder import Registry
from nenboard.workflow import clock, documents, meeting_papers, orders, roles
from nenboard.workflow.errors import ReasonNeeded
from nenboard.workflow.orders import Order
from nenboard.workflow.progress import Progress
from nenboard.workflow.pseudonyms import pseudonymised

_PDF: Final = ".pdf"


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
        export_paper(registry, Order("case", case_id), target=target)
        return
    data = case_document(registry, case_id, reason=reason, is_identifiable=is_identifiable)
    content = {"form": documents.FORMAT, "identifiable": is_identifiable, "reason": reason}
    _write(registry, target, data=data, event=_event("case", case_id, content=content))


def export_paper(
    registry: Registry,
    order: Order,
    *,
    target: Path,
    progress: Progress | None = None,
    with_text: bool = False,
) -> None:
    """Write a document as PDF. A letter to the patient is final once a board lead releases it.

    With `with_text` its text twin is written beside it afterwards.
    Raises NotAllowed, and what ``orders.pdf`` raises.
    """
    roles.require(registry, roles.LEADS if order.released_by else roles.EDITORS)
    told = orders.said(registry, order)
    data = orders.rendered(told, order.paper, progress=progress)
    content: dict[str, object] = {"form": order.kind}
    if order.kind in meeting_papers.LETTERS:
        stored = meeting_papers.discussion(registry, order.key, meeting_id=order.meeting_id)
        content |= {"meeting": stored.meeting_id, "version": stored.version}
        content["released_by"] = order.released_by or None
    if order.seed:
        content["codes"] = orders.codes(registry, order)
    if with_text:
        content["text"] = True
    event = _event(order.about, order.key, content=content)
    _write(registry, target, data=data, event=event)
    if with_text:
        write_atomically(text_path(target), orders.text(told).encode())


def text_path(target: Path) -> Path:
    """Where the text twin of a PDF stands."""
    return target.with_suffix(".txt")


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


def _event(subject: str, subject_id: str, *, content: Mapping[str, object]) -> Event:
    return Event(Action.EXPORTED, subject, subject_id, content=content)


def _write(registry: Registry, target: Path, *, data: bytes, event: Event) -> None:
    with registry.transaction():
        registry.audit.note(event, by=registry.user, at=clock.now())
        write_atomically(target, data)
