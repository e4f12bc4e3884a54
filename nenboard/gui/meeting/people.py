"""Attendance with quick marks, and the quorum by role."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nenboard.domain.terms import BoardRole
from nenboard.gui import theme
from nenboard.gui.meeting.rows import WordsTable
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.labels import label as code_words
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.attendance import Quorum
    from nenboard.domain.board import Attendee
    from nenboard.workflow.room import Scene


class PeopleTable(QWidget):
    """Space: is there, or not; A: apologies; L: leaves now. `marked` names the person and mark."""

    marked = Signal(str, str)
    added = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.active().px(6))
        headings = (_("Name"), _("Role"), _("Attendance"))
        self.table = WordsTable(headings, wide=1, name="meeting_people", title=_("Attendance"))
        self.table.pressed.connect(self._pressed)
        self.table.chosen.connect(lambda row: self._pressed(row, " "))
        self.quorum = paragraph("", "small", name="meeting_quorum_words")
        column.addWidget(self.table, 1)
        column.addLayout(self._adding())
        column.addWidget(self.quorum)
        self._people: tuple[Attendee, ...] = ()

    def _adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.active().px(8))
        self.name = QLineEdit()
        self.name.setObjectName("meeting_person")
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(_("Somebody else who is there"))
        self.name.setAccessibleName(_("Name of somebody else who is there"))
        self.role = QComboBox()
        self.role.setObjectName("meeting_role")
        self.role.setAccessibleName(_("Role"))
        self.role.addItem(_("Choose the role"), "")
        for role in BoardRole:
            self.role.addItem(code_words(role), role.value)
        button = KeyButton(_("Add"), icon="add", name="meeting_person_add")
        button.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        row.addWidget(self.name, 2)
        row.addWidget(self.role, 1)
        row.addWidget(button)
        return row

    def _add(self) -> None:
        name, role = self.name.text().strip(), self.role.currentData()
        if not name:
            self.name.setFocus()
        elif not role:
            self.role.setFocus()
        else:
            self.name.clear()
            self.role.setCurrentIndex(0)
            self.added.emit(name, role)

    def show_scene(self, scene: "Scene") -> None:
        """Show who is expected and who is there."""
        self._people = scene.meeting.attendance
        rows = [(one.name, code_words(one.role), _presence(one)) for one in self._people]
        self.table.show_rows(rows, at=self.table.currentIndex().row())
        self.quorum.setText(quorum_words(scene.quorum, in_full=True))

    def begin(self) -> None:
        """The first person."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _pressed(self, row: int, letter: str) -> None:
        one = self._people[row]
        is_there = one.presence.value == "present" and one.left is None
        marks = {" ": "expected" if is_there else "present", "A": "apologies", "L": "left"}
        if letter in marks:
            self.marked.emit(one.name, marks[letter])


def _presence(one: "Attendee") -> str:
    if one.left is not None:
        return _("Left {time}").format(time=f"{one.left.astimezone():%H:%M}")
    if one.presence.value == "present" and one.came is not None:
        return _("Present since {time}").format(time=f"{one.came.astimezone():%H:%M}")
    return code_words(one.presence)


def quorum_words(found: "Quorum", *, in_full: bool = False) -> str:
    """How many of the roles needed are there; in full with those that are missing."""
    words = _("Quorum {met} of {wanted}").format(met=len(found.met), wanted=found.wanted)
    if not in_full or not found.missing:
        return words
    lacking = ", ".join(
        _(" or ").join(code_words(role) for role in need.roles) for need in found.missing
    )
    return _("{quorum}. Missing: {roles}").format(quorum=words, roles=lacking)
