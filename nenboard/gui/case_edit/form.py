"""The form of one tab: its cards in two columns, and the help of the focused field below them."""

from collections.abc import Iterator
from functools import partial
from typing import Final, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.fact_words import entered_words
from nenboard.gui.case_edit import (
    fields_extent,
    fields_person,
    fields_treatment,
    fields_tumour,
)
from nenboard.gui.case_edit.bars_strip import BarsStrip
from nenboard.gui.case_edit.course_panels import CoursePanels
from nenboard.gui.case_edit.editors import explain_codes
from nenboard.gui.case_edit.field_box import FieldBox
from nenboard.gui.case_edit.field_card import FieldCard
from nenboard.gui.case_edit.field_help import help_for
from nenboard.gui.case_edit.form_field import CardSpec, TableSpec, TabSpec
from nenboard.gui.case_edit.lesion_card import LesionCard
from nenboard.gui.case_edit.pieces import Pieces
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.table_card import TableCard
from nenboard.gui.case_edit.worked_out_card import BodyCard, WorkedOutCard
from nenboard.gui.widgets.buttons import KeyCap
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.labels import fact_label
from nenboard.host.language import _

Part: TypeAlias = FieldCard | TableCard | LesionCard | CoursePanels | WorkedOutCard
_TWO_COLUMNS_FROM: Final = 960
_HELP_FROM: Final = 400


class Form(QWidget):
    """The cards of a tab. `focused` names the box that the cursor has entered."""

    focused = Signal(object)

    def __init__(self, session: EditSession, spec: TabSpec) -> None:
        super().__init__()
        self.setObjectName(f"form_{spec.key}")
        self._session = session
        self._spec = spec
        self._pieces = Pieces(self)
        self._pieces.turned.connect(self._enter_built)
        self._awaited: str | None = None
        self._is_stale = False
        self.parts: list[Part] = []
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        content = QWidget()
        content.setProperty("surface", "window")
        content.setLayout(self._columns)
        look = theme.active()
        self._columns.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(12))
        self._columns.setSpacing(look.px(12))
        for side in (spec.left, spec.right):
            self._add_column(side)
        self.area: QScrollArea = scrolled(content, name=f"scroll_{spec.key}")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.help = HelpCard()
        self.entered = InlineMessage("", kind="info", name=f"entered_{spec.key}")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if session.is_read_only and not session.is_past:
            outer.addWidget(read_only_bar(spec.key, is_viewer=session.is_viewer))
        outer.addWidget(self.entered)
        outer.addWidget(self.area, 1)
        outer.addWidget(self.help)
        self._show_choice_of_tumour()
        self._say_entries()
        session.changed.connect(self._changed)
        session.issues_changed.connect(self._remark)
        session.rested.connect(self._take_typed)

    def _add_column(self, side: tuple[CardSpec | TableSpec, ...]) -> None:
        if not side:
            return
        column = QVBoxLayout()
        column.setSpacing(theme.active().px(12))
        column.addStretch(1)
        self._columns.addLayout(column, 1)
        for spec in side:
            self._pieces.add(partial(self._add_part, column, spec))

    def _add_part(self, column: QVBoxLayout, spec: CardSpec | TableSpec) -> None:
        part = self._part(spec)
        part.focused.connect(self._entered)
        self.parts.append(part)
        column.insertWidget(column.count() - 1, part)
        self._show_choice_of_tumour()
        if isinstance(part, LesionCard):
            part.refresh()
        if spec is fields_treatment.LINES and isinstance(part, TableCard):
            bars = BarsStrip(self._session, self._session.services)
            part.put_below_table(bars)
            part.view.row_chosen.connect(bars.mark_row)

    def _part(self, spec: CardSpec | TableSpec) -> Part:
        if spec is fields_extent.DIAMETERS:
            return LesionCard(self._session, spec)
        if spec is fields_treatment.COURSE:
            return CoursePanels(self._session, spec, self._pieces)
        if spec is fields_tumour.WORKED_OUT:
            return WorkedOutCard(self._session, spec)
        if spec is fields_person.BODY:
            return BodyCard(self._session, spec)
        if isinstance(spec, CardSpec):
            return FieldCard(self._session, spec, self._pieces)
        return TableCard(self._session, spec, spec.path, self._pieces)

    def finish(self) -> None:
        """Build now what is still to come."""
        self._pieces.finish()

    def boxes(self) -> Iterator[FieldBox]:
        """Every field shown, in focus order."""
        for part in self.parts:
            if isinstance(part, TableCard):
                yield from part.all_boxes()
            else:
                yield from part.boxes

    def first_widget(self) -> QWidget | None:
        """The first field or table in reading order; built now if it is not there yet."""
        while (found := self._first_built()) is None and self._pieces.step():
            pass
        return found

    def _first_built(self) -> QWidget | None:
        for part in self.parts:
            if isinstance(part, TableCard):
                return part.entrance()
            if not part.isHidden() and part.boxes:
                return part.boxes[0].editor
        return None

    def focused_box(self) -> FieldBox | None:
        """The field that holds the cursor."""
        return next((box for box in self.boxes() if box.has_focus()), None)

    def focused_path(self) -> str:
        """The place that holds the cursor: a field, a row or a whole table; empty if none does."""
        box = self.focused_box()
        if box is not None:
            return box.path
        tables = (part for part in self.parts if isinstance(part, TableCard))
        return next(filter(None, (table.focused_path() for table in tables)), "")

    def commit(self) -> None:
        """Take what is typed in the focused field."""
        box = self.focused_box()
        if box is not None:
            box.commit()

    def reveal(self, path: str) -> bool:
        """Put the cursor where a path is shown; False if this form does not show it."""
        target = self.widget_at(path)
        if target is None:
            return False
        target.setFocus()
        self.area.ensureWidgetVisible(target, 40, 60)
        return True

    def enter(self, path: str) -> QWidget:
        """What gets the cursor for a path, or for the first field if that is empty.

        While that is still to be built the form holds the focus, and hands it on as soon as it is
        there, unless the user has gone elsewhere meanwhile.
        """
        self._awaited = path
        return self._awaited_widget() or self

    def _awaited_widget(self) -> QWidget | None:
        path = self._awaited or ""
        found = self._built_at(path) if path else self._first_built()
        if found is None and self._pieces.is_done():
            found = self._first_built()
        if found is not None:
            self._awaited = None
        return found

    def _enter_built(self) -> None:
        if self._awaited is None or self.window().focusWidget() is not self:
            return
        found = self._awaited_widget()
        if found is not None:
            found.setFocus()
            self.area.ensureWidgetVisible(found, 40, 60)

    def widget_at(self, path: str) -> QWidget | None:
        """What should get the cursor for a path, built now if need be; its row is chosen."""
        while (found := self._built_at(path)) is None and self._pieces.step():
            pass
        return found

    def _built_at(self, path: str) -> QWidget | None:
        for part in self.parts:
            if isinstance(part, TableCard):
                found = part.reveal(path)
                if found is not None:
                    return found
            for box in part.boxes:
                if path == box.path or path.startswith(f"{box.path}."):
                    return box.editor
        return None

    def _changed(self, _place: str = "") -> None:
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        for part in self.parts:
            part.refresh()
        self._show_choice_of_tumour()
        self._say_entries()

    def _say_entries(self) -> None:
        """Facts that somebody entered directly and that fields of this tab feed otherwise."""
        facts = {field.fact for part in self._specs() for field in part.fields}
        said = [
            f"{fact_label(entry.fact)} {entered_words(entry)} ({entry.by})"
            for entry in self._session.case.entries
            if entry.fact in facts
        ]
        words = _("Entered directly, and counts before the record: {facts}.")
        text = words.format(facts="; ".join(said)) if said and self._spec.key != "person" else ""
        self.entered.show_text(text, kind="info")

    def _specs(self) -> tuple[CardSpec | TableSpec, ...]:
        return (*self._spec.left, *self._spec.right)

    def _show_choice_of_tumour(self) -> None:
        """Which tumour is discussed is asked only where there are several."""
        case = self._session.case
        needed = len(case.primaries) > 1 or case.primary_under_discussion is not None
        for part in self.parts:
            if part.spec is fields_tumour.DISCUSSED:
                part.setVisible(needed)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the form was out of sight."""
        super().showEvent(event)
        if self._is_stale:
            self._changed()

    def _remark(self) -> None:
        for part in self.parts:
            part.show_remarks()

    def _take_typed(self) -> None:
        box = self.focused_box()
        if box is not None:
            box.commit_if_readable()

    def _entered(self, box: FieldBox) -> None:
        self.help.show_help(box)
        self.area.ensureWidgetVisible(box, 0, theme.active().px(24))
        self.focused.emit(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be too narrow; F1 alone explains where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= theme.active().px(_TWO_COLUMNS_FROM)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self.help.setVisible(self.height() >= theme.active().px(_HELP_FROM))


def read_only_bar(key: str, *, is_viewer: bool) -> InlineMessage:
    """Why nothing can be changed, and what to do about it."""
    if is_viewer:
        words = _("You are signed in as a viewer: nothing can be changed here. "
                  "An admin of the registry can give you the role of an editor.")  # fmt: skip
        return InlineMessage(words, kind="info", name=f"read_only_{key}")
    words = _(
        "Open to read only: nothing can be changed here. "
        "To change something, lock the registry and open it for editing."
    )
    return InlineMessage(words, kind="info", name=f"read_only_{key}")


class HelpCard(Card):
    """Why the focused field matters and where it is found: two lines, for every field."""

    def __init__(self) -> None:
        super().__init__("", name="field_help")
        look = theme.active()
        self.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        self._title = label("", "strong", name="field_help_title")
        head.addWidget(self._title)
        head.addWidget(KeyCap("F1"))
        head.addStretch(1)
        head.addWidget(label(explain_codes(), "small"))
        self.body.setSpacing(look.px(2))
        self.body.addLayout(head)
        self._text = paragraph("", "small", name="field_help_text")
        self.body.addWidget(self._text)
        self._title.setText(_("Why this field matters"))
        self._text.setText(_("Two lines stand here for the field that holds the cursor."))

    def show_source(self, field: str, words: str) -> None:
        """Say where a value comes from."""
        self._title.setText(_("Source of “{field}”").format(field=field))
        self._text.setText(words)

    def show_help(self, box: FieldBox) -> None:
        """Explain a field."""
        texts = help_for(box.field)
        self._title.setText(_("Why “{field}” matters").format(field=_(box.field.label)))
        self._text.setText(f"{texts.why} {texts.found}".strip())
