"""Scroll areas, so that large text and small windows never cut a page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


def centred_in_scroll(content: QWidget, *, name: str) -> QScrollArea:
    """The content in the middle of the page, at most as wide as its maximum, scrolled if high."""
    ground = QWidget()
    ground.setProperty("surface", "window")
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(content, 100)
    row.addStretch(1)
    column = QVBoxLayout(ground)
    column.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    return scrolled(ground, name=name)


def scrolled(content: QWidget, *, name: str) -> QScrollArea:
    """The content in a frameless scroll area that takes its width."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setProperty("surface", "window")
    area.setWidget(content)
    return area
