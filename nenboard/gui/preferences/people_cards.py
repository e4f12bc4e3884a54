"""Cards of the people of a registry: the list, one more person, a new passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from nenboard.gui import theme
from nenboard.gui.preferences.part import choice, narrow
from nenboard.gui.preferences.roles import ROLES, may_words, role_words
from nenboard.gui.unlock.new_passphrase import NewPassphrase
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _, counted

_FORM = 420


class PeopleCard(Card):
    """A row for each person: name, role, and what an admin can do."""

    role_chosen = Signal(str, str)
    reset_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Who may open this registry"), name="people_list")
        self._rows: QWidget | None = None
        self._boxes: list[QComboBox] = []

    def show_users(self, users: Sequence[tuple[str, str]], *, me: str, may_change: bool) -> None:
        """Show these people with their roles; the last admin keeps role and place."""
        if self._rows is not None:
            self._rows.setParent(None)
            self._rows.deleteLater()
        words = counted("{count} person", "{count} people", count=len(users))
        self.set_note(words.format(count=len(users)))
        admins = [name for name, role in users if role == "admin"]
        self._rows, self._boxes = QWidget(), []
        look = theme.active()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 3)
        for row, (name, role) in enumerate(users):
            you = _(" (you)") if name == me else ""
            grid.addWidget(paragraph(f"{name}{you}", "strong"), row, 0)
            is_last = role == "admin" and len(admins) == 1
            self._add_row(grid, row, (name, role), free=may_change and not is_last)
            if may_change:
                self._add_acts(grid, row, name, is_last=is_last, is_me=name == me)
        self.body.addWidget(self._rows)

    def _add_row(self, grid: QGridLayout, row: int, person: tuple[str, str], *, free: bool) -> None:
        name, role = person
        if free:
            box = choice(f"role_{name}", {each: role_words(each) for each in ROLES})
            keep(box, box.setFixedWidth, 140)
            box.setCurrentIndex(ROLES.index(role))
            box.setAccessibleName(_("Role of {name}").format(name=name))
            box.activated.connect(lambda _at: self._chosen(name, role, box))
            self._boxes.append(box)
            grid.addWidget(box, row, 1)
        else:
            grid.addWidget(label(role_words(role)), row, 1)
        grid.addWidget(paragraph(may_words(role), "small"), row, 2)

    def _chosen(self, name: str, role: str, box: QComboBox) -> None:
        if box.currentData() != role:
            self.role_chosen.emit(name, box.currentData())

    def _add_acts(
        self, grid: QGridLayout, row: int, name: str, *, is_last: bool, is_me: bool
    ) -> None:
        if is_last:
            why: QLabel = label(_("The last admin stays."), "small")
            grid.addWidget(why, row, 3, 1, 2, Qt.AlignmentFlag.AlignRight)
            return
        reset = KeyButton(_("New passphrase…"), name=f"reset_{name}")
        reset.setAccessibleName(_("New passphrase for {name}").format(name=name))
        reset.clicked.connect(lambda: self.reset_asked.emit(name))
        remove = KeyButton(_("Remove…"), kind="danger", name=f"remove_{name}")
        remove.setAccessibleName(_("Remove {name}").format(name=name))
        remove.clicked.connect(lambda: self.remove_asked.emit(name))
        for column, button in ((3, reset), (4, remove)):
            button.setProperty("small", True)
            grid.addWidget(button, row, column)
        reset.setVisible(not is_me)

    def first_focus(self) -> QWidget | None:
        """The first role that can be given."""
        return self._boxes[0] if self._boxes else None


class AddCard(Card):
    """One more person: name, role, and a passphrase that the person is told."""

    asked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(_("Add a person"), name="people_add")
        self.user = QLineEdit()
        self.user.setObjectName("add_user")
        self.user.setMaxLength(80)
        self.role = choice("add_role", {each: role_words(each) for each in ROLES}, widest=_FORM)
        self.role.setCurrentIndex(-1)
        self.role.setPlaceholderText(_("Choose a role"))
        self.may = paragraph("", "small", name="add_role_may")
        self.secret = NewPassphrase("add")
        self.button = KeyButton(_("Add this person"), kind="primary", name="add_person")
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.active().px(10))
        name = FieldRow(_("&Name, as it stands in the history"), self.user, stacked=True)
        rows = (name, FieldRow(_("&Role"), self.role, stacked=True), self.may, self.secret)
        for at, widget in enumerate(rows):
            grid.addWidget(widget, at, 0)
        self.body.addLayout(narrow(form, _FORM))
        text = _("Tell the passphrase to this person only; it can be changed under “Passphrases "
                 "and recovery” at once.")  # fmt: skip
        self.body.addWidget(paragraph(text, "small"))
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.user.textChanged.connect(self._check)
        self.role.currentIndexChanged.connect(self._check)
        self.secret.changed.connect(self._check)
        self.button.clicked.connect(self._ask)
        self._check()

    def _check(self) -> None:
        role = self.role.currentData()
        self.may.setText(may_words(role) if role else "")
        self.may.setVisible(bool(role))
        named = bool(self.user.text().strip())
        self.button.setEnabled(named and bool(role) and self.secret.is_complete())

    def _ask(self) -> None:
        self.asked.emit(self.user.text().strip(), self.role.currentData(), self.secret.text)

    def clear(self) -> None:
        """Empty the form."""
        self.user.clear()
        self.role.setCurrentIndex(-1)
        self.secret.clear()


class ResetCard(Card):
    """A new passphrase for somebody who has forgotten theirs."""

    asked = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(" ", name="people_reset")
        self._user = ""
        self.secret = NewPassphrase("reset")
        self.button = KeyButton(_("Set this passphrase"), kind="primary", name="reset_set")
        leave = KeyButton(_("Leave it"), name="reset_leave")
        self.body.addLayout(narrow(self.secret, _FORM))
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(leave)
        row.addStretch(1)
        self.body.addLayout(row)
        self.secret.changed.connect(lambda: self.button.setEnabled(self.secret.is_complete()))
        self.button.setEnabled(False)
        self.button.clicked.connect(lambda: self.asked.emit(self._user, self.secret.text))
        leave.clicked.connect(self.left)

    def show_user(self, user: str) -> None:
        """Ask for the passphrase of this person."""
        self._user = user
        title = _("New passphrase for {name}").format(name=user)
        self.title_label.setText(title)
        self.setAccessibleName(title)
        self.secret.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed is forgotten."""
        super().hideEvent(event)
        self.secret.clear()
