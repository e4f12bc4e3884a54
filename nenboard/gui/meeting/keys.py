"""The commands of meeting mode with their keys, and the help about them."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from nenboard.gui.page import Key
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.room import Scene

LETTERS: Final[Mapping[int, str]] = {
    Qt.Key.Key_B: "break",
    Qt.Key.Key_G: "agenda",
    Qt.Key.Key_P: "attendance",
    Qt.Key.Key_D: "scheme",
    Qt.Key.Key_E: "end",
}
"""The commands that a single letter runs while no text is edited."""


def actions(deeds: Mapping[str, Callable[[], object]], owner: QObject) -> tuple[QAction, ...]:
    """The commands for the menu; `deeds` says what each of them does."""
    wanted = (
        ("next", _("&Next case"), "PgDown"),
        ("previous", _("&Previous case"), "PgUp"),
        ("read_back", _("&Read back"), "F9"),
        ("agenda", _("&Agenda, go to a case"), ""),
        ("late", _("Add a &late case"), ""),
        ("attendance", _("A&ttendance"), ""),
        ("break", _("&Break"), ""),
        ("scheme", _("Li&ght or dark for the room"), ""),
        ("end", _("&End of the meeting"), ""),
        ("leave", _("Lea&ve meeting mode"), ""),
    )
    made = []
    for name, words, keys in wanted:
        action = QAction(words, owner)
        action.setObjectName(f"action_meeting_{name}")
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on=False, act=deeds[name]: act())
        made.append(action)
    return tuple(made)


def help_lines() -> tuple[Key, ...]:
    """The keys of meeting mode, for Shift+F1."""
    return (
        Key("PgDn, PgUp", _("next case, case before")),
        Key("1-5", _("result: agreed, conditional, deferred, standard of care, returned")),
        Key("A", _("add an action")),
        Key("0", _("no action is needed")),
        Key("Ctrl+J", _("what is open first before the outcome can be signed")),
        Key("F9", _("record and read back to the room")),
        Key("G", _("agenda: go to any case by its number")),
        Key("P", _("attendance")),
        Key("B", _("break; no patient is shown")),
        Key("D", _("light or dark for the room")),
        Key("E", _("end of the meeting")),
        Key("Esc", _("leave the text; close the innermost thing; leave meeting mode")),
    )


def area(scene: "Scene | None", *, is_ending: bool) -> str:
    """The keys of the present face, for the status bar."""
    if is_ending:
        return _("Esc: back to the meeting")
    if scene is None or not scene.is_running:
        return _("Enter: start   Esc: not now")
    if scene.cursor.is_on_break:
        return _("B: go on   PgDn: next case   Esc: leave meeting mode")
    return _("1-5 result   A action   G go to   P people   B break   E end   Esc leave")
