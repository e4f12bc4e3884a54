"""What stands below the room's face: the outcome bar, or a drawer in its place."""

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget

from nenboard.gui import theme
from nenboard.gui.meeting.agenda import AgendaDrawer
from nenboard.gui.meeting.bar import OutcomeBar
from nenboard.gui.meeting.drawer import Drawer
from nenboard.gui.meeting.late import LateDrawer
from nenboard.gui.meeting.leaving import LeaveDrawer
from nenboard.gui.meeting.people import PeopleTable
from nenboard.gui.meeting.rows import WordsTable
from nenboard.gui.page import Services
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.workflow.room import Scene

D = TypeVar("D", bound=Drawer)

_HEIGHT: Final = 278
_SHARE: Final = 0.4
_SHARE_OF_DRAWER: Final = 0.52
_SHARE_ONCE_HEARD: Final = 0.3
_LINE: Final = 2


class Below(QStackedWidget):
    """The bar is shown unless a drawer was opened; drawers are made when they are first opened.

    `closed` follows the end of a drawer; the other signals are those of the drawers.
    """

    closed = Signal()
    wanted = Signal(str)
    late_added = Signal(str, str, str)
    marked = Signal(str, str)
    added = Signal(str, str)
    left = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("meeting_below")
        self.setProperty("surface", "window")
        self._services = services
        self._scene: Scene | None = None
        self._names_hidden = False
        self._page_height = 0
        self.bar = OutcomeBar(services)
        self.addWidget(self.bar)
        self.setContentsMargins(0, _LINE, 0, 0)

    def fit(self, height: int) -> None:
        """Take a share of a page of that height: more for a drawer, less of it once the room sees
        the outcome.
        """
        self._page_height = height
        subject = self._scene.subject if self._scene is not None else None
        is_heard = subject is not None and subject.said is not None
        share = _SHARE_ONCE_HEARD if is_heard else _SHARE
        share = _SHARE_OF_DRAWER if self.has_drawer else share
        self.setFixedHeight(min(theme.active().px(_HEIGHT), round(height * share)))

    @cached_property
    def agenda(self) -> AgendaDrawer:
        """The agenda, to go to any case."""
        made = AgendaDrawer()
        made.wanted.connect(self.wanted)
        made.late_wanted.connect(self.open_late)
        return self._added(made)

    @cached_property
    def late(self) -> LateDrawer:
        """The form of a late case."""
        made = LateDrawer(self._services)
        made.added.connect(self.late_added)
        return self._added(made)

    @cached_property
    def people(self) -> PeopleTable:
        """Who is there."""
        made = PeopleTable()
        made.marked.connect(self.marked)
        made.added.connect(self.added)
        return made

    @cached_property
    def attendance(self) -> Drawer:
        """The drawer with who is there."""
        made = Drawer(
            _("Attendance"),
            keys=_("Space: is there   A: apologies   L: leaves now"),
            close=_("Close"),
            name="meeting_attendance",
        )
        made.body.addWidget(self.people)
        return self._added(made)

    @cached_property
    def leaving(self) -> LeaveDrawer:
        """The question before meeting mode is left."""
        made = LeaveDrawer()
        made.left.connect(self.left)
        return self._added(made)

    def _added(self, drawer: D) -> D:
        drawer.closed.connect(self.close_drawer)
        self.addWidget(drawer)
        return drawer

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between what the room reads and what the coordinator types."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), _LINE, theme.active().colour("primary"))

    @property
    def has_drawer(self) -> bool:
        """Whether a drawer stands where the bar belongs."""
        return self.currentWidget() is not self.bar

    def open_agenda(self) -> None:
        """The agenda, with the caret in the number."""
        self._open(self.agenda)
        self.agenda.begin()

    def open_late(self) -> None:
        """The form of a late case."""
        self._open(self.late)
        self.late.begin(names_hidden=self._names_hidden)

    def open_attendance(self) -> None:
        """Who is there."""
        self._open(self.attendance)
        self.people.begin()

    def ask_to_leave(self) -> None:
        """The question, with the focus on the safe answer."""
        self._open(self.leaving)
        self.leaving.begin()

    def _open(self, drawer: Drawer) -> None:
        self.setCurrentWidget(drawer)
        self._fill_drawer()
        self.fit(self._page_height)
        self.show()

    def close_drawer(self) -> None:
        """Show the bar again."""
        self.setCurrentWidget(self.bar)
        self.fit(self._page_height)
        self.setVisible(self._shows_bar)
        self.closed.emit()

    def show_scene(self, scene: "Scene", *, names_hidden: bool) -> None:
        """Follow the meeting; in a break the bar shows no patient either."""
        self._scene, self._names_hidden = scene, names_hidden
        self._fill_drawer()
        if scene.subject is not None:
            self.bar.load(scene.meeting.id, scene.subject.stored.case_id)
        self.setVisible(scene.is_running and (self._shows_bar or self.has_drawer))

    @property
    def _shows_bar(self) -> bool:
        return self._scene is not None and self._scene.subject is not None

    def forget(self) -> None:
        """Nothing of a patient stays here."""
        self._scene = None
        self.setCurrentWidget(self.bar)
        self.bar.editor.clear()
        for table in self.findChildren(WordsTable):
            table.show_rows((), at=0)

    def _fill_drawer(self) -> None:
        """Only the drawer that is seen."""
        shown = self.currentWidget()
        if self._scene is None:
            return
        if isinstance(shown, AgendaDrawer):
            shown.show_scene(self._scene, names_hidden=self._names_hidden)
        elif shown is not None and shown.objectName() == "meeting_attendance":
            self.people.show_scene(self._scene)
