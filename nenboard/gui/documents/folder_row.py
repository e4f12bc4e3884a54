"""The folder of an export: a field for its path, and a button to look for it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from nenboard.gui import theme
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.fields import FieldRow
from nenboard.host.language import _


class FolderRow(QWidget):
    """Where files go; `changed` when somebody typed or chose another folder."""

    changed = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.edit = QLineEdit(str(folder))
        self.edit.setObjectName("export_folder")
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        choose = KeyButton(_("Browse…"), icon="folder", name="export_browse")
        choose.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.active().px(8))
        row.addWidget(FieldRow(_("Folder"), self.edit), 1)
        row.addWidget(choose)

    @property
    def text(self) -> str:
        """The path as typed."""
        return self.edit.text()

    def _browse(self) -> None:
        dialog = QFileDialog(self, _("Choose a folder"), self.edit.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, folder: str) -> None:
        self.edit.setText(folder)
        self.changed.emit()
