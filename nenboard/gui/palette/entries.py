"""What the command field offers besides people: fields of the open case, and commands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from nenboard.gui.workspace import CaseWorkspace
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.commands import CommandBar

PEOPLE, FIELDS, COMMANDS = "people", "fields", "commands"
_LABS = "labs"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its group, words, what stands small beside them, keys, and what Enter does."""

    key: str
    group: str
    text: str
    run: Callable[[], object]
    beside: str = ""
    keys: str = ""


def group_title(group: str) -> str:
    """The heading of a group."""
    return {PEOPLE: _("People"), FIELDS: _("Fields"), COMMANDS: _("Commands")}[group]


def commands_of(bar: "CommandBar") -> list[Entry]:
    """Every command that can be used now, with its menu and its keys."""
    found = []
    for name, menu in bar.menus.items():
        title = _plain(menu.title())
        found += [
            Entry(
                key=action.objectName() or f"{name}:{action.text()}",
                group=COMMANDS,
                text=_plain(action.text()).partition("\t")[0],
                run=action.trigger,
                beside=title,
                keys=_keys(action),
            )
            for action in bar.actions_of(menu)
            if action.isEnabled()
        ]
    return found


def _to_field(workspace: CaseWorkspace, tab: str, path: str) -> Callable[[], object]:
    return lambda: workspace.show_field(tab, path)


def fields_of(workspace: CaseWorkspace) -> list[Entry]:
    """Every field of the form of the case that is shown."""
    from nenboard.domain.terms import LabTest
    from nenboard.gui.case_edit import fields
    from nenboard.host.labels import label

    found = []
    for path, field in fields.all_fields().items():
        tab = fields.tab_of(path)
        if tab is not None:
            found.append(
                Entry(
                    key=f"field:{path}",
                    group=FIELDS,
                    text=_(field.label),
                    run=_to_field(workspace, tab.key, path),
                    beside=_(tab.title),
                )
            )
    tests = fields.tab_of(_LABS)
    if tests is not None:
        open_table = _to_field(workspace, tests.key, _LABS)
        found += [
            Entry(f"test:{test.value}", FIELDS, label(test), open_table, beside=_(tests.title))
            for test in LabTest
        ]
    return found


def _keys(action: QAction) -> str:
    """The keys that run it, or those that fields take themselves and the menu only prints."""
    own = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return own or action.text().partition("\t")[2]


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
