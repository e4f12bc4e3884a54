"""The course of disease as the room reads it: large type, and rows that leave where room ends."""

from dataclasses import replace
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
ROWS: Final = ("events", "treatment", "responses", "imaging", "series")
_LEAVE: Final = ("imaging", "marker", "sum", "events", "ki67", "responses")
"""Rows and series in the order in which they leave where room ends; treatment stays longest."""
_SERIES: Final = frozenset({"ki67", "marker", "sum"})


class RoomCourse(CourseView):
    """Never higher than its room. `left_out` says in words which rows did not fit."""

    def __init__(self, look: Theme) -> None:
        self._look = look
        self._least = 0
        self._laid_out: object = None
        self._whole_course: Timeline | None = None
        self._gone: frozenset[str] = frozenset()
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
        self._whole_course = timeline
        self.show_timeline(timeline)

    @property
    def left_out(self) -> str:
        """What did not fit, in words; empty if all did."""
        names = {
            "events": _("events"),
            "treatment": _("treatment"),
            "responses": _("RECIST"),
            "imaging": _("imaging"),
            "ki67": _("Ki-67"),
            "marker": _("markers"),
            "sum": _("target sum"),
        }
        kinds = {one.kind for one in self._whole_course.series} if self._whole_course else set()
        there = {*names} - (_SERIES - kinds)
        return ", ".join(
            words for part, words in names.items() if part in self._gone and part in there
        )

    def _lay_out(self) -> None:
        """Once for each course, look and size, and not before it is seen."""
        course = self._whole_course
        wanted = (course, self._look, self.size())
        if course is None or not self.isVisible() or wanted == self._laid_out:
            return
        self._laid_out = wanted
        for count in range(len(_LEAVE) + 1):
            self._gone = frozenset(_LEAVE[:count])
            kept = tuple(one for one in course.series if one.kind not in self._gone)
            self._timeline = replace(course, series=kept)
            self._rows = tuple(row for row in ROWS if row not in self._gone)
            super()._lay_out()
            if self._least <= self.height():
                return
        self._gone = frozenset({*_LEAVE, "treatment"})
        self.chart = self._picture = None
        self.drawn.emit()

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
