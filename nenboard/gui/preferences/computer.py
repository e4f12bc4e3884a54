"""Settings of this computer: appearance, printing, locking. Applied at once and kept."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from nenboard.gui.page import Services
from nenboard.gui.preferences.part import Part, choice, choice_row, choose
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.texts import paragraph
from nenboard.host import tokens
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.host.settings import Settings

_MINUTES = (2, 5, 10, 15, 20, 30, 60)
_SCALES = (80, 90, 100, 110, 125, 150, 175, 200)


class ComputerPart(Part):
    """Shows settings as they are on the disk; a change is put into the newest ones."""

    def __init__(self, services: Services, *, name: str, title: str) -> None:
        super().__init__(services, name=name, title=title)
        self.card = Card(name=f"settings_{name}")
        self.column.addWidget(self.card)
        self._boxes: list[QComboBox] = []

    def add_choice(self, text: str, box: QComboBox) -> QComboBox:
        """Put a list into the card; what is chosen there holds at once."""
        self.card.body.addWidget(choice_row(text, box))
        box.activated.connect(lambda _at: self._change())
        self._boxes.append(box)
        return box

    def explain(self, text: str) -> None:
        """Put a sentence into the card."""
        self.card.body.addWidget(paragraph(text, "small"))

    def show_settings(self, settings: "Settings") -> None:
        """Choose what holds now."""
        raise NotImplementedError

    def chosen(self) -> dict[str, object]:
        """The settings of this part as they are chosen."""
        raise NotImplementedError

    def read(self) -> None:
        """Keys change settings too."""
        self.services.run(_load, done=self.show_settings, owner=self)

    def _change(self) -> None:
        chosen = self.chosen()

        def apply(settings: "Settings") -> None:
            self.services.apply_settings(settings.model_copy(update=chosen))

        self.services.run(_load, done=apply, owner=self)

    def first_focus(self) -> QWidget:
        """The first choice."""
        return self._boxes[0]


class AppearancePart(ComputerPart):
    """Theme and scale."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, name="appearance", title=_("Appearance"))
        themes = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}
        self.theme_box = self.add_choice(_("&Theme"), choice("settings_theme", themes))
        scales = {str(n): f"{n} %" for n in _SCALES}
        self.scale_box = self.add_choice(_("&Scale"), choice("settings_scale", scales))
        self.explain(
            _("Ctrl+Plus and Ctrl+Minus change the scale on every page, Ctrl+0 takes it back.")
        )

    def show_settings(self, settings: "Settings") -> None:
        """Choose what holds now."""
        choose(self.theme_box, settings.theme)
        choose(self.scale_box, str(round(settings.scale * 100)))

    def chosen(self) -> dict[str, object]:
        """Theme and scale."""
        return {
            "theme": self.theme_box.currentData(),
            "scale": int(self.scale_box.currentData()) / 100,
        }


class PrintingPart(ComputerPart):
    """The paper of every document."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, name="printing", title=_("Printing and PDF"))
        sizes = {"A4": "A4", "Letter": "Letter"}
        self.paper_box = self.add_choice(_("&Paper"), choice("settings_paper", sizes))
        self.explain(
            _("The size of every page made from now on: case summaries and meeting packs.")
        )

    def show_settings(self, settings: "Settings") -> None:
        """Choose what holds now."""
        choose(self.paper_box, settings.paper)

    def chosen(self) -> dict[str, object]:
        """The paper."""
        return {"paper": self.paper_box.currentData()}


class LockingPart(ComputerPart):
    """When the registry locks itself."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, name="locking", title=_("Locking"))
        words = _("after {minutes} minutes without use")
        minutes = {f"{n}": words.format(minutes=n) for n in _MINUTES}
        self.lock_box = self.add_choice(_("&Lock"), choice("settings_lock", minutes))
        self.explain(
            _(
                "Names leave the screen and the keys leave the memory; what is typed is stored "
                "before. The status bar says so a minute ahead. Ctrl+L locks at once, F8 only "
                "hides names."
            )
        )

    def show_settings(self, settings: "Settings") -> None:
        """Choose what holds now."""
        designed = tokens.read()["time"]["lock_after_idle_min"]
        choose(self.lock_box, str(settings.lock_after_min or designed))

    def chosen(self) -> dict[str, object]:
        """The minutes."""
        return {"lock_after_min": int(self.lock_box.currentData())}


def _load(_job: Job) -> "Settings":
    from nenboard.host.settings import load

    return load()
