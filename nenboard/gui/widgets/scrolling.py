"""Scroll areas, so that large text and small windows never cut a page."""

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget


def centred_in_scroll(content: QWidget, *, name: str) -> QScrollArea:
    """The content in the middle of the page, scrolled where the window is too small for it."""
    ground = QWidget()
    ground.setProperty("surface", "window")
    grid = QGridLayout(ground)
    grid.addWidget(content, 1, 1)
    for side in (0, 2):
        grid.setRowStretch(side, 1)
        grid.setColumnStretch(side, 1)
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
