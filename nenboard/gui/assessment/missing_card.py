"""Missing facts in the order of their worth: what each answer changes, who can answer, where."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.algorithm.changes import BRANCH, CHECK, LEADING, NOTE, STRENGTH
from nenboard.domain.case import Case
from nenboard.gui import theme
from nenboard.gui.assessment.cards import path_of_fact
from nenboard.gui.assessment.explained import Explained, WorthView, change_words
from nenboard.gui.assessment.lines import IconLine, LinedRow
from nenboard.gui.case_edit import field_values
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.chips import Chip, missing_look
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _

Go = Callable[[str], None]
_SHOWN_AT_FIRST: Final = 3


class MissingCard(Card):
    """The facts worth most are shown; the rest are made when they are asked for."""

    def __init__(self, told: Explained, case: Case, *, open_fact: Go, try_fact: Go) -> None:
        super().__init__(_("Missing facts, by how much they matter"), name="missing_facts")
        self._case, self._open, self._try = case, open_fact, try_fact
        self.note_label.setWordWrap(True)
        weighty = [one for one in told.missing if not one.is_minor]
        if not weighty:
            words = _("Nothing is missing that could change this answer.")
            self.body.addWidget(IconLine("ok", words, tone="success"))
        self._ranks = {one.fact: rank for rank, one in enumerate(told.missing, 1)}
        first = weighty[:_SHOWN_AT_FIRST]
        self._rest = [one for one in told.missing if one not in first]
        self._rows = QVBoxLayout()
        self.body.addLayout(self._rows)
        for one in first:
            self._rows.addWidget(self._row(one))
        for words in told.pairs:
            self.body.addWidget(IconLine("info", words, tone="info"))
        if told.without_effect:
            words = _("Unknown, and no answer changes anything here: {facts}.").format(
                facts=", ".join(told.without_effect)
            )
            self.body.addWidget(paragraph(words, "small"))
        if self._rest:
            self._offer_rest(len(told.missing))

    def _offer_rest(self, count: int) -> None:
        words = _("Show all {count}").format(count=count)
        self._more = KeyButton(words, name="show_all_missing")
        self._more.setProperty("small", True)
        self._more.clicked.connect(lambda _on=False: self.show_all())
        self.add_beside_title(self._more)

    def show_all(self) -> None:
        """Show the rest, also what only matters little."""
        for one in self._rest:
            self._rows.addWidget(self._row(one))
        self._rest = []
        self._more.hide()

    def _row(self, worth: WorthView) -> QWidget:
        look = theme.active()
        made = LinedRow()
        made.setObjectName(f"missing_{worth.fact}")
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, look.px(8))
        row.setSpacing(look.px(10))
        rank = label(str(self._ranks[worth.fact]), "strong")
        row.addWidget(rank, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(look.px(2))
        column.addLayout(self._head(worth))
        column.addWidget(selectable(paragraph(worth.summary, "small")))
        if worth.effects:
            effects = "\n".join(f"•  {effect}" for effect in worth.effects)
            column.addWidget(selectable(paragraph(effects, "small")))
        column.addWidget(paragraph(_asked(worth), "caption"))
        row.addLayout(column, 1)
        if worth.tried:
            row.addWidget(WorthBar(worth), 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _head(self, worth: WorthView) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.active().px(8))
        head.addWidget(label(worth.label, "strong"))
        path = path_of_fact(worth.fact)
        kind = field_values.missing_at(self._case, path) if path else None
        head.addWidget(Chip(missing_look(kind.value if kind is not None else "")))
        head.addStretch(1)
        if "." not in worth.fact:
            attempt = _button(_("Try"), f"try_{worth.fact}", _("What if {fact}"), worth)
            attempt.clicked.connect(lambda _on=False: self._try(worth.fact))
            head.addWidget(attempt)
        if path:
            enter = _button(_("Enter it"), f"enter_{worth.fact}", _("Enter {fact}"), worth)
            enter.clicked.connect(lambda _on=False: self._open(path))
            head.addWidget(enter)
        return head


def _button(text: str, name: str, said: str, worth: WorthView) -> KeyButton:
    button = KeyButton(text, kind="quiet", name=name)
    button.setProperty("small", True)
    button.setAccessibleName(said.format(fact=worth.label))
    return button


def _asked(worth: WorthView) -> str:
    """Who can answer, and where the value is usually found."""
    parts = []
    if worth.who:
        parts.append(_("Ask: {who}.").format(who=worth.who))
    if worth.where:
        parts.append(_("Usually in: {where}.").format(where=worth.where))
    return " ".join(parts)


class WorthBar(QWidget):
    """How many of the possible answers change what most, as a bar and in words."""

    def __init__(self, worth: WorthView) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.active().px(3), 0, 0)
        column.setSpacing(theme.active().px(2))
        column.addWidget(_Bar(worth.shares, worth.tried))
        words = _("{share} of {tried} change\nwhat leads").format(
            share=worth.leading, tried=worth.tried
        )
        column.addWidget(label(words, "caption"))
        column.addStretch(1)
        said = "; ".join(f"{count} {change_words(kind)}" for kind, count in worth.shares)
        self.setAccessibleName(_("Of {tried} answers: {said}").format(tried=worth.tried, said=said))
        self.setToolTip(self.accessibleName())


class _Bar(QWidget):
    """From the right: full for what leads, then stripes, then dots; empty for no change."""

    def __init__(self, shares: Sequence[tuple[str, int]], tried: int) -> None:
        super().__init__()
        self._shares, self._tried = shares, max(tried, 1)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        look = theme.active()
        return QSize(look.px(84), look.px(11))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(look.colour("control"))
        painter.setBrush(look.colour("neutralBg"))
        painter.drawRect(frame)
        right = frame.right()
        ink = look.colour("primary")
        for kind, count in self._shares:
            width = frame.width() * count / self._tried
            part = QRectF(right - width, frame.top(), width, frame.height())
            right -= width
            style = _PATTERNS.get(kind)
            if style is not None:
                painter.fillRect(part, look.colour("surface"))
                painter.setPen(ink)
                painter.setBrush(style)
                brush = painter.brush()
                brush.setColor(ink)
                painter.fillRect(part, brush)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(part)


_PATTERNS: Final = {
    LEADING: Qt.BrushStyle.SolidPattern,
    BRANCH: Qt.BrushStyle.FDiagPattern,
    STRENGTH: Qt.BrushStyle.FDiagPattern,
    CHECK: Qt.BrushStyle.Dense6Pattern,
    NOTE: Qt.BrushStyle.Dense6Pattern,
}
