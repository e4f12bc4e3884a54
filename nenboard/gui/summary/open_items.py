"""What is still open: facts that could change the answer by rank, then fields with a remark."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.cards import path_of_fact
from nenboard.gui.case_edit import field_values, fields
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.chips import Chip, ChipLook, missing_look
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.domain.issues import Issue
    from nenboard.gui.assessment.view import AssessmentView

_AT_FIRST: Final = 4


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A line of the list: its chip, its name, what it would change or why, its field."""

    chip: ChipLook
    name: str
    why: str
    path: str


def open_items(
    case: "Case", view: "AssessmentView | None", issues: "tuple[Issue, ...]"
) -> tuple[OpenItem, ...]:
    """Missing facts first, most decisive first, then what the checks say, gravest first."""
    facts = _facts(case, view) if view is not None else iter(())
    return (*facts, *_issues(issues))


def _facts(case: "Case", view: "AssessmentView") -> Iterator[OpenItem]:
    for missing in view.missing:
        path = path_of_fact(missing.fact)
        kind = field_values.missing_at(case, path) if path else None
        look = missing_look(kind.value if kind is not None else "")
        yield OpenItem(look, missing.label, missing.changes, path)


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

    def show_items(self, items: tuple[OpenItem, ...]) -> None:
        """Show another list."""
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
        words = counted("{count} item", "{count} items", count=len(items))
        self.set_note(words.format(count=len(items)) if items else "")
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
