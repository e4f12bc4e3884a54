"""The table of backups: one focus stop, newest first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.keeping import words
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.kept import Kept

_Index = QModelIndex | QPersistentModelIndex
_CHECK: Final = 3
_LEAST: Final = (138, 150, 150, 210, 160)
_SHARES: Final = (1, 2, 1, 3, 1)
_MOST_LINES: Final = 9


class BackupModel(QAbstractTableModel):
    """What is kept, one line each. `verdicts` are checks repeated in this session, by name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept: tuple[Kept, ...] = ()
        self.verdicts: dict[str, str] = {}

    def show(self, found: "Sequence[Kept]") -> None:
        """Show these."""
        self.beginResetModel()
        self._kept = tuple(found)
        self.endResetModel()

    def at(self, row: int) -> "Kept | None":
        """What stands in a row."""
        return self._kept[row] if 0 <= row < len(self._kept) else None

    def judge(self, row: int, verdict: str) -> None:
        """A check was repeated: an empty verdict is a good one, else it says what was found."""
        one = self.at(row)
        if one is not None:
            self.verdicts[one.copy.name] = verdict
            place = self.index(row, _CHECK)
            self.dataChanged.emit(place, place)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """How many are kept."""
        return 0 if parent.isValid() else len(self._kept)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """When, why, contents, check, head."""
        return 0 if parent.isValid() else len(_LEAST)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("When"), _("Why"), _("Contents"), _("Check"), _("Audit head"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words; the check has a shape and a colour beside its words."""
        one = self.at(index.row())
        if one is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._text(one, index.column())
        if index.column() != _CHECK:
            return None
        tone, icon = self._tone(one)
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.active().colour(tone)
        if role == Qt.ItemDataRole.DecorationRole:
            look = theme.active()
            return icons.pixmap(icon, look.hex(tone), look.size("icon"))
        return None

    def _text(self, one: "Kept", column: int) -> str:
        if column == 0:
            return words.moment(one.at)
        if column == 1:
            return words.why_words(one)
        if column == 2:
            size = words.size_words(one.bytes)
            return _("{cases}, {size}").format(cases=words.cases_words(one.cases), size=size)
        if column == _CHECK:
            return self._check(one)
        return one.head or "–"

    def _check(self, one: "Kept") -> str:
        verdict = self.verdicts.get(one.copy.name)
        if verdict:
            return _("Damaged: {what}").format(what=verdict)
        if verdict is not None:
            return _("Opened and checked again: good")
        if one.is_checked:
            return _("Opened and checked when made")
        return _("Never checked")

    def _tone(self, one: "Kept") -> tuple[str, str]:
        if self.verdicts.get(one.copy.name):
            return "danger", "error"
        good = one.is_checked or one.copy.name in self.verdicts
        return ("success", "ok") if good else ("warning", "warning")


class BackupTable(QTableView):
    """Arrows move, Enter restores."""

    opened = Signal()
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.backups = BackupModel(self)
        self.setObjectName("settings_backup_table")
        self.setAccessibleName(_("Backups, newest first"))
        self.setModel(self.backups)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda _at: self.opened.emit())

    def show_kept(self, found: "Sequence[Kept]") -> None:
        """Show these; the same one stays chosen, else the newest is."""
        before = self.chosen()
        self.backups.show(found)
        names = [one.copy.name for one in found]
        at = names.index(before.copy.name) if before and before.copy.name in names else 0
        if names:
            self.selectRow(at)
        self._fit()

    def chosen(self) -> "Kept | None":
        """The current one."""
        return self.backups.at(self.currentIndex().row())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Another line is the current one."""
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the restore of the current one."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme.active()
        self.verticalHeader().setDefaultSectionSize(look.px(32))
        least = [look.px(width) for width in _LEAST]
        spare = max(0, self.viewport().width() - sum(least))
        for column, (width, share) in enumerate(zip(least, _SHARES, strict=True)):
            self.setColumnWidth(column, width + spare * share // sum(_SHARES))
        lines = min(max(self.backups.rowCount(), 1), _MOST_LINES)
        head = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if sum(least) > self.viewport().width() else 0
        self.setFixedHeight(lines * look.px(32) + head + below + 2 * self.frameWidth() + 2)
