"""The backups of the registry on the settings page: how old, why made, and one more now."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nenboard.gui import theme
from nenboard.gui.page import Services
from nenboard.gui.preferences.part import Part
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.texts import paragraph, set_role
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.registry.backup import Backup

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_OLD_AFTER_DAYS = 7
_MOST_LINES = 6


class BackupPart(Part):
    """The backups of this registry, and another one now."""

    follows = ("backup",)

    def __init__(self, services: Services) -> None:
        super().__init__(services, name="backup", title=_("Backup and restore"))
        self.card = BackupCard()
        self.card.asked.connect(self._back_up)
        self.column.addWidget(self.card)

    def read(self) -> None:
        """The backups of now."""
        desk = self.services.desk

        def work(_job: Job) -> "tuple[Backup, ...]":
            return desk.backups()

        def show(found: "tuple[Backup, ...]") -> None:
            self.card.show_backups(found, now=datetime.now(UTC))

        self.services.run(work, done=show, owner=self)

    def _back_up(self) -> None:
        desk = self.services.desk
        self.card.show_busy()

        def failed(error: Exception) -> None:
            self.read()
            self.services.show_problem(error)

        self.services.run(
            desk.back_up,
            done=lambda _at: self.read(),
            failed=failed,
            label=_("Backing up the registry"),
            owner=self,
        )

    def first_focus(self) -> QWidget:
        """The button."""
        return self.card.button


class BackupCard(Card):
    """Lists the backups, newest first; `asked` asks for another one."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Backups"), note=_("this registry"), name="settings_backups")
        self.newest = paragraph("", name="settings_newest_backup")
        self.body.addWidget(self.newest)
        self.list = QListWidget()
        self.list.setObjectName("settings_backup_list")
        self.list.setAccessibleName(_("Backups, newest first"))
        self.list.setProperty("flat", "true")
        self.list.hide()
        self.body.addWidget(self.list)
        text = _(
            "A backup is a checked, encrypted copy beside the registry. It opens with the "
            "passphrases of its day. One is made when the registry is closed after changes, and "
            "every half hour of work. Copy the folder “backups” to another disk now and then."
        )
        self.body.addWidget(paragraph(text, "small"))
        self.button = KeyButton(_("Back up now"), name="settings_back_up")
        self.button.clicked.connect(self.asked)
        self.add_beside_title(self.button)

    def show_backups(self, found: "Sequence[Backup]", *, now: datetime) -> None:
        """Show these backups, the newest in words."""
        self.button.setEnabled(True)
        if not found:
            self.newest.setText(_("No backup yet."))
            set_role(self.newest, "warning")
            self.list.hide()
            return
        age = now - found[0].at
        words = counted("{count} is kept.", "{count} are kept.", count=len(found))
        kept = words.format(count=len(found))
        text = _("The newest was made {age}, {moment}. {kept}")
        moment = f"{found[0].at.astimezone():%d-%b-%Y %H:%M}"
        self.newest.setText(
            text.format(age=age_words(age.total_seconds()), moment=moment, kept=kept)
        )
        set_role(self.newest, "warning" if age.days >= _OLD_AFTER_DAYS else "")
        self.list.clear()
        for one in found:
            self.list.addItem(QListWidgetItem(_line(one, now)))
        self.list.setCurrentRow(0)
        lines = min(len(found), _MOST_LINES)
        self.list.setFixedHeight(lines * theme.active().px(24) + 2 * self.list.frameWidth() + 2)
        self.list.show()

    def show_busy(self) -> None:
        """While one is being made no other is asked for."""
        self.button.setEnabled(False)
        self.newest.setText(_("Backing up and checking the copy…"))


def age_words(seconds: float) -> str:
    """An age in the largest unit that fits: *3 hours ago*."""
    if seconds < _MINUTE:
        return _("just now")
    if seconds < _HOUR:
        count = int(seconds // _MINUTE)
        return counted("{count} minute ago", "{count} minutes ago", count=count).format(count=count)
    if seconds < _DAY:
        count = int(seconds // _HOUR)
        return counted("{count} hour ago", "{count} hours ago", count=count).format(count=count)
    count = int(seconds // _DAY)
    return counted("{count} day ago", "{count} days ago", count=count).format(count=count)


def _line(one: "Backup", now: datetime) -> str:
    reasons = {
        "asked": _("asked for"),
        "close": _("when closing"),
        "in-use": _("during work"),
        "import": _("before an import"),
        "upgrade": _("before an upgrade"),
        "erase": _("when erasing"),
        "key-change": _("before a change of keys"),
    }
    moment = f"{one.at.astimezone():%d-%b-%Y %H:%M}"
    age = age_words((now - one.at).total_seconds())
    return f"{moment}   {age}   {reasons.get(one.why, one.why)}"
