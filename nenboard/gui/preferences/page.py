"""The settings page: applied at once, kept on this computer."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.page import Key, Page, Services
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

_SCALES = (80, 90, 100, 110, 125, 150, 175, 200)


class PreferencesPage(Page):
    """Appearance and printing of this computer; nothing here touches the registry."""

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
        column.addWidget(self._registry())
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
        card.body.addWidget(FieldRow(_("&Theme"), self.theme_box))
        card.body.addWidget(FieldRow(_("&Scale"), self.scale_box))
        self.theme_box.activated.connect(self._change)
        self.scale_box.activated.connect(self._change)
        return card

    def _printing(self) -> Card:
        card = Card(_("Printing and PDF"), note=_("this computer"), name="settings_printing")
        self.paper_box = _box("settings_paper", {"A4": "A4", "Letter": "Letter"})
        self.paper_box.activated.connect(self._change)
        card.body.addWidget(FieldRow(_("&Paper"), self.paper_box))
        return card

    def _registry(self) -> Card:
        card = Card(_("Registry"), name="settings_registry")
        self.registry_text = paragraph("", "muted", name="settings_registry_text")
        card.body.addWidget(self.registry_text)
        minutes = tokens.read()["time"]["lock_after_idle_min"]
        text = _("Locks after {minutes} minutes without use. Ctrl+L locks at once.")
        card.body.addWidget(paragraph(text.format(minutes=minutes), "small"))
        return card

    def _read(self) -> None:
        def work(_job: Job) -> "tuple[Settings, str]":
            from nenboard.host.settings import load

            return load(), str(self.services.desk.registry.folder)

        self.services.run(work, done=self._show, owner=self)

    def _show(self, read: "tuple[Settings, str]") -> None:
        self._settings, folder = read
        _choose(self.theme_box, self._settings.theme)
        _choose(self.scale_box, str(round(self._settings.scale * 100)))
        _choose(self.paper_box, self._settings.paper)
        self.registry_text.setText(_("Kept in {folder}.").format(folder=folder))

    def _change(self, _index: int) -> None:
        if self._settings is None:
            return
        self._settings = self._settings.model_copy(
            update={
                "theme": self.theme_box.currentData(),
                "scale": int(self.scale_box.currentData()) / 100,
                "paper": self.paper_box.currentData(),
            }
        )
        self.services.apply_settings(self._settings)

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
        box.addItem(f"{key} %", key)
        place = box.findData(key)
    box.setCurrentIndex(place)
