"""The agenda while the meeting runs: go to any case by its number, see what is unfinished."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from nenboard.gui import theme
from nenboard.gui.case_list import words
from nenboard.gui.meeting.drawer import Drawer
from nenboard.gui.meeting.rows import WordsTable
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import label
from nenboard.host.labels import label as code_words
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.room import Line, Scene

_NUMBER: Final = 72


class AgendaDrawer(Drawer):
    """`wanted` names the case to go to; `late_wanted` asks for the form of a late case."""

    wanted = Signal(str)
    late_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Agenda"),
            keys=_("Type a number or choose a line, then Enter"),
            close=_("Close"),
            name="meeting_agenda",
        )
        look = theme.active()
        self._lines: tuple[Line, ...] = ()
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        self.number = QLineEdit()
        self.number.setObjectName("meeting_number")
        self.number.setAccessibleName(_("Case number on the agenda"))
        self.number.setValidator(QIntValidator(1, 999, self.number))
        self.number.setFixedWidth(look.px(_NUMBER))
        self.number.returnPressed.connect(self._go)
        self.note = label("", "small", name="meeting_number_note")
        late = KeyButton(_("Add a late case"), icon="add", name="meeting_add_late")
        late.setProperty("small", True)
        late.clicked.connect(self.late_wanted)
        row.addWidget(label(_("Go to case"), "label"))
        row.addWidget(self.number)
        row.addWidget(self.note)
        row.addStretch(1)
        row.addWidget(late)
        self.body.addLayout(row)
        headings = (_("No."), _("Patient"), _("Question"), _("Dealt with"), _("Outcome"))
        self.table = WordsTable(headings, wide=2, name="meeting_lines", title=_("Agenda"))
        self.table.chosen.connect(lambda row: self.wanted.emit(self._lines[row].item.case_id))
        self.body.addWidget(self.table, 1)

    def show_scene(self, scene: "Scene", *, names_hidden: bool) -> None:
        """Show the agenda as it stands; the case shown is selected."""
        self._lines = scene.lines
        at = scene.place.number - 1 if scene.place is not None else 0
        rows = [
            (
                str(line.number),
                patient_words(line, names_hidden=names_hidden),
                line.item.question or (line.row.question if line.row else None) or "",
                code_words(line.item.triage),
                stage_words(line),
            )
            for line in scene.lines
        ]
        self.table.show_rows(rows, at=at)

    def begin(self) -> None:
        """An empty number, ready to be typed."""
        self.number.clear()
        self.note.clear()
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go(self) -> None:
        number = int(self.number.text() or 0)
        if 0 < number <= len(self._lines):
            self.wanted.emit(self._lines[number - 1].item.case_id)
        else:
            words = _("The agenda has cases 1 to {count}.").format(count=len(self._lines))
            self.note.setText(words)
            self.number.selectAll()


def patient_words(line: "Line", *, names_hidden: bool) -> str:
    """Name, or initials while names are hidden, and case key."""
    row = line.row
    if row is None:
        return line.item.case_id
    return f"{words.patient(row, hidden=names_hidden)}, {line.item.case_id}"


def stage_words(line: "Line") -> str:
    """How far the outcome of a case is, in words."""
    told = {
        "nothing": _("Unfinished: no outcome") if line.was_shown else _("Not discussed yet"),
        "typed": _("Unfinished: typed, not recorded"),
        "recorded": _("Unfinished: not read back"),
        "read_back": _("Read back, not signed"),
        "signed": _("Signed"),
    }
    return told[line.stage.value]
