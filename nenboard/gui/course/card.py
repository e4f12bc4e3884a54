"""The card of the course: picture or table, legend, and what the picture leaves out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from nenboard.gui import theme
from nenboard.gui.course.brush import Brush
from nenboard.gui.course.inks import inks_of
from nenboard.gui.course.table import CourseTable
from nenboard.gui.course.view import CourseView
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.reports.drawing import Drawing
    from nenboard.workflow.overview import Overview


class CourseCard(Card):
    """One time axis. T shows the same as a table, L the legend, R a stretch, 0 all of it."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Course of disease"), note=_("one time axis"), name="card_course")
        self.view = CourseView()
        self.table = CourseTable()
        self.legend = LegendStrip(self.view)
        self.legend.hide()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.table)
        self.left_out = paragraph("", "small", name="course_left_out")
        self._table_button = self._button(_("As table"), "T")
        self._table_button.toggled.connect(self._turn)
        self._legend_button = self._button(_("Legend"), "L")
        self._legend_button.toggled.connect(self.legend.setVisible)
        self.body.addWidget(self.pages, 1000)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.left_out)
        self.body.addStretch(1)
        self.view.opened.connect(self.opened)
        self.table.opened.connect(self.opened)
        self.view.drawn.connect(self._drawn)

    def _button(self, words: str, keys: str) -> KeyButton:
        made = KeyButton(words, keys=keys, name=f"course_{keys}")
        made.setProperty("small", True)
        made.setCheckable(True)
        self.add_beside_title(made)
        return made

    def show_overview(self, shown: "Overview") -> None:
        """Draw another course."""
        self.view.show_timeline(shown.timeline)
        self.table.show_sayings(shown.table)

    def _turn(self, as_table: bool) -> None:
        had_focus = self.view.hasFocus() or self.table.hasFocus()
        target: QWidget = self.table if as_table else self.view
        self.pages.setCurrentWidget(target)
        if had_focus:
            target.setFocus()
        self._say_left_out()

    def _drawn(self) -> None:
        self.pages.setMinimumHeight(self.view.minimumHeight())
        self.pages.setMaximumHeight(max(self.view.most, self.view.minimumHeight()))
        self.legend.follow()
        span = self.view.span
        note = _("one time axis")
        if span is not None:
            first, last = (f"{day:%d-%b-%Y}" for day in span)
            note = _("{first} to {last}, 0 shows all").format(first=first, last=last)
        self.set_note(note)
        self._say_left_out()

    def _say_left_out(self) -> None:
        """Everything that the picture does not say in full, counted; the table has it all."""
        chart = self.view.chart
        left_out = chart.left_out if chart is not None else []
        said = "; ".join(f"{count} {what}" for what, count in left_out)
        shows = bool(said) and self.pages.currentWidget() is self.view
        words = _("Not shown in full: {what}. T lists everything.").format(what=said)
        self.left_out.setText(words if said else "")
        self.left_out.setVisible(shows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T and L."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_T:
            self._table_button.toggle()
        elif event.key() == Qt.Key.Key_L:
            self._legend_button.toggle()
        else:
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """A single letter pressed elsewhere on the page; True if it is one of this card."""
        if event.modifiers():
            return False
        if event.key() == Qt.Key.Key_T:
            self._table_button.toggle()
        elif event.key() == Qt.Key.Key_L:
            self._legend_button.toggle()
        elif event.key() == Qt.Key.Key_R:
            self.view.zoom(0.5)
        elif event.key() == Qt.Key.Key_0:
            self.view.show_span(None)
        else:
            return False
        return True


class LegendStrip(QWidget):
    """The legend of the marks that the picture uses, painted as on paper."""

    def __init__(self, view: CourseView) -> None:
        super().__init__()
        self.setObjectName("course_legend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._view = view
        self._drawing: Drawing | None = None

    def follow(self) -> None:
        """The picture was laid out anew."""
        from nenboard.workflow import overview

        if self._view.chart is not None:
            width = self._view.width() / self._view.scale
            self._drawing = overview.legend_of(self._view.chart, width)
            said = [text.words for text in self._drawing.texts()]
            self.setAccessibleName(_("Legend: {marks}").format(marks="; ".join(said)))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        height = self._drawing.height if self._drawing is not None else 0.0
        return QSize(theme.active().px(300), round(height * self._view.scale) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The legend's own drawing."""
        if self._drawing is not None:
            painter = QPainter(self)
            Brush(painter, inks_of(theme.active()), scale=self._view.scale).paint(self._drawing)
