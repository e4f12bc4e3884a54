"""The end of a meeting: what is unfinished or unsigned, and the deferral of the rest."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from nenboard.domain.outcome import Deferral
from nenboard.domain.terms import DeferralCause
from nenboard.gui import errors, theme
from nenboard.gui.case_edit.read_dates import Habits, read_date
from nenboard.gui.meeting.agenda import patient_words, stage_words
from nenboard.gui.meeting.rows import WordsTable
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.labels import label as code_words
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.domain.dates import PartialDate
    from nenboard.workflow.room import Line, Scene

_WIDTH: Final = 920


class EndFace(QWidget):
    """`wanted` goes back to a case; `finish_wanted` closes the meeting, with a deferral."""

    wanted = Signal(str)
    finish_wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.active()
        self.setObjectName("meeting_end")
        self.setProperty("surface", "window")
        self._lines: tuple[Line, ...] = ()
        self._has_open = False
        content = QWidget()
        keep(content, content.setMaximumWidth, _WIDTH)
        column = QVBoxLayout(content)
        column.setSpacing(look.px(10))
        column.addWidget(label(_("End of the meeting"), "title"))
        self.about = paragraph("", "muted", name="meeting_end_about")
        column.addWidget(self.about)
        headings = (_("No."), _("Patient"), _("What is open"))
        self.table = WordsTable(headings, wide=1, name="meeting_end_lines", title=_("Open cases"))
        self.table.chosen.connect(lambda row: self.wanted.emit(self._lines[row].item.case_id))
        card = Card(
            _("Unfinished and unsigned"), note=_("Enter: back to the case"), name="card_end"
        )
        card.body.addWidget(self.table)
        column.addWidget(card, 1)
        column.addWidget(self._deferral())
        self.message = InlineMessage(name="meeting_end_message")
        column.addWidget(self.message)
        column.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(20), look.px(16), look.px(16))
        row.addStretch(1)
        row.addWidget(content, 100)
        row.addStretch(1)

    def _deferral(self) -> QWidget:
        self.rest = Card(_("Defer the cases without an outcome"), name="card_defer")
        self.cause = QComboBox()
        self.cause.setObjectName("defer_cause")
        self.cause.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cause.addItem(_("Choose why"), None)
        for cause in DeferralCause:
            self.cause.addItem(code_words(cause), cause)
        self.owner = _line("defer_owner")
        self.back = _line("defer_back")
        self.back.setPlaceholderText(_("14-Mar-2026, or +2w"))
        self.words = _line("defer_words")
        self.back_row = FieldRow(_("Comes &back"), self.back, stacked=True)
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(12))
        for field, stretch in (
            (FieldRow(_("&Why"), self.cause, stacked=True), 2),
            (FieldRow(_("In &words, if useful"), self.words, stacked=True), 3),
            (FieldRow(_("Who &acts"), self.owner, stacked=True), 2),
            (self.back_row, 2),
        ):
            row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        self.rest.body.addLayout(row)
        return self.rest

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(8))
        row.addStretch(1)
        back = KeyButton(_("Back to the meeting"), keys="Esc", name="meeting_end_back")
        back.clicked.connect(self.left)
        self.button = KeyButton(_("Close the meeting"), kind="primary", name="meeting_finish")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._finish)
        row.addWidget(back)
        row.addWidget(self.button)
        return row

    def show_scene(self, scene: "Scene", *, names_hidden: bool) -> None:
        """Show what is open; cases that the agenda itself defers need no form."""
        self._lines = tuple(line for line in scene.lines if line.stage.value != "signed")
        missing = set(scene.unfinished.without_outcome)
        self._has_open = any(
            line.item.case_id in missing and line.item.not_ready is None for line in scene.lines
        )
        rows = [
            (str(line.number), patient_words(line, names_hidden=names_hidden), stage_words(line))
            for line in self._lines
        ]
        self.table.show_rows(rows, at=self.table.currentIndex().row())
        self.rest.setVisible(self._has_open)
        self.about.setText(_about(scene))

    def begin(self) -> None:
        """The first open case, or the button if there is none."""
        self.message.clear()
        (self.table if self._lines else self.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        self.message.clear()
        self.back_row.show_message("")
        if not self._has_open:
            self.finish_wanted.emit(None)
            return
        day = self._day()
        if self.cause.currentData() is None or not self.owner.text().strip() or day is None:
            words = _(
                "Say why the cases without an outcome are deferred, who acts, and when they come "
                "back. Nothing was closed."
            )
            self.message.show_text(words, kind="query")
            return
        self.finish_wanted.emit(
            Deferral(
                cause=self.cause.currentData(),
                words=self.words.text().strip() or None,
                owner=self.owner.text().strip(),
                returns_on=day,
            )
        )

    def _day(self) -> "PartialDate | None":
        from nenboard.domain.dates import PartialDate
        from nenboard.workflow import clock

        if not self.back.text().strip():
            return None
        reading = read_date(self.back.text(), Habits(today=clock.today()))
        if not isinstance(reading.value, PartialDate):
            self.back_row.show_message(reading.problem, "invalid")
            return None
        return reading.value

    def show_fault(self, error: Exception) -> None:
        """Why the meeting could not be closed."""
        self.message.show_text(errors.sentence_of(error) or str(error), kind="problem")


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setMaxLength(200)
    return made


def _about(scene: "Scene") -> str:
    open_count = len(scene.unfinished.without_outcome)
    unsigned = len(scene.unfinished.unsigned)
    parts = [
        counted(
            "{count} case has no outcome", "{count} cases have no outcome", count=open_count
        ).format(count=open_count),
        counted(
            "{count} outcome is not signed", "{count} outcomes are not signed", count=unsigned
        ).format(count=unsigned),
    ]
    return "; ".join(parts) + "."
