"""The fields of an outcome: four sections below each other, or in the bar of a meeting."""

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.outcome.actions_section import ActionsSection
from nenboard.gui.outcome.inputs import field_in
from nenboard.gui.outcome.plan_section import PlanSection
from nenboard.gui.outcome.result_section import ResultSection
from nenboard.gui.outcome.sections import Section, column_in, unframed
from nenboard.gui.outcome.tell_section import TellSection
from nenboard.gui.widgets.messages import InlineMessage

if TYPE_CHECKING:
    from nenboard.gui.outcome.session import DraftSession

Arrangement = Literal["page", "bar"]


class OutcomeFields(QWidget):
    """Result, plan, actions and who is told; `message` says what concerns all of them."""

    def __init__(self, arrangement: Arrangement, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "window" if arrangement == "page" else "surface")
        is_narrow = arrangement == "bar"
        self.message = InlineMessage("", name="outcome_message")
        self.result = ResultSection()
        self.plan = PlanSection(is_narrow=is_narrow)
        self.actions_section = ActionsSection(is_narrow=is_narrow)
        self.tell = TellSection()
        self.sections: tuple[Section, ...] = (
            self.result,
            self.plan,
            self.actions_section,
            self.tell,
        )
        if is_narrow:
            self._fill_columns()
        else:
            column = column_in(self, gap=10)
            column.addWidget(self.message)
            for section in self.sections:
                column.addWidget(section)
            column.addStretch(1)
        self._add_keys()

    def _fill_columns(self) -> None:
        gap = theme.active().px(10)
        halves = QHBoxLayout(self)
        halves.setContentsMargins(gap, gap, gap, gap)
        halves.setSpacing(gap * 2)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, widgets in (
            (left, (self.message, self.result, self.plan)),
            (right, (self.actions_section, self.tell)),
        ):
            halves.addLayout(column, 1)
            column.setSpacing(gap)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
        for section in self.sections:
            unframed(section)

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl+Ins", self.plan.add_line),
            ("Ctrl+Del", self.remove_row),
            ("Alt+Up", partial(self.plan.move_focused, -1)),
            ("Alt+Down", partial(self.plan.move_focused, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def bind(self, session: "DraftSession") -> None:
        """Show another draft; its rows come with `grow` or `show_session`."""
        for section in self.sections:
            section.bind(session)

    def grow(self) -> bool:
        """Make one of the rows that are missing; False if none is."""
        return any(section.grow() for section in self.sections)

    def show_session(self) -> None:
        """Show the draft as it stands."""
        for section in self.sections:
            section.show_session()

    def remove_row(self) -> None:
        """Remove the line or action that holds the focus."""
        self.plan.remove_focused()
        self.actions_section.remove_focused()

    def focus_field(self, field: str, caret: int = -1) -> bool:
        """Put the focus into a field, and the caret where it was; False if it is not there."""
        found = next((w for w in (field_in(one, field) for one in self.sections) if w), None)
        if found is None:
            return False
        found.setFocus()
        if isinstance(found, QLineEdit) and caret >= 0:
            found.setCursorPosition(min(caret, len(found.text())))
        return True
