"""The Summary tab: what the board asks first, on one page, with the whole course on one axis."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nenboard.gui import theme
from nenboard.gui.assessment.latest import why_old
from nenboard.gui.case_edit import fields
from nenboard.gui.case_edit.came_back import CameBack
from nenboard.gui.case_edit.marks import MarkQuestions
from nenboard.gui.case_edit.needed import go_on
from nenboard.gui.case_edit.session import EditSession
from nenboard.gui.case_edit.strip import FitnessStrip
from nenboard.gui.course.card import CourseCard
from nenboard.gui.documents.actions import export_action
from nenboard.gui.page import CaseContext, CaseTab, Change, Key, PageMenu, Services
from nenboard.gui.summary.advice import AdviceCard
from nenboard.gui.summary.cards import FitnessCard, GlanceCard, QuestionCard
from nenboard.gui.summary.open_items import OpenCard, mark_items, open_items
from nenboard.gui.tasks import Job
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.case import Case
    from nenboard.gui.assessment.latest import Shown
    from nenboard.registry import Registry
    from nenboard.workflow.overview import Overview

_WIDE_FROM: Final = 1060
_SIDE: Final = 270
_WAIT_MS: Final = 300


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What the database thread makes ready: the overview of a case and its newest answer."""

    case: "Case"
    overview: "Overview"
    answer: "Shown | None"


class SummaryTab(CaseTab):
    """Question, course, at a glance, algorithm now, still open. It follows every edit."""

    tab_key = "summary"

    def __init__(
        self, services: Services, context: CaseContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(services, context, parent)
        self.setObjectName("tab_summary")
        self.session = EditSession.of(services, context)
        self._prepared: _Prepared | None = None
        self._is_stale = True
        self._later = QTimer(self)
        self._later.setObjectName("summary_later")
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._prepare)
        self._make_cards()
        self._lay_out()
        for of_today in (self.advice, self.open):
            of_today.setVisible(not context.is_past)
        self._export_action = export_action(self)
        context.case_changed.connect(self._changed)
        context.stored_changed.connect(self._tell_age)
        self.session.issues_changed.connect(self._show_open)
        self.marks = MarkQuestions.of(services, context)
        self.marks.changed.connect(self._show_open)
        self.session.recovery.placed.connect(self._recovered)

    def _make_cards(self) -> None:
        self.question = QuestionCard()
        self.course = CourseCard()
        self.course.opened.connect(self.open_place)
        self.glance = GlanceCard()
        self.fitness = FitnessCard()
        self.advice = AdviceCard()
        self.advice.asked.connect(lambda: self._open_tab("algorithm"))
        self.open = OpenCard()
        self.open.asked.connect(self.open_place)

    def _lay_out(self) -> None:
        look = theme.active()
        gap = look.px(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.strip = FitnessStrip(self.context)
        column.addWidget(self.strip)
        column.addWidget(CameBack(self.session.recovery))
        content = QWidget()
        content.setProperty("surface", "window")
        page = QVBoxLayout(content)
        page.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(10))
        page.setSpacing(gap)
        page.addWidget(self.question)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(gap)
        main = QVBoxLayout()
        main.setSpacing(gap)
        main.addWidget(self.course, 1)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(gap)
        self._below.addWidget(self.advice, 1)
        self._below.addWidget(self.open, 1)
        main.addLayout(self._below)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(gap)
        side.addWidget(self.glance)
        side.addWidget(self.fitness)
        side.addStretch(1)
        self._halves.addLayout(main, 1)
        self._halves.addWidget(self._side)
        page.addLayout(self._halves, 1)
        self.area: QScrollArea = scrolled(content, name="scroll_summary")
        column.addWidget(self.area, 1)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tumour stands at the side where there is room, else below."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        look = theme.active()
        wide = self.width() >= look.px(_WIDE_FROM)
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._below.setDirection(
            way.LeftToRight if self.width() >= look.px(720) else way.TopToBottom
        )
        self._side.setMaximumWidth(look.px(_SIDE) if wide else 16_777_215)
        self._side.setMinimumWidth(look.px(_SIDE) if wide else 0)
        self.strip.setVisible(not wide)
        self.fitness.setVisible(wide)
        self.question.turn(self.width() >= look.px(720))

    def on_shown(self) -> None:
        """The checks run when a tab is first seen; what has changed meanwhile is drawn."""
        self.session.check()
        self.session.learn_needs()
        self.session.recovery.look()
        if self._is_stale:
            self._prepare()

    def _changed(self) -> None:
        self._is_stale = True
        self._tell_age()
        if self.isVisible():
            self._later.start()

    def _prepare(self) -> None:
        """Have the page made ready from the case as it stands."""
        self._later.stop()
        case, desk, case_id = self.context.case, self.services.desk, self.context.case_id
        today = self.session.habits.today
        assert today is not None  # noqa: S101 - the habits of a session know today
        self._is_stale = False

        def work(_job: Job) -> _Prepared:
            return _ready(desk.registry, case_id, case=case, on=today)

        self.services.run(work, done=self._show, owner=self)

    def _show(self, prepared: _Prepared) -> None:
        self._prepared = prepared
        self.question.show_overview(prepared.overview)
        self.course.show_overview(prepared.overview)
        self.glance.show_parts(prepared.overview.glance)
        self.fitness.show_case(prepared.case)
        self._tell_age()
        self._show_open()
        self.status_changed.emit()

    def _tell_age(self) -> None:
        if self._prepared is not None:
            answer = self._prepared.answer
            self.advice.show_answer(answer, why_old(answer, self.context))

    def _show_open(self) -> None:
        if self._prepared is not None:
            answer = self._prepared.answer
            view = answer.view if answer is not None else None
            items = (*mark_items(self.marks.waiting), *open_items(self.session, view))
            self.open.show_items(items, self.session.readiness)
            self.badge_changed.emit()

    def open_place(self, path: str) -> None:
        """Show where something is entered."""
        tab = fields.tab_of(path)
        if tab is not None:
            self._open_tab(tab.key)
            self.session.moved_to.emit(path)

    def _recovered(self, path: str, caret: int) -> None:
        """Text came back after a crash: open its field, which takes the caret."""
        tab = fields.tab_of(path)
        if tab is not None and self.isVisible():
            self._open_tab(tab.key)
            if not self.isVisible():
                self.session.recovery.placed.emit(path, caret)

    def _open_tab(self, key: str) -> None:
        self.services.open_case(self.context.case_id, key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T, L, R and 0 work wherever no text is edited."""
        if not self.course.take_key(event):
            super().keyPressEvent(event)

    def tab_title(self) -> str:
        """The words on the tab."""
        return _("Summary")

    def menus(self) -> tuple[PageMenu, ...]:
        """Export in the File menu."""
        return (PageMenu("file", (self._export_action,)),)

    def area_keys(self) -> str:
        """Keys for the status bar."""
        return _("←→ mark   ↑↓ row   Enter: where it is entered   T: table   R: zoom   0: all")

    def key_help(self) -> tuple[Key, ...]:
        """The keys of the page."""
        return (
            Key("Left, Right", _("previous, next mark of the row")),
            Key("Up, Down", _("row above, below")),
            Key("Home, End", _("first, last mark of the row")),
            Key("Enter", _("where the value is entered")),
            Key("T", _("the course as a table, or drawn")),
            Key("L", _("legend")),
            Key("R, +, -", _("a shorter, longer stretch around the mark")),
            Key("0", _("the whole course")),
        )

    def areas(self) -> tuple[QWidget, ...]:
        """Course, algorithm, what is open."""
        return (self.course, self.advice, self.open)

    def first_focus(self) -> QWidget | None:
        """The course."""
        return self.course.pages.currentWidget()

    def next_open_item(self, step: int) -> None:
        """The first place of the case that needs attention."""
        go_on(self.session, at="", step=step)

    def undo_text(self) -> str:
        """The undo of the case works here as well."""
        return self.session.draft.undo_label

    def redo_text(self) -> str:
        """And so does redo."""
        return self.session.draft.redo_label

    def undo(self) -> None:
        """Undo the last edit of the case."""
        self.session.undo()

    def redo(self) -> None:
        """Make it again."""
        self.session.redo()

    def refresh(self, change: Change) -> None:
        """A new answer, or a case stored elsewhere."""
        if change.what in {"assessment", "registry"} and change.touches(self.context.case_id):
            self._is_stale = True
            if self.isVisible():
                self._prepare()


def _ready(registry: "Registry", case_id: str, *, case: "Case", on: date) -> _Prepared:
    """The overview and the newest answer; on the database thread."""
    from nenboard.gui.assessment.latest import latest
    from nenboard.workflow import overview

    shown = overview.overview(case, on)
    overview.course_chart(shown.timeline, 400.0)
    return _Prepared(case, shown, latest(registry, case_id))


def summary_tab(services: Services, context: CaseContext) -> CaseTab:
    """The Summary tab."""
    return SummaryTab(services, context)
