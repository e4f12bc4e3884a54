"""What a restore would take away, as a table of then and now."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.keeping import words
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _, counted

if TYPE_CHECKING:
    from nenboard.registry.restoring import Loss

_COUNTED = ("cases", "case_revisions", "assessments", "outcomes", "meeting_revisions")


class LossCard(Card):
    """Counts of the backup beside those of now, what would be lost, and where now is kept."""

    def __init__(self) -> None:
        super().__init__(_("What would be lost"), name="restore_loss")
        self._held: QWidget | None = None
        self.verdict = InlineMessage(name="restore_verdict")
        self.body.addWidget(self.verdict)

    def show_loss(self, loss: "Loss", folder: Path, *, is_sound: bool) -> None:
        """Show the comparison; with a registry that does not open it may not be all."""
        text, is_much = _verdict(loss)
        if not is_sound and loss.now is not None:
            doubt = _("The registry of now does not open, so this may not be all.")
            text, is_much = f"{text} {doubt}", True
        self.verdict.show_text(text, kind="query" if is_much else "info")
        if self._held is not None:
            self._held.deleteLater()
        self._held = QWidget()
        grid = QGridLayout(self._held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.active().px(16))
        grid.setColumnStretch(3, 1)
        self._add_counts(grid, loss)
        for name, said in _lost(loss, folder):
            row = grid.rowCount()
            grid.addWidget(label(name, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(paragraph(said), row, 1, 1, 3)
        self.body.addWidget(self._held)

    @staticmethod
    def _add_counts(grid: QGridLayout, loss: "Loss") -> None:
        right = Qt.AlignmentFlag.AlignRight
        heads = (_("In the backup"), _("Now"))
        for column, head in enumerate(heads, 1):
            grid.addWidget(label(head, "label"), 0, column, right)
        for row, (key, name) in enumerate(_names().items(), 1):
            grid.addWidget(label(name, "small"), row, 0)
            now = loss.now.get(key, 0) if loss.now is not None else None
            for column, count in ((1, loss.then.get(key, 0)), (2, now)):
                said = f"{count:,}" if count is not None else _("not known")
                made = label(said)
                made.setAccessibleName(f"{name}, {heads[column - 1]}: {said}")
                grid.addWidget(made, row, column, right)


def _names() -> dict[str, str]:
    words_of = (
        _("Cases"),
        _("Saved changes of cases"),
        _("Runs of the rules"),
        _("Outcomes"),
        _("Saved changes of meetings"),
    )
    return dict(zip(_COUNTED, words_of, strict=True))


def _verdict(loss: "Loss") -> tuple[str, bool]:
    if loss.now is None or loss.added_cases is None or loss.changed_cases is None:
        text = _(
            "The registry of now cannot be read, so nobody can tell what was entered since the "
            "backup. Its files are kept."
        )
        return text, True
    added, changed = len(loss.added_cases), len(loss.changed_cases)
    others = any(loss.now.get(key, 0) > loss.then.get(key, 0) for key in _COUNTED[2:])
    if not added and not changed and not others:
        return _("Nothing would be lost: no record was stored since the backup."), False
    parts = []
    if added:
        text = counted("{count} new case", "{count} new cases", count=added)
        parts.append(text.format(count=added))
    if changed:
        text = counted("changes in {count} case", "changes in {count} cases", count=changed)
        parts.append(text.format(count=changed))
    if others:
        parts.append(_("runs of the rules, outcomes or meetings stored since"))
    return _("Would be lost: {what}.").format(what="; ".join(parts)), True


def _lost(loss: "Loss", folder: Path) -> list[tuple[str, str]]:
    """The cases by key, and what stays."""
    found = [(_("Backup made"), words.moment(loss.at))]
    if loss.last_entry_at is not None:
        found.append((_("Last change now"), words.moment(loss.last_entry_at)))
    lists = (
        (_("New since"), loss.added_cases),
        (_("Changed since"), loss.changed_cases),
        (_("Erased since"), loss.erased_since),
    )
    found += [(name, words.some(keys)) for name, keys in lists if keys]
    if loss.erased_since:
        found.append(("", _("Who was erased since is erased from the restored registry again.")))
    kept = _("The files of now stay, in {folder}. They can be restored the same way.")
    found.append((_("Kept"), kept.format(folder=folder / "backups")))
    return found
