"""One line of the plan: its text, the advice beside it, what it rests on, when it holds."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from nenboard.domain.outcome import PlanLine
from nenboard.domain.terms import Basis, PlanKind
from nenboard.gui import theme
from nenboard.gui.outcome.inputs import CodeChoice, TypedLine, small_button
from nenboard.gui.outcome.sections import column_in, row_of
from nenboard.gui.widgets.chips import StrengthLabel, strength_look
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.outcome.session import DraftSession

_ADVICE_WIDTH: Final = 150


class PlanRow(QWidget):
    """`moved`, `removed` and `sided` ask the section; everything typed goes to the session."""

    moved = Signal(str, int)
    removed = Signal(str)
    sided = Signal(str)

    def __init__(self, key: str, parent: QWidget, *, is_narrow: bool = False) -> None:
        super().__init__(parent)
        self.key = key
        self.setObjectName(f"outcome_line_{key}")
        field = f"plan.{key}"
        self.rank = label("", "strong")
        self.text = TypedLine(f"{field}.text", words=_("Treatment or step"), is_short=False)
        self.condition = TypedLine(f"{field}.if", words=_("Only if …"), is_short=False)
        self.basis = CodeChoice(f"{field}.basis", words=_("Rests on …"), codes=Basis)
        self.kind = CodeChoice(f"{field}.kind", words=_("Kind of line"), codes=PlanKind)
        self.trial = TypedLine(f"{field}.trial", words=_("Trial, name or number"))
        self.chip = StrengthLabel("")
        self.advice = label("", "small")
        self.beside = small_button(_("Alternative"), name=f"{field}.beside")
        self.beside.setCheckable(True)
        self.up = small_button("↑", name=f"{field}.up")
        self.down = small_button("↓", name=f"{field}.down")
        self.gone = small_button("×", name=f"{field}.remove")
        self.up.clicked.connect(partial(self._ask_move, -1))
        self.down.clicked.connect(partial(self._ask_move, 1))
        self.gone.clicked.connect(lambda _on=False: self.removed.emit(self.key))
        self.beside.clicked.connect(lambda _on=False: self.sided.emit(self.key))
        self._lay_out(is_narrow=is_narrow)

    def _lay_out(self, *, is_narrow: bool) -> None:
        look = theme.active()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, look.px(4), 0, look.px(4))
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(1, 1)
        advice = QWidget()
        beside = column_in(advice, gap=0)
        beside.addWidget(self.chip)
        beside.addWidget(self.advice)
        lower = row_of(self.condition, self.trial, stretch=0, gap=6)
        tools = row_of(self.beside, self.up, self.down, self.gone, gap=4)
        grid.addWidget(self.rank, 0, 0)
        grid.addWidget(self.text, 0, 1)
        grid.addWidget(advice, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(lower, 1, 1)
        if is_narrow:
            grid.addWidget(self.basis, 1, 2)
            grid.addLayout(tools, 2, 1, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(self.kind, 2, 2)
            return
        advice.setMinimumWidth(look.px(_ADVICE_WIDTH))
        grid.addWidget(self.basis, 0, 3)
        grid.addWidget(self.kind, 1, 2)
        grid.addLayout(tools, 1, 3)

    def _ask_move(self, by: int, _on: bool = False) -> None:
        self.moved.emit(self.key, by)

    def bind(self, session: "DraftSession") -> None:
        """Hand every key to this session, and offer its options."""
        for line in (self.text, self.condition, self.trial):
            line.bind(session)
        for choice in (self.basis, self.kind):
            choice.bind(session)

        def words() -> tuple[str, ...]:
            return tuple(name for name, _option in session.options.choices())

        def taken(name: str) -> None:
            found = dict(session.options.choices()).get(name)
            if found is not None:
                session.choose_option(self.key, found)

        self.text.offer(words, taken)

    def show_place(self, rank: int, *, count: int, main: int | None) -> None:
        """Show the place of the line; `main` is the rank of the line it is an alternative to."""
        self.rank.setText(str(rank))
        self.rank.setAccessibleName(_("Line {rank}").format(rank=rank))
        self.text.setAccessibleName(_("Line {rank} of the plan").format(rank=rank))
        self.beside.setChecked(main is not None)
        self.beside.setEnabled(rank > 1)
        self.up.setEnabled(rank > 1)
        self.down.setEnabled(rank < count)
        beside = _("Line {rank} is an alternative to the line above").format(rank=rank)
        if main is not None:
            beside = _("Line {rank} is an alternative to line {main}").format(rank=rank, main=main)
        for button, words in (
            (self.beside, beside),
            (self.up, _("Move line {rank} up").format(rank=rank)),
            (self.down, _("Move line {rank} down").format(rank=rank)),
            (self.gone, _("Remove line {rank}").format(rank=rank)),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)

    def show_line(self, line: PlanLine, session: "DraftSession") -> None:
        """Show the line and the advice beside it; the texts are shown by the section."""
        self.basis.show_code(line.basis)
        self.kind.show_code(line.kind)
        self.trial.setVisible(line.basis is Basis.TRIAL)
        show_advice(line, session, chip=self.chip, words=self.advice)


def show_advice(
    line: PlanLine, session: "DraftSession", *, chip: StrengthLabel, words: QLabel
) -> None:
    """Show the strength with which the algorithm listed a line, or that it did not list it."""
    ref = line.option
    chip.setVisible(ref is not None)
    words.setVisible(ref is None)
    words.setText(advice_words(session))
    if ref is not None:
        found = session.options.of(ref.node, ref.option)
        strength = found.strength if found is not None else ref.strength
        chip.set_look(strength_look(strength or ""))


def advice_words(session: "DraftSession") -> str:
    """What is said beside a line that points to no option."""
    if session.options.advised is None:
        return _("no advice to compare")
    return _("not from the rule set")
