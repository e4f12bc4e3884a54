"""What stands below the room's face: the outcome bar, or a drawer in its place."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from nenboard.gui import theme
from nenboard.gui.meeting.agenda import AgendaDrawer
from nenboard.gui.meeting.bar import OutcomeBar
from nenboard.gui.meeting.drawer import Drawer
from nenboard.gui.meeting.late import LateDrawer
from nenboard.gui.meeting.people import PeopleTable
from nenboard.gui.page import Services
from nenboard.gui.widgets.sizing import keep
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.room import Scene

_HEIGHT: Final = 278
_LINE: Final = 2


class Below(QStackedWidget):
    """The bar is shown unless a drawer was opened; `closed` follows the end of a drawer."""

    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("meeting_below")
        self.setProperty("surface", "surface")
        self.bar = OutcomeBar(services)
        self.agenda = AgendaDrawer()
        self.late = LateDrawer(services)
        self.people = PeopleTable()
        self.attendance = Drawer(
            _("Attendance"),
            keys=_("Space: is there   A: apologies   L: leaves now"),
            close=_("Close"),
            name="meeting_attendance",
        )
        self.attendance.body.addWidget(self.people)
        self.addWidget(self.bar)
        for drawer in (self.agenda, self.late, self.attendance):
            drawer.closed.connect(self.close_drawer)
            self.addWidget(drawer)
        keep(self, self.setFixedHeight, _HEIGHT)
        self.setContentsMargins(0, _LINE, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between what the room reads and what the coordinator types."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), _LINE, theme.active().colour("primary"))

    @property
    def has_drawer(self) -> bool:
        """Whether a drawer stands where the bar belongs."""
        return self.currentWidget() is not self.bar

    def open_drawer(self, drawer: QWidget) -> None:
        """Show a drawer."""
        self.setCurrentWidget(drawer)
        self.show()

    def close_drawer(self) -> None:
        """Show the bar again."""
        self.setCurrentWidget(self.bar)
        self.closed.emit()

    def show_scene(self, scene: "Scene", *, names_hidden: bool) -> None:
        """Follow the meeting; in a break the bar shows no patient either."""
        self.agenda.show_scene(scene, names_hidden=names_hidden)
        self.people.show_scene(scene)
        if scene.subject is not None:
            self.bar.load(scene.meeting.id, scene.subject.stored.case_id)
        self.setVisible(scene.is_running and (scene.subject is not None or self.has_drawer))
