"""The first run: create a registry in five steps, or open another one, or the demo."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nenboard.gui import icons, theme
from nenboard.gui.unlock.steps import PassphraseStep, RecoveryStep, StartStep, Step, WhereStep
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.messages import InlineMessage
from nenboard.gui.widgets.progress import ProgressRow
from nenboard.gui.widgets.scrolling import centred_in_scroll
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label, paragraph
from nenboard.host import paths
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.gui.desk import NewRegistry
    from nenboard.gui.tasks import Progress, Ticket
    from nenboard.gui.unlock.people_step import PeopleStep

S = TypeVar("S", bound=Step)
_LAST: Final = 4


class StepMark(QWidget):
    """The number of a step, its words, and whether it is done or current."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number = number
        self._words = words
        self._state = ""
        self.setObjectName(f"step_mark_{number}")
        self.set_state("")

    def set_state(self, state: str) -> None:
        """State "done", "current" or ""."""
        self._state = state
        said = {"done": _("done"), "current": _("this step")}.get(state, "")
        text = _("Step {number}: {words}").format(number=self._number, words=self._words)
        self.setAccessibleName(f"{text}, {said}" if said else text)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        look = theme.active()
        return QSize(look.px(180), look.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A disc with number or tick, and the words."""
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(24)
        disc = QRectF(1, (self.height() - side) / 2, side, side)
        border, fill, ink = {
            "done": ("success", "successBg", "success"),
            "current": ("primary", "primary", "onPrimary"),
        }.get(self._state, ("control", "surface2", "text2"))
        painter.setPen(QPen(look.colour(border), 1.0))
        painter.setBrush(look.colour(fill))
        painter.drawEllipse(disc)
        painter.setPen(look.colour(ink))
        if self._state == "done":
            icons.paint(painter, "tick", disc.adjusted(5, 5, -5, -5), look.colour(ink))
        else:
            painter.setFont(look.font("label", weight=600))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("body_strong" if self._state == "current" else "body"))
        room = QRectF(disc.right() + look.px(10), 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words)


class FirstRunPage(QWidget):
    """The wizard. Signals carry what the user asked for; nothing is written before the end."""

    prepare_requested = Signal(object)
    finish_requested = Signal(object)
    abandoned = Signal()
    open_requested = Signal()
    demo_requested = Signal()
    print_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("first_run_page")
        self.setProperty("surface", "window")
        self._at = 0
        self.stack = QStackedWidget()
        self._prepared: NewRegistry | None = None
        self._is_narrow = False
        self._is_busy = False
        self._ticket: Ticket | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_in_scroll(self._frame(), name="first_run_scroll"))
        self._show_step(0)

    @cached_property
    def where(self) -> WhereStep:
        """The first step; the others are made when they are first asked for."""
        return self._added(WhereStep(paths.documents_folder() / _("NET board registry")))

    @cached_property
    def passphrase(self) -> PassphraseStep:
        """Who you are, and your passphrase."""
        return self._added(PassphraseStep())

    @cached_property
    def recovery(self) -> RecoveryStep:
        """The recovery key, printed and typed back in part."""
        made = self._added(RecoveryStep())
        made.print_requested.connect(lambda: self.print_requested.emit(made.key_text))
        return made

    @cached_property
    def people(self) -> "PeopleStep":
        """Who else opens the registry."""
        from nenboard.gui.unlock.people_step import PeopleStep  # late: the first step comes first

        return self._added(PeopleStep())

    @cached_property
    def start(self) -> StartStep:
        """What the registry begins with."""
        return self._added(StartStep())

    def _added(self, step: S) -> S:
        self.stack.addWidget(step)
        step.changed.connect(self._check)
        return step

    def _step(self, index: int) -> Step:
        names = ("where", "passphrase", "recovery", "people", "start")
        found: Step = getattr(self, names[index])
        return found

    def _frame(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", "true")
        keep(frame, frame.setMaximumWidth, 960)
        keep(frame, frame.setMinimumHeight, 560)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, frame)
        self._halves.setContentsMargins(1, 1, 1, 1)
        self._halves.setSpacing(0)
        self._side_half = self._side()
        self._halves.addWidget(self._side_half)
        self._halves.addWidget(self._main(), 1)
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page shows the steps above the step instead of beside it."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A new scale needs other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        look = theme.active()
        narrow = self.width() < look.px(800)
        above, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(above if narrow else beside)
        self._side_half.setMaximumWidth(look.px(960) if narrow else look.px(232))
        self._is_narrow = narrow
        self._show_marks()

    def _show_marks(self) -> None:
        for number, mark in enumerate(self.marks):
            state = "done" if number < self._at else "current" if number == self._at else ""
            mark.set_state(state)
            mark.setVisible(number == self._at or not self._is_narrow)

    def _side(self) -> QWidget:
        look = theme.active()
        side = QWidget()
        side.setProperty("surface", "surface2")
        column = QVBoxLayout(side)
        column.setContentsMargins(look.px(20), look.px(22), look.px(20), look.px(20))
        column.addWidget(label(_("Create a registry"), "subtitle"))
        column.addSpacing(look.px(6))
        words = (_("Where"), _("Passphrase"), _("Recovery key"), _("People"), _("Start with"))
        self.marks = tuple(StepMark(number, text) for number, text in enumerate(words, 1))
        for mark in self.marks:
            column.addWidget(mark)
        column.addStretch(1)
        self.place = paragraph("", "small", name="first_run_place")
        column.addWidget(self.place)
        column.addSpacing(look.px(12))
        column.addWidget(label(_("Or instead"), "label"))
        self.open_button = KeyButton(_("Open a registry…"), kind="quiet", name="first_run_open")
        self.open_button.clicked.connect(self.open_requested)
        self.demo_button = KeyButton(
            _("Open the demo registry"), kind="quiet", name="first_run_demo"
        )
        self.demo_button.clicked.connect(self.demo_requested)
        for button in (self.open_button, self.demo_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _main(self) -> QWidget:
        look = theme.active()
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(look.px(30), look.px(22), look.px(30), look.px(22))
        column.addWidget(self.stack, 1)
        self.message = InlineMessage(name="first_run_message")
        column.addWidget(self.message)
        self.progress = ProgressRow(name="first_run_progress")
        self.progress.cancel_requested.connect(self._stop_work)
        self.progress.hide()
        column.addWidget(self.progress)
        row = QHBoxLayout()
        self.back = KeyButton(_("Back"), name="first_run_back")
        self.back.clicked.connect(self._go_back)
        self.cancel = KeyButton(_("Cancel"), keys="Esc", name="first_run_cancel")
        self.cancel.clicked.connect(self._cancel)
        self.next = KeyButton(_("Next"), kind="primary", keys="Enter", name="first_run_next")
        self.next.setDefault(True)
        self.next.clicked.connect(self._go_on)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.next)
        column.addLayout(row)
        return main

    def wanted(self) -> "NewRegistry":
        """What the fields say now."""
        from nenboard.gui.desk import NewRegistry  # late: the page is painted before this

        return NewRegistry(
            folder=self.where.folder(),
            user=self.passphrase.user.text().strip(),
            passphrase=self.passphrase.once.text(),
            people=self.people.people,
        )

    def _basis(self) -> "NewRegistry":
        """What the recovery key was made for: people come in later."""
        return replace(self.wanted(), people=())

    def show_recovery_key(self, key: str) -> None:
        """The registry is prepared: go on to its recovery key."""
        self._prepared = self._basis()
        self.recovery.show_key(key)
        self.show_busy(busy=False)
        self._show_step(2)

    def watch(self, ticket: "Ticket", text: str) -> None:
        """Show the progress of long work that was begun here, with Cancel."""
        if not self._is_busy:
            return
        self._ticket = ticket
        self.progress.start(text)
        self.progress.show()

    def show_progress(self, step: "Progress") -> None:
        """How far the long work is."""
        self.progress.show_progress(step)

    def _stop_work(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def show_busy(self, *, busy: bool) -> None:
        """While a registry is being made nothing can be asked twice."""
        self._is_busy = busy
        for button in (self.next, self.back, self.open_button, self.demo_button):
            button.setEnabled(not busy)
        if not busy:
            self._ticket = None
            self.progress.hide()

    def show_message(self, text: str) -> None:
        """What went wrong."""
        self.message.show_text(text, kind="problem")
        self.show_busy(busy=False)
        self._check()

    def take_focus(self) -> None:
        """Put the caret into the first field of the step."""
        field = self._step(self._at).first_field()
        if field is not None:
            field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc cancels."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.next.isEnabled():
            self._go_on()
        elif event.key() == Qt.Key.Key_Escape and self.cancel.isVisible():
            self._cancel()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        if not self._step(self._at).is_complete():
            return
        self.message.clear()
        if self._at == 1 and self._prepared != self._basis():
            self.show_busy(busy=True)
            self.prepare_requested.emit(self._basis())
        elif self._at == _LAST:
            self.show_busy(busy=True)
            self.finish_requested.emit(self.wanted())
        else:
            self._show_step(self._at + 1)

    def _go_back(self) -> None:
        self._show_step(max(0, self._at - 1))

    def _cancel(self) -> None:
        self._prepared = None
        self.passphrase.once.clear()
        self.passphrase.twice.clear()
        self.people.clear()
        self.message.clear()
        self._show_step(0)
        self.abandoned.emit()

    def _show_step(self, index: int) -> None:
        self._at = index
        self.stack.setCurrentWidget(self._step(index))
        self._show_marks()
        text = _("Step {number} of {count}. You can go back at any time; nothing is written in "
                 "its place until the last step.")  # fmt: skip
        self.place.setText(text.format(number=index + 1, count=_LAST + 1))
        self.back.setVisible(index > 0)
        self.cancel.setVisible(index > 0)
        if index == _LAST:
            others = tuple(one.user for one in self.people.people)
            user = self.passphrase.user.text().strip()
            self.start.show_summary(self.where.folder(), user, others=others)
        elif index > 1:
            self.people.set_admin(self.passphrase.user.text())
        words = (_("Next: passphrase"), _("Next: recovery key"), _("Next: people"),
                 _("Next: start with"), _("Create registry"))  # fmt: skip
        self.next.setText(words[index])
        self.next.setAccessibleName(words[index])
        self.next.updateGeometry()
        self._check()
        self.take_focus()

    def _check(self) -> None:
        self.next.setEnabled(self._step(self._at).is_complete())
