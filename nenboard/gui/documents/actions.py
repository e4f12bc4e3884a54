"""Commands that export, for the menus of the tabs; what they open is loaded when it is wanted."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence

from nenboard.gui.page import CaseTab, Page
from nenboard.host.language import _


def export_action(tab: CaseTab) -> QAction:
    """The command of the File menu that exports the page of the case, for any tab of it."""
    action = QAction(_("&Export the one-page PDF…"), tab)
    action.setObjectName("action_export_case")
    action.setShortcut(QKeySequence("Ctrl+E"))
    action.triggered.connect(lambda _on=False: _export(tab))
    return action


def _export(tab: CaseTab) -> None:
    from nenboard.gui.documents.exports import export_case

    tab.settle()
    export_case(tab.services, tab.context, tab)


def pack_action(page: Page, chosen: Callable[[], tuple[str, ...]]) -> QAction:
    """The command that exports the pack of a meeting; `chosen` names the cases of a new one."""
    action = QAction(_("&Export the pack of a meeting…"), page)
    action.setObjectName("action_export_pack")
    action.setShortcut(QKeySequence("Ctrl+E"))
    action.triggered.connect(lambda _on=False: _ask_pack(page, chosen()))
    return action


def batch_action(
    page: Page, chosen: Callable[[], tuple[str, ...]], *, listed: Callable[[], tuple[str, ...]]
) -> QAction:
    """The command that exports a document of each of the chosen cases, or of all listed."""
    action = QAction(_("Export documents of cases…"), page)
    action.setObjectName("action_export_batch")
    action.setShortcut(QKeySequence("Ctrl+Shift+E"))

    def ask(_on: bool = False) -> None:
        from nenboard.gui.documents.exports import ask_batch

        ask_batch(page.services, chosen(), listed=listed(), parent=page)

    action.triggered.connect(ask)
    return action


def _ask_pack(page: Page, case_ids: tuple[str, ...]) -> None:
    from nenboard.gui.documents.exports import ask_pack

    ask_pack(page.services, case_ids, page)
