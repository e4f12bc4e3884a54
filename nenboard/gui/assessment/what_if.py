"""What if: other values for some facts, and the difference beside the present answer.

Nothing is saved: the case is copied, the copy is assessed, and the copy is thrown away.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from nenboard.algorithm.release import Release
from nenboard.gui import theme
from nenboard.gui.assessment.difference_panel import DifferencePanel
from nenboard.gui.assessment.difference_view import DifferenceView, difference_of
from nenboard.gui.assessment.fact_editor import FactEditor
from nenboard.gui.assessment.values import Speaker
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.labels import fact_label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.explain import WhatIf

Assess = Callable[[Mapping[str, object]], "WhatIf"]
_FIRST: Final = "ki67"


class WhatIfCard(Card):
    """Facts to change at the left, the difference at the right; assessed at every key."""

    ended = Signal()

    def __init__(self, release: Release, facts: Mapping[str, object], assess: Assess) -> None:
        super().__init__(_("What if"), note=_("A copy. Nothing here is saved."), name="what_if")
        self._speaker, self._facts, self._assess = Speaker(release), facts, assess
        self.editors: dict[str, FactEditor] = {}
        self.shown: DifferenceView | None = None
        end = KeyButton(_("End what if"), keys="Esc", name="what_if_end")
        end.setProperty("small", True)
        end.clicked.connect(self.ended)
        self.add_beside_title(end)
        look = theme.active()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(look.px(16))
        left = QVBoxLayout()
        left.setSpacing(look.px(6))
        self._rows = QGridLayout()
        self._rows.setVerticalSpacing(look.px(6))
        self._rows.setHorizontalSpacing(look.px(8))
        self._rows.setColumnStretch(1, 1)
        left.addLayout(self._rows)
        left.addWidget(self._picker())
        left.addStretch(1)
        self._right = QVBoxLayout()
        self._halves.addLayout(left, 4)
        self._halves.addLayout(self._right, 6)
        self.body.addLayout(self._halves)
        self._content: QWidget | None = None
        self._show()

    def _picker(self) -> QComboBox:
        self.picker = QComboBox()
        self.picker.setObjectName("what_if_fact")
        self.picker.setAccessibleName(_("Add a fact to change"))
        self.picker.setPlaceholderText(_("Add a fact to change"))
        self.picker.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.picker.setMinimumContentsLength(16)
        self._pickable = list(self._speaker.release.inputs)
        for fact in self._pickable:
            self.picker.addItem(fact_label(fact))
        self.picker.setCurrentIndex(-1)
        self.picker.activated.connect(self._picked)
        return self.picker

    def _picked(self, place: int) -> None:
        self.add_fact(self._pickable[place])
        self.picker.setCurrentIndex(-1)

    def add_fact(self, fact: str, value: object = None, *, keep_now: bool = True) -> None:
        """Take a fact into the what-if, with its present value or another one."""
        editor = self.editors.get(fact)
        if editor is None:
            now = self._facts.get(fact)
            editor = FactEditor(self._speaker.release, fact, now=now)
            editor.changed.connect(self._show)
            self.editors[fact] = editor
            self._place(editor, now)
        if not keep_now:
            editor.set_value(value)
        editor.field().setFocus()
        self._show()

    def _place(self, editor: FactEditor, now: object) -> None:
        row = self._rows.rowCount()
        name = paragraph(fact_label(editor.fact), "label")
        was = _("now {value}").format(value=self._speaker.value(editor.fact, now))
        before = paragraph(was, "small")
        drop = KeyButton(_("Remove"), kind="quiet", name=f"what_if_drop_{editor.fact}")
        drop.setProperty("small", True)
        drop.setAccessibleName(_("Remove {fact}").format(fact=fact_label(editor.fact)))
        parts: list[QWidget] = [name, editor, before, drop]
        for column, part in enumerate(parts):
            self._rows.addWidget(part, row, column)
        drop.clicked.connect(lambda _on=False: self._drop(editor.fact, parts))

    def _drop(self, fact: str, parts: list[QWidget]) -> None:
        del self.editors[fact]
        for part in parts:
            self._rows.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._show()
        self.picker.setFocus()

    def changes(self) -> dict[str, object]:
        """The facts with other values than now."""
        return {
            fact: editor.value()
            for fact, editor in self.editors.items()
            if editor.value() != self._facts.get(fact)
        }

    def _show(self) -> None:
        """Assess the copy and show what differs."""
        changes = self.changes()
        self.shown = difference_of(self._assess(changes), self._speaker) if changes else None
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = _result(self.shown)
        self._right.addWidget(self._content)

    def set_narrow(self, narrow: bool) -> None:
        """One below the other where two columns would be too narrow."""
        way = QBoxLayout.Direction
        self._halves.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def first_fact(self) -> str:
        """What a what-if starts with."""
        return _FIRST


def _result(view: DifferenceView | None) -> QWidget:
    if view is not None:
        made = DifferencePanel(view, heads=(_("Now"), _("What if")))
        made.setObjectName("what_if_result")
        return made
    words = _("Change a value to see what would differ.")
    empty = paragraph(words, "small", name="what_if_result")
    empty.setAlignment(Qt.AlignmentFlag.AlignTop)
    return empty


class WhatIfStrip(QWidget):
    """The words *What if* above the page; does not scroll away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("what_if_strip")
        self.setProperty("surface", "surface2")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look = theme.active()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(5), look.px(16), look.px(5))
        row.addWidget(label(_("What if"), "strong"))
        words = _("The case is as it was; this is a copy and is never saved. Esc ends it.")
        row.addWidget(paragraph(words, "small"), 1)
        self.hide()


class DashedFrame(QWidget):
    """A dashed frame round the page while it shows what is not the case; takes no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("what_if_frame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame."""
        look = theme.active()
        painter = QPainter(self)
        pen = QPen(look.colour("synthetic"), look.px(3))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        inset = look.px(2)
        painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
