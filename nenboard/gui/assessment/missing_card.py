"""Missing facts in the order of their worth: what each answer changes, who can answer, where."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from nenboard.domain.case import Case
from nenboard.gui.assessment.cards import path_of_fact
from nenboard.gui.assessment.chasing import FactChase
from nenboard.gui.assessment.explained import Explained, WorthView
from nenboard.gui.assessment.lines import IconLine
from nenboard.gui.assessment.missing_row import MissingRow
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _

Go = Callable[[str], None]
_SHOWN_AT_FIRST: Final = 3


class MissingCard(Card):
    """The facts worth most are shown; the rest are made when they are asked for (`grown`)."""

    grown = Signal()

    def __init__(
        self, told: Explained, case: Case, chase: FactChase, *, open_fact: Go, try_fact: Go
    ) -> None:
        super().__init__(_("Missing facts, by how much they matter"), name="missing_facts")
        self._case, self._chase = case, chase
        self._open, self._try = open_fact, try_fact
        self.rows: list[MissingRow] = []
        self.note_label.setWordWrap(True)
        weighty = [one for one in told.missing if not one.is_minor]
        if not weighty:
            words = _("Nothing is missing that could change this answer.")
            self.body.addWidget(IconLine("ok", words, tone="success"))
        self._ranks = {one.fact: rank for rank, one in enumerate(told.missing, 1)}
        first = weighty[:_SHOWN_AT_FIRST]
        self._rest = [one for one in told.missing if one not in first]
        self._column = QVBoxLayout()
        self.body.addLayout(self._column)
        for one in first:
            self._add(one)
        for words in told.pairs:
            self.body.addWidget(IconLine("info", words, tone="info"))
        if told.without_effect:
            words = _("Unknown, and no answer changes anything here: {facts}.").format(
                facts=", ".join(told.without_effect)
            )
            self.body.addWidget(paragraph(words, "small"))
        if self._rest:
            self._offer_rest(len(told.missing))
        chase.changed.connect(self._show_asked)

    def _offer_rest(self, count: int) -> None:
        words = _("Show all {count}").format(count=count)
        self._more = KeyButton(words, name="show_all_missing")
        self._more.setProperty("small", True)
        self._more.clicked.connect(lambda _on=False: self.show_all())
        self.add_beside_title(self._more)

    def show_all(self) -> None:
        """Show the rest, also what only matters little."""
        for one in self._rest:
            self._add(one)
        self._rest = []
        self._more.hide()
        self.grown.emit()

    def _add(self, worth: WorthView) -> None:
        fact = worth.fact
        row = MissingRow(worth, self._ranks[fact], self._case)
        if "." not in fact:
            row.offer("try", _("Try"), _("What if {fact}"), lambda: self._try(fact))
        path = path_of_fact(fact)
        if path:
            row.offer("enter", _("Enter it"), _("Enter {fact}"), lambda: self._open(path))
        if self._chase.is_allowed:
            words = _("Add {fact} to the chase list")
            row.chase = row.offer("chase", _("Chase"), words, lambda: self._chase.ask(fact))
        row.show_asked(self._chase.asked.get(fact))
        self.rows.append(row)
        self._column.addWidget(row)

    def _show_asked(self) -> None:
        for row in self.rows:
            row.show_asked(self._chase.asked.get(row.worth.fact))

    def chase(self) -> bool:
        """Ask for the fact whose row holds the cursor, else for the first that nobody was asked.

        False where everything that is shown was asked for already, or nobody may ask.
        """
        if not self._chase.is_allowed:
            return False
        inside = [row for row in self.rows if row.holds_cursor()]
        open_rows = [row for row in inside or self.rows if row.worth.fact not in self._chase.asked]
        if open_rows:
            self._chase.ask(open_rows[0].worth.fact)
        return bool(open_rows)
