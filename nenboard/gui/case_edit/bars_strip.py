"""The bars of treatment under the table of lines: the same as in the documents, while editing."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.course.view import CourseView
from nenboard.gui.page import Services
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.reports.values import Timeline

_ROWS: Final = ("events", "treatment", "responses")
_WAIT_MS: Final = 200


class BarsStrip(QWidget):
    """Follows every edit; the bar of the chosen line is marked."""

    def __init__(self, session: EditSession, services: Services) -> None:
        super().__init__()
        self.setObjectName("bars_strip")
        self._session = session
        self._services = services
        self._place = ""
        self._is_stale = True
        self.view = CourseView(rows=_ROWS, name="course_bars")
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view.opened.connect(session.moved_to)
        self.view.drawn.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._later = QTimer(self)
        self._later.setObjectName("bars_later")
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._draw)
        session.changed.connect(self._changed)

    def mark_row(self, row: int) -> None:
        """Mark the bar of a line."""
        self._place = f"lines.{row}" if row >= 0 else ""
        self.view.mark(self._place)

    def _changed(self, _place: str) -> None:
        self._is_stale = True
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while it was out of sight."""
        super().showEvent(event)
        if self._is_stale:
            self._draw()

    def _draw(self) -> None:
        self._later.stop()
        self._is_stale = False
        case, today = self._session.case, self._session.habits.today
        assert today is not None  # noqa: S101 - the habits of a session know today

        def work(_job: object) -> "Timeline":
            from nenboard.workflow import overview

            made = overview.course_of(case, today)
            overview.course_chart(made, 400.0, rows=_ROWS)
            return made

        self._services.run(work, done=self._show, owner=self)

    def _show(self, timeline: "Timeline") -> None:
        self.view.show_timeline(timeline)
        self.view.mark(self._place)

    def _fit(self) -> None:
        """As high as its rows, named by what stands in them."""
        self.view.setFixedHeight(max(self.view.most, 1))
        name = _("Treatment on the time axis: {said}")
        said = (
            "; ".join(s.says[0].sentence for s in self.view.chart.spots) if self.view.chart else ""
        )
        self.view.setAccessibleName(name.format(said=said))
