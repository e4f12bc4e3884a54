"""How far each fact can move before something else leads; a bar for numbers, words for codes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.explained import CodeView, Explained, NumberView
from nenboard.gui.assessment.flip_bar import FlipBar
from nenboard.gui.widgets.cards import Card, line_between
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _


class FlipsCard(Card):
    """Numbers with their exact limits, then facts with values; `tried` asks for a what-if."""

    tried = Signal(str, object)

    def __init__(self, told: Explained) -> None:
        super().__init__(
            _("How far each fact can move"),
            note=_("what leads then, all other facts as they are"),
            name="flip_points",
        )
        self.bars: list[FlipBar] = []
        self._texts: list[QWidget] = []
        for number in told.numbers:
            self.body.addWidget(self._number(number))
        if told.numbers:
            words = _("Limits are exact; widths are not to scale.")
            self.body.addWidget(paragraph(words, "caption"))
        for number in told.softer:
            words = f"{number.now}: {number.softer}."
            self.body.addWidget(paragraph(words, "small"))
        if told.idle_numbers:
            names = ", ".join(told.idle_numbers)
            words = _("No value changes anything: {facts}.").format(facts=names)
            self.body.addWidget(paragraph(words, "small"))
        if told.codes:
            self.body.addWidget(line_between())
        for code in told.codes:
            self.body.addWidget(_code(code))

    def _number(self, number: NumberView) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.active().px(2))
        head = number.now + (f"  ({number.softer})" if number.softer else "")
        column.addWidget(paragraph(head, "label"))
        bar = FlipBar(number)
        bar.tried.connect(self.tried)
        self.bars.append(bar)
        column.addWidget(bar)
        text = selectable(paragraph(number.sentence(), "small", name=f"flip_text_{number.fact}"))
        text.hide()
        self._texts.append(text)
        column.addWidget(text)
        return made

    def show_as_text(self, wanted: bool) -> None:
        """The bars drawn, or as sentences."""
        for bar, text in zip(self.bars, self._texts, strict=True):
            bar.setVisible(not wanted)
            text.setVisible(wanted)


def _code(code: CodeView) -> QWidget:
    made = QWidget()
    made.setObjectName(f"flip_{code.fact}")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.active().px(1))
    column.addWidget(label(code.label, "label") if not code.now else paragraph(code.now, "label"))
    lines = "\n".join(f"•  {values}: {leading}" for values, leading in code.others)
    column.addWidget(selectable(paragraph(lines, "small")))
    return made
