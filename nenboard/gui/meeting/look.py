"""The look of what the room reads: type that grows with the width, in a scheme of its own."""

from string import Template
from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from nenboard.gui.theme import Theme, tokens
from nenboard.gui.widgets.texts import label, paragraph

SMALLEST_PX: Final = 17
"""Least height of type at the width of the design."""
_LEAST_SCALE: Final = 0.7

_SHEET = Template("""
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="banner"] { background: $banner; }
QWidget[ground="side"] { background: $selection; }
QWidget[ground="said"] { background: $successBg; }
QLabel { background: transparent; color: $text; }
QLabel[room="name"] { color: $bannerText; font-size: ${name}px; font-weight: 700; }
QLabel[room="question"] { font-size: ${question}px; font-weight: 600; }
QLabel[room="body"] { font-size: ${body}px; }
QLabel[room="strong"] { font-size: ${body}px; font-weight: 600; }
QLabel[room="quiet"] { color: $text2; font-size: ${small}px; }
QLabel[room="timer"] { color: $text2; font-size: ${question}px; font-weight: 400; }
QLabel[room="timer_over"] { color: $text2; font-size: ${question}px; font-weight: 700; }
QLabel[room="title"] { font-size: ${title}px; font-weight: 600; }
""")
_COLOURS: Final = (
    *("surface", "banner", "bannerText", "selection", "successBg"),
    *("text", "text2"),
)


def look_for(width: int, scheme: str) -> Theme:
    """The look of a screen so many pixels wide."""
    design: int = tokens()["size"]["design_window"][0]
    return Theme(scheme, round(max(width / design, _LEAST_SCALE), 3))


def sheet_of(look: Theme) -> str:
    """The style sheet of everything the room reads."""
    sizes = {
        "name": look.text_px("meeting_question"),
        "question": look.text_px("meeting_question"),
        "title": look.text_px("meeting_title"),
        "body": look.text_px("meeting_body"),
        "small": look.px(SMALLEST_PX),
    }
    colours = {name: look.hex(name) for name in _COLOURS}
    return _SHEET.substitute({**colours, **sizes})


def room_label(text: str, kind: str, *, name: str = "") -> QLabel:
    """A label on one line in a type of the room: name, question, body, strong, quiet, title."""
    made = label(text, name=name)
    made.setProperty("room", kind)
    return made


def room_words(text: str, kind: str, *, name: str = "") -> QLabel:
    """The same, wrapped and never cut."""
    made = paragraph(text, name=name)
    made.setProperty("room", kind)
    return made


def ground(kind: str, *, name: str = "") -> QWidget:
    """A part of the screen with its own ground: surface, banner, side or said."""
    made = QWidget()
    made.setObjectName(name)
    made.setProperty("ground", kind)
    return made
