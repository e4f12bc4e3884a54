"""Two answers side by side: what leads, branch, changed strengths, the rest in sentences."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.difference_view import DifferenceView, StrengthChange
from nenboard.gui.assessment.lines import IconLine
from nenboard.gui.widgets.chips import StrengthLabel
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _


class DifferencePanel(QWidget):
    """The difference between two answers; `heads` name the one before and the one after."""

    def __init__(self, view: DifferenceView, *, heads: tuple[str, str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.active().px(4))
        if view.is_same:
            column.addWidget(IconLine("ok", _("The answer stays as it is."), tone="success"))
        column.addLayout(_pairs(view, heads))
        if view.strengths:
            column.addLayout(_strengths(view.strengths))
        for sentence in view.sentences:
            column.addWidget(selectable(paragraph(f"•  {sentence}", "small")))
        column.addStretch(1)
        self.setAccessibleName(_spoken(view, then_word=heads[1].lower()))


def _pairs(view: DifferenceView, heads: tuple[str, str]) -> QGridLayout:
    grid = _grid(("", *heads))
    for row, (name, now, then) in enumerate(view.pairs, start=1):
        grid.addWidget(label(name, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(selectable(paragraph(now, "small")), row, 1, Qt.AlignmentFlag.AlignTop)
        role = "label" if now != then else "small"
        grid.addWidget(selectable(paragraph(then, role)), row, 2, Qt.AlignmentFlag.AlignTop)
    return grid


def _strengths(changes: tuple[StrengthChange, ...]) -> QGridLayout:
    grid = _grid(())
    for row, change in enumerate(changes):
        grid.addWidget(paragraph(change.label, "small"), row, 0)
        for column, strength in ((1, change.before), (2, change.after)):
            grid.addWidget(_strength(strength), row, column)
    return grid


def _strength(codes: tuple[str, ...]) -> QWidget:
    """Shape and word of each strength, one below the other."""
    if not codes:
        return label(_("not offered"), "small")
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.active().px(2))
    for code in codes:
        column.addWidget(StrengthLabel(code), 0, Qt.AlignmentFlag.AlignLeft)
    return made


def _grid(heads: tuple[str, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.active().px(10))
    grid.setVerticalSpacing(theme.active().px(3))
    for column, share in enumerate((3, 5, 5)):
        grid.setColumnStretch(column, share)
    for column, words in enumerate(heads):
        grid.addWidget(label(words, "label"), 0, column)
    return grid


def _spoken(view: DifferenceView, *, then_word: str) -> str:
    same = (_("The answer stays as it is."),) if view.is_same else ()
    pairs = (f"{name}: {now}; {then_word}: {then}." for name, now, then in view.pairs)
    return " ".join((*same, *pairs, *view.sentences))
