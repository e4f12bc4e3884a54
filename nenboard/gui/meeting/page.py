"""Meeting mode in the coordinator's window: the room's face, and below it the outcome bar."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import theme
from nenboard.gui.meeting.agenda import AgendaDrawer
from nenboard.gui.meeting.drawer import Drawer
from nenboard.gui.meeting.info import InfoLine
from nenboard.gui.meeting.people import PeopleTable
from nenboard.gui.meeting.room import RoomView
from nenboard.gui.meeting.running import MeetingRun
from nenboard.gui.meeting.screens import Screens
from nenboard.gui.meeting.start import PAGE
from nenboard.gui.meeting.start_face import StartFace
from nenboard.gui.page import Change, Key, Page, PageMenu
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.sizing import keep
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.window import MainWindow
    from nenboard.workflow.room import Scene

LOCK_AFTER_MINUTES: Final = 60
"""Without a key; longer than elsewhere, because a discussion needs none (safety, section 5)."""
_DRAWER: Final = 300
_TYPING: Final = (QLineEdit, QPlainTextEdit, QComboBox)


class MeetingPage(Page):
    """One meeting at a time. All of it goes by keys; single letters work while nothing is typed."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName(PAGE)
        self.setProperty("surface", "window")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._names_hidden = False
        self.run = MeetingRun(window, self)
        self.screens = Screens(window, self)
        self._make_faces()
        self._actions = self._make_actions()
        self._letters = self._make_letters()
        self.run.changed.connect(self._show)
        self.run.ticked.connect(self._show_seconds)
        self.screens.changed.connect(self._show)

    def _make_faces(self) -> None:
        self.faces = QStackedWidget()
        self.room = RoomView(self.screens.scheme)
        self.start_face = StartFace()
        self.start_face.start_wanted.connect(self.run.start)
        self.start_face.left.connect(self.leave)
        self.start_face.people.marked.connect(self.run.mark)
        for face in (self.room, self.start_face):
            self.faces.addWidget(face)
        self.question = InlineMessage(name="meeting_question")
        self.drawers = QStackedWidget()
        self.agenda = AgendaDrawer()
        self.agenda.wanted.connect(self._go_to)
        self.people = PeopleTable()
        self.people.marked.connect(self.run.mark)
        self.attendance = Drawer(
            _("Attendance"),
            keys=_("Space: is there   A: apologies   L: leaves now"),
            close=_("Close"),
            name="meeting_attendance",
        )
        self.attendance.body.addWidget(self.people)
        for drawer in (self.agenda, self.attendance):
            drawer.closed.connect(self._close_drawer)
            self.drawers.addWidget(drawer)
        self.drawers.hide()
        keep(self.drawers, self.drawers.setFixedHeight, _DRAWER)
        self.info = InfoLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.faces, 1)
        column.addWidget(self.question)
        column.addWidget(self.drawers)
        column.addWidget(self.info)

    def _make_actions(self) -> tuple[QAction, ...]:
        wanted = (
            ("next", _("&Next case"), "PgDown", lambda: self._step(1)),
            ("previous", _("&Previous case"), "PgUp", lambda: self._step(-1)),
            ("agenda", _("&Agenda, go to a case"), "", self._open_agenda),
            ("attendance", _("A&ttendance"), "", self._open_attendance),
            ("break", _("&Break"), "", self._break),
            ("scheme", _("&Light or dark for the room"), "", self._change_scheme),
            ("leave", _("&Leave meeting mode"), "", self._ask_to_leave),
        )
        return tuple(self._action(name, words, keys, act) for name, words, keys, act in wanted)

    def _action(self, name: str, words: str, keys: str, act: Callable[[], object]) -> QAction:
        made = QAction(words, self)
        made.setObjectName(f"action_meeting_{name}")
        if keys:
            made.setShortcut(QKeySequence(keys))
        made.triggered.connect(lambda _on=False: act())
        return made

    def _make_letters(self) -> dict[int, Callable[[], object]]:
        keys = Qt.Key
        return {
            keys.Key_B: self._break,
            keys.Key_G: self._open_agenda,
            keys.Key_P: self._open_attendance,
            keys.Key_D: self._change_scheme,
        }

    @property
    def scene(self) -> "Scene | None":
        """What is shown of the meeting."""
        return self.run.scene

    def show_part(self, part: str) -> None:
        """Show a meeting by its key."""
        self.run.open(part)

    def _show(self) -> None:
        scene = self.scene
        if scene is None:
            return
        running = scene.is_running
        self.faces.setCurrentWidget(self.room if running else self.start_face)
        self.room.show_scene(scene if running else None)
        if self.screens.room is not None:
            self.screens.room.view.hide_names(self._names_hidden)
            self.screens.room.view.show_scene(scene)
        self.start_face.show_scene(scene)
        self.agenda.show_scene(scene, names_hidden=self._names_hidden)
        self.people.show_scene(scene)
        self.info.show_scene(
            scene, names_hidden=self._names_hidden, two_screens=self.screens.room is not None
        )
        self.info.setVisible(running and not scene.cursor.is_on_break)
        self._show_seconds(self.run.seconds())
        self.status_changed.emit()

    def _show_seconds(self, seconds: int) -> None:
        self.room.show_seconds(seconds)
        if self.screens.room is not None:
            self.screens.room.view.show_seconds(seconds)

    def _step(self, by: int) -> None:
        if self.scene is not None and self.scene.is_running:
            self._close_drawer()
            self.run.step(by)

    def _go_to(self, case_id: str) -> None:
        self._close_drawer()
        self.run.show(case_id)

    def _break(self) -> None:
        if self.scene is None or not self.scene.is_running:
            return
        self._close_drawer()
        if self.scene.cursor.is_on_break:
            self.run.go_on()
        else:
            self.run.take_break()

    def _open_agenda(self) -> None:
        self._open_drawer(self.agenda)
        self.agenda.begin()

    def _open_attendance(self) -> None:
        self._open_drawer(self.attendance)
        self.people.begin()

    def _open_drawer(self, drawer: QWidget) -> None:
        self.drawers.setCurrentWidget(drawer)
        self.drawers.show()

    def _close_drawer(self) -> None:
        self.question.clear()
        self.drawers.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change_scheme(self) -> None:
        self.screens.choose("dark" if self.screens.scheme == "light" else "light")
        self._show_scheme()

    def _show_scheme(self) -> None:
        """With two screens the coordinator's face follows the window, else the room."""
        own = theme.active().scheme
        self.room.set_scheme(own if self.screens.room is not None else self.screens.scheme)

    def _ask_to_leave(self) -> None:
        if self.scene is None or not self.scene.is_running:
            self.leave()
            return
        self.question.show_text(
            _("Leave meeting mode? The meeting goes on running; F5 returns to this case."),
            actions=((_("Stay"), self._close_drawer), (_("Leave meeting mode"), self.leave)),
        )
        stay = self.question.findChild(KeyButton)
        if stay is not None:
            stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Leave meeting mode; a running meeting goes on running."""
        self.question.clear()
        if self.scene is not None and self.scene.is_running:
            self.run.leave(done=lambda: self.services.close_page(self))
        else:
            self.services.close_page(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the innermost thing; single letters work while no text is edited."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = self._letters.get(event.key()) if plain else None
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif self.faces.currentWidget() is self.start_face and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            self.start_face.button.click()
        elif act is not None and not _is_typing():
            act()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.question.text or self.drawers.isVisible():
            self._close_drawer()
        elif _is_typing():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._ask_to_leave()

    def page_title(self) -> str:
        """The key of the meeting, never a name."""
        return _("Meeting {key}").format(key=self.run.meeting_id).strip()

    def area_keys(self) -> str:
        """Keys for the status bar."""
        if self.scene is None or not self.scene.is_running:
            return _("Enter: start   Esc: not now")
        if self.scene.cursor.is_on_break:
            return _("B: go on   PgDn: next case   Esc: leave meeting mode")
        return _("PgDn next   PgUp before   G go to   P people   B break   Esc leave")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of meeting mode."""
        return (
            Key("PgDn, PgUp", _("next case, case before")),
            Key("G", _("agenda: go to any case by its number")),
            Key("P", _("attendance")),
            Key("B", _("break; no patient is shown")),
            Key("D", _("light or dark for the room")),
            Key("Esc", _("close the innermost thing; leave meeting mode")),
        )

    def menus(self) -> tuple[PageMenu, ...]:
        """The commands of the meeting."""
        return (PageMenu("meeting", self._actions),)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self, self.drawers)

    def first_focus(self) -> QWidget | None:
        """The page itself takes the single letters."""
        return self

    def on_shown(self) -> None:
        """Make room; after a lock, read again."""
        self.screens.fill()
        self._show_scheme()
        self.run.read()

    def on_left(self) -> None:
        """Give the window back; nothing of a patient stays here."""
        self.run.stop()
        self.screens.give_back()
        self.room.show_scene(None)

    def lock_after_minutes(self) -> int | None:
        """A discussion needs no key for longer than other work does."""
        return LOCK_AFTER_MINUTES

    def refresh(self, change: Change) -> None:
        """A case or the meeting was changed elsewhere."""
        if self.isVisible() and change.what in {"case", "registry"}:
            self.run.read()

    def hide_names(self, hidden: bool) -> None:
        """F8, on both screens."""
        self._names_hidden = hidden
        self.room.hide_names(hidden)
        self._show()


def _is_typing() -> bool:
    return isinstance(QApplication.focusWidget(), _TYPING)
