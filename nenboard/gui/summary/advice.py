"""The algorithm now: where the case stands and the leading options of the newest answer."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.chips import StrengthLabel
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.assessment.latest import Shown
    from nenboard.gui.assessment.view import OptionView, OutcomeView

_ORDER: Final = ("preferred", "option", "selected", "contraindicated", "")
_FOLDED: Final = "not_routine"
_MOST: Final = 6


class AdviceCard(Card):
    """Options by strength, for the board to weigh; `asked` opens the algorithm tab."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Algorithm now"), name="card_advice")
        self.button = KeyButton(_("Open"), name="open_algorithm")
        self.button.setProperty("small", True)
        self.button.setAccessibleName(_("Open the algorithm"))
        self.button.clicked.connect(self.asked)
        self.add_beside_title(self.button)
        self.age = InlineMessage("", kind="query", name="advice_age")
        self.body.addWidget(self.age)
        self._content: QWidget | None = None

    def show_answer(self, shown: "Shown | None", why_old: str) -> None:
        """Show the newest answer, and why it may not hold any more."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self.age.show_text(why_old, kind="query")
        content = QWidget()
        self._content = content
        grid = QGridLayout(content)
        look = theme.active()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(look.px(4))
        grid.setHorizontalSpacing(look.px(10))
        grid.setColumnStretch(1, 1)
        if shown is None:
            words = _("The rule set has not been run on this case. Open, then run it there.")
            grid.addWidget(paragraph(words, "muted"), 0, 0, 1, 2)
        else:
            for outcome in shown.view.outcomes:
                self._add(grid, outcome)
            words = _("{rules}, for the board to weigh").format(rules=shown.view.rules)
            grid.addWidget(paragraph(words, "caption"), grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        self.body.addWidget(content)

    def _add(self, grid: QGridLayout, outcome: "OutcomeView") -> None:
        """A branch: its title, and a line for each strength that it has."""
        title = outcome.title
        if outcome.depends_on:
            title = _("{title}, depends on {facts}").format(title=title, facts=outcome.depends_on)
        grid.addWidget(paragraph(title, "small"), grid.rowCount(), 0, 1, 2)
        if outcome.declined:
            grid.addWidget(paragraph(outcome.declined), grid.rowCount(), 0, 1, 2)
        for strength in _ORDER:
            named = [_short(each) for each in outcome.options if each.strength == strength]
            if named:
                row = grid.rowCount()
                words = paragraph(_listed(named))
                grid.addWidget(StrengthLabel(strength), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words, row, 1)
        folded = sum(each.strength == _FOLDED for each in outcome.options)
        if folded:
            words = paragraph(
                _("{count} more are not routinely recommended").format(count=folded), "small"
            )
            grid.addWidget(words, grid.rowCount(), 0, 1, 2)


def _short(option: "OptionView") -> str:
    """The name of an option, with the reason where a patient factor forbids it."""
    name = option.label.partition(" (")[0]
    is_forbidden = option.strength == "contraindicated" and option.reason
    return f"{name} ({option.reason.rstrip('.')})" if is_forbidden else name


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST
    tail = "; " + _("and {count} more").format(count=more) if more > 0 else ""
    return "; ".join(names[:_MOST]) + tail
