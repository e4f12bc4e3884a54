"""Saved views of the list: its search, conditions, order and columns under a name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from nenboard.gui.case_list import words
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.registry.views import View

_LONGEST_NAME = 60


class ViewsButton(KeyButton):
    """Opens the menu of views and columns; signals say what was chosen there."""

    wanted = Signal()
    chosen = Signal(object)
    save_asked = Signal(str)
    remove_asked = Signal(object)
    columns_chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Views"), keys="V", name="cases_views")
        if parent is not None:
            self.setParent(parent)
        self.clicked.connect(self.wanted)

    def open_menu(self, views: "tuple[View, ...]", shown: tuple[str, ...]) -> QMenu:
        """Offer the saved views, what can be done with them, and the columns."""
        menu = QMenu(self)
        menu.setObjectName("views_menu")
        for view in views:
            action = menu.addAction(_plain(view.name))
            action.triggered.connect(lambda _on=False, view=view: self.chosen.emit(view))
        if views:
            menu.addSeparator()
        menu.addAction(_("Save this view…")).triggered.connect(self.ask_name)
        if views:
            removing = menu.addMenu(_("Remove a view"))
            for view in views:
                action = removing.addAction(_plain(view.name))
                action.triggered.connect(lambda _on=False, view=view: self.remove_asked.emit(view))
        self._offer_columns(menu.addMenu(_("Columns")), shown)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        return menu

    def _offer_columns(self, menu: QMenu, shown: tuple[str, ...]) -> None:
        """The first column names the patient and always stays."""
        for column in words.COLUMNS[1:]:
            action = menu.addAction(words.heading(column))
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.toggled.connect(
                lambda on, column=column: self.columns_chosen.emit(_with(shown, column, on=on))
            )

    def ask_name(self) -> None:
        """Ask under which name the view is kept."""
        dialog = QInputDialog(self.window())
        dialog.setObjectName("view_name_dialog")
        dialog.setWindowTitle(_("Save this view"))
        dialog.setLabelText(_("Name of the view"))
        dialog.setOkButtonText(_("Save view"))
        dialog.textValueSelected.connect(self._named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _named(self, name: str) -> None:
        kept = " ".join(name.split())[:_LONGEST_NAME]
        if kept:
            self.save_asked.emit(kept)


def _with(shown: tuple[str, ...], column: str, *, on: bool) -> tuple[str, ...]:
    wanted = {*shown, column} if on else set(shown) - {column}
    return tuple(one for one in words.COLUMNS if one in wanted)


def _plain(text: str) -> str:
    return text.replace("&", "&&")
