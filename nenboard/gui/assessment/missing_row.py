"""One missing fact: what its answers change, who can answer, and what can be done about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.domain.case import Case
from nenboard.gui import theme
from nenboard.gui.assessment.cards import path_of_fact
from nenboard.gui.assessment.chasing import asked_words
from nenboard.gui.assessment.explained import WorthView
from nenboard.gui.assessment.lines import LinedRow
from nenboard.gui.assessment.worth_bar import WorthBar
from nenboard.gui.case_edit import field_values
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.chips import Chip, missing_look
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.chase import ChaseLine

Go = Callable[[str], None]


class MissingRow(LinedRow):
    """A fact with its place in the order; the buttons name the fact when they are spoken."""

    def __init__(self, worth: WorthView, rank: int, case: Case) -> None:
        super().__init__()
        self.worth = worth
        self.chase: KeyButton | None = None
        self.setObjectName(f"missing_{worth.fact}")
        look = theme.active()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, look.px(8))
        row.setSpacing(look.px(10))
        row.addWidget(label(str(rank), "strong"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(look.px(2))
        self._deeds = QHBoxLayout()
        self._deeds.setSpacing(look.px(4))
        column.addLayout(self._head(case))
        column.addWidget(selectable(paragraph(worth.summary, "small")))
        if worth.effects:
            effects = "\n".join(f"•  {effect}" for effect in worth.effects)
            column.addWidget(selectable(paragraph(effects, "small")))
        column.addWidget(paragraph(_asked(worth), "caption"))
        self.chased = paragraph("", "success", name=f"chased_{worth.fact}")
        self.chased.hide()
        column.addWidget(self.chased)
        row.addLayout(column, 1)
        if worth.tried:
            row.addWidget(WorthBar(worth), 0, Qt.AlignmentFlag.AlignTop)

    def _head(self, case: Case) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.active().px(8))
        head.addWidget(label(self.worth.label, "strong"))
        path = path_of_fact(self.worth.fact)
        kind = field_values.missing_at(case, path) if path else None
        head.addWidget(Chip(missing_look(kind.value if kind is not None else "")))
        head.addStretch(1)
        head.addLayout(self._deeds)
        return head

    def offer(self, name: str, text: str, said: str, do: Callable[[], object]) -> KeyButton:
        """Add a button; `said` names what it does to `{fact}`."""
        button = KeyButton(text, kind="quiet", name=f"{name}_{self.worth.fact}")
        button.setProperty("small", True)
        button.setAccessibleName(said.format(fact=self.worth.label))
        button.clicked.connect(lambda _on=False: do())
        self._deeds.addWidget(button)
        return button

    def holds_cursor(self) -> bool:
        """Whether the cursor is on one of its buttons or texts."""
        return any(part.hasFocus() for part in self.findChildren(QWidget))

    def show_asked(self, line: "ChaseLine | None") -> None:
        """Say of whom and when it was asked, or nothing; it is not asked for twice."""
        if self.chase is not None:
            self.chase.setVisible(line is None)
        self.chased.setText(asked_words(line) if line is not None else "")
        self.chased.setVisible(line is not None)


def _asked(worth: WorthView) -> str:
    """Who can answer, and where the value is usually found."""
    parts = []
    if worth.who:
        parts.append(_("Ask: {who}.").format(who=worth.who))
    if worth.where:
        parts.append(_("Usually in: {where}.").format(where=worth.where))
    return " ".join(parts)
