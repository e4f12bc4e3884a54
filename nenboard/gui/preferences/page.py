"""The settings page: a list of parts at the left, and the part that is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QStackedWidget, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.page import Change, Key, Page, Services
from nenboard.gui.preferences.groups import GroupList
from nenboard.gui.preferences.part import Part
from nenboard.gui.widgets.sizing import keep
from nenboard.host.language import _

_LIST_WIDTH = 218
_NARROW = 720


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A part of the settings: its key, its group, its words, and what makes it."""

    key: str
    group: str
    title: str
    make: Callable[[Services], Part]


def parts() -> tuple[PartSpec, ...]:
    """Every part, in the order of the list; parts of one group stand together."""
    computer, registry, safety = _("This computer"), _("Registry"), _("Safety")
    return (
        PartSpec("appearance", computer, _("Appearance"), _appearance),
        PartSpec("printing", computer, _("Printing and PDF"), _printing),
        PartSpec("place", registry, _("Where it is kept"), _place),
        PartSpec("people", registry, _("Users and roles"), _people),
        PartSpec("backup", registry, _("Backup and restore"), _backup),
        PartSpec("keys", registry, _("Passphrases and recovery"), _keys),
        PartSpec("locking", safety, _("Locking"), _locking),
    )


class PreferencesPage(Page):
    """Shows one part at a time; parts are made when they are first shown."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.setObjectName("settings")
        self.setProperty("surface", "window")
        self._specs = {spec.key: spec for spec in parts()}
        self._parts: dict[str, Part] = {}
        self._make_lists()
        self.stack = QStackedWidget()
        self.stack.setProperty("surface", "window")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addWidget(self._left)
        self._sides.addWidget(self.stack, 1)
        self._fit()
        self.show_part(next(iter(self._specs)))

    def _make_lists(self) -> None:
        """The list at the left, and the same as a drop-down for a narrow page."""
        look = theme.active()
        groups = {
            group: tuple((s.key, s.title) for s in self._specs.values() if s.group == group)
            for group in dict.fromkeys(spec.group for spec in self._specs.values())
        }
        self.list = GroupList(tuple(groups.items()))
        self.list.chosen.connect(self.show_part)
        self.drop = QComboBox()
        self.drop.setObjectName("settings_groups_drop")
        self.drop.setAccessibleName(_("Groups of settings"))
        for spec in self._specs.values():
            self.drop.addItem(f"{spec.group}: {spec.title}", spec.key)
        self.drop.activated.connect(lambda _at: self.show_part(self.drop.currentData()))
        self._left = QWidget()
        self._left.setProperty("surface", "surface")
        column = QVBoxLayout(self._left)
        column.setContentsMargins(look.px(8), look.px(10), look.px(8), look.px(8))
        column.addWidget(self.list)
        column.addWidget(self.drop)
        keep(self.list, self.list.setFixedWidth, _LIST_WIDTH - 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page has its list above."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.active().px(_NARROW)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.list.setVisible(not narrow)
        self.drop.setVisible(narrow)

    def show_part(self, part: str) -> None:
        """Show a part by its key."""
        if part not in self._specs:
            return
        made = self._parts.get(part)
        if made is None:
            made = self._parts[part] = self._specs[part].make(self.services)
            self.stack.addWidget(made)
        before = self.stack.currentWidget()
        if before is not made or not self.isVisible():
            if isinstance(before, Part) and before is not made:
                before.leave()
            self.stack.setCurrentWidget(made)
            made.read()
        self.list.choose(part)
        self.drop.setCurrentIndex(self.drop.findData(part))

    def shown_part(self) -> str:
        """The key of the part that is shown."""
        return next(key for key, part in self._parts.items() if part is self.part())

    def part(self) -> Part:
        """The part that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Part)  # noqa: S101 - the stack holds nothing else
        return shown

    def refresh(self, change: Change) -> None:
        """Every part hears of it."""
        for part in self._parts.values():
            part.refresh(change)

    def on_shown(self) -> None:
        """What is shown may have changed meanwhile."""
        self.part().read()

    def on_left(self) -> None:
        """No passphrase stays on the screen."""
        self.part().leave()

    def page_key(self) -> str:
        """The key of the page."""
        return "settings"

    def page_title(self) -> str:
        """The title of the window."""
        return _("Settings")

    def area_keys(self) -> str:
        """Keys for the status bar."""
        return _("Ctrl+F: find a setting   F6: next area")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (
            Key("Ctrl+F", _("to the list of settings; then type the first letters of one")),
            Key("Ctrl++", _("Larger")),
            Key("Ctrl+-", _("Smaller")),
        )

    def start_find(self) -> None:
        """To the list, where typed letters find an entry."""
        self._chooser().setFocus()

    def areas(self) -> tuple[QWidget, ...]:
        """The list, then the part."""
        return (self._chooser(), self.stack)

    def first_focus(self) -> QWidget:
        """The list."""
        return self._chooser()

    def _chooser(self) -> QWidget:
        return self.drop if self.drop.isVisibleTo(self) else self.list


def _appearance(services: Services) -> Part:
    from nenboard.gui.preferences.computer import AppearancePart

    return AppearancePart(services)


def _printing(services: Services) -> Part:
    from nenboard.gui.preferences.computer import PrintingPart

    return PrintingPart(services)


def _locking(services: Services) -> Part:
    from nenboard.gui.preferences.computer import LockingPart

    return LockingPart(services)


def _people(services: Services) -> Part:
    from nenboard.gui.preferences.people import PeoplePart

    return PeoplePart(services)


def _keys(services: Services) -> Part:
    from nenboard.gui.preferences.keys import KeysPart

    return KeysPart(services)


def _place(services: Services) -> Part:
    from nenboard.gui.preferences.place import PlacePart

    return PlacePart(services)


def _backup(services: Services) -> Part:
    from nenboard.gui.preferences.backups import BackupPart

    return BackupPart(services)
