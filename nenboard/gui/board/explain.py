"""The bar below the agenda: why the selected case is ready or not, and who can answer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from nenboard.gui.board import words
from nenboard.gui.board.lines import BREAK, Line
from nenboard.gui.widgets.messages import InlineMessage, Kind
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.board import AgendaItem
    from nenboard.domain.readiness import OpenItem, Readiness
    from nenboard.gui.board.snapshot import Snapshot

_MOST: Final = 3
_KINDS: Final[dict[str, Kind]] = {
    "ready": "done",
    "check": "query",
    "blocked": "problem",
    "overridden": "info",
}


class ExplainBar(InlineMessage):
    """Says which rule, which value and who can answer; offers to chase and to override."""

    chase_asked = Signal()
    override_asked = Signal()

    def __init__(self) -> None:
        super().__init__("", name="board_explain")

    def show_line(self, shown: "Snapshot", line: Line | None, *, name: str, may_act: bool) -> None:
        """Explain another row; `name` is how the patient is called here."""
        ready = shown.board.readiness.get(line.case_id) if shown.board and line else None
        if line is None or line.kind == BREAK or ready is None:
            self.clear()
            return
        status = ready.status.value
        if line.status in {"signed", "unsigned"}:
            self.show_text(
                _outcome(line, name), kind="done" if line.status == "signed" else "query"
            )
            return
        actions: list[tuple[str, Callable[[], None]]] = []
        if may_act and ready.open_items:
            actions.append((_chase_words(ready.open_items), self.chase_asked.emit))
        if may_act and status == "blocked":
            actions.append((_("Override as clinician…"), self.override_asked.emit))
        item = shown.item(line.case_id)
        text = " ".join((*_said(shown, ready, name=name), *_marks(item)))
        self.show_text(text, kind=_KINDS[status], actions=actions)


def _outcome(line: Line, name: str) -> str:
    if line.status == "signed":
        return _("{name}: {result}. The outcome is signed.").format(
            name=name, result=line.status_words
        )
    return _("{name}: {result}. Open the case to record and sign the outcome.").format(
        name=name, result=line.status_words
    )


def _chase_words(found: "Sequence[OpenItem]") -> str:
    if len(found) == 1:
        return _("Chase")
    return _("Chase both") if len(found) == 2 else _("Chase all {count}").format(count=len(found))


def _said(shown: "Snapshot", ready: "Readiness", *, name: str) -> list[str]:
    heads = {
        "ready": _("{name} is ready."),
        "check": _("{name} may be discussed; some items should be looked at."),
        "blocked": _("{name} is blocked."),
        "overridden": _("{name} is listed by a clinician although it is blocked."),
    }
    said = [heads[ready.status.value].format(name=name)]
    if ready.override is not None:
        text = _("{who}: {reason}")
        said.append(_sentence(text.format(who=ready.override.by, reason=ready.override.reason)))
    found = sorted(ready.open_items, key=lambda one: not one.blocks)
    if not found:
        said.append(_("All {count} items are answered.").format(count=ready.asked))
        return said
    shown_items = found[:_MOST]
    listed = "; ".join(words.open_sentence(one, shown.judged_on) for one in shown_items)
    said.append(_sentence(listed))
    if len(found) > _MOST:
        said.append(_("And {count} more.").format(count=len(found) - _MOST))
    said.append(_("Who can answer: {who}.").format(who=_who(shown_items)))
    return said


def _who(found: "Sequence[OpenItem]") -> str:
    people = (_("{who} ({where})").format(who=one.item.who, where=one.item.where) for one in found)
    return "; ".join(dict.fromkeys(people))


def _marks(item: "AgendaItem | None") -> list[str]:
    """Late additions and cases that are not ready, with whose word it is."""
    found = []
    if item is not None and item.late is not None:
        text = _("Added late for {who}: {reason}")
        found.append(_sentence(text.format(who=item.late.by, reason=item.late.reason)))
    if item is not None and item.not_ready is not None:
        found.append(_sentence(_("Not ready: {cause}").format(cause=item.not_ready.cause)))
    return found


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
