"""A card of single fields, one below the other."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from nenboard.gui.case_edit.columns import column_count, places, set_up
from nenboard.gui.case_edit.field_box import FieldBox
from nenboard.gui.case_edit.form_field import CardSpec, FormField
from nenboard.gui.case_edit.pieces import Pieces
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.host.language import _

_STATED: Final = ("none_stated_by", "none_stated_on", "other", "details")
_FOLLOW_UPS: Final = ("hypertension_controlled", "diabetes_controlled")


class FieldCard(Card):
    """The fields of a card; *None of these* writes an explicit no into each unanswered one."""

    focused = Signal(object)

    def __init__(self, session: EditSession, spec: CardSpec, pieces: Pieces) -> None:
        super().__init__(_(spec.title), note=_(spec.note), name=f"card_{spec.key}")
        self._session = session
        self.spec = spec
        self._grid = QGridLayout()
        self._columns = 0
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.boxes: list[FieldBox] = []
        self._arrange()
        if spec.none_button and not session.is_read_only:
            button = KeyButton(_("None of these"), name=f"none_{spec.key}")
            button.setProperty("small", True)
            button.clicked.connect(self._write_none)
            self.add_beside_title(button)
        for field in spec.fields:
            pieces.add(partial(self._add_box, field))

    def _add_box(self, field: FormField) -> None:
        box = FieldBox(self._session, field, field.path)
        box.focused.connect(self.focused)
        self.boxes.append(box)
        place = self._places[field.path]
        self._grid.addWidget(box, place.row, place.column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = column_count(self.width())
        if columns == self._columns:
            return
        self._columns = columns
        self._places = places(self.spec.fields, columns)
        set_up(self._grid, self.spec.fields, columns)
        for box in self.boxes:
            place = self._places[box.field.path]
            self._grid.addWidget(box, place.row, place.column)

    def refresh(self) -> None:
        """The draft has changed."""
        for box in self.boxes:
            box.show_value()

    def show_remarks(self) -> None:
        """The checks have run."""
        for box in self.boxes:
            box.show_remarks()

    def _write_none(self) -> None:
        """Each condition without an answer gets a no, with today; then ask who said so."""
        from nenboard.domain.dates import PartialDate
        from nenboard.gui.case_edit.places import get_at

        group = self.spec.none_button
        case, today = self._session.case, self._session.habits.today
        asked = [
            field.path
            for field in self.spec.fields
            if field.name not in (*_STATED, *_FOLLOW_UPS) and get_at(case, field.path) is None
        ]
        values: dict[str, object] = dict.fromkeys(asked, False)
        if today is not None:
            values[f"{group}.none_stated_on"] = PartialDate.of(today)
        label = _("State that there are no others in {card}").format(card=_(self.spec.title))
        self._session.put_all(values, place="", label=label)
        self._session.left()
        who = next(box for box in self.boxes if box.field.name == "none_stated_by")
        who.editor.setFocus()
