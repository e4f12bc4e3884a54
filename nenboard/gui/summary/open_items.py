"""What is still open: facts that could change the answer by rank, then fields with a remark."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.domain.readiness import Status
from nenboard.gui import theme
from nenboard.gui.assessment.cards import path_of_fact
from nenboard.gui.case_edit import field_values, fields
from nenboard.gui.history.words import marked_name, short_question
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.chips import Chip, ChipLook, missing_look
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.domain.issues import Issue
    from nenboard.domain.readiness import Readiness
    from nenboard.gui.assessment.view import AssessmentView
    from nenboard.gui.case_edit.needed import Needed
    from nenboard.gui.case_edit.session import EditSession
    from nenboard.workflow.history import MarkedStep

_AT_FIRST: Final = 4


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A line of the list: its chip, its name, what it would change or why, its field."""

    chip: ChipLook
    name: str
    why: str
    path: str


def open_items(session: "EditSession", view: "AssessmentView | None") -> tuple[OpenItem, ...]:
    """What is open, most urgent first.

    What keeps the case from the list, missing facts by what they decide, what the checks say, and
    what is wanted before the discussion. A fact that the meeting needs as well stands there alone.
    """
    changes = {missing.fact: missing.changes for missing in view.missing} if view else {}
    asked = {fact for one in session.needed for fact in one.facts}
    blocking = (_needed(one, changes) for one in session.needed if one.blocks)
    wanted = (_needed(one, changes) for one in session.needed if not one.blocks)
    facts = (item for fact, item in _facts(session.case, view) if fact not in asked)
    return (*blocking, *facts, *_issues(session.issues), *wanted)


def mark_items(waiting: "tuple[MarkedStep, ...]") -> tuple[OpenItem, ...]:
    """Changes of class, grade or stage of which nobody has said what they were."""
    look = ChipLook(_("Not said"), icon="blank", outline="dashed")
    return tuple(
        OpenItem(look, marked_name(step.change.what), short_question(step), "samples")
        for step in waiting
    )


def _needed(one: "Needed", changes: Mapping[str, str]) -> OpenItem:
    words = _("For the list") if one.blocks else _("For the board")
    look = ChipLook(words, icon="blank", outline="dashed")
    decides = next((changes[fact] for fact in one.facts if fact in changes), "")
    return OpenItem(look, one.label, f"{one.message} {decides}".strip(), one.path)


def _facts(case: "Case", view: "AssessmentView | None") -> Iterator[tuple[str, OpenItem]]:
    for missing in view.missing if view is not None else ():
        path = path_of_fact(missing.fact)
        kind = field_values.missing_at(case, path) if path else None
        look = missing_look(kind.value if kind is not None else "")
        yield missing.fact, OpenItem(look, missing.label, missing.changes, path)


def _issues(issues: "tuple[Issue, ...]") -> Iterator[OpenItem]:
    looks = {
        "invalid": ChipLook(_("Invalid"), icon="error", tone="danger"),
        "missing": ChipLook(_("Missing"), icon="blank", outline="dashed"),
        "rare": ChipLook(_("Rare"), icon="rare", tone="warning"),
        "query": ChipLook(_("Query"), icon="warning", tone="warning"),
    }
    for issue in issues:
        look = looks.get(str(issue.severity))
        if look is not None:
            field = fields.field_at(issue.path)
            yield OpenItem(look, _(field.label) if field else "", issue.message, issue.path)


_STATES: Final[dict[Status, Callable[[], str]]] = {
    Status.READY: lambda: _("ready for the list"),
    Status.CHECK: lambda: _("may be listed, look at what is open"),
    Status.BLOCKED: lambda: _("cannot be listed yet"),
    Status.OVERRIDDEN: lambda: _("listed on a clinician's word"),
}


class OpenCard(Card):
    """The ranked list; `asked` names the field somebody wants to go to."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Still open"), name="card_open")
        self._all = KeyButton("", name="show_all_open")
        self._all.setProperty("small", True)
        self._all.clicked.connect(self._show_all)
        self._all.hide()
        self.add_beside_title(self._all)
        self.items: tuple[OpenItem, ...] = ()
        self._rows: list[QWidget] = []
        self._shows_all = False
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.active().px(4))
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def show_items(self, items: tuple[OpenItem, ...], found: "Readiness | None" = None) -> None:
        """Show another list, and whether the case may be listed."""
        words = counted("{count} item", "{count} items", count=len(items))
        counts = words.format(count=len(items)) if items else ""
        state = _STATES[found.status]() if found is not None else ""
        self.set_note(_(", ").join(filter(None, (state, counts))))
        if items == self.items and self._rows:
            return
        self.items = items
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(item) for item in items]
        if not items:
            self._rows = [paragraph(_("Nothing is open."), "muted")]
        for row in self._rows:
            self._list.addWidget(row)
        self._fold()

    def _fold(self) -> None:
        for rank, row in enumerate(self._rows):
            row.setVisible(self._shows_all or rank < _AT_FIRST)
        words = _("Show all {count}").format(count=len(self.items))
        self._all.setText(words)
        self._all.setAccessibleName(words)
        self._all.setVisible(len(self.items) > _AT_FIRST and not self._shows_all)

    def _show_all(self) -> None:
        self._shows_all = True
        self._fold()
        if self._rows:
            buttons = self._rows[min(_AT_FIRST, len(self._rows) - 1)].findChildren(KeyButton)
            if buttons:
                buttons[0].setFocus()

    def _row(self, item: OpenItem) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.active().px(8))
        row.addWidget(Chip(item.chip), 0, Qt.AlignmentFlag.AlignTop)
        words = f"{item.name}. {item.why}" if item.name else item.why
        row.addWidget(paragraph(words), 1)
        if item.path:
            button = KeyButton(_("Enter it"), kind="quiet", name=f"open_{item.path}")
            button.setProperty("small", True)
            name = item.name or item.why
            button.setAccessibleName(_("Enter {field}").format(field=name))
            button.clicked.connect(lambda _on=False: self.asked.emit(item.path))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made
