"""The step of the first run that asks who else opens the registry."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.preferences.people_cards import AddCard
from nenboard.gui.preferences.roles import may_words, role_words
from nenboard.gui.unlock.steps import Step
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.desk import NewUser


class PeopleStep(Step):
    """Anybody can be left out here and added later; nobody is written before the last step."""

    def __init__(self) -> None:
        super().__init__(
            "step_people",
            _("Who else opens it"),
            _(
                "Each person has a role and a passphrase of their own. You are the admin; others "
                "can be added now, or later in the settings."
            ),
        )
        self.people: tuple[NewUser, ...] = ()
        self._taken = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.active().px(4))
        self.column.addLayout(self._list)
        self.message = InlineMessage(name="people_step_message")
        self.column.addWidget(self.message)
        self.add = AddCard()
        self.add.asked.connect(self._add)
        self.add.user.textChanged.connect(self._typed)
        self.add.secret.changed.connect(self._typed)
        self.column.addWidget(self.add)
        self.column.addStretch(1)

    def set_admin(self, user: str) -> None:
        """The name of the person who makes the registry."""
        self._taken = user.strip().casefold()

    def is_complete(self) -> bool:
        """True unless somebody is half typed: they would be lost."""
        return not self.add.user.text().strip() and not self.add.secret.text

    def first_field(self) -> QWidget:
        """The name."""
        return self.add.user

    def clear(self) -> None:
        """Forget everybody."""
        self.people = ()
        self.add.clear()
        self._show()

    def _typed(self) -> None:
        self.message.clear()
        self.changed.emit()

    def _add(self, user: str, role: str, passphrase: str) -> None:
        from nenboard.gui.desk import NewUser

        taken = {self._taken, *(one.user.casefold() for one in self.people)}
        if user.casefold() in taken:
            text = _("{name} is there already. Choose another name.")
            self.message.show_text(text.format(name=user), kind="problem")
            return
        self.people = (*self.people, NewUser(user, role, passphrase))
        self.add.clear()
        self._show()
        self.add.user.setFocus()

    def _remove(self, user: str) -> None:
        self.people = tuple(one for one in self.people if one.user != user)
        self._show()
        self.add.user.setFocus()

    def _show(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.setParent(None)
                row.deleteLater()
        for one in self.people:
            self._list.addWidget(self._row(one))
        self.changed.emit()

    def _row(self, one: "NewUser") -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(one.user, "strong"))
        words = f"{role_words(one.role)}: {may_words(one.role)}"
        row.addWidget(paragraph(words, "small"), 1)
        gone = KeyButton(_("Take out"), name=f"take_out_{one.user}")
        gone.setProperty("small", True)
        gone.setAccessibleName(_("Take out {name}").format(name=one.user))
        gone.clicked.connect(lambda: self._remove(one.user))
        row.addWidget(gone)
        return made
