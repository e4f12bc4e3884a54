"""The card of the diameters: the grid, and the bar that adds a day."""

from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from nenboard.domain.dates import PartialDate
from nenboard.domain.imaging import Measurement
from nenboard.gui import theme
from nenboard.gui.case_edit.editors import LineEditor
from nenboard.gui.case_edit.field_box import FieldBox
from nenboard.gui.case_edit.form_field import CardSpec
from nenboard.gui.case_edit.lesion_grid import LesionDelegate, LesionModel
from nenboard.gui.case_edit.lesion_rows import new_words
from nenboard.gui.case_edit.read_dates import read_date
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.table_view import RowsView
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

_RECENT: Final = (3, 4)
"""Days in view where there is little room, and where there is more."""
_ROOM: Final = 620


class LesionCard(Card):
    """Diameters by day, the newest in view. A new day gets a column for every lesion."""

    focused = Signal(object)

    def __init__(self, session: EditSession, spec: CardSpec) -> None:
        super().__init__(_(spec.title), note=_(spec.note), name="card_diameters")
        self.spec = spec
        self.boxes: list[FieldBox] = []
        self._session = session
        self.model = LesionModel(session, self)
        self.view = RowsView()
        self.view.setObjectName("table_diameters")
        self.view.setAccessibleName(_(spec.title))
        self.view.setModel(self.model)
        self.view.setItemDelegate(LesionDelegate(session, self.view))
        self.view.add_asked.connect(self.ask_day)
        self.view.copy_down_asked.connect(self._copy_down)
        self.view.remove_asked.connect(self._remove_day)
        self.body.addLayout(self._bar())
        self._problem = InlineMessage("", kind="problem", name="problem_diameters")
        self._empty = label("", "muted", name="empty_diameters")
        self._new = paragraph("", "warning", name="new_lesions")
        for widget in (self._problem, self._empty, self.view, self._new):
            self.body.addWidget(widget)
        if session.is_read_only:
            self._day.hide()
            self._add.hide()
            self.view.be_flat()
        self.refresh()

    def _bar(self) -> QHBoxLayout:
        """What shows older days, and what adds a day."""
        self._day = LineEditor()
        self._day.setObjectName("new_day")
        self._day.setAccessibleName(_("Day of the measurement"))
        self._day.setPlaceholderText(_("Day, such as 28-Sep-2026"))
        keep(self._day, self._day.setFixedWidth, 190)
        self._day.returnPressed.connect(self._add_day)
        self._add = KeyButton(_("Day"), icon="add", keys="Ctrl+Ins", name="add_day")
        self._add.setProperty("small", True)
        self._add.setAccessibleName(_("Add a day of measurements"))
        self._add.clicked.connect(self._add_day)
        self._shows_all = False
        self._older = KeyButton("", kind="quiet", name="all_days")
        self._older.setProperty("small", True)
        self._older.clicked.connect(self._show_all)
        row = QHBoxLayout()
        row.addWidget(self._older)
        row.addStretch(1)
        row.addWidget(self._day)
        row.addWidget(self._add)
        return row

    def refresh(self) -> None:
        """The draft has changed."""
        at = self.view.currentIndex()
        row, column = at.row(), at.column()
        self.model.refresh()
        has_cells = bool(self.model.lesions and self.model.days)
        self.view.setVisible(has_cells)
        self._fold()
        if self.parentWidget() is not None:
            self.setVisible(bool(self.model.lesions))
        self._empty.setVisible(not has_cells)
        new = [f"▲ {words}" for words in new_words(self._session.case)]
        self._new.setText("\n".join(new))
        self._new.setVisible(bool(new))
        self._empty.setText(_("No day yet. Type one and press Enter."))
        self.view.fit()
        if has_cells and row >= 0:
            self.view.choose(row, column)
        self._complain()

    def _fold(self) -> None:
        """Older days wait behind a button, so that the newest stand beside the lesions."""
        count, recent = len(self.model.days), self._recent()
        older = 0 if self._shows_all else max(count - recent, 0)
        for column in range(1, count + 1):
            self.view.setColumnHidden(column, column <= older)
        words = _("Last {recent} of {count} days. Show all").format(recent=recent, count=count)
        self._older.setText(words)
        self._older.setAccessibleName(words)
        self._older.setVisible(bool(older))

    def _recent(self) -> int:
        return _RECENT[self.width() >= theme.active().px(_ROOM)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More days where there is room."""
        super().resizeEvent(event)
        self._fold()
        self.view.fit()

    def _show_all(self) -> None:
        self._shows_all = True
        self.refresh()
        self.view.setFocus()

    def show_remarks(self) -> None:
        """The checks say nothing of single diameters."""
        self.view.viewport().update()

    def ask_day(self) -> None:
        """Ctrl+Ins: type a day."""
        self._day.setFocus()

    def _copy_down(self, index: QModelIndex) -> None:
        """Ctrl+D: the size of the lesion above on the same day."""
        if 0 < index.row() < len(self.model.lesions) and index.column():
            above = self.model.index(index.row() - 1, index.column())
            self.model.put(index.row(), index.column(), str(above.data() or ""))

    def _remove_day(self, _row: int) -> None:
        """Ctrl+Del: the day of the chosen cell, from every lesion; undo is offered."""
        column = self.view.currentIndex().column()
        if column:
            self.model.remove_day(column)

    def _complain(self) -> None:
        """The problem of the first text that is no diameter."""
        rough = self._session.draft.rough
        first = next((r for path, r in rough.items() if path.startswith("lesions.")), None)
        words = f"“{first.text}”: {first.problem}" if first is not None else ""
        self._problem.show_text(words, kind="problem")

    def _add_day(self) -> None:
        if not self._day.text().strip():
            self._day.setFocus()
            return
        reading = read_date(self._day.text(), self._session.habits)
        if not isinstance(reading.value, PartialDate):
            self._problem.show_text(reading.problem, kind="problem")
            return
        day = reading.value
        values: dict[str, object] = {}
        for at, lesion in enumerate(self._session.case.lesions):
            if all(m.date != day for m in lesion.measurements):
                rows = (*lesion.measurements, Measurement(date=day))
                ordered = tuple(sorted(rows, key=lambda m: str(m.date)))
                values[f"lesions.{at}.measurements"] = ordered
        words = _("Add measurements of {day}").format(day=day.text)
        self._session.put_all(values, place="", label=words)
        self._session.left()
        self._day.clear()
        self._shows_all = self._shows_all or day not in self.model.days[-self._recent() :]
        self.refresh()
        self.view.setFocus()
        self.view.choose(0, self.model.days.index(day) + 1)
