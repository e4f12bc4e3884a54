"""The outcome as the room sees it: only what was read back to it, in large type."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui.meeting.look import room_label
from nenboard.gui.meeting.phrase import PhraseLabel
from nenboard.gui.theme import Theme
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.reports.values import Phrase
    from nenboard.workflow.room import Said


class SaidStrip(QWidget):
    """Result and plan at the left, actions and who is told at the right."""

    def __init__(self, said: "Said", look: Theme) -> None:
        super().__init__()
        self.setObjectName("room_said")
        self.setProperty("ground", "said")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(28), look.px(12), look.px(28), look.px(12))
        row.setSpacing(look.px(32))
        time = f"{said.at.astimezone():%H:%M}"
        head = _("Outcome, signed") if said.is_signed else _("Outcome, read back {time}")
        row.addWidget(_column(head.format(time=time), (said.result, *said.plan), look), 3)
        row.addWidget(_column(_("Actions"), said.actions, look), 2)


def _column(title: str, phrases: "tuple[Phrase, ...]", look: Theme) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(2))
    column.addWidget(room_label(title, "strong"))
    for phrase in phrases:
        column.addWidget(PhraseLabel(phrase, look))
    column.addStretch(1)
    return made
