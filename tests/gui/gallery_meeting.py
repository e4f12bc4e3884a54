"""Pictures of meeting mode: before it starts, on one screen and on two, its drawers and its end."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from nenboard.domain.dates import PartialDate
from nenboard.domain.terms import BoardRole, MeetingState, Presence
from nenboard.gui.meeting.page import MeetingPage
from nenboard.gui.meeting.start import start_meeting
from nenboard.gui.program import Program
from nenboard.workflow import clock, meeting, sitting

PEOPLE = (
    ("Dr O. Invented", BoardRole.ONCOLOGY),
    ("Dr P. Invented", BoardRole.PATHOLOGY),
    ("Nurse E. Example", BoardRole.NURSE_SPECIALIST),
)
CASES = ("SYN-00003", "SYN-00001", "PUB-00004", "SYN-00008", "SYN-00011")


def meeting_views(program: Program) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each state of meeting mode by name, with what brings it about."""
    views = _Views(program)
    yield "meeting-start", views.planned
    yield "meeting-one-screen", views.one_screen
    yield "meeting-one-screen-draft", views.draft
    for name in ("agenda", "attendance", "late"):
        yield f"meeting-{name}", partial(views.act, name)
    yield "meeting-leave", partial(views.act, "leave")
    yield "meeting-coordinator", views.coordinator
    yield "meeting-room", views.room
    yield "meeting-room-read-back", views.read_back
    yield "meeting-one-screen-read-back", views.one_screen
    yield "meeting-break", partial(views.act, "break")
    yield "meeting-end", partial(views.act, "end")
    views.leave()


class _Views:
    """Brings a meeting of the demonstration into each state."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._window = program.window

    @property
    def _page(self) -> MeetingPage:
        page = self._window.current_page()
        assert isinstance(page, MeetingPage)
        return page

    def _new(self) -> str:
        """A planned meeting of today."""
        registry = self._window.desk.registry
        new = meeting.new_meeting(registry, PartialDate.of(clock.today()))
        new = new.model_copy(update={"chair": "Prof. D. Model", "place": "Synthetic room"})
        key = meeting.save_meeting(registry, new, expected_revision=0).meeting_id
        meeting.add_cases(registry, key, case_ids=CASES)
        sitting.expect(registry, key, *PEOPLE)
        for name, _role in PEOPLE[:2]:
            sitting.mark(registry, key, name=name, presence=Presence.PRESENT)
        return key

    def planned(self) -> None:
        size = self._program.frame.size()
        start_meeting(self._window, self._new())
        self._program.frame.showNormal()
        self._program.frame.resize(size)

    def leave(self) -> None:
        """Nothing of the meeting is resumed by what is shown after it."""
        size = self._program.frame.size()
        self._page.leave()
        self._program.frame.resize(size)

    def one_screen(self) -> None:
        size = self._program.frame.size()
        page = self._page
        if page.scene is not None and page.scene.meeting.state is not MeetingState.RUNNING:
            page.run.start()
        page.screens.use(None)
        self._program.frame.showNormal()
        self._program.frame.resize(size)
        self._program.frame.activateWindow()

    def draft(self) -> None:
        page = self._page
        page.editor.choose_result(2)
        page.below.bar.go_to_open()
        self._type("DPYD is not deficient")
        page.editor.add_line()
        self._type("Capecitabine and temozolomide")

    @staticmethod
    def _type(text: str) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            QTest.keyClicks(focus, text)
            QTest.keyClick(focus, Qt.Key.Key_Return)

    def act(self, name: str) -> None:
        """Run a command of meeting mode, after whatever was open is closed."""
        page = self._page
        page.close_inner()
        action = next(
            one
            for menu in page.menus()
            for one in menu.actions
            if one.objectName() == f"action_meeting_{name}"
        )
        action.trigger()

    def coordinator(self) -> None:
        page = self._page
        page.close_inner()
        page.screens.use(QGuiApplication.primaryScreen())
        assert page.screens.room is not None
        page.screens.room.hide()

    def room(self) -> None:
        page = self._page
        page.screens.use(QGuiApplication.primaryScreen())
        assert page.screens.room is not None
        page.screens.choose(self._program.look.theme.scheme)
        page.screens.room.showNormal()
        page.screens.room.resize(self._program.frame.size())

    def read_back(self) -> None:
        self._page.editor.read_back()
        self.room()
