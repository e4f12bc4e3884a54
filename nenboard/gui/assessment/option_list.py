"""The options of an outcome in order, those not routinely recommended folded into one line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.lines import IconLine
from nenboard.gui.assessment.option_row import STRENGTH_WIDTH, OptionRow
from nenboard.gui.assessment.view import COLLAPSED, OptionView, OutcomeView
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.chips import StrengthLabel
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _


class OptionList(QWidget):
    """One outcome: what it offers, or why it offers nothing."""

    step_asked = Signal(object, int)
    library_asked = Signal(object)

    def __init__(self, outcome: OutcomeView, *, is_only: bool) -> None:
        super().__init__()
        self.setObjectName(f"outcome_{outcome.code}")
        self.setAccessibleName(outcome.title)
        self.outcome = outcome.code
        self.rows: list[OptionRow] = []
        self._folded: list[OptionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if not is_only:
            self._add_lane_head(outcome)
        if outcome.declined:
            icon = "pending" if outcome.is_ask else "info"
            line = IconLine(icon, outcome.declined, tone="warning" if outcome.is_ask else "info")
            line.setObjectName(f"declined_{outcome.code}")
            self._column.addWidget(_padded(line))
        if outcome.says:
            says = IconLine("info", outcome.says, tone="info")
            says.setObjectName(f"says_{outcome.code}")
            self._column.addWidget(_padded(says))
        self._add_options(outcome.options)
        if self.rows and self.rows[0].option.strength == "preferred":
            self.rows[0].set_open(True)

    def _add_lane_head(self, outcome: OutcomeView) -> None:
        """Which branch this is, and what decides between the branches."""
        head = QWidget()
        head.setProperty("surface", "surface2")
        column = QVBoxLayout(head)
        look = theme.active()
        column.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(6))
        column.setSpacing(0)
        column.addWidget(paragraph(outcome.title, "strong"))
        words = _("This branch is open: it depends on {facts}.").format(facts=outcome.depends_on)
        if outcome.depends_on:
            column.addWidget(paragraph(words, "warning"))
        self._column.addWidget(head)

    def _add_options(self, options: tuple[OptionView, ...]) -> None:
        folded = tuple(option for option in options if option.strength == COLLAPSED)
        is_folded_in = False
        for option in options:
            if option.strength == COLLAPSED and not is_folded_in:
                self._column.addWidget(self._fold(folded))
                is_folded_in = True
            row = OptionRow(option)
            row.step_asked.connect(lambda step, one=row: self.step_asked.emit(one, step))
            row.library_asked.connect(self.library_asked)
            if option.strength == COLLAPSED:
                row.hide()
                self._folded.append(row)
            self.rows.append(row)
            self._column.addWidget(row)

    def _fold(self, folded: tuple[OptionView, ...]) -> QWidget:
        look = theme.active()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(6))
        row.setSpacing(look.px(8))
        mark = StrengthLabel(COLLAPSED)
        keep(mark, mark.setMinimumWidth, STRENGTH_WIDTH)
        row.addWidget(mark)
        names = "; ".join(option.label.partition(" (")[0] for option in folded)
        row.addWidget(paragraph(names, "small"), 1)
        self._fold_button = KeyButton(_("Show"), name="show_not_routine")
        self._fold_button.setProperty("small", True)
        self._fold_button.setCheckable(True)
        spoken = _("Show what is not routinely recommended: {names}").format(names=names)
        self._fold_button.setAccessibleName(spoken)
        self._fold_button.toggled.connect(self._unfold)
        row.addWidget(self._fold_button)
        return line

    def _unfold(self, shown: bool) -> None:
        self._fold_button.setText(_("Hide") if shown else _("Show"))
        for row in self._folded:
            row.setVisible(shown)


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    look = theme.active()
    column = QVBoxLayout(holder)
    column.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
    column.addWidget(widget)
    return holder
