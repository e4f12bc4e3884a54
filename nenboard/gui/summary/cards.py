"""The cards of the summary beside the course: question, at a glance, fitness and wishes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.case_edit.strip_words import fitness_words, wishes_words
from nenboard.gui.summary.words import phrase_widget, plain
from nenboard.gui.widgets.cards import Card, line_between
from nenboard.gui.widgets.texts import label, paragraph, set_role
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.reports.values import Phrase
    from nenboard.workflow.overview import Overview


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class QuestionCard(Card):
    """The question to the board, what is new, who presents: side by side, or below each other."""

    def __init__(self) -> None:
        super().__init__(name="card_question")
        self.setAccessibleName(_("Question to the board"))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.active().px(24))
        self.body.addLayout(self._row)

    def turn(self, wide: bool) -> None:
        """Side by side where there is room."""
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def show_overview(self, shown: "Overview") -> None:
        """Show another question."""
        clear(self._row)
        question = shown.question
        asked = phrase_widget(question.question, "subtitle")
        new = phrase_widget(question.new)
        presents = phrase_widget(shown.presenter, "strong")
        self._row.addWidget(_part(_("Question to the board"), asked), 5)
        self._row.addWidget(_part(question.new_label.rstrip(":"), new), 5)
        about = (paragraph(shown.discussion, "small"),) if shown.discussion else ()
        self._row.addWidget(_part(_("Presents"), presents, *about), 2)


def _part(title: str, *widgets: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.active().px(2))
    column.addWidget(label(title, "small"))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return made


class GlanceCard(Card):
    """The tumour in a few words under headings."""

    def __init__(self) -> None:
        super().__init__(_("At a glance"), name="card_glance")
        self.body.setSpacing(theme.active().px(4))

    def show_parts(self, parts: "tuple[tuple[str, Phrase], ...]") -> None:
        """Show another tumour."""
        clear(self.body)
        for number, (title, phrase) in enumerate(parts):
            if number:
                self.body.addWidget(line_between())
            self.body.addWidget(label(title, "small"))
            words = phrase_widget(phrase)
            if isinstance(words, QLabel):
                set_role(words, "strong")
            words.setAccessibleName(f"{title}: {plain(phrase)}")
            self.body.addWidget(words)
        self.body.addStretch(1)


class FitnessCard(Card):
    """Fitness and wishes; it stands on every tab and cannot be closed."""

    def __init__(self) -> None:
        super().__init__(name="card_fitness")
        self.setProperty("card", "selected")
        self.setAccessibleName(_("Fitness and wishes"))
        self.body.setSpacing(theme.active().px(4))
        self._words: list[QLabel] = []
        for icon, title in (("heart", _("Fitness")), ("wish", _("Wishes"))):
            self.body.addWidget(_Headed(icon, title))
            words = paragraph("", name=f"summary_{icon}")
            self._words.append(words)
            self.body.addWidget(words)

    def show_case(self, case: "Case") -> None:
        """Say them of another case."""
        said = (fitness_words(case), wishes_words(case))
        for words, text in zip(self._words, said, strict=True):
            words.setText(text)
        self.setAccessibleDescription("; ".join(said))


class _Headed(QWidget):
    """A heading with an icon."""

    def __init__(self, icon: str, title: str) -> None:
        super().__init__()
        self._icon = icon
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.active().px(22), 0, 0, 0)
        column.addWidget(label(title, "strong"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        look = theme.active()
        side = look.px(15)
        spot = QRectF(0, (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), self._icon, spot, look.colour("text"))
