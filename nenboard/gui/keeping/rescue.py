"""At quitting: a case that could not be stored, and a file to rescue it into."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import errors, theme
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host import paths
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.gui.page import Services


class RescueDialog(QDialog):
    """Try again, rescue into a file, or go back; only then quit without it.

    `again` asks to store and quit once more, `leave` to quit.
    """

    again = Signal()
    leave = Signal()

    def __init__(self, services: "Services", case: "Case", fault: str, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.active()
        self._services = services
        self._case = case
        self.setObjectName("rescue_dialog")
        self.setWindowTitle(_("Not saved"))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        column.setSpacing(look.px(10))
        title = _("{case} is not saved").format(case=case.id)
        column.addWidget(label(title, "title"))
        self.message = InlineMessage(name="rescue_message")
        self.message.show_text(fault, kind="problem")
        column.addWidget(self.message)
        text = _(
            "What you typed is still here. Try again once the cause is mended, or save it as a "
            "rescue file on another disk. That file holds the name and is not encrypted: import "
            "it later, and delete it then."
        )
        column.addWidget(paragraph(text))
        column.addStretch(1)
        column.addLayout(self._buttons())
        self.retry.setFocus()
        self.resize(look.px(640), look.px(210))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.without = KeyButton(_("Quit without it"), kind="danger", name="rescue_without")
        self.without.clicked.connect(self._leave)
        back = KeyButton(_("Back to the case"), keys="Esc", name="rescue_back")
        back.clicked.connect(self.reject)
        self.save = KeyButton(_("Save a rescue file…"), name="rescue_save")
        self.save.clicked.connect(self._ask_where)
        self.retry = KeyButton(_("Try again"), kind="primary", name="rescue_retry")
        self.retry.clicked.connect(self._again)
        row.addWidget(self.without)
        row.addStretch(1)
        for button in (back, self.save, self.retry):
            row.addWidget(button)
        for button in (self.without, back, self.save, self.retry):
            button.setAutoDefault(False)
        return row

    def _ask_where(self) -> None:
        from nenboard.workflow import rescue

        name = rescue.rescue_file_name(self._case.id)
        dialog = QFileDialog(self, _("Rescue file"), str(paths.documents_folder() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(lambda file: self.save_to(Path(file)))
        dialog.open()

    def save_to(self, file: Path) -> None:
        """Write the rescue file, then say where it is and what to do with it."""
        desk, case = self._services.desk, self._case

        def work(_job: Job) -> None:
            from nenboard.workflow import rescue

            rescue.save_rescue_file(file, case, registry_id=desk.registry.registry_id)

        self._services.run(
            work, done=lambda _none: self._saved(file), failed=self._failed, owner=self
        )

    def _saved(self, file: Path) -> None:
        text = _("Rescued into {file}. Import it once the registry can be written.")
        self.message.show_text(text.format(file=file), kind="done")
        self.without.setText(_("Quit"))
        self.without.setAccessibleName(self.without.text())
        self.without.setFocus()

    def _failed(self, error: Exception) -> None:
        sentence = errors.sentence_of(error)
        if sentence is None:
            self._services.show_problem(error)
            sentence = _("The rescue file was not written. What you typed is still here.")
        self.message.show_text(sentence, kind="problem")

    def _again(self) -> None:
        self.accept()
        self.again.emit()

    def _leave(self) -> None:
        self.accept()
        self.leave.emit()
