"""The course of disease as the room reads it: large type, and rows that leave where room ends."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent

from nenboard.gui.course.view import CourseView
from nenboard.gui.meeting.look import SMALLEST_PX
from nenboard.gui.theme import Theme
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.reports.values import Timeline

_PAPER_PT: Final = 7.5
_FEWER: Final = (
    ("events", "treatment", "responses", "imaging", "series"),
    ("events", "treatment", "responses", "series"),
    ("treatment", "responses", "series"),
    ("events", "treatment", "responses", "imaging"),
    ("events", "treatment", "responses"),
    ("treatment", "responses"),
    ("treatment",),
)
"""Rows of the chart, most first; the first set that fits is drawn."""


class RoomCourse(CourseView):
    """Never higher than its room. `left_out` says in words which rows did not fit."""

    def __init__(self, look: Theme) -> None:
        self._look = look
        self._least = 0
        self._laid_out: object = None
        super().__init__(name="room_course")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(False)

    def look(self) -> Theme:
        """The look of the room."""
        return self._look

    @property
    def scale(self) -> float:
        """Pixels to a point: no type is smaller than the room can read."""
        return self._look.px(SMALLEST_PX) / _PAPER_PT

    def show_course(self, timeline: "Timeline", look: Theme) -> None:
        """Draw a course in a look."""
        self._look = look
        self.show_timeline(timeline)

    @property
    def left_out(self) -> str:
        """The rows that did not fit, in words; empty if all did."""
        names = {
            "events": _("events"),
            "treatment": _("treatment"),
            "responses": _("RECIST"),
            "imaging": _("imaging"),
            "series": _("Ki-67, markers and sums"),
        }
        return ", ".join(words for row, words in names.items() if row not in self._rows)

    def _lay_out(self) -> None:
        """Once for each course, look and size, and not before it is seen."""
        wanted = (self._timeline, self._look, self.size())
        if not self.isVisible() or wanted == self._laid_out:
            return
        self._laid_out = wanted
        for rows in _FEWER:
            self._rows = rows
            super()._lay_out()
            if self._least <= self.height():
                return
        self._rows = ()
        self.chart = self._picture = None

    def showEvent(self, event: QShowEvent) -> None:
        """The size is known now."""
        super().showEvent(event)
        self._lay_out()

    def _claim(self, least: int) -> None:
        """The room is what it is; the rows follow it."""
        self._least = least

    def sizeHint(self) -> QSize:
        """It takes what the rest leaves."""
        return QSize(self._look.px(620), self._look.px(120))
