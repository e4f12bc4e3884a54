"""What the room sees: one case at a time, a break without a patient, or the end."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nenboard.gui.identity import identity_of, warning_of
from nenboard.gui.meeting.banner import RoomBanner
from nenboard.gui.meeting.course import RoomCourse
from nenboard.gui.meeting.look import ground, look_for, room_label, room_words, sheet_of
from nenboard.gui.meeting.phrase import PhraseLabel
from nenboard.gui.meeting.said import SaidStrip
from nenboard.gui.meeting.side import RoomSide
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.theme import Theme
    from nenboard.workflow.room import Scene, Subject

_SIDE: Final = 376


class RoomView(QWidget):
    """Draws a scene in type that grows with its width. It holds no control and takes no key."""

    def __init__(self, scheme: str) -> None:
        super().__init__()
        self.setObjectName("room")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._scheme = scheme
        self._share = 1.0
        self._look: Theme | None = None
        self._scene: Scene | None = None
        self._names_hidden = False
        self._is_over = False
        self._seconds = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._face: QWidget | None = None
        self.banner: RoomBanner | None = None
        self.course: RoomCourse | None = None
        self._left_out = room_words("", "quiet", name="room_left_out")

    @property
    def scene(self) -> "Scene | None":
        """What is shown."""
        return self._scene

    def show_scene(self, scene: "Scene | None", *, is_over: bool = False) -> None:
        """Show a meeting as it stands; None shows nothing of it, its end shows no patient."""
        self._scene = scene
        self._is_over = is_over
        self._draw()

    def set_scheme(self, scheme: str) -> None:
        """Light or dark."""
        if scheme != self._scheme:
            self._scheme = scheme
            self._look = None
            self._draw()

    def set_share(self, share: float) -> None:
        """Smaller type, for a reader who sits before the screen."""
        if share != self._share:
            self._share = share
            self._draw()

    def hide_names(self, hidden: bool) -> None:
        """Initials and last digits only."""
        if hidden != self._names_hidden:
            self._names_hidden = hidden
            self._draw()

    def show_seconds(self, seconds: int) -> None:
        """The time spent on the case shown."""
        self._seconds = seconds
        if self.banner is not None and self._scene is not None and self._scene.subject is not None:
            self.banner.show_time(seconds, self._scene.subject.minutes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width gives another size of type."""
        super().resizeEvent(event)
        if self._look != self._wanted_look():
            self._draw()

    def _wanted_look(self) -> "Theme":
        return look_for(round(self.width() * self._share), self._scheme)

    def _draw(self) -> None:
        look = self._wanted_look()
        if look != self._look:
            self._look = look
            self.setStyleSheet(sheet_of(look))
        if self._face is not None:
            self._column.removeWidget(self._face)
            self._face.hide()
            self._face.deleteLater()
        self.banner = self.course = None
        self._face = self._made(look)
        self._column.addWidget(self._face)
        self.show_seconds(self._seconds)

    def _made(self, look: "Theme") -> QWidget:
        scene = self._scene
        if scene is None:
            return QWidget()
        if self._is_over:
            return _plain((_("End of the meeting"), ""), look)
        if scene.subject is not None:
            return self._case(scene, scene.subject, look=look)
        return _plain(_words_without_case(scene), look)

    def _case(self, scene: "Scene", subject: "Subject", *, look: "Theme") -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = self._banner(scene, subject, look=look)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._main(subject, look), 1)
        if subject.said is not None:
            left.addWidget(SaidStrip(subject.said, look))
        row.addLayout(left, 1)
        side = RoomSide(subject, look)
        side.setFixedWidth(look.px(_SIDE))
        row.addWidget(side)
        column.addLayout(row, 1)
        return made

    def _banner(self, scene: "Scene", subject: "Subject", *, look: "Theme") -> RoomBanner:
        from nenboard.workflow import clock

        who = identity_of(
            subject.stored.case, today=clock.today(), same_name=warning_of(subject.namesakes)
        )
        number = scene.place.number if scene.place is not None else 0
        place = _("Case {number} of {count}").format(number=number, count=len(scene.lines))
        made = RoomBanner(who, look, place=place, names_hidden=self._names_hidden)
        made.setProperty("ground", "banner")
        return made

    def _main(self, subject: "Subject", look: "Theme") -> QWidget:
        made = ground("surface", name="room_main")
        column = QVBoxLayout(made)
        column.setContentsMargins(look.px(28), look.px(14), look.px(16), look.px(10))
        column.setSpacing(look.px(6))
        asked = subject.overview.question
        column.addWidget(PhraseLabel(asked.question, look, role="meeting_question"))
        for line in asked.tumour:
            column.addWidget(PhraseLabel(line, look))
        self.course = RoomCourse(look)
        self._left_out = room_words("", "quiet", name="room_left_out")
        self._left_out.hide()
        self.course.drawn.connect(self._say_left_out)
        column.addWidget(self.course, 1)
        column.addWidget(self._left_out)
        self.course.show_course(subject.overview.timeline, look)
        return made

    def _say_left_out(self) -> None:
        if self.course is not None:
            words = self.course.left_out
            self._left_out.setText(_("No room here for: {rows}.").format(rows=words))
            self._left_out.setVisible(bool(words))


def _words_without_case(scene: "Scene") -> tuple[str, str]:
    count = len(scene.lines)
    if not scene.is_running:
        return _("The meeting is over") if scene.meeting.finished else _("The meeting begins"), ""
    if not count:
        return _("No case is on the agenda"), ""
    if scene.cursor.is_on_break:
        number = scene.place.number if scene.place is not None else 0
        words = _("Case {number} of {count} was shown last.").format(number=number, count=count)
        return _("Break"), words
    return _("The meeting begins"), ""


def _plain(words: tuple[str, str], look: "Theme") -> QWidget:
    made = ground("surface", name="room_plain")
    column = QVBoxLayout(made)
    column.setSpacing(look.px(12))
    column.addStretch(1)
    for text, kind in zip(words, ("title", "body"), strict=True):
        line = room_label(text, kind)
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(line)
    column.addStretch(1)
    return made
