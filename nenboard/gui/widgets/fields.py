"""A field row: label, editor, unit, and what is said about the value below it."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from nenboard.gui import theme
from nenboard.gui.widgets.texts import label, paragraph, set_role, set_state

Severity = Literal["ok", "query", "rare", "missing", "invalid"]

_LABEL_WIDTH = 168
_ROLES = {"query": "warning", "rare": "warning", "missing": "small", "invalid": "danger"}
_SIGNS = {"query": "▲ ", "rare": "◆ ", "missing": "", "invalid": "⬣ "}


class FieldRow(QWidget):
    """A labelled editor with its unit; the label names the editor for screen readers.

    `stacked` puts the label above the editor (narrow pages, dialogs).
    """

    def __init__(
        self,
        text: str,
        editor: QWidget,
        *,
        unit: str = "",
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label: QLabel = label(text, "label" if stacked else "small", parent=self)
        self.label.setBuddy(editor)
        self.unit: QLabel = label(unit, "small", parent=self)
        self.unit.setVisible(bool(unit))
        self.message: QLabel = paragraph("", parent=self)
        self.message.hide()
        if not editor.accessibleName():
            editor.setAccessibleName(text.replace("&", ""))
        if unit:
            editor.setAccessibleDescription(unit)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._stacked = stacked
        self._lay_out()

    def set_stacked(self, stacked: bool) -> None:
        """Put the label above the editor, or beside it."""
        if stacked != self._stacked:
            self._stacked = stacked
            self._lay_out()

    def show_message(self, text: str, severity: Severity = "ok") -> None:
        """Say something about the value and mark the editor; an empty text clears both."""
        self.message.setText(_SIGNS.get(severity, "") + text if text else "")
        self.message.setVisible(bool(text))
        set_role(self.message, _ROLES.get(severity, "small"))
        set_state(self.editor, "severity", severity if text else "ok")
        unit = self.unit.text()
        self.editor.setAccessibleDescription(", ".join(part for part in (unit, text) if part))

    def _lay_out(self) -> None:
        look = theme.active()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(4))
        top = 1 if self._stacked else 0
        column = 0 if self._stacked else 1
        for widget in (self.label, self.editor, self.unit, self.message):
            widget.setParent(self)
            self._grid.removeWidget(widget)
        width = 0 if self._stacked else look.px(_LABEL_WIDTH)
        self.label.setMinimumWidth(width)
        self.label.setWordWrap(not self._stacked)
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self.editor, top, column)
        if self.unit.text():
            self._grid.addWidget(self.unit, top, column + 1)
        self._grid.addWidget(self.message, top + 1, column, 1, 2 if self.unit.text() else 1)
        self._grid.setColumnStretch(column, 1)
        self._grid.setColumnStretch(1 - column if self._stacked else 0, 0)
