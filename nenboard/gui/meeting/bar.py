"""The live outcome bar: the editor, what is open before the next case, read back and next."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nenboard.domain.outcome import Typing
from nenboard.domain.sign_off import Point
from nenboard.gui import icons, theme
from nenboard.gui.outcome.editor import OutcomeEditor
from nenboard.gui.page import Services
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.chips import Chip, ChipLook
from nenboard.gui.widgets.scrolling import scrolled
from nenboard.gui.widgets.sizing import keep
from nenboard.gui.widgets.texts import label
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.outcome import Cursor
    from nenboard.registry.outcomes import StoredOutcome

_SIDE: Final = 310
_ACTIONS: Final = frozenset({Point.ACTIONS, Point.ACTION_OWNER, Point.ACTION_DATE})
_TELLS: Final = frozenset({Point.TELL_PATIENT, Point.TELL_FAMILY_DOCTOR})


class OutcomeBar(QWidget):
    """`next_wanted` and `read_back_wanted` follow its buttons; the keys are those of the page."""

    next_wanted = Signal()
    read_back_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        look = theme.active()
        self.setObjectName("outcome_bar")
        self.setProperty("surface", "window")
        self._has_two_screens = False
        self.editor = OutcomeEditor(services, arrangement="bar")
        self.editor.changed.connect(self._show_points)
        self.editor.loaded.connect(self._show_points)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(6), look.px(4), 0, 0)
        row.setSpacing(0)
        row.addWidget(self.editor, 1)
        row.addWidget(self._side())

    def _side(self) -> QWidget:
        look = theme.active()
        made = QWidget()
        made.setProperty("surface", "window")
        column = QVBoxLayout(made)
        column.setContentsMargins(look.px(12), look.px(10), look.px(16), look.px(10))
        column.setSpacing(look.px(6))
        self.state = Chip(ChipLook(""))
        column.addWidget(self.state)
        column.addWidget(label(_("Before the next case"), "subtitle"))
        self.ticks = {
            "result": Tick(_("Result chosen")),
            "plan": Tick(_("What the result asks, plan and basis")),
            "actions": Tick(_("Every action has owner and date")),
            "tell": Tick(_("Patient and GP: who tells them")),
            "read_back": Tick(_("Read back to the room")),
        }
        for tick in self.ticks.values():
            column.addWidget(tick)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        read = KeyButton(_("Read back"), keys="F9", kind="primary", name="bar_read_back")
        read.clicked.connect(self.read_back_wanted)
        following = KeyButton(_("Next case"), keys="PgDn", name="bar_next")
        following.clicked.connect(self.next_wanted)
        buttons.addWidget(read)
        buttons.addWidget(following)
        column.addLayout(buttons)
        area = scrolled(made, name="scroll_before_next")
        keep(area, area.setFixedWidth, _SIDE)
        return area

    def load(self, meeting_id: str, case_id: str) -> None:
        """Show the outcome of a case; that of the case shown already stays as it is."""
        if (self.editor.meeting_id, self.editor.case_id) != (meeting_id, case_id):
            self.editor.load(meeting_id, case_id)

    def take_key(self, event: QKeyEvent) -> bool:
        """1 to 5, A and 0; after a result the caret goes to what is open first."""
        taken = self.editor.take_key(event)
        if taken and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_5:
            self.go_to_open()
        return taken

    def go_to_open(self) -> None:
        """The caret into the first thing that is open before the outcome can be signed."""
        outcome, first = self.editor.outcome, next(iter(self.editor.points), None)
        if outcome is None or outcome.result is None or first is None:
            return
        if first.point is Point.PLAN and not outcome.plan:
            self.editor.add_line()
        else:
            self.editor.focus_point(first)

    def return_to(self, cursor: "Cursor | None") -> bool:
        """Field and caret as they were left; False if there is none.

        The text that was being typed comes back as it was: a date may be half of one.
        """
        opened = self.editor.opened
        typing = opened.draft.typing if opened is not None else None
        place = typing
        if place is None and cursor is not None and cursor.field:
            place = Typing(field=cursor.field, caret=cursor.caret)
        if place is None or not self.editor.focus_field(place.field, place.caret):
            return False
        line = QApplication.focusWidget()
        if typing is not None and isinstance(line, QLineEdit) and line.text() != typing.text:
            line.setText(typing.text)
            line.setCursorPosition(typing.caret)
        return True

    def tell_screens(self, two: bool) -> None:
        """Whether the room has a screen of its own, on which no draft is seen."""
        self._has_two_screens = two
        self._show_points()

    def _show_points(self) -> None:
        editor = self.editor
        found = {one.point for one in editor.points}
        is_open = editor.opened is not None
        newest = editor.newest
        heard = newest is not None and newest.read_back is not None and editor.is_recorded
        asked = found - _ACTIONS - _TELLS - {Point.CHAIR}
        for name, closed in (
            ("result", Point.RESULT not in found),
            ("plan", not asked),
            ("actions", not found & _ACTIONS),
            ("tell", not found & _TELLS),
            ("read_back", heard),
        ):
            self.ticks[name].show_closed(is_open and closed)
        self.state.set_look(self._state_look(newest if heard else None))
        self.state.setVisible(is_open)

    def _state_look(self, heard: "StoredOutcome | None") -> ChipLook:
        if heard is not None and heard.is_signed:
            return ChipLook(_("Signed"), icon="signed", tone="success")
        if heard is not None and heard.read_back is not None:
            time = f"{heard.read_back.at.astimezone():%H:%M}"
            return ChipLook(_("Read back {time}").format(time=time), icon="ok", tone="success")
        words = _("Draft: the room sees it after read-back")
        if not self._has_two_screens:
            words = _("Draft, not read back yet")
        return ChipLook(words, icon="edit", tone="warning")


class Tick(QWidget):
    """A point of the list: a tick, or a dashed ring while it is open."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._is_closed = False
        row = QHBoxLayout(self)
        keep(self, lambda inset: row.setContentsMargins(inset, 0, 0, 0), 22)
        row.addWidget(label(words))
        self.show_closed(closed=False)

    @property
    def is_closed(self) -> bool:
        """Whether the point is closed."""
        return self._is_closed

    def show_closed(self, closed: bool) -> None:
        """Show it as closed, or as open."""
        self._is_closed = closed
        state = _("done") if closed else _("open")
        self.setAccessibleName(f"{self._words}: {state}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape."""
        look = theme.active()
        side = look.size("icon")
        spot = QRectF(0, (self.height() - side) / 2, side, side)
        name, colour = ("ok", "success") if self._is_closed else ("blank", "warning")
        icons.paint(QPainter(self), name, spot, look.colour(colour))
