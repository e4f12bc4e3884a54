"""What stands above the bar: the room's face, or what comes before and after a meeting."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from nenboard.gui.meeting.end_face import EndFace
from nenboard.gui.meeting.room import RoomView
from nenboard.gui.meeting.start_face import StartFace

if TYPE_CHECKING:
    from nenboard.workflow.room import Scene


class Faces(QStackedWidget):
    """Faces but the room's are made when they are first wanted; the signals are theirs."""

    start_wanted = Signal()
    left = Signal()
    marked = Signal(str, str)
    added = Signal(str, str)
    wanted = Signal(str)
    returned = Signal()
    finish_wanted = Signal(object)

    def __init__(self, scheme: str) -> None:
        super().__init__()
        self.room = RoomView(scheme)
        self.addWidget(self.room)

    @cached_property
    def start(self) -> StartFace:
        """Before a meeting, and when it is over."""
        made = StartFace()
        made.start_wanted.connect(self.start_wanted)
        made.left.connect(self.left)
        made.people.marked.connect(self.marked)
        made.people.added.connect(self.added)
        self.addWidget(made)
        return made

    @cached_property
    def end(self) -> EndFace:
        """The end of the meeting."""
        made = EndFace()
        made.wanted.connect(self.wanted)
        made.left.connect(self.returned)
        made.finish_wanted.connect(self.finish_wanted)
        self.addWidget(made)
        return made

    @property
    def shows_room(self) -> bool:
        """Whether the room's face is shown."""
        return self.currentWidget() is self.room

    def show_scene(self, scene: "Scene", *, names_hidden: bool, is_ending: bool) -> None:
        """Show the face that belongs to a meeting as it stands."""
        if is_ending:
            self.end.show_scene(scene, names_hidden=names_hidden)
            self.setCurrentWidget(self.end)
        elif scene.is_running:
            self.room.show_scene(scene)
            self.setCurrentWidget(self.room)
        else:
            self.room.show_scene(None)
            self.start.show_scene(scene)
            self.setCurrentWidget(self.start)

    def press_start(self) -> None:
        """Enter on the face before a meeting."""
        if self.currentWidget() is self.start and self.start.button.isVisible():
            self.start.button.click()
