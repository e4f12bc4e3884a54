"""Users and roles on the settings page: who may open the registry, and what each may do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nenboard.gui import errors
from nenboard.gui.page import Change, Services
from nenboard.gui.preferences.part import Part
from nenboard.gui.preferences.people_cards import AddCard, PeopleCard, ResetCard
from nenboard.gui.preferences.remove_dialog import ask_remove
from nenboard.gui.preferences.roles import refused, role_words
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry import Registry

    Users = tuple[tuple[str, str], ...]


class PeoplePart(Part):
    """The list of people; an admin adds, removes, gives roles and new passphrases."""

    follows = ("people", "registry")

    def __init__(self, services: Services) -> None:
        super().__init__(services, name="people", title=_("Users and roles"))
        self.message = InlineMessage(name="people_message")
        self.people = PeopleCard()
        self.reset = ResetCard()
        self.add = AddCard()
        for widget in (self.message, self.people, self.reset, self.add):
            self.column.addWidget(widget)
        self.reset.hide()
        self.people.role_chosen.connect(self.ask_role)
        self.people.reset_asked.connect(self._ask_passphrase)
        self.people.remove_asked.connect(self._ask_remove)
        self.reset.asked.connect(self.reset_passphrase)
        self.reset.left.connect(self.reset.hide)
        self.add.asked.connect(self.add_person)

    def read(self) -> None:
        """Who may open it now."""
        desk = self.services.desk

        def work(_job: Job) -> "Users":
            from nenboard.workflow import people

            return tuple((name, role.value) for name, role in people.users(desk.registry))

        self.services.run(work, done=self._show, owner=self)

    def _show(self, users: "Users") -> None:
        opened = self.services.open_registry
        admins = tuple(name for name, role in users if role == "admin")
        why = refused(opened, admins)
        me = opened.user if opened is not None else ""
        self.people.show_users(users, me=me, may_change=not why)
        self.add.setVisible(not why)
        if why:
            self.message.show_text(why, kind="info")

    def add_person(self, user: str, role: str, passphrase: str) -> None:
        """Let one more person open the registry."""

        def work(registry: "Registry") -> None:
            from nenboard.registry.keys import UserRole
            from nenboard.workflow import people

            people.add_user(registry, user, role=UserRole(role), passphrase=passphrase)

        text = _("{name} can open the registry now, as {role}.")
        said = text.format(name=user, role=role_words(role).lower())
        self._do(work, said=said, done=self.add.clear)

    def ask_role(self, user: str, role: str) -> None:
        """A role is given once it is confirmed; until then the old one holds."""

        def give() -> None:
            self.give_role(user, role)

        text = _("Give {name} the role {role}? It holds from the next time {name} signs in.")
        act = _("Make {name} {role}").format(name=user, role=role_words(role).lower())
        self.message.show_text(
            text.format(name=user, role=role_words(role).lower()),
            kind="query",
            actions=((act, give), (_("Leave it"), self._leave_it)),
        )

    def _leave_it(self) -> None:
        self.message.clear()
        self.read()

    def give_role(self, user: str, role: str) -> None:
        """Give somebody another role."""

        def work(registry: "Registry") -> None:
            from nenboard.registry.keys import UserRole
            from nenboard.workflow import people

            people.change_role(registry, user, role=UserRole(role))

        text = _("{name} is {role} from the next time of signing in.")
        self._do(work, said=text.format(name=user, role=role_words(role).lower()))

    def _ask_passphrase(self, user: str) -> None:
        self.reset.show_user(user)
        self.reset.show()
        self.reset.secret.once.setFocus()

    def reset_passphrase(self, user: str, passphrase: str) -> None:
        """Give somebody a new passphrase, who then tells it to nobody else."""

        def work(registry: "Registry") -> None:
            from nenboard.workflow import people

            people.reset_passphrase(registry, user, passphrase=passphrase)

        text = _("{name} signs in with the new passphrase now. The old one opens nothing.")
        self._do(work, said=text.format(name=user), done=self.reset.hide)

    def _ask_remove(self, user: str) -> None:
        ask_remove(user, self.window(), lambda: self.remove(user))

    def remove(self, user: str) -> None:
        """Let somebody open it no more."""

        def work(registry: "Registry") -> None:
            from nenboard.workflow import people

            people.remove_user(registry, user)

        text = _(
            "{name} can open the registry no more. If {name} may have kept a copy of it, change "
            "the database key under “Passphrases and recovery”."
        )
        self._do(work, said=text.format(name=user))

    def _do(
        self,
        act: "Callable[[Registry], None]",
        *,
        said: str,
        done: Callable[[], None] | None = None,
    ) -> None:
        """One act on the database thread; what came of it stands over the list."""
        desk = self.services.desk

        def finish(_none: None) -> None:
            if done is not None:
                done()
            self.services.published(Change("people"))
            self.message.show_text(said, kind="done")

        def failed(error: Exception) -> None:
            sentence = errors.sentence_of(error)
            if sentence is None:
                self.services.show_problem(error)
                return
            self.read()
            self.message.show_text(sentence, kind="problem")

        self.services.run(lambda _job: act(desk.registry), done=finish, failed=failed, owner=self)

    def leave(self) -> None:
        """Forget every passphrase that was typed."""
        self.add.clear()
        self.reset.hide()
        self.message.clear()

    def first_focus(self) -> QWidget | None:
        """The first thing that can be changed."""
        return self.people.first_focus() or self.add.user
