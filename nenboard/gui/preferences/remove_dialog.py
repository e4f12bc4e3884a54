"""Asks before a person is removed; the button names the act, the safe one has the focus."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host.language import _


def ask_remove(user: str, parent: QWidget, remove: Callable[[], None]) -> QDialog:
    """Ask whether this person is removed, and then do it."""
    look = theme.active()
    title = _("Remove {name}").format(name=user)
    dialog = QDialog(parent)
    dialog.setObjectName("remove_dialog")
    dialog.setWindowTitle(_("Remove a person"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
    column.setSpacing(look.px(10))
    column.addWidget(label(title, "title"))
    text = _(
        "{name} can open the registry no more. What {name} has entered and signed stays, under "
        "that name. Whoever kept a copy of the key is shut out by a new database key only."
    )
    column.addWidget(paragraph(text.format(name=user)))
    row = QHBoxLayout()
    row.addStretch(1)
    keep = KeyButton(_("Leave it"), keys="Esc", name="remove_keep")
    keep.setDefault(True)
    keep.clicked.connect(dialog.reject)
    act = KeyButton(title, kind="danger", name="remove_person")
    act.setAutoDefault(False)
    act.clicked.connect(dialog.accept)
    row.addWidget(keep)
    row.addWidget(act)
    column.addLayout(row)
    dialog.accepted.connect(remove)
    dialog.resize(look.px(460), dialog.sizeHint().height())
    dialog.open()
    keep.setFocus()
    return dialog
