"""Where the registry is kept, on the settings page."""

from nenboard.gui.page import Services
from nenboard.gui.preferences.part import Part
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.texts import paragraph, selectable
from nenboard.host.language import _


class PlacePart(Part):
    """The folder of the registry, and what to know about moving it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, name="place", title=_("Where it is kept"))
        card = Card(name="settings_registry")
        self.text = selectable(paragraph("", name="settings_registry_text"))
        card.body.addWidget(self.text)
        text = _(
            "One encrypted file with its keys. One person at a time writes; others can open it to "
            "read. Move it only while it is closed, and as a whole folder."
        )
        card.body.addWidget(paragraph(text, "small"))
        self.column.addWidget(card)

    def read(self) -> None:
        """The folder that is open."""
        opened = self.services.open_registry
        if opened is not None:
            self.text.setText(_("Kept in {folder}.").format(folder=opened.folder))
