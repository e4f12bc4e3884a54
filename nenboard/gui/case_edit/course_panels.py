"""Panels of the treatment tab that follow from what is entered: nothing in them is typed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.case_edit import course_words, period_words, total_words
from nenboard.gui.case_edit.lesion_card import LesionCard
from nenboard.gui.widgets.cards import Card, line_between
from nenboard.gui.widgets.chips import Chip, missing_look
from nenboard.gui.widgets.shapes import paint_response
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from datetime import date

    from nenboard.domain.case import Case
    from nenboard.gui.case_edit.field_box import FieldBox
    from nenboard.gui.case_edit.form_field import CardSpec
    from nenboard.gui.case_edit.pieces import Pieces
    from nenboard.gui.case_edit.session import EditSession

_SIDE_BY_SIDE_FROM: Final = 900


class CoursePanels(QWidget):
    """Diameters, responses by method, totals and time end points, side by side or in a column."""

    focused = Signal(object)

    def __init__(self, session: "EditSession", spec: "CardSpec", pieces: "Pieces") -> None:
        super().__init__()
        self.setObjectName(f"card_{spec.key}")
        self.spec = spec
        self.boxes: list[FieldBox] = []
        self._session = session
        self.lesions: LesionCard | None = None
        self.panels: list[Panel] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.active().px(12))
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, share in ((left, 3), (right, 2)):
            column.setSpacing(theme.active().px(12))
            column.addStretch(1)
            self._row.addLayout(column, share)
        pieces.add(partial(self._add_lesions, left))
        for column, title, name, fill in (
            (left, _("Time end points by line"), "periods", _fill_periods),
            (right, _("Newest response by method"), "methods", _fill_methods),
            (right, _("Running totals"), "totals", _fill_totals),
        ):
            pieces.add(partial(self._add_panel, column, title=title, name=name, fill=fill))

    def _add_lesions(self, column: QVBoxLayout) -> None:
        self.lesions = LesionCard(self._session, self.spec)
        column.insertWidget(column.count() - 1, self.lesions)
        self.lesions.refresh()

    def _add_panel(self, column: QVBoxLayout, *, title: str, name: str, fill: "Fill") -> None:
        panel = Panel(title, name, fill)
        self.panels.append(panel)
        column.insertWidget(column.count() - 1, panel)
        panel.show_case(self._session.case, self._today())

    def _today(self) -> "date":
        today = self._session.habits.today
        assert today is not None  # noqa: S101 - the habits of a session know today
        return today

    def refresh(self) -> None:
        """The draft has changed."""
        if self.lesions is not None:
            self.lesions.refresh()
        for panel in self.panels:
            panel.show_case(self._session.case, self._today())

    def show_remarks(self) -> None:
        """The checks say nothing of what follows from the rest."""
        if self.lesions is not None:
            self.lesions.show_remarks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme.active().px(_SIDE_BY_SIDE_FROM)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)


Fill = Callable[[QGridLayout, "Case", "date"], None]


class Panel(Card):
    """A card whose rows follow from the case."""

    def __init__(self, title: str, name: str, fill: Fill) -> None:
        super().__init__(title, name=f"panel_{name}")
        self._fill = fill
        self._content: QWidget | None = None
        self._shown: Case | None = None

    def show_case(self, case: "Case", today: "date") -> None:
        """Fill it anew, unless nothing has changed."""
        if case is self._shown:
            return
        self._shown = case
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.active().px(12))
        grid.setVerticalSpacing(theme.active().px(4))
        self._fill(grid, case, today)
        self.body.addWidget(self._content)


def _fill_methods(grid: QGridLayout, case: "Case", today: "date") -> None:
    grid.setColumnStretch(2, 1)
    for row, line in enumerate(course_words.methods(case, today)):
        grid.addWidget(label(line.method), row, 0)
        if line.code:
            grid.addWidget(label(line.when, "small"), row, 1)
            grid.addWidget(Response(line.code, line.words), row, 2)
        else:
            grid.addWidget(Chip(missing_look("")), row, 1, 1, 2)


def _fill_totals(grid: QGridLayout, case: "Case", today: "date") -> None:
    grid.setColumnStretch(1, 1)
    for total in total_words.totals(case, today):
        row = grid.rowCount()
        grid.addWidget(label(total.name), row, 0)
        if total.share is not None:
            grid.addWidget(Share(total.share, f"{total.name}: {total.words}, {total.note}"), row, 1)
        value = paragraph(total.words, "strong")
        value.setAccessibleName(f"{total.name}: {total.words}")
        grid.addWidget(value, row, 2)
        if total.note:
            grid.addWidget(paragraph(total.note, "caption"), row + 1, 0, 1, 3)


def _fill_periods(grid: QGridLayout, case: "Case", today: "date") -> None:
    found = period_words.periods(case, today)
    if not found:
        is_stated = bool(case.entry("prior_lines"))
        stated = _("Earlier treatment is stated as a whole; enter its lines to follow them.")
        words = stated if is_stated else _("No line of treatment yet.")
        grid.addWidget(paragraph(words, "muted"), 0, 0)
        return
    for number, line in enumerate(found):
        if number:
            grid.addWidget(line_between(), grid.rowCount(), 0)
        grid.addWidget(paragraph(f"{line.line}. {line.pfs}", "strong"), grid.rowCount(), 0)
        for words in filter(None, (line.derived, line.others, line.best)):
            grid.addWidget(paragraph(words, "small"), grid.rowCount(), 0)
        if line.remark:
            grid.addWidget(paragraph(f"▲ {line.remark}.", "warning"), grid.rowCount(), 0)
    grid.addWidget(paragraph(period_words.convention(), "caption"), grid.rowCount(), 0)


class Response(QWidget):
    """The glyph of a response with its letters."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__()
        self._code, self._words = code, words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        look = theme.active()
        return QSize(look.px(22) + self.fontMetrics().horizontalAdvance(self._words), look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shape, then letters."""
        look = theme.active()
        side = look.px(13)
        painter = QPainter(self)
        spot = QRectF(0, (self.height() - side) / 2, side, side)
        paint_response(painter, self._code, spot, ink=look.colour("text"))
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("body", weight=600))
        baseline = (self.height() + painter.fontMetrics().capHeight()) / 2
        painter.drawText(round(side + look.px(6)), round(baseline), self._words)


class Share(QWidget):
    """How much of a limit is used, as a bar; the words beside it say the same."""

    def __init__(self, share: float, words: str) -> None:
        super().__init__()
        self._share = min(max(share, 0.0), 1.0)
        self._is_over = share > 1
        self.setAccessibleName(words)
        self.setFixedHeight(theme.active().px(16))
        self.setMinimumWidth(theme.active().px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame and filling."""
        look = theme.active()
        high = look.px(8)
        frame = QRectF(0.5, (self.height() - high) / 2, self.width() - 1, high)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("control"))
        painter.setBrush(look.colour("neutralBg"))
        painter.drawRoundedRect(frame, high / 2, high / 2)
        filled = QRectF(frame.left(), frame.top(), frame.width() * self._share, frame.height())
        painter.setBrush(look.colour("danger" if self._is_over else "primary"))
        if self._share:
            painter.drawRoundedRect(filled, high / 2, high / 2)
