"""A field on the form: label, editor, unit, dot-code buttons, and what is said about its value."""

from typing import Final, TypeAlias, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nenboard.domain.missing import Missing
from nenboard.gui import theme
from nenboard.gui.assessment.fact_words import entered_words
from nenboard.gui.case_edit import field_values, places
from nenboard.gui.case_edit.draft import Offer, Rough
from nenboard.gui.case_edit.editors import (
    ChoiceEditor,
    FieldEditor,
    LineEditor,
    ProseEditor,
    flatten,
)
from nenboard.gui.case_edit.field_help import help_for
from nenboard.gui.case_edit.field_values import Editor
from nenboard.gui.case_edit.form_field import FormField, Kind
from nenboard.gui.case_edit.journal import Typed
from nenboard.gui.case_edit.many_editor import ManyEditor
from nenboard.gui.case_edit.particulars import Particulars
from nenboard.gui.case_edit.reading import DOT_CODES
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow, Severity
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.labels import fact_label, missing_label
from nenboard.host.language import _

_CODES_WIDTH: Final = 4 * 27
_OFFERS: Final = 3
_LABEL_ROOM: Final = 180


AnyEditor: TypeAlias = LineEditor | ProseEditor | ChoiceEditor | ManyEditor


def make_editor(field: FormField) -> AnyEditor:
    """The editor of a field."""
    kinds: dict[Editor, type[AnyEditor]] = {
        Editor.LINE: LineEditor,
        Editor.PROSE: ProseEditor,
        Editor.CHOICE: ChoiceEditor,
        Editor.MANY: ManyEditor,
    }
    return kinds[field_values.editor_of(field)]()


def typed_in(editor: QWidget, path: str) -> Typed | None:
    """The text on its way in an editor, with its caret; None if nothing was typed."""
    text = cast("FieldEditor", editor).text_now()
    if text is None:
        return None
    caret = len(text)
    if isinstance(editor, LineEditor):
        caret = editor.cursorPosition()
    elif isinstance(editor, ProseEditor):
        caret = editor.textCursor().position()
    return Typed(path, text, caret)


class FieldBox(QWidget):
    """Shows one field of the case and takes its edits; `focused` when the cursor enters it."""

    focused = Signal(object)

    def __init__(self, session: EditSession, field: FormField, path: str) -> None:
        super().__init__()
        self.field = field
        self.path = path
        self._session = session
        self.editor = make_editor(field)
        self.editor.setObjectName(f"field_{field.path}")
        if session.is_read_only:
            flatten(self.editor)
        self.row = FieldRow(_(field.label), self.editor, unit=_(field.unit))
        self._codes: _CodeButtons | None = None
        self._offers: list[KeyButton] = []
        self._offered: tuple[Offer, ...] = ()
        self._particulars: Particulars | None = None
        self._lay_out()
        self.editor.typed.connect(self._typing)
        self.editor.finished.connect(self._finished)
        self.editor.picked.connect(self._picked)
        self.editor.installEventFilter(self)
        line = self.editor.lineEdit() if isinstance(self.editor, ChoiceEditor) else None
        if line is not None:
            line.installEventFilter(self)
        self.show_value()

    def _lay_out(self) -> None:
        look = theme.active()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self._line = QHBoxLayout()
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(look.px(4))
        self._line.addWidget(self.row, 1)
        self._room = QWidget()
        self._line.addWidget(self._room)
        if self.field.kind is Kind.BESIDE:
            self._be_compact()
        else:
            keep(self._room, self._room.setFixedWidth, _CODES_WIDTH)
        column.addLayout(self._line)
        self._said = paragraph("", "small", name=f"said_{self.field.path}")
        self._said.hide()
        margin = 0 if self.field.kind is Kind.BESIDE else look.px(_LABEL_ROOM)
        self._said.setContentsMargins(margin, 0, 0, 0)
        column.addWidget(self._said)
        self._column = column
        self._offer_row = QHBoxLayout()
        self._offer_row.setContentsMargins(margin, 0, 0, 0)
        self._offer_row.addStretch(1)
        column.addLayout(self._offer_row)

    def _be_compact(self) -> None:
        """No label and no buttons: the field stands beside another one."""
        self._room.hide()
        self.row.label.hide()
        self.row.label.setMinimumWidth(0)

    def set_path(self, path: str) -> None:
        """Show the field of another row."""
        if path != self.path:
            self.path = path
            self.show_value()

    def show_value(self) -> None:
        """Show what the draft holds; never told to anybody as an edit."""
        case = self._session.case
        rough = self._session.draft.rough.get(self.path)
        if isinstance(self.editor, ChoiceEditor | ManyEditor):
            self.editor.offer(field_values.entries(self.field, case, self.path))
        missing = field_values.missing_at(case, self.path)
        value = places.get_at(case, self.path)
        text = field_values.value_text(self.field, case, self.path)
        editor = cast("FieldEditor", self.editor)
        if rough is not None:
            editor.show_state(rough.text, rough, None)
        elif editor.text_now() is None:
            editor.show_state(text, value, missing)
        self._show_particulars(missing if rough is None else None)
        self.show_remarks(rough)

    def _show_particulars(self, missing: Missing | None) -> None:
        """Who answers and by when, or why: below a field that holds a kind of missing."""
        if missing is None or self.field.kind is Kind.BESIDE or self._session.is_read_only:
            if self._particulars is not None:
                self._particulars.hide()
            return
        if self._particulars is None:
            self._particulars = Particulars(self._session, self.field.path)
            margin = theme.active().px(_LABEL_ROOM)
            self._particulars.setContentsMargins(margin, 0, self._room.width(), 0)
            self._column.insertWidget(1, self._particulars)
        self._particulars.show_gap(self.path, missing)
        self._particulars.show()

    def show_remarks(self, rough: Rough | None = None) -> None:
        """Show the problem of a text, the gravest issue, or what a clinician entered instead."""
        rough = rough or self._session.draft.rough.get(self.path)
        self._show_offers(rough)
        if rough is not None:
            self.row.show_message(rough.problem, "invalid")
        else:
            self.row.show_message(*self._remark())
        words = self._entered_words()
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _remark(self) -> tuple[str, Severity]:
        """The gravest issue, or what keeps the case from the list."""
        issues = self._session.issues_at(self.path)
        if issues:
            return issues[0].message, cast("Severity", str(issues[0].severity))
        needed = [one for one in self._session.needed_at(self.path) if one.blocks]
        return (needed[0].message, "missing") if needed else ("", "ok")

    def _entered_words(self) -> str:
        """The clinician's entry that wins over this field, where there is one."""
        entry = self._session.case.entry(self.field.fact) if self.field.fact else None
        if entry is None:
            return ""
        when = f", {entry.at.text}" if entry.at is not None else ""
        return _("Entered directly, and counts. {fact}: {value} ({who}{when})").format(
            fact=fact_label(entry.fact),
            value=entered_words(entry),
            who=entry.by,
            when=when,
        )

    def _show_offers(self, rough: Rough | None) -> None:
        offers = rough.offers[:_OFFERS] if rough is not None else ()
        if offers == self._offered:
            return
        self._offered = offers
        for button in self._offers:
            button.hide()
            button.deleteLater()
        self._offers = []
        for offer in offers:
            button = KeyButton(offer.words, name=f"offer_{self.field.name}")
            button.setProperty("small", True)
            button.clicked.connect(
                lambda _on=False, chosen=offer: self._session.choose(self.field, self.path, chosen)
            )
            self._offer_row.insertWidget(self._offer_row.count() - 1, button)
            self._offers.append(button)

    def _typing(self) -> None:
        self._session.typing(typed_in(self.editor, self.path))

    def commit(self) -> None:
        """Take the text as it stands, also while the cursor is still in the field."""
        text = cast("FieldEditor", self.editor).text_now()
        if text is not None:
            self._session.put_text(self.field, self.path, text)

    def commit_if_readable(self) -> None:
        """Take the text only if it is a value already; never complain while typing."""
        text = cast("FieldEditor", self.editor).text_now()
        if text is not None and self._session.reads(self.field, self.path, text):
            self._session.put_text(self.field, self.path, text)

    def help_text(self) -> str:
        """Why the field matters and where it is found."""
        texts = help_for(self.field)
        return f"{texts.why} {texts.found}".strip()

    def has_focus(self) -> bool:
        """Whether the cursor is in this field."""
        line = self.editor.lineEdit() if isinstance(self.editor, ChoiceEditor) else None
        return self.editor.hasFocus() or (line is not None and line.hasFocus())

    def _finished(self, text: str) -> None:
        self._session.put_text(self.field, self.path, text)
        self._session.left()

    def _picked(self, value: object) -> None:
        self._session.put_value(self.field, self.path, value)
        self._session.left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the buttons of the dot codes while the cursor is here."""
        if isinstance(event, QFocusEvent):
            if event.gotFocus():
                self._show_codes(True)
                self.focused.emit(self)
            elif event.reason() != Qt.FocusReason.PopupFocusReason:
                self._show_codes(False)
        return super().eventFilter(watched, event)

    def _show_codes(self, shown: bool) -> None:
        may = not self._room.isHidden() and not self._session.is_read_only
        if shown and self._codes is None and may:
            self._codes = _CodeButtons(self._room)
            self._codes.chosen.connect(self._picked)
        if self._codes is not None:
            self._codes.setVisible(shown)


class _CodeButtons(QWidget):
    """Four small buttons, one for each kind of missing; the dot codes do the same by keyboard."""

    chosen = Signal(object)

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.active().px(2))
        for dot, code in DOT_CODES.items():
            row.addWidget(self._button(dot, code))
        keep(self, self.setFixedWidth, _CODES_WIDTH)
        keep(self, self.setFixedHeight, theme.tokens()["size"]["control_height"])

    def _button(self, dot: str, code: Missing) -> QToolButton:
        button = QToolButton()
        button.setText(dot)
        button.setProperty("kind", "code")
        words = f"{missing_label(code)} ({dot})"
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setObjectName(f"code_{code.value}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = theme.tokens()["size"]["target_min"]
        keep(button, button.setMinimumWidth, side)
        keep(button, button.setMinimumHeight, side)
        button.clicked.connect(lambda _on=False: self.chosen.emit(code))
        return button
