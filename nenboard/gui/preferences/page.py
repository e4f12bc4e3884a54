"""The settings page: applied at once; each setting says what it does."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.page import Change, Key, Page, Services
from nenboard.gui.preferences.backups import BackupCard
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.fields import FieldRow
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host import tokens
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.host.settings import Settings
    from nenboard.registry.backup import Backup

_MINUTES = (2, 5, 10, 15, 20, 30, 60)
_SCALES = (80, 90, 100, 110, 125, 150, 175, 200)


class PreferencesPage(Page):
    """What this computer remembers, where the registry is, and its backups."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.setObjectName("settings")
        self.setProperty("surface", "window")
        look = theme.active()
        inside = QWidget()
        inside.setProperty("surface", "window")
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(12))
        column.addWidget(label(_("Settings"), "title"))
        column.addWidget(self._appearance())
        column.addWidget(self._printing())
        column.addWidget(self._safety())
        column.addWidget(self._registry())
        self.backups = BackupCard()
        self.backups.asked.connect(self._back_up)
        column.addWidget(self.backups)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside, name="settings_scroll"))
        self._settings: Settings | None = None
        self._read()

    def _appearance(self) -> Card:
        card = Card(_("Appearance"), note=_("this computer"), name="settings_appearance")
        self.theme_box = _box(
            "settings_theme",
            {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")},
        )
        self.scale_box = _box("settings_scale", {str(n): f"{n} %" for n in _SCALES})
        card.body.addWidget(_row(_("&Theme"), self.theme_box))
        card.body.addWidget(_row(_("&Scale"), self.scale_box))
        text = _("Ctrl+Plus and Ctrl+Minus change the scale on every page, Ctrl+0 takes it back.")
        card.body.addWidget(paragraph(text, "small"))
        self.theme_box.activated.connect(self._change)
        self.scale_box.activated.connect(self._change)
        return card

    def _printing(self) -> Card:
        card = Card(_("Printing and PDF"), note=_("this computer"), name="settings_printing")
        self.paper_box = _box("settings_paper", {"A4": "A4", "Letter": "Letter"})
        self.paper_box.activated.connect(self._change)
        card.body.addWidget(_row(_("&Paper"), self.paper_box))
        text = _("The size of every page made from now on: case summaries and meeting packs.")
        card.body.addWidget(paragraph(text, "small"))
        return card

    def _safety(self) -> Card:
        card = Card(_("Locking"), note=_("this computer"), name="settings_safety")
        minutes = (f"{n}" for n in _MINUTES)
        words = _("after {minutes} minutes without use")
        self.lock_box = _box("settings_lock", {n: words.format(minutes=n) for n in minutes})
        self.lock_box.activated.connect(self._change)
        card.body.addWidget(_row(_("&Lock"), self.lock_box))
        text = _(
            "Names leave the screen and the keys leave the memory; what is typed is stored before. "
            "The status bar says so a minute ahead. Ctrl+L locks at once, F8 only hides names."
        )
        card.body.addWidget(paragraph(text, "small"))
        return card

    def _registry(self) -> Card:
        card = Card(_("Registry"), name="settings_registry")
        self.registry_text = paragraph("", "muted", name="settings_registry_text")
        card.body.addWidget(self.registry_text)
        text = _(
            "One encrypted file with its keys. One person at a time writes; others can open it to "
            "read. Move it only while it is closed, and as a whole folder."
        )
        card.body.addWidget(paragraph(text, "small"))
        return card

    def _read(self) -> None:
        def work(_job: Job) -> "tuple[Settings, str, tuple[Backup, ...]]":
            from nenboard.host.settings import load

            desk = self.services.desk
            return load(), str(desk.registry.folder), desk.backups()

        self.services.run(work, done=self._show, owner=self)

    def _show(self, read: "tuple[Settings, str, tuple[Backup, ...]]") -> None:
        self._settings, folder, backups = read
        _choose(self.theme_box, self._settings.theme)
        _choose(self.scale_box, str(round(self._settings.scale * 100)))
        _choose(self.paper_box, self._settings.paper)
        designed = tokens.read()["time"]["lock_after_idle_min"]
        _choose(self.lock_box, str(self._settings.lock_after_min or designed))
        self.registry_text.setText(_("Kept in {folder}.").format(folder=folder))
        self.backups.show_backups(backups, now=datetime.now(UTC))

    def _change(self, _index: int) -> None:
        if self._settings is None:
            return
        self._settings = self._settings.model_copy(
            update={
                "theme": self.theme_box.currentData(),
                "scale": int(self.scale_box.currentData()) / 100,
                "paper": self.paper_box.currentData(),
                "lock_after_min": int(self.lock_box.currentData()),
            }
        )
        self.services.apply_settings(self._settings)

    def _back_up(self) -> None:
        desk = self.services.desk
        self.backups.show_busy()

        def failed(error: Exception) -> None:
            self._read()
            self.services.show_problem(error)

        self.services.run(
            desk.back_up,
            done=lambda _at: self._read(),
            failed=failed,
            label=_("Backing up the registry"),
            owner=self,
        )

    def refresh(self, change: Change) -> None:
        """Another backup was made."""
        if change.what == "backup" and self._settings is not None:
            self._read()

    def on_shown(self) -> None:
        """Scale and theme may have been changed by keys."""
        if self._settings is not None:
            self._read()

    def page_key(self) -> str:
        """The key of the page."""
        return "settings"

    def page_title(self) -> str:
        """The title of the window."""
        return _("Settings")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (Key("Ctrl++", _("Larger")), Key("Ctrl+-", _("Smaller")))

    def first_focus(self) -> QWidget:
        """The first choice."""
        return self.theme_box


def _row(text: str, box: QComboBox) -> FieldRow:
    row = FieldRow(text, box)
    keep(row, row.setMaximumWidth, 560)
    return row


def _box(name: str, choices: dict[str, str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    keep(box, box.setMaximumWidth, 360)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for key, text in choices.items():
        box.addItem(text, key)
    return box


def _choose(box: QComboBox, key: str) -> None:
    place = box.findData(key)
    if place < 0:
        box.addItem(key, key)
        place = box.findData(key)
    box.setCurrentIndex(place)
