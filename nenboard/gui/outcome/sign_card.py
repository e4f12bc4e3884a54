"""The checklist before a signature: each open point leads to its field; read back, then sign."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from nenboard.domain.sign_off import OpenPoint, Point
from nenboard.gui import icons, theme
from nenboard.gui.outcome.names import words_of
from nenboard.gui.outcome.sections import column_in, row_of
from nenboard.gui.summary.cards import clear
from nenboard.gui.widgets.buttons import KeyButton
from nenboard.gui.widgets.cards import Card
from nenboard.gui.widgets.texts import paragraph
from nenboard.host.language import _

if TYPE_CHECKING:
    from nenboard.domain.outcome import Outcome
    from nenboard.gui.outcome.acts import Standing

_ACTIONS: Final = frozenset({Point.ACTIONS, Point.ACTION_OWNER, Point.ACTION_DATE})
_TELLS: Final = frozenset({Point.TELL_PATIENT, Point.TELL_FAMILY_DOCTOR})
_CHAIR: Final = frozenset({Point.CHAIR})
_PLAN: Final = frozenset(Point) - _ACTIONS - _TELLS - _CHAIR


class CheckLine(QLabel):
    """A point of the checklist with its shape: closed or open."""

    def __init__(self, words: str, *, is_closed: bool) -> None:
        super().__init__(words)
        self._is_closed = is_closed
        self.setWordWrap(True)
        self.setContentsMargins(theme.active().px(22), 0, 0, 0)
        self.setAccessibleName(_("{point}: {state}").format(point=words, state=self._state()))

    def _state(self) -> str:
        return _("done") if self._is_closed else _("open")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, then the shape."""
        super().paintEvent(event)
        look = theme.active()
        side = look.px(15)
        spot = QRectF(0, look.px(2), side, side)
        icon, colour = ("ok", "success") if self._is_closed else ("blank", "warning")
        icons.paint(QPainter(self), icon, spot, look.colour(colour))


class SignCard(Card):
    """`pointed` asks for the field of a point; the buttons ask for their acts."""

    pointed = Signal(object)
    read_back = Signal()
    signing = Signal()
    recording = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__(_("Sign-off"), name="card_sign_off")
        look = theme.active()
        self.body.setSpacing(look.px(6))
        self.body.addWidget(
            paragraph(
                _("After this the outcome is read-only; later facts are addenda with a reason."),
                "small",
            )
        )
        self._list = column_in(holder := QWidget(), gap=5)
        self.body.addWidget(holder)
        self.record = KeyButton(_("Record"), name="outcome_record")
        self.record.clicked.connect(lambda _on=False: self.recording.emit())
        self.read = KeyButton(_("Read back"), keys="F9", kind="primary", name="outcome_read_back")
        self.read.clicked.connect(lambda _on=False: self.read_back.emit())
        self.sign = KeyButton(
            _("Sign as chair…"), keys="F9", icon="signed", kind="primary", name="outcome_sign"
        )
        self.sign.clicked.connect(lambda _on=False: self.signing.emit())
        self.give_up = KeyButton(_("Give up what was typed"), name="outcome_give_up")
        self.give_up.clicked.connect(lambda _on=False: self.given_up.emit())
        row = row_of(self.read, self.sign, self.record)
        row.addStretch(1)
        self.body.addLayout(row)
        last = row_of(self.give_up)
        last.addStretch(1)
        self.body.addLayout(last)
        self._shown: object = None
        self.is_ready = False

    def show_points(
        self,
        outcome: "Outcome",
        points: Sequence[OpenPoint],
        *,
        standing: "Standing",
    ) -> None:
        """Show what is open; the list is only made anew when it differs."""
        heard = standing.is_recorded and standing.is_read_back
        self.is_ready = heard and not points and not standing.invalid
        self.record.setVisible(not standing.is_recorded)
        self.read.setVisible(not heard)
        self.sign.setVisible(heard)
        self.sign.setEnabled(self.is_ready)
        self.give_up.setVisible(standing.has_version and not standing.is_recorded)
        names = tuple(words_of(point, outcome) for point in points)
        count = len(outcome.actions)
        shown = (names, tuple(points), heard, standing.invalid, count, outcome.has_no_actions)
        if shown != self._shown:
            self._shown = shown
            self._list_points(outcome, points, standing=standing)

    def _list_points(
        self, outcome: "Outcome", points: Sequence[OpenPoint], *, standing: "Standing"
    ) -> None:
        heard = standing.is_recorded and standing.is_read_back
        clear(self._list)
        count = len(outcome.actions)
        actions = _("No action needed")
        if count or not outcome.has_no_actions:
            actions = _("Owner and date for every action")
        for words, group in (
            (_("Result, plan and basis"), _PLAN),
            (actions, _ACTIONS),
            (_("Patient and family doctor"), _TELLS),
            (_("Name of the chair"), _CHAIR),
        ):
            self._add_group(words, [p for p in points if p.point in group], outcome)
        if standing.invalid:
            self._add_line(_("The case holds values that cannot be right"), is_closed=False)
        self._add_line(_("Read back to the room"), is_closed=heard)
        self._add_line(_("Signature of the chair"), is_closed=False)

    def _add_group(self, words: str, points: Sequence[OpenPoint], outcome: "Outcome") -> None:
        self._add_line(words, is_closed=not points)
        for point in points:
            said = words_of(point, outcome)
            button = KeyButton(said[:1].upper() + said[1:], kind="quiet", icon="right")
            button.setProperty("small", True)
            button.setObjectName(f"open_point_{point.point.value}")
            button.clicked.connect(partial(self._point, point))
            self._list.addWidget(button)

    def _point(self, point: OpenPoint, _on: bool = False) -> None:
        self.pointed.emit(point)

    def _add_line(self, words: str, *, is_closed: bool) -> None:
        self._list.addWidget(CheckLine(words, is_closed=is_closed))
