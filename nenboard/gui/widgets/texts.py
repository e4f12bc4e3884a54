"""Plain-text labels in the type roles of the design; record text is never read as markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def label(text: str, role: str = "", *, name: str = "", parent: QWidget | None = None) -> QLabel:
    """A label on one line: role is one of muted, small, caption, label, strong, subtitle, title."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def paragraph(
    text: str, role: str = "", *, name: str = "", parent: QWidget | None = None
) -> QLabel:
    """A label that wraps and never cuts its text."""
    made = label(text, role, name=name, parent=parent)
    made.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def selectable(made: QLabel) -> QLabel:
    """The same label, with text that can be marked and copied by mouse and keys."""
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def set_role(made: QWidget, role: str) -> None:
    """Change the type role of a label that is already shown."""
    set_state(made, "role", role)


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let the style look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
