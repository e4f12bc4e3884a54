"""Phrases of the reports as widgets: words, and the chip of a missing value."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from nenboard.gui.widgets.chips import Chip, ChipLook, missing_look
from nenboard.gui.widgets.texts import paragraph

if TYPE_CHECKING:
    from nenboard.reports.values import Phrase, Span


def plain(phrase: "Phrase") -> str:
    """All words of a phrase, missing values included."""
    return "".join(span.text for span in phrase)


def phrase_widget(phrase: "Phrase", role: str = "") -> QWidget:
    """A phrase as a paragraph, or as a chip if it is nothing but a missing value."""
    if len(phrase) == 1 and phrase[0].gap is not None:
        return Chip(_look(phrase[0]))
    made: QLabel = paragraph(plain(phrase), role)
    return made


def _look(span: "Span") -> ChipLook:
    code = span.gap.value if span.gap is not None else ""
    _word, _comma, detail = span.text.replace("\N{NO-BREAK SPACE}", " ").partition(", ")
    return missing_look(code, detail)
