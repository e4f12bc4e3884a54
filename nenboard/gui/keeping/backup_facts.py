"""How safe the registry is, and when, where and how long backups are kept, in words."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from nenboard.gui import theme
from nenboard.gui.keeping import words
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import Kind
from nenboard.gui.widgets.texts import label, paragraph, selectable
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.workflow.kept import Kept
    from nenboard.workflow.maintain import BackupState

_GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """What is kept in a folder, how old the newest is, and the bytes free on that disk."""

    kept: "tuple[Kept, ...]"
    state: "BackupState"
    now: datetime
    room: int | None


def read(folder: Path) -> Read:
    """Look at the folder of a registry; on the database thread."""
    from nenboard.workflow import clock, kept, maintain

    try:
        room = shutil.disk_usage(folder).free
    except OSError:
        room = None
    return Read(kept.kept(folder), maintain.backup_state(folder), clock.now(), room)


def verdict(found: Read) -> tuple[str, Kind]:
    """Whether one is covered, in a sentence, and how it is shown."""
    newest = found.state.at
    if newest is None:
        return _("There is no backup yet. Make one now; it takes seconds."), "query"
    text = _(
        "You are covered. The last backup was made {age}, {moment}; it was opened again and "
        "passed every check."
    )
    if found.state.is_old:
        text = _(
            "The last good backup was made {age}, {moment}. The registry itself is safe. Make a "
            "backup now; one is made at every closing after changes."
        )
    age = words.age_words((found.now - newest).total_seconds())
    said = text.format(age=age, moment=words.moment(newest))
    return said, "query" if found.state.is_old else "done"


class FactsCard(Card):
    """When, where, how long, protected by what, and the room left."""

    def __init__(self) -> None:
        super().__init__(name="settings_backup_facts")
        self.setAccessibleName(_("When, where and how long"))
        self.where = selectable(paragraph("", name="settings_backup_where"))
        self.room = paragraph("", name="settings_backup_room")
        when = _(
            "When the registry is closed after changes, every half hour of work, and before an "
            "import, an upgrade or a change of keys."
        )
        keep = _(
            "All of the last 2 days, then one a day for 14 days, one a week for 10 weeks, then "
            "one a month. The newest good one is never removed."
        )
        safe = _("Encrypted as the registry is; opens with the passphrases of its day.")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.active().px(16))
        grid.setColumnStretch(1, 1)
        rows = (
            (_("When"), paragraph(when)),
            (_("Where"), self.where),
            (_("Kept"), paragraph(keep)),
            (_("Protected by"), paragraph(safe)),
            (_("Room left there"), self.room),
        )
        for row, (name, said) in enumerate(rows):
            grid.addWidget(label(name, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1)
        self.body.addLayout(grid)

    def show_read(self, found: Read, folder: Path) -> None:
        """Show the folder and its room."""
        self.where.setText(str(folder / "backups"))
        self.room.setText(_room(found))


def _room(found: Read) -> str:
    if found.room is None:
        return _("not known")
    size = _("{size} GB").format(size=f"{found.room / _GIGABYTE:,.0f}")
    largest = max((one.bytes for one in found.kept), default=0)
    if not largest:
        return size
    count = found.room // largest
    more = counted("about {count} backup", "about {count} backups", count=count)
    return f"{size}, {more.format(count=f'{count:,}')}"
