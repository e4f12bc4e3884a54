"""The cards of the algorithm page in their columns; they fill as the explanation arrives."""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.cards import aside_card, facts_card, path_text
from nenboard.gui.assessment.latest import Shown, tried
from nenboard.gui.assessment.lines import IconLine
from nenboard.gui.assessment.node_panel import NodePanel
from nenboard.gui.assessment.option_list import OptionList
from nenboard.gui.assessment.option_row import OptionRow
from nenboard.gui.assessment.path_map import PathMapView
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.gui.assessment.chasing import FactChase
    from nenboard.gui.assessment.difference_view import DifferenceView
    from nenboard.gui.assessment.explained import Explained
    from nenboard.gui.assessment.flips_card import FlipsCard
    from nenboard.gui.assessment.missing_card import MissingCard
    from nenboard.gui.assessment.view import AssessmentView
    from nenboard.gui.assessment.what_if import WhatIfCard
    from nenboard.gui.assessment.why_card import WhyCard

_TWO_COLUMNS_FROM: Final = 960


class AssessmentContent(QWidget):
    """What is shown of one answer.

    `seen` names a part of the page that should be scrolled into view; `what_if_changed` says that
    a what-if has begun, so that its card wants a place, or ended.
    """

    library_asked = Signal(object)
    field_asked = Signal(str)
    seen = Signal(QRectF)
    what_if_changed = Signal(bool)

    def __init__(self, shown: Shown, case: "Case", chase: "FactChase") -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self._shown, self._case, self._chase, self._is_narrow = shown, case, chase, False
        self.lists: list[OptionList] = []
        self.what_if: WhatIfCard | None = None
        self.why: WhyCard | None = None
        self.flips: FlipsCard | None = None
        self.told: Explained | None = None
        self.missing: MissingCard | None = None
        self._wanted_why: tuple[str, str] | None = None
        self._wanted_fact: tuple[str, object, bool] | None = None
        look = theme.active()
        page = QVBoxLayout(self)
        page.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(12))
        page.setSpacing(look.px(12))
        if shown.since is not None:
            page.addWidget(_since_card(shown.since))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(look.px(12))
        page.addLayout(self._columns, 1)
        self._fill(shown.view)

    def _fill(self, view: "AssessmentView") -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        self._missing_slot, self._why_slot, self._flips_slot = (
            QVBoxLayout(),
            QVBoxLayout(),
            QVBoxLayout(),
        )
        left.addWidget(self._path(view))
        for slot, title in (
            (self._missing_slot, _("Missing facts, by how much they matter")),
            (self._why_slot, _("Why, and why not")),
        ):
            slot.addWidget(_pending(title))
            left.addLayout(slot)
        left.addWidget(facts_card(view.facts))
        left.addStretch(1)
        right.addWidget(self._options(view))
        self._flips_slot.addWidget(_pending(_("How far each fact can move")))
        right.addLayout(self._flips_slot)
        aside = aside_card(view.outcomes, view.notes, view.year)
        if aside.body.count():
            right.addWidget(aside)
        right.addStretch(1)
        for column, share in ((left, 5), (right, 6)):
            column.setSpacing(theme.active().px(12))
            self._columns.addLayout(column, share)

    def _path(self, view: "AssessmentView") -> Card:
        taken = {step.node for outcome in view.outcomes for step in outcome.steps}
        note = _("{taken} of {count} nodes").format(taken=len(taken), count=len(view.graph))
        card = Card(_("Path of this patient"), note=note, name="path")
        self.text_button = KeyButton(_("As text"), keys="T", name="path_as_text")
        self.text_button.setProperty("small", True)
        self.text_button.setCheckable(True)
        card.add_beside_title(self.text_button)
        self.map, self._text = PathMapView(view.outcomes, view.graph), path_text(view.outcomes)
        self._text.hide()
        self.panel = NodePanel()
        self.map.node_asked.connect(self.show_node)
        self.map.moved.connect(lambda spot: self._see(self.map, spot))
        self.panel.closed.connect(self.map.setFocus)
        self.text_button.toggled.connect(self._as_text)
        card.body.addWidget(self.map)
        card.body.addWidget(self._text)
        card.body.addWidget(self.panel)
        return card

    def _as_text(self, wanted: bool) -> None:
        self._text.setVisible(wanted)
        self.map.setHidden(wanted)
        if self.flips is not None:
            self.flips.show_as_text(wanted)

    def show_node(self, code: str) -> None:
        """What stands behind a node of the map."""
        why = self.why.why_of_node(code) if self.why is not None else None
        self.panel.show_node(self._shown.view.graph[code], why)
        self.see(self.panel)

    def _options(self, view: "AssessmentView") -> Card:
        card = Card(_("Options"), note=_result_note(view), name="options")
        rules = _("{rules}, source of {year}, for the board to weigh").format(
            rules=view.rules, year=view.year
        )
        said = paragraph(rules, "small", name="rule_set")
        said.setToolTip(_("Fingerprint of the rule set: {hash}").format(hash=view.sha256))
        said.setContentsMargins(0, 0, 0, theme.active().px(6))
        card.body.addWidget(said)
        card.note_label.setWordWrap(True)
        card.head.setStretch(1, 1)
        card.body.setSpacing(0)
        self.lists = [OptionList(one, is_only=len(view.outcomes) == 1) for one in view.outcomes]
        for each in self.lists:
            each.step_asked.connect(self._step)
            each.library_asked.connect(self.library_asked)
            card.body.addWidget(each)
        return card

    @property
    def rows(self) -> list[OptionRow]:
        """The options of all branches."""
        return [row for each in self.lists for row in each.rows]

    def _step(self, row: OptionRow, step: int) -> None:
        """Go to a neighbour; a row that is out of sight, behind the lock, has none."""
        rows = [one for one in self.rows if one.isVisible()]
        at = rows.index(row) + step if row in rows else -1
        if 0 <= at < len(rows):
            rows[at].setFocus()
            self.see(rows[at])

    def see(self, widget: QWidget) -> None:
        """Ask for a widget to be scrolled into view once it has its place."""

        def tell() -> None:
            if widget.isVisible():
                self._see(widget, QRectF(widget.rect()))

        QTimer.singleShot(0, widget, tell)

    def _see(self, widget: QWidget, spot: QRectF) -> None:
        at = QPointF(widget.mapTo(self, widget.rect().topLeft()))
        self.seen.emit(spot.translated(at))

    def show_explained(self, told: "Explained") -> None:
        """Fill what takes a moment to work out."""
        from nenboard.gui.assessment.flips_card import FlipsCard
        from nenboard.gui.assessment.missing_card import MissingCard
        from nenboard.gui.assessment.why_card import WhyCard

        self.told = told
        self.missing = MissingCard(
            told,
            self._case,
            self._chase,
            open_fact=self.field_asked.emit,
            try_fact=self.start_what_if,
        )
        self.why, self.flips = WhyCard(told.whys), FlipsCard(told)
        self.flips.tried.connect(lambda fact, value: self.start_what_if(fact, value, given=True))
        self.flips.show_as_text(self.text_button.isChecked())
        for slot, card in (
            (self._missing_slot, self.missing),
            (self._why_slot, self.why),
            (self._flips_slot, self.flips),
        ):
            _put(slot, card)
        self.missing.grown.connect(self._order_focus)
        self._order_focus()
        if self._wanted_why is not None:
            self.ask_why(*self._wanted_why)
        if self._wanted_fact is not None:
            fact, value, given = self._wanted_fact
            self.start_what_if(fact, value, given=given)

    def _order_focus(self) -> None:
        """Tab goes as the page is read, though the cards were not made in that order."""
        parts = (self.text_button, self.map, self.panel, self.missing, self.why, *self.lists)
        chain: list[QWidget] = []
        for part in (*parts, self.flips):
            if part is not None:
                chain += [part, *part.findChildren(QWidget)]
        stops = [
            one
            for one in chain
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is self.window()
        ]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def explain_failed(self, words: str) -> None:
        """Say in each empty place that it could not be worked out."""
        for slot in (self._missing_slot, self._why_slot, self._flips_slot):
            _put(slot, _pending(_("Not worked out"), words))

    def ask_why(self, option: str = "", node: str = "") -> None:
        """Answer why an option stands where it does, or let one be chosen."""
        if self.why is None:
            self._wanted_why = (option, node)
            return
        self._wanted_why = None
        if not option or not self.why.show_option(option, node):
            self.why.ask()
        self.see(self.why)

    def start_what_if(self, fact: str = "", value: object = None, *, given: bool = False) -> None:
        """Begin a what-if, or take one more fact into it; `given` sets its value."""
        if self.told is None:
            self._wanted_fact = (fact, value, given)
            return
        self._wanted_fact = None
        if self.what_if is None:
            from nenboard.gui.assessment.what_if import WhatIfCard

            shown = self._shown
            self.what_if = WhatIfCard(
                shown.release, self.told.facts, lambda changes: tried(shown, changes)
            )
            self.what_if.ended.connect(self.end_what_if)
            self.what_if.set_narrow(self._is_narrow)
            self.what_if_changed.emit(True)
        self.what_if.add_fact(fact or self.what_if.first_fact(), value, keep_now=not given)

    def end_what_if(self) -> bool:
        """Throw the copy away; False if there is none."""
        if self.what_if is None:
            return False
        self.what_if.hide()
        self.what_if.deleteLater()
        self.what_if = None
        self.what_if_changed.emit(False)
        return True

    def turn(self, width: int) -> None:
        """One column where two would be too narrow."""
        wide = width >= theme.active().px(_TWO_COLUMNS_FROM)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._is_narrow = not wide
        if self.what_if is not None:
            self.what_if.set_narrow(self._is_narrow)


def _put(slot: QVBoxLayout, card: Card) -> None:
    """A card in the place of what stood there."""
    item = slot.takeAt(0)
    before = item.widget() if item is not None else None
    if before is not None:
        before.hide()
        before.deleteLater()
    slot.addWidget(card)


def _since_card(since: "DifferenceView") -> Card:
    """What the rules of today make of the case, before anything else is read."""
    from nenboard.gui.assessment.difference_panel import DifferencePanel

    card = Card(_("The rule set has changed"), note=_("the same case"), name="rules_changed")
    heads = (_("This answer"), _("Today's rules"))
    card.body.addWidget(DifferencePanel(since, heads=heads))
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return card


def _pending(title: str, words: str = "") -> Card:
    card = Card(title, name="pending_card")
    said = words or _("Working out what each answer would change…")
    card.body.addWidget(IconLine("pending", said, tone="text2"))
    return card


def _result_note(view: "AssessmentView") -> str:
    if view.result == "ask":
        return _("cannot say yet")
    if view.result == "no_recommendation":
        return _("no recommendation")
    if len(view.outcomes) > 1:
        return _("{count} branches are open").format(count=len(view.outcomes))
    return view.outcomes[0].title if view.outcomes else ""
