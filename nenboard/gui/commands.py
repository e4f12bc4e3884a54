"""The commands of the window: one action each, with its key, its menu and its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from nenboard.host.language import _


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, menu, words with access key, and the keys that run it.

    `shown_keys` are keys that fields and tables take themselves; the menu only prints them.
    """

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    unlocked_only: bool = True
    shown_keys: str = ""


def all_commands() -> tuple[Command, ...]:
    """Every command of the window, in the order of the menus."""
    return (
        *_file_commands(),
        *_edit_commands(),
        *_view_commands(),
        *_meeting_commands(),
        *_tools_commands(),
        *_help_commands(),
    )


def _file_commands() -> tuple[Command, ...]:
    return (
        Command("new_case", "file", _("&New case…"), ("Ctrl+N",)),
        Command("one_page_pdf", "file", _("One-page &PDF"), ("Ctrl+P",)),
        Command("close_page", "file", _("&Close case"), ("Ctrl+W",)),
        Command("lock", "file", _("&Lock now"), ("Ctrl+L",)),
        Command("change_user", "file", _("Change &user…"), ("Ctrl+Shift+L",)),
        Command("quit", "file", _("&Quit"), ("Ctrl+Q",), unlocked_only=False),
    )


def _edit_commands() -> tuple[Command, ...]:
    return (
        Command("undo", "edit", _("&Undo"), ("Ctrl+Z",)),
        Command("redo", "edit", _("&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
        Command("cut", "edit", _("Cu&t"), shown_keys="Ctrl+X"),
        Command("copy", "edit", _("&Copy"), shown_keys="Ctrl+C"),
        Command("paste", "edit", _("P&aste"), shown_keys="Ctrl+V"),
        Command("go_to", "edit", _("&Go to…"), ("Ctrl+K",)),
        Command("find", "edit", _("&Find"), ("Ctrl+F",)),
        Command("next_open", "edit", _("&Next open item"), ("Ctrl+J",)),
        Command("previous_open", "edit", _("&Previous open item"), ("Ctrl+Shift+J",)),
        Command("copy_identity", "edit", _("Copy &identity line"), ("Ctrl+Shift+C",)),
    )


def _view_commands() -> tuple[Command, ...]:
    return (
        Command("board", "view", _("&Board"), ("Ctrl+1",)),
        Command("cases", "view", _("&Cases"), ("Ctrl+2",)),
        Command("evidence", "view", _("&Evidence"), ("Ctrl+3",)),
        Command("next_case", "view", _("Ne&xt open case"), ("Ctrl+Tab",)),
        Command("previous_case", "view", _("Pre&vious open case"), ("Ctrl+Shift+Tab",)),
        Command("next_area", "view", _("Next &area"), ("F6",)),
        Command("previous_area", "view", _("Previous a&rea"), ("Shift+F6",)),
        Command("hide_names", "view", _("&Hide names"), ("F8",)),
        Command("larger", "view", _("&Larger"), ("Ctrl++", "Ctrl+="), unlocked_only=False),
        Command("smaller", "view", _("S&maller"), ("Ctrl+-",), unlocked_only=False),
        Command("normal_size", "view", _("&Normal size"), ("Ctrl+0",), unlocked_only=False),
        Command("full_screen", "view", _("&Full screen"), ("F11",), unlocked_only=False),
    )


def _meeting_commands() -> tuple[Command, ...]:
    return (Command("start_meeting", "meeting", _("&Start or resume meeting"), ("F5",)),)


def _tools_commands() -> tuple[Command, ...]:
    return (
        Command("back_up", "tools", _("&Back up now")),
        Command("settings", "tools", _("&Settings"), ("Ctrl+,",)),
    )


def _help_commands() -> tuple[Command, ...]:
    return (
        Command("why_field", "help", _("&Why this field"), ("F1",), unlocked_only=False),
        Command("page_keys", "help", _("&Keys of this page"), ("Shift+F1",), unlocked_only=False),
        Command("guide", "help", _("&User guide"), unlocked_only=False),
        Command("glossary", "help", _("&Glossary"), unlocked_only=False),
        Command("about", "help", _("&About nenboard"), unlocked_only=False),
    )


class CommandBar:
    """Builds the menu bar and keeps the actions by name; one more menu holds those of the page."""

    def __init__(self, bar: QMenuBar, *, owner: QWidget) -> None:
        self._owner = owner
        self._bar = bar
        self.menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        self._commands = {command.name: command for command in all_commands()}
        self.is_unlocked = False
        for name, words in (
            ("file", _("&File")),
            ("edit", _("&Edit")),
            ("view", _("&View")),
            ("case", _("&Case")),
            ("meeting", _("&Meeting")),
            ("tools", _("&Tools")),
            ("help", _("&Help")),
        ):
            menu = QMenu(words, bar)
            menu.setObjectName(f"menu_{name}")
            bar.addMenu(menu)
            self.menus[name] = menu
        for command in self._commands.values():
            self._add(command)
        self._of_page: list[tuple[QMenu, QAction]] = []
        self.show_page_actions({})

    def _add(self, command: Command) -> None:
        text = f"{command.text}\t{command.shown_keys}" if command.shown_keys else command.text
        action = QAction(text, self._owner)
        action.setObjectName(f"action_{command.name}")
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setCheckable(command.name in {"hide_names", "full_screen"})
        self.menus[command.menu].addAction(action)
        self._owner.addAction(action)
        self.actions[command.name] = action

    def actions_of(self, menu: QMenu) -> tuple[QAction, ...]:
        """The actions of a menu and of the menus inside it, without separators."""
        found: list[QAction] = []
        for action in menu.actions():
            inner = action.menu()
            if isinstance(inner, QMenu):
                found += inner.actions()
            elif not action.isSeparator():
                found.append(action)
        return tuple(found)

    def connect(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Say what each command does."""
        for name, handler in handlers.items():
            self.actions[name].triggered.connect(lambda _on=False, act=handler: act())

    def add_choice(self, menu: str, title: str, choices: Mapping[str, str]) -> QActionGroup:
        """A submenu of which one entry holds; the action's data is the key."""
        submenu = self.menus[menu].addMenu(title)
        submenu.setObjectName(f"menu_{menu}_choice")
        group = QActionGroup(self._owner)
        for key, words in choices.items():
            action = submenu.addAction(words)
            action.setCheckable(True)
            action.setData(key)
            group.addAction(action)
        return group

    def show_page_actions(self, found: Mapping[str, tuple[QAction, ...]]) -> None:
        """Put the commands of the page shown into their menus, and take the others away."""
        for menu, action in self._of_page:
            menu.removeAction(action)
            self._owner.removeAction(action)
        self._of_page = []
        for name, actions in found.items():
            menu = self.menus[name]
            for action in actions:
                menu.addAction(action)
                self._owner.addAction(action)
                self._of_page.append((menu, action))
        self.menus["case"].menuAction().setVisible(not self.menus["case"].isEmpty())

    def show_steps(self, *, undo: str, redo: str) -> None:
        """Name what undo takes back and redo makes again; empty texts switch them off."""
        for name, step in (("undo", undo), ("redo", redo)):
            words = self._commands[name].text
            told = _("{command}: {step}").format(command=words, step=step.replace("&", "&&"))
            self.actions[name].setText(told if step else words)
            self.actions[name].setEnabled(bool(step))

    def set_unlocked(self, unlocked: bool) -> None:
        """While locked only the commands without patients remain, and no step is named."""
        self.show_steps(undo="", redo="")
        self.is_unlocked = unlocked
        for name, command in self._commands.items():
            self.actions[name].setEnabled(unlocked or not command.unlocked_only)
        self._bar.setVisible(unlocked)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Every command that has keys: (keys, words), for the key help."""
        return tuple(
            (command.keys[0], command.text.replace("&", "").rstrip("…"))
            for command in self._commands.values()
            if command.keys and self.actions[command.name].isEnabled()
        )
