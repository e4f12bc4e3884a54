"""Meeting mode in the coordinator's window: the room's face, and below it the outcome bar."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from nenboard.gui import theme
from nenboard.gui.meeting import keys
from nenboard.gui.meeting.below import Below
from nenboard.gui.meeting.faces import Faces
from nenboard.gui.meeting.info import LOCK_AFTER_MINUTES, InfoLine
from nenboard.gui.meeting.running import MeetingRun
from nenboard.gui.meeting.screens import Screens
from nenboard.gui.meeting.start import PAGE, start_or_resume
from nenboard.gui.page import Change, Key, Page, PageMenu
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.outcome import Cursor, Deferral
    from nenboard.gui.window import MainWindow
    from nenboard.workflow.room import Scene

_SHARE_NEARBY: Final = 0.8
"""Of the size of type in the room, in the window of the coordinator beside it."""
_TYPING: Final = (QLineEdit, QPlainTextEdit, QComboBox)


class MeetingPage(Page):
    """One meeting at a time. All of it goes by keys; single letters work while nothing is typed."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName(PAGE)
        self.setProperty("surface", "window")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._window = window
        self._names_hidden = False
        self._is_ending = False
        self._returns_to_caret = True
        self.run = MeetingRun(window, self)
        self.screens = Screens(window, self)
        self._make_faces()
        self._connect()
        deeds = self._deeds()
        self._actions = keys.actions(deeds, self)
        self._letters = {key: deeds[name] for key, name in keys.LETTERS.items()}

    def _make_faces(self) -> None:
        self.faces = Faces(self.screens.scheme)
        self.room = self.faces.room
        self.below = Below(self.services)
        self.below.hide()
        self.editor = self.below.bar.editor
        self.info = InfoLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.faces, 1)
        column.addWidget(self.below)
        column.addWidget(self.info)

    def _connect(self) -> None:
        self.run.changed.connect(self._show)
        self.run.ticked.connect(self._show_seconds)
        self.screens.changed.connect(self._screens_changed)
        faces, below = self.faces, self.below
        faces.start_wanted.connect(self.run.start)
        faces.left.connect(self.leave)
        faces.wanted.connect(self._go_to)
        faces.returned.connect(self._back_from_end)
        faces.finish_wanted.connect(self._finish)
        for people in (faces, below):
            people.marked.connect(self.run.mark)
            people.added.connect(self.run.expect)
        below.closed.connect(self._take_focus)
        below.wanted.connect(self._go_to)
        below.late_added.connect(self._add_late)
        below.left.connect(self.leave)
        below.bar.next_wanted.connect(lambda: self._step(1))
        below.bar.read_back_wanted.connect(self._read_back)
        self.editor.loaded.connect(self._editor_loaded)
        self.editor.changed.connect(self.status_changed)
        self.editor.recorded.connect(lambda _stored: self.run.read())
        self.editor.caret_moved.connect(self.run.place_caret)

    def _deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "read_back": self._read_back,
            "agenda": self._while_running(self.below.open_agenda),
            "late": self._while_running(self.below.open_late),
            "attendance": self._while_running(self.below.open_attendance),
            "break": self._break,
            "scheme": self._change_scheme,
            "end": self._open_end,
            "leave": self._ask_to_leave,
        }

    @property
    def scene(self) -> "Scene | None":
        """What is shown of the meeting."""
        return self.run.scene

    @property
    def _is_running(self) -> bool:
        return self.scene is not None and self.scene.is_running

    @property
    def _shows_case(self) -> bool:
        return self._is_running and self.scene is not None and self.scene.subject is not None

    def show_part(self, part: str) -> None:
        """Show a meeting by its key."""
        self._is_ending = False
        self._returns_to_caret = True
        self.run.open(part)

    def _show(self) -> None:
        scene = self.scene
        if scene is None:
            return
        hidden, second = self._names_hidden, self.screens.room
        self.faces.show_scene(scene, names_hidden=hidden, is_ending=self._is_ending)
        self.below.show_scene(scene, names_hidden=hidden)
        self.below.fit(self.height())
        if self._is_ending:
            self.below.hide()
        self.info.show_scene(scene, names_hidden=hidden, two_screens=second is not None)
        if second is not None:
            second.view.hide_names(hidden)
            second.view.show_scene(scene, is_over=self._is_ending)
        self.info.setVisible(self.faces.shows_room and self._shows_case)
        self.status_changed.emit()

    def _show_seconds(self, seconds: int) -> None:
        self.room.show_seconds(seconds)
        self.editor.set_seconds(seconds)
        if self.screens.room is not None:
            self.screens.room.view.show_seconds(seconds)

    def _editor_loaded(self) -> None:
        """After a crash, a lock or a start of meeting mode the caret is where it was left."""
        if not self._returns_to_caret:
            self._take_focus()
            return
        self._returns_to_caret = False
        cursor = self.scene.cursor if self.scene is not None else None
        # The window gives the focus to what had it before a lock; the caret comes after that.
        QTimer.singleShot(0, self, lambda: self._return_to(cursor))

    def _return_to(self, cursor: "Cursor | None") -> None:
        if not self.below.bar.return_to(cursor):
            self._take_focus()

    def _take_focus(self) -> None:
        """The page itself takes the single letters."""
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        if self._is_running:
            self._before_another_case()
            self.run.step(by)

    def _go_to(self, case_id: str) -> None:
        self._before_another_case()
        self.run.show(case_id)

    def _before_another_case(self) -> None:
        """Until the next case is shown no key may reach the outcome of this one."""
        self.editor.flush()
        self.editor.clear()
        self._is_ending = False
        self.close_inner()

    def _break(self) -> None:
        if self._is_running and self.scene is not None:
            self._before_another_case()
            (self.run.go_on if self.scene.cursor.is_on_break else self.run.take_break)()

    def _read_back(self) -> None:
        if self._shows_case:
            self.below.close_drawer()
            self.editor.set_seconds(self.run.seconds())
            self.editor.read_back()

    def _while_running(self, act: Callable[[], object]) -> Callable[[], object]:
        return lambda: act() if self._is_running else None

    def _add_late(self, case_id: str, clinician: str, reason: str) -> None:
        self.run.add_late(
            case_id,
            clinician=clinician,
            reason=reason,
            done=self.below.open_agenda,
            failed=self.below.late.show_fault,
        )

    def _open_end(self) -> None:
        if self._is_running:
            self._before_another_case()
            self._is_ending = True
            self.run.read()
            self.faces.end.begin()

    def _back_from_end(self) -> None:
        self._is_ending = False
        self.run.read()
        self._take_focus()

    def _finish(self, rest: "Deferral | None") -> None:
        self.run.finish(rest, done=self._finished, failed=self.faces.end.show_fault)

    def _finished(self) -> None:
        self._is_ending = False
        self._close()
        self.services.say(_("The meeting is closed. Its outcomes can be signed."))

    def close_inner(self) -> None:
        """Close the drawer that is open."""
        self.below.close_drawer()

    def _screens_changed(self) -> None:
        """With two screens the coordinator's face follows the window, else the room."""
        has_two = self.screens.room is not None
        self.room.set_share(_SHARE_NEARBY if has_two else 1.0)
        self.room.set_scheme(theme.active().scheme if has_two else self.screens.scheme)
        self.below.bar.tell_screens(two=has_two)
        self._show()

    def _change_scheme(self) -> None:
        self.screens.choose("dark" if self.screens.scheme == "light" else "light")
        self._screens_changed()

    def _ask_to_leave(self) -> None:
        if self._is_running:
            self.below.ask_to_leave()
        else:
            self.leave()

    def leave(self) -> None:
        """Leave meeting mode; a running meeting goes on running."""
        self.editor.flush()
        if self._is_running:
            self.run.leave(done=self._close)
        else:
            self._close()

    def _close(self) -> None:
        self.on_left()
        self.services.close_page(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The room keeps the greater share."""
        super().resizeEvent(event)
        self.below.fit(self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the innermost thing; single letters work while no text is edited."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        may = plain and not _is_typing() and self.faces.shows_room
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._press_enter()
        elif may and event.key() in self._letters:
            self._letters[event.key()]()
        elif may and self._shows_case and self.below.bar.take_key(event):
            return
        else:
            super().keyPressEvent(event)

    def _press_enter(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, KeyButton):
            focus.click()
        else:
            self.faces.press_start()

    def _escape(self) -> None:
        if self._is_ending:
            self._back_from_end()
        elif self._is_running and self.below.has_drawer:
            self.close_inner()
        elif _is_typing():
            self._take_focus()
        else:
            self._ask_to_leave()

    def page_title(self) -> str:
        """The key of the meeting, never a name."""
        return _("Meeting {key}").format(key=self.run.meeting_id).strip()

    def area_keys(self) -> str:
        """Keys for the status bar."""
        return keys.area(self.scene, is_ending=self._is_ending)

    def key_help(self) -> tuple[Key, ...]:
        """The keys of meeting mode."""
        return keys.help_lines()

    def menus(self) -> tuple[PageMenu, ...]:
        """The commands of the meeting."""
        return (PageMenu("meeting", self._actions),)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self, self.below)

    def first_focus(self) -> QWidget | None:
        """Where the caret is put when a meeting is opened, the page keeps it."""
        focus = QApplication.focusWidget()
        return focus if focus is not None and self.isAncestorOf(focus) else self

    def undo_text(self) -> str:
        """What Ctrl+Z takes back in the outcome."""
        return self.editor.undo_text()

    def redo_text(self) -> str:
        """What Ctrl+Y makes again."""
        return self.editor.redo_text()

    def undo(self) -> None:
        """Take the last step back."""
        self.editor.undo()

    def redo(self) -> None:
        """Make it again."""
        self.editor.redo()

    def next_open_item(self, step: int) -> None:
        """The next point that is open before the outcome can be signed."""
        if not self._shows_case:
            return
        if self.editor.outcome is not None and self.editor.outcome.result is None:
            self.editor.focus_field("result")
        elif step > 0:
            self.below.bar.go_to_open()
        elif self.editor.points:
            self.editor.focus_point(self.editor.points[-1])

    def on_shown(self) -> None:
        """Make room; after a lock, read again."""
        self._returns_to_caret = True
        self.screens.fill()
        self.run.read()
        QTimer.singleShot(0, self, self._find_meeting)

    def _find_meeting(self) -> None:
        """Shown without saying which meeting: the one that F5 would show."""
        if not self.run.meeting_id:
            start_or_resume(self._window)

    def on_left(self) -> None:
        """Give the window back; nothing of a patient stays here."""
        self.run.stop()
        self.editor.flush()
        self.below.forget()
        self.screens.give_back()
        self.room.show_scene(None)

    def settle(self) -> None:
        """Every key is kept already; the text being typed is handed over."""
        self.editor.flush()

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
