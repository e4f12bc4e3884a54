"""Why, and why not: any option, also those not listed, and any node that was not taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.lines import IconLine
from nenboard.gui.assessment.why_view import OPTION, RuleView, WhyView
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.chips import StrengthLabel
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _


class WhyCard(Card):
    """A list to choose from, searched by any part of a name, and the answer below it."""

    def __init__(self, whys: Sequence[WhyView]) -> None:
        super().__init__(_("Why, and why not"), name="why_not")
        self._whys = tuple(whys)
        self.shown: WhyView | None = None
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(8))
        self.button = KeyButton(_("Why not…"), keys="W", name="ask_why")
        self.button.clicked.connect(lambda _on=False: self.ask())
        row.addWidget(self.button)
        self.choice = _choice(self._whys)
        self.choice.activated.connect(self._chosen)
        completer = self.choice.completer()
        if completer is not None:
            completer.activated.connect(self._named)
        row.addWidget(self.choice, 1)
        self.body.addLayout(row)
        self._holder = QVBoxLayout()
        self.body.addLayout(self._holder)
        self._content: QWidget = paragraph(
            _("Choose any option or node, listed or not. W on an option asks about it."), "small"
        )
        self._holder.addWidget(self._content)

    def ask(self) -> None:
        """Put the focus into the list, ready to be searched."""
        self.choice.setFocus()
        line = self.choice.lineEdit()
        if line is not None:
            line.selectAll()

    def show_option(self, option: str, node: str) -> bool:
        """Answer for an option at a node; False if the explanation does not know it."""
        keys = (f"{OPTION}:{node}:{option}", f"{OPTION}::{option}")
        return self._show_first(keys)

    def show_node(self, node: str) -> bool:
        """Answer for a node that was not taken."""
        return self._show_first((f"node:{node}",))

    def why_of_node(self, node: str) -> WhyView | None:
        """The answer for a node, if it was not taken."""
        return next((why for why in self._whys if why.key == f"node:{node}"), None)

    def _show_first(self, keys: Sequence[str]) -> bool:
        for key in keys:
            place = next((n for n, why in enumerate(self._whys) if why.key == key), -1)
            if place >= 0:
                self.choice.setCurrentIndex(place)
                self._chosen(place)
                return True
        return False

    def _named(self, text: str) -> None:
        self._chosen(self.choice.findText(text))

    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self._whys):
            self.show_why(self._whys[place])
            line = self.choice.lineEdit()
            if line is not None:
                line.setCursorPosition(0)

    def show_why(self, why: WhyView) -> None:
        """Show one answer."""
        self.shown = why
        self._content.hide()
        self._content.deleteLater()
        self._content = _answer(why)
        self._holder.addWidget(self._content)


def _choice(whys: Sequence[WhyView]) -> QComboBox:
    box = QComboBox()
    box.setObjectName("why_choice")
    box.setAccessibleName(_("Option or node"))
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setMaxVisibleItems(16)
    for why in whys:
        box.addItem(f"{why.name}, {why.place}")
    box.setCurrentIndex(-1)
    line, completer = box.lineEdit(), box.completer()
    if line is not None:
        line.setPlaceholderText(_("any option or node"))
        line.setObjectName("why_search")
        line.setAccessibleName(_("Option or node"))
        line.setFrame(False)
    if completer is not None:
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return box


def _answer(why: WhyView) -> QWidget:
    made = QWidget()
    made.setObjectName("why_answer")
    made.setAccessibleName(" ".join(why.sentences()))
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.active().px(3))
    head = QHBoxLayout()
    head.addWidget(selectable(paragraph(why.name, "strong")), 1)
    if why.strength not in {"", "not_offered"}:
        strength = "" if why.strength == "conditional" else why.strength
        head.addWidget(StrengthLabel(strength), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(head)
    column.addWidget(selectable(paragraph(why.standing, "small")))
    for rule in why.rules:
        _rule(column, rule)
    for factor in why.factors:
        column.addWidget(IconLine("warning", factor))
    if why.decided:
        words = _("Decided by: {facts}.").format(facts="; ".join(why.decided))
        column.addWidget(selectable(paragraph(words, "label")))
    if why.unknown:
        words = _("Not known, and could change it: {facts}.").format(facts=", ".join(why.unknown))
        column.addWidget(selectable(paragraph(words, "small")))
    column.addWidget(label(_("What would change it"), "label"))
    lines = "\n".join(f"•  {line}" for line in why.reverse)
    column.addWidget(selectable(paragraph(lines, "small")))
    return made


def _rule(column: QVBoxLayout, rule: RuleView) -> None:
    icon, tone, word = {
        "yes": ("ok", "success", _("holds")),
        "no": ("close", "danger", _("does not hold")),
        "unknown": ("unknown", "warning", _("not known")),
    }[rule.state]
    gives = rule.gives[:1].upper() + rule.gives[1:]
    words = f"{gives}: {rule.condition}: {word}."
    column.addWidget(IconLine(icon, words, tone=tone))
    parts = [part[:1].upper() + part[1:] for part in (rule.reason, rule.source) if part]
    said = ". ".join(part.rstrip(".") for part in parts)
    if said:
        column.addWidget(selectable(paragraph(said, "caption")))
